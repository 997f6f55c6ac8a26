"""Two editors, one deadline, no lost correction: what went live since a draft was started."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from django.contrib.auth.models import User
from django.db import models

from briefings.actions.acting import acting
from briefings.actions.comparing import Comparison, three_way
from briefings.actions.lineage import lineage_of
from briefings.actions.locking import locked_edition
from briefings.actions.refusals import Refused, refuse_if
from briefings.actions.writing import WORDS, why_not_change
from briefings.bodies import merge
from briefings.models import CarriedOver, Edition


class ComparedRows(NamedTuple):
    """Rows of an edition: the column by which two of them are the same, and what they say."""

    key: str
    says: tuple[str, ...]


# The order of citations is not carried over: approval numbers them anew.
COMPARED_ROWS = {
    "bylines": ComparedRows("name", ("place", "position")),
    "edition_topics": ComparedRows("topic_id", ()),
    "citations": ComparedRows("source_id", ("stance", "says", "quote", "page")),
}


def missed_edition(edition: Edition, at: datetime) -> Edition | None:
    """Return what went live by `at` and is not among the editions that this one knows of.

    One query, and three more where it was not started from that. None where it knows what the
    public sees, or last saw.
    """
    begun = edition.article.editions.filter(live_period__startswith__lte=at)
    last = begun.order_by("live_period").last()
    if last is None or last.pk in (edition.pk, edition.based_on_id):
        return None
    return None if last.pk in lineage_of(edition.article).known_to(edition.pk) else last


def missing_edition(draft: Edition, at: datetime) -> Edition | None:
    """Return what a draft can be given: what went live since, else the fix that it is made for.

    That is the last one for which the edition that it was started from is held. A query more than
    `missed_edition`, and three where there is one.
    """
    if (missed := missed_edition(draft, at)) or draft.based_on is None:
        return missed
    choices = draft.based_on.fix_choices.exclude(choice="without").select_related("fix")
    last = choices.order_by("chosen_at", "id").last()
    if last is None or last.fix_id in lineage_of(draft.article).known_to(draft.pk):
        return None
    return last.fix


def missed_words(edition: Edition, missed: Edition) -> str:
    """Return what an edition does not know of, as the beginning of a sentence."""
    base = f"edition {edition.based_on.number}" if edition.based_on else "nothing"
    return f"Edition {missed.number} went live since this one was started from {base}"


def why_not_carry_over(edition: Edition, by: User, missed: Edition | None) -> list[str]:
    """Return every reason why `by` has nothing to bring into the edition (see `missed_edition`)."""
    reasons = why_not_change(edition, by)
    if missed is None:
        reasons.append("Nothing went live since this draft was started.")
    return reasons


def carry_over(*, by: User, edition: Edition, settled: Collection[str] = ()) -> Edition:
    """Bring what went live since into a draft, which then is made from that edition, too.

    What only one side changed, since the last edition that both were made from, is taken from it:
    the body block by block, bylines, topics and citations row by row. Where both changed the same,
    the draft's words stay if the editor has merged them by hand and says so by naming the field in
    `settled`. Raises `Refused` with every other field that both changed.
    """
    with acting(by=by, action="carry over", locking=edition.article) as at:
        edition = locked_edition(edition)
        missed = missing_edition(edition, at)
        reasons = why_not_carry_over(edition, by, missed)
        if missed is None or reasons:
            raise Refused(reasons)
        refuse_if(
            f"Edition {missed.number} and this draft both changed the {field_name(name)}: merge the"
            " two by hand, then say that it is settled."
            for name in bring_in(edition, missed)
            if name not in settled
        )
        CarriedOver.objects.create(edition=edition, carried=missed)
        edition.save()
        return edition


def field_name(name: str) -> str:
    """Return what an editor calls a field or a kind of row."""
    return {"edition_topics": "topics"}.get(name, name.removesuffix("_id").replace("_", " "))


def bring_in(edition: Edition, other: Edition) -> list[str]:
    """Give a draft the changes of another edition; return the fields that both changed, once each.

    These stay as the draft has them. Rows are written, the draft itself is not saved.
    """
    base = common_base(edition, other)
    found = _merged_words(base, edition, other)
    for name, value in found.items():
        if value is not Comparison.CONFLICT:
            setattr(edition, name, value)
    in_conflict = [name for name, value in found.items() if value is Comparison.CONFLICT]
    in_conflict += _carry_rows(base, edition, other)
    return list(dict.fromkeys(in_conflict))


def both_changed(edition: Edition, other: Edition) -> list[str]:
    """Return the fields that both editions changed, so that they cannot be brought together.

    Nothing is written. A query for each of the two, and nine more where they have a common base.
    """
    base = common_base(edition, other)
    found = _merged_words(base, edition, other)
    return [name for name, value in found.items() if value is Comparison.CONFLICT] + [
        relation
        for relation in COMPARED_ROWS
        if any(
            value is Comparison.CONFLICT
            for _, value in _merged_rows(base, edition, other, relation)
        )
    ]


def common_base(edition: Edition, other: Edition) -> Edition:
    """Return the last edition that both were made from; one without words if there is none."""
    key = lineage_of(edition.article).common_base(edition.pk, other.pk)
    return Edition.objects.get(pk=key) if key is not None else Edition()


def _merged(was: Any, mine: Any, theirs: Any) -> Any:
    """Return the value that has both sides' changes, or `Comparison.CONFLICT`."""
    outcome = three_way(was, theirs, mine)
    return {Comparison.MINE: mine, Comparison.THEIRS: theirs}.get(outcome, outcome)


