"""Fixes: an edition that lacks what goes live before it needs a choice by somebody.

Two editions may be made in parallel: a fix goes live today, the other tomorrow. Whoever places
either chooses for the one that lacks the other's changes: carry over, go without, or hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple

from django.contrib.auth.models import User

from briefings.actions.acting import acting
from briefings.actions.carrying import conflicting_fields, copy_rows, field_name, merge_into
from briefings.actions.editions import copy_edition, store_rendering
from briefings.actions.lineage import lineage_of
from briefings.actions.live_periods import Overlap, periods_with
from briefings.actions.locking import lock_edition
from briefings.actions.placing import ON_HOLD, periods_of, place, put_on_hold
from briefings.actions.quotations import statements_to_publish
from briefings.actions.refusals import Refused, refuse_if
from briefings.actions.rendering import render_edition, why_not_ready
from briefings.models import CarriedOver, Edition, FixChoice
from briefings.models.date_words import moment

CARRY, WITHOUT, HOLD = FixChoice.Choice.CARRY, FixChoice.Choice.WITHOUT, FixChoice.Choice.HOLD
CHOICES = frozenset({CARRY, WITHOUT, HOLD})
Choices = Mapping[int, str]
NO_CHOICES: Choices = MappingProxyType({})
OPTIONS = "carry the changes over, let it go without them, or hold it"


class MissingFix(NamedTuple):
    """An approved edition that is not live yet, and the fix that going live would undo."""

    edition: Edition
    fix: Edition


def pending_choices(
    edition: Edition, at: datetime, start: datetime | None = None
) -> list[MissingFix]:
    """Return the choices needed if the edition goes live at `start` (three queries).

    First the edition itself, if it lacks what goes live before it. Then each edition scheduled
    later that lacks it, or would lack the edition that it is carried over into. If `start` is None,
    all that may have to be chosen whatever the hour.
    """
    lineage = lineage_of(edition.article)
    known = lineage.known_to(edition.pk)
    if start is None:
        others = (row for row in reversed(lineage.with_live_period()) if row.pk != edition.pk)
        fix = next((row for row in others if row.pk not in known), None)
    else:
        fix = lineage.missing_before(edition.pk, start)
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
    """Give an approved edition a live period, and carry out the choices.

    `choices` maps the number of each edition that lacks a fix to what becomes of it. `fix` is what
    the edition itself lacks; if None, it is looked up. Returns the edition that has the period now,
    or the edition itself if the choice was to hold it. Raises `Refused`, also with every edition
    that has no choice. Must run in an action.
    """
    lineage = lineage_of(edition.article)
    ends = lineage.requested_ends()
    fix = fix or lineage.missing_before(edition.pk, start)
    reasons = [f"“{c}” is not a choice: {OPTIONS}." for c in choices.values() if c not in CHOICES]
    reasons += _why_overlaps(edition, start, end, choices)
    placing = head = edition
    if fix is not None:
        choice = choices.get(edition.number, "")
        if not choice:
            reasons.append(
                f"Edition {fix.number}, {_when(fix, at)}, is not in this one: {OPTIONS}."
            )
        with _collecting(reasons):
            placing = head = _apply(by, MissingFix(edition, fix), choice, at)
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
            reasons.append(f"Edition {row.number}, {_when(row, at)}, lacks this one: {OPTIONS}.")
        begins = row.live_period.lower
        with _collecting(reasons):
            made = _apply(by, MissingFix(row, head), choice, at)
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


def _apply(by: User, missing: MissingFix, choice: str, at: datetime) -> Edition:
    """Store a choice and carry it out; it answers the edition's open choices, too.

    Unless it goes without, the edition loses its live period. Returns the merged edition if changes
    were carried over, else the edition. Raises `Refused` if the two cannot be merged.
    """
    edition, fix = missing
    if choice not in CHOICES:
        return edition
    made = _merge_editions(by, edition, fix, at) if choice == CARRY else edition
    if choice != WITHOUT:
        put_on_hold(edition, at)
    values = {"choice": choice, "chosen_by": by, "chosen_at": at}
    FixChoice.objects.update_or_create(edition=edition, fix=fix, defaults=values)
    edition.fix_choices.filter(choice="").update(**values)
    return made


def _merge_editions(by: User, edition: Edition, fix: Edition, at: datetime) -> Edition:
    """Return a new edition with the changes of two approved ones: approved, on hold.

    It counts as approved by those who approved the two. Raises `Refused` if they are in conflict,
    and for all that `approve` refuses in a body.
    """
    edition, fix = (Edition.objects.get(pk=row.pk) for row in (edition, fix))
    made = copy_edition(edition, by)
    refuse_if(_why_not_merge(edition, fix, merge_into(made, fix)))
    CarriedOver.objects.create(edition=made, carried=fix)
    copy_rows(edition.corrections.all(), made)
    made.publishes = statements_to_publish(made.body, [*edition.publishes, *fix.publishes], by, at)
    refuse_if(why_not_ready(ready := render_edition(made, at, also_live=made.publishes), at))
    store_rendering(made, ready)
    made.approved_at, made.live_period = at, ON_HOLD
    made.save()
    return made


def _why_not_merge(edition: Edition, fix: Edition, in_conflict: Iterable[str]) -> list[str]:
    """Return a reason for each field in conflict why the two cannot be merged by a program."""
    return [
        f"Edition {fix.number} and edition {edition.number} both changed the {field_name(name)}:"
        f" open a draft with both, or choose otherwise."
        for name in in_conflict
    ]


def missing_fix(edition: Edition, at: datetime) -> Edition | None:
    """Return the fix that an approved edition, not live yet, lacks; None if it lacks nothing.

    It is the latest edition that goes live before this one, or that is live now if this one has no
    time ahead; else the fix for which this one is held. Two queries if it was made from the edition
    before it, which has all earlier changes; else up to four.
    """
    if not edition.approved_at or edition.live_period is None or not _waits(edition, at):
        return None
    hour = start_of(edition, at) or at
    earlier = edition.article.editions.filter(live_period__startswith__lt=hour)
    last = earlier.exclude(pk=edition.pk).order_by("live_period").last()
    found = None
    if last is not None and last.pk != edition.based_on_id:
        found = lineage_of(edition.article).latest_missing(edition.pk, hour)
    if found is None and (row := edition.fix_choices.open().select_related("fix").first()):
        return row.fix
    return found


def start_of(edition: Edition, at: datetime) -> datetime | None:
    """Return when the edition goes live, or was to before it was held; None if that has passed."""
    period = edition.live_period or edition.planned_period
    return period.lower if period and period.lower > at else None


def _waits(edition: Edition, at: datetime) -> bool:
    period = edition.live_period
    return bool(period.isempty or period.lower > at)


def why_not_choose(edition: Edition, by: User, at: datetime, fix: Edition | None) -> list[str]:
    """Return every reason why `by` cannot choose about the fix that the edition lacks."""
    reasons = []
    if not by.has_perm("briefings.approve_edition"):
        reasons.append("Your role does not publish: ask a publisher.")
    if fix is None:
        reasons.append("This edition lacks nothing that goes live before it.")
    if edition.article.withdrawal_reason:
        reasons.append("The article is withdrawn.")
    return reasons


def why_not_carry_fix(edition: Edition, by: User, at: datetime, fix: Edition | None) -> list[str]:
    """Return every reason why `by` cannot carry the fix over, conflicts included."""
    reasons = why_not_choose(edition, by, at, fix)
    if fix is not None:
        full = Edition.objects.get(pk=fix.pk)
        reasons += _why_not_merge(edition, fix, conflicting_fields(edition, full))
    return reasons


def _fix_to_choose_about(edition: Edition, by: User, at: datetime) -> Edition:
    fix = missing_fix(edition, at)
    reasons = why_not_choose(edition, by, at, fix)
    if fix is None or reasons:
        raise Refused(reasons)
    return fix


def choose(*, by: User, edition: Edition, choice: str, choices: Choices = NO_CHOICES) -> Edition:
    """Choose what becomes of an edition that lacks a fix. Raises `Refused`.

    Carry over: a merged edition takes its live period. Without: the edition gets its period back.
    Either is on hold if the hour has passed or there was none. `choices` are about editions
    scheduled after it (see `publish_now`). Returns the edition that took the place.
    """
    with acting(by=by, action=f"choose about a fix: {choice}", locking=edition.article) as at:
        edition = lock_edition(edition)
        fix = _fix_to_choose_about(edition, by, at)
        start = start_of(edition, at)
        if start is not None:
            end = lineage_of(edition.article).requested_ends()[edition.pk]
            own = {edition.number: choice}
            return place_with_choices(by, edition, at, start, end, {**choices, **own}, fix)
        if choice not in CHOICES:
            raise Refused([f"“{choice}” is not a choice: {OPTIONS}."])
        return _apply(by, MissingFix(edition, fix), choice, at)


def draft_with_both(*, by: User, edition: Edition) -> Edition:
    """Hold the edition and start a draft of it with the fix merged in. Raises `Refused`.

    A field in conflict keeps the edition's words until an editor has merged it by hand and carries
    the fix over (`carry_over`).
    """
    with acting(by=by, action="draft with both", locking=edition.article) as at:
        edition = lock_edition(edition)
        fix = _fix_to_choose_about(edition, by, at)
        _apply(by, MissingFix(edition, fix), HOLD, at)
        draft, fix = copy_edition(edition, by), Edition.objects.get(pk=fix.pk)
        if not merge_into(draft, fix):
            CarriedOver.objects.create(edition=draft, carried=fix)
        draft.save()
        return draft


def _why_overlaps(
    edition: Edition, start: datetime, end: datetime | None, choices: Choices
) -> list[str]:
    """Return the reason, if any, why the period would overlap an edition that is not to be held."""
    periods = periods_of(edition.article)
    stays = {n: period for n, period in periods.items() if choices.get(n) != HOLD}
    try:
        periods_with(stays, edition.number, start, end)
    except Overlap as overlap:
        return [str(overlap)]
    return []


def _when(edition: Edition, at: datetime) -> str:
    start = edition.live_period.lower
    return f"{'scheduled for' if start > at else 'live since'} {moment(start)}"


@contextmanager
def _collecting(reasons: list[str]) -> Iterator[None]:
    """Catch `Refused` in the body and add its reasons to `reasons`."""
    try:
        yield
    except Refused as refused:
        reasons += refused.reasons
