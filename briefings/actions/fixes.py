"""No edition undoes what went live before it, unless somebody chose that: carry over, go, or hold.

Two are made beside each other: a fix goes live today, another edition waits for tomorrow. Whoever
places either chooses what becomes of the one that lacks the other's changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple

from django.contrib.auth.models import User

from briefings.actions.acting import acting
from briefings.actions.carrying import both_changed, bring_in, copy_rows, field_name
from briefings.actions.editions import copy_of, make_ready
from briefings.actions.lineage import Lineage, lineage_of
from briefings.actions.live_periods import Overlap, placed
from briefings.actions.locking import locked_edition
from briefings.actions.placing import ON_HOLD, periods_of, place, vacate
from briefings.actions.quotations import coming_along
from briefings.actions.refusals import Refused, refuse_if
from briefings.actions.rendering import rendered, why_not_ready
from briefings.models import CarriedOver, Edition, FixChoice

CARRY, WITHOUT, HOLD = FixChoice.Choice.CARRY, FixChoice.Choice.WITHOUT, FixChoice.Choice.HOLD
CHOICES = frozenset({CARRY, WITHOUT, HOLD})
Choices = Mapping[int, str]
NONE: Choices = MappingProxyType({})
HOW = "carry the changes over, let it go without them, or hold it"


class MissingFix(NamedTuple):
    """An approved edition that is not live yet, and what it would undo by going live."""

    edition: Edition
    fix: Edition


def to_choose(edition: Edition, at: datetime, start: datetime | None = None) -> list[MissingFix]:
    """Return what has to be chosen where the edition is placed at `start` (three queries).

    First the edition itself, if it lacks what is before it then; after it those scheduled for
    later that lack it, or would lack what it is carried over into. None is any hour: then all that
    may have to be chosen.
    """
    lineage = lineage_of(edition.article)
    known = lineage.known_to(edition.pk)
    if start is None:
        others = (row for row in reversed(lineage.placed()) if row.pk != edition.pk)
        fix = next((row for row in others if row.pk not in known), None)
    else:
        fix = lineage.lacked(edition.pk, start)
    own = [MissingFix(edition, fix)] if fix else []
    return own + [
        MissingFix(row, edition)
        for row in lineage.following(edition.pk, start or at, at)
        if fix or edition.pk not in lineage.known_to(row.pk)
    ]


def place_with_choices(
    by: User,
    edition: Edition,
    at: datetime,
    start: datetime,
    end: datetime | None,
    choices: Choices,
    fix: Edition | None = None,
) -> Edition:
    """Place an approved edition as `choices` say, by the number of each edition that lacks another.

    `fix` is what the edition itself lacks; None is what is before it at `start`, unless it knows of
    it. Returns what now has the place, or the edition where it was chosen to hold it. Raises
    `Refused`: also with every edition about which nothing was chosen. Must run in an action.
    """
    lineage = lineage_of(edition.article)
    ends = _ends(lineage)
    fix = fix or lineage.lacked(edition.pk, start)
    reasons = [f"“{c}” is not a choice: {HOW}." for c in choices.values() if c not in CHOICES]
    reasons += _why_overlaps(edition, start, end, choices)
    placing = head = edition
    if fix is not None:
        choice = choices.get(edition.number, "")
        if not choice:
            reasons.append(f"Edition {fix.number}, {_when(fix, at)}, is not in this one: {HOW}.")
        with collected(reasons):
            placing = head = _chosen(by, MissingFix(edition, fix), choice, at)
        if choice == HOLD:
            refuse_if(reasons)
            return edition
    again: list[tuple[Edition, datetime, datetime | None]] = []
    for row in lineage.following(edition.pk, start, at):
        known = lineage_of(edition.article).known_to(row.pk)
        if head.pk in known and placing.pk in lineage.known_to(row.pk):
            continue
        choice = choices.get(row.number, "")
        if not choice:
            reasons.append(f"Edition {row.number}, {_when(row, at)}, lacks this one: {HOW}.")
        begins = row.live_period.lower
        with collected(reasons):
            made = _chosen(by, MissingFix(row, head), choice, at)
            if choice == CARRY:
                head = made
            if choice in (CARRY, WITHOUT):
                again.append((made, begins, ends[row.pk]))
    refuse_if(reasons)
    place(placing, at, start, end)
    for row, begins, until in again:
        if not Edition.objects.get(pk=row.pk).live_period:
            place(row, at, begins, until)
    placing.fix_choices.filter(choice="").delete()
    placing.refresh_from_db(fields=["live_period"])
    return placing


def _chosen(by: User, lacking: MissingFix, choice: str, at: datetime) -> Edition:
    """Keep the choice, and with it all about the same edition that nobody has made.

    An edition that is carried over or held gives its period back. Returns the one made of both
    where that was chosen, else the edition; raises `Refused` where it cannot be made.
    """
    edition, fix = lacking
    if choice not in CHOICES:
        return edition
    made = joined(by, edition, fix, at) if choice == CARRY else edition
    if choice != WITHOUT:
        vacate(edition, at)
    said = {"choice": choice, "chosen_by": by, "chosen_at": at}
    FixChoice.objects.update_or_create(edition=edition, fix=fix, defaults=said)
    edition.fix_choices.filter(choice="").update(**said)
    return made


def joined(by: User, edition: Edition, fix: Edition, at: datetime) -> Edition:
    """Make the edition that has the words of two approved ones, approved and on hold.

    It counts as approved by those who approved the two. Raises `Refused` where both changed the
    same since the last edition that both were made from, and as `approve` does.
    """
    edition, fix = (Edition.objects.get(pk=row.pk) for row in (edition, fix))
    made = copy_of(edition, by)
    refuse_if(cannot_join(edition, fix, bring_in(made, fix)))
    CarriedOver.objects.create(edition=made, carried=fix)
    copy_rows(edition.corrections.all(), made)
    made.publishes = coming_along(made.body, [*edition.publishes, *fix.publishes], by, at)
    refuse_if(why_not_ready(ready := rendered(made, at, coming=made.publishes), at))
    make_ready(made, ready)
    made.approved_at, made.live_period = at, ON_HOLD
    made.save()
    return made


def cannot_join(edition: Edition, fix: Edition, in_conflict: Iterable[str]) -> list[str]:
    """Return why the changes cannot be carried over by themselves, for each field in conflict."""
    return [
        f"Edition {fix.number} and edition {edition.number} both changed the {field_name(name)}:"
        f" open a draft with both, or choose otherwise."
        for name in in_conflict
    ]


def fix_for(edition: Edition, at: datetime) -> Edition | None:
    """Return the fix that an approved edition, not yet live, lacks; None if it lacks nothing.

    That is the latest of what is before it in its hour, or of what is live now if it has none, or
    has missed it; else the one for which it is held. Two queries where it was made from the one
    before it, which knows of all before; else up to four.
    """
    if not edition.approved_at or edition.live_period is None or not _waits(edition, at):
        return None
    hour = hour_of(edition, at) or at
    earlier = edition.article.editions.filter(live_period__startswith__lt=hour)
    last = earlier.exclude(pk=edition.pk).order_by("live_period").last()
    found = None
    if last is not None and last.pk != edition.based_on_id:
        found = lineage_of(edition.article).to_carry(edition.pk, hour)
    if found is None and (row := edition.fix_choices.open().select_related("fix").first()):
        return row.fix
    return found


def hour_of(edition: Edition, at: datetime) -> datetime | None:
    """Return when the edition goes live, or was to before it was held; None if not ahead."""
    period = edition.live_period or edition.planned_period
    return period.lower if period and period.lower > at else None


def _waits(edition: Edition, at: datetime) -> bool:
    period = edition.live_period
    return bool(period.isempty or period.lower > at)


def why_not_choose(edition: Edition, by: User, at: datetime, fix: Edition | None) -> list[str]:
    """Return every reason why `by` has nothing to choose about the edition (see `fix_for`)."""
    reasons = []
    if not by.has_perm("briefings.approve_edition"):
        reasons.append("Your role does not publish: ask a publisher.")
    if fix is None:
        reasons.append("This edition lacks nothing that goes live before it.")
    if edition.article.withdrawal_reason:
        reasons.append("The article is withdrawn.")
    return reasons


def why_not_carry_fix(edition: Edition, by: User, at: datetime, fix: Edition | None) -> list[str]:
    """Return every reason why the fix cannot be carried over by itself."""
    reasons = why_not_choose(edition, by, at, fix)
    if fix is not None:
        full = Edition.objects.get(pk=fix.pk)
        reasons += cannot_join(edition, fix, both_changed(edition, full))
    return reasons


def _fix_to_choose_about(edition: Edition, by: User, at: datetime) -> Edition:
    fix = fix_for(edition, at)
    reasons = why_not_choose(edition, by, at, fix)
    if fix is None or reasons:
        raise Refused(reasons)
    return fix


def choose(*, by: User, edition: Edition, choice: str, choices: Choices = NONE) -> Edition:
    """Choose what becomes of an edition that lacks a fix; raises `Refused`.

    Carried over, a new edition takes its place and hour; without it, it has them again. Where the
    hour has passed, or there was none, what goes live is on hold. `choices` are about what is
    scheduled after it (see `publish_now`). Returns the new edition or the old one.
    """
    with acting(by=by, action=f"choose about a fix: {choice}", locking=edition.article) as at:
        edition = locked_edition(edition)
        fix = _fix_to_choose_about(edition, by, at)
        start = hour_of(edition, at)
        if start is not None:
            end = _ends(lineage_of(edition.article))[edition.pk]
            own = {edition.number: choice}
            return place_with_choices(by, edition, at, start, end, {**choices, **own}, fix)
        if choice not in CHOICES:
            raise Refused([f"“{choice}” is not a choice: {HOW}."])
        return _chosen(by, MissingFix(edition, fix), choice, at)


def draft_with_both(*, by: User, edition: Edition) -> Edition:
    """Hold the edition and start a draft of it with the fix, as far as they go together.

    Where both changed the same, the draft says what the edition says until an editor has merged the
    two and carries the fix over (`carry_over`). Raises `Refused`.
    """
    with acting(by=by, action="draft with both", locking=edition.article) as at:
        edition = locked_edition(edition)
        fix = _fix_to_choose_about(edition, by, at)
        _chosen(by, MissingFix(edition, fix), HOLD, at)
        draft, fix = copy_of(edition, by), Edition.objects.get(pk=fix.pk)
        if not bring_in(draft, fix):
            CarriedOver.objects.create(edition=draft, carried=fix)
        draft.save()
        return draft


def _ends(lineage: Lineage) -> dict[int, datetime | None]:
    """Return the ends that were asked for, of the period that each edition has or was to have.

    Where another begins, or was to, at that very moment, the end only made room for it: None.
    """
    periods = {key: row.live_period or row.planned_period for key, row in lineage.editions.items()}
    starts = {period.lower for period in periods.values() if period}
    return {
        key: period.upper if period and period.upper not in starts else None
        for key, period in periods.items()
    }


def _why_overlaps(
    edition: Edition, start: datetime, end: datetime | None, choices: Choices
) -> list[str]:
    """Return why the period would overlap another edition's that is not to be held."""
    periods = periods_of(edition.article)
    stays = {n: period for n, period in periods.items() if choices.get(n) != HOLD}
    try:
        placed(stays, edition.number, start, end)
    except Overlap as overlap:
        return [str(overlap)]
    return []


def _when(edition: Edition, at: datetime) -> str:
    start = edition.live_period.lower
    return f"{'scheduled for' if start > at else 'live since'} {start:%d %B %Y, %H:%M %Z}"


@contextmanager
def collected(reasons: list[str]) -> Iterator[None]:
    """Add to `reasons` what is refused within."""
    try:
        yield
    except Refused as refused:
        reasons += refused.reasons