def _merged_words(base: Edition, edition: Edition, other: Edition) -> dict[str, Any]:
    """Return the words that have both sides' changes, or `Comparison.CONFLICT`."""
    found = {}
    for name in WORDS:
        sides = [getattr(row, name) for row in (base, edition, other)]
        merged = _merged(*sides)
        if merged is Comparison.CONFLICT and name == "body" and (body := merge(*sides)) is not None:
            merged = body
        found[name] = merged
    return found


def _merged_rows(
    base: Edition, edition: Edition, other: Edition, relation: str
) -> Iterator[tuple[Any, Any]]:
    """Yield what each row says with both sides' changes, by its key; None: it is taken out."""
    was, mine, theirs = (_by_key(each, relation) for each in (base, edition, other))
    for key in was.keys() | theirs.keys():
        sides = [_said(found.get(key), COMPARED_ROWS[relation]) for found in (was, mine, theirs)]
        merged = _merged(*sides)
        if merged != sides[1]:
            yield key, merged


def _carry_rows(base: Edition, edition: Edition, other: Edition) -> list[str]:
    """Add, change and drop rows as the other edition did; return what both sides changed."""
    in_conflict = []
    for relation in COMPARED_ROWS:
        mine, theirs = (_by_key(each, relation) for each in (edition, other))
        for key, merged in [*_merged_rows(base, edition, other, relation)]:
            if merged is Comparison.CONFLICT:
                in_conflict.append(relation)
                continue
            if key in mine:
                mine[key].delete()
            if key in theirs:
                copy_rows([theirs[key]], edition)
    return in_conflict


def _by_key(edition: Edition, relation: str) -> dict[Any, Any]:
    rows = getattr(edition, relation).all() if edition.pk else ()
    return {getattr(row, COMPARED_ROWS[relation].key): row for row in rows}


def _said(row: models.Model | None, rows: ComparedRows) -> tuple[Any, ...] | None:
    return None if row is None else tuple(getattr(row, name) for name in rows.says)


def copy_rows(rows: Iterable[Any], edition: Edition) -> None:
    """Copy rows of another edition (bylines, topics, citations) to a draft, as new rows."""
    for row in rows:
        for field in row._meta.concrete_fields:
            if field.has_db_default():
                setattr(row, field.attname, field.get_default())
        row.pk, row.edition = None, edition
        row._state.adding = True
        row.save()
