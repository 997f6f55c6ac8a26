"""Carry over: merge into a draft what went live after it was started, so that nothing is lost."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from django.contrib.auth.models import User
from django.db import models

from briefings.actions.acting import acting
from briefings.actions.comparing import Comparison, three_way
from briefings.actions.lineage import lineage_of
from briefings.actions.locking import lock_edition
from briefings.actions.refusals import Refused, refuse_if
from briefings.actions.writing import EDITION_FIELDS, why_not_change
from briefings.bodies import merge
from briefings.models import CarriedOver, Edition


class ComparedRows(NamedTuple):
    """How rows of two editions are compared: the column that identifies a row, and the others."""

    key: str
    columns: tuple[str, ...]


# Without the order of citations: approval numbers them anew.
COMPARED_ROWS = {
    "bylines": ComparedRows("name", ("place", "position")),
    "edition_topics": ComparedRows("topic_id", ()),
    "citations": ComparedRows("source_id", ("stance", "says", "quote", "page")),
}


def missed_edition(edition: Edition, at: datetime) -> Edition | None:
    """Return the latest edition that went live by `at`, if this one lacks its changes; else None.

    One query, and three more unless this edition was started from that one.
    """
    published = edition.article.editions.filter(live_period__startswith__lte=at)
    last = published.order_by("live_period").last()
    if last is None or last.pk in (edition.pk, edition.based_on_id):
        return None
    return None if last.pk in lineage_of(edition.article).known_to(edition.pk) else last


def edition_to_carry_over(draft: Edition, at: datetime) -> Edition | None:
    """Return the edition whose changes can be carried over into a draft; None if there is none.

    It is what went live since; else the latest fix for which the edition that the draft was started
    from is held. One query more than `missed_edition`, and three more if there is a fix.
    """
    if (missed := missed_edition(draft, at)) or draft.based_on is None:
        return missed
    choices = draft.based_on.fix_choices.exclude(choice="without").select_related("fix")
    last = choices.order_by("chosen_at", "id").last()
    if last is None or last.fix_id in lineage_of(draft.article).known_to(draft.pk):
        return None
    return last.fix


def describe_missed(edition: Edition, missed: Edition) -> str:
    """Return the beginning of a sentence: which edition went live since this one was started."""
    base = f"edition {edition.based_on.number}" if edition.based_on else "nothing"
    return f"Edition {missed.number} went live since this one was started from {base}"


def why_not_carry_over(edition: Edition, by: User, missed: Edition | None) -> list[str]:
    """Return every reason why `by` cannot carry `missed` over into the edition."""
    reasons = why_not_change(edition, by)
    if missed is None:
        reasons.append("Nothing went live since this draft was started.")
    return reasons


def carry_over(*, by: User, edition: Edition, merged_by_hand: Collection[str] = ()) -> Edition:
    """Merge what went live since into a draft, and note that the draft has its changes now.

    A three-way merge against the last edition that both were made from: the body block by block;
    bylines, topics and citations row by row. A change of one side alone is taken. A field that both
    changed keeps the draft's words if it is named in `merged_by_hand`. Raises `Refused` with every
    other field that both changed.
    """
    with acting(by=by, action="carry over", locking=edition.article) as at:
        edition = lock_edition(edition)
        missed = edition_to_carry_over(edition, at)
        reasons = why_not_carry_over(edition, by, missed)
        if missed is None or reasons:
            raise Refused(reasons)
        refuse_if(
            f"Edition {missed.number} and this draft both changed the {field_name(name)}: merge the"
            " two by hand, then say that it is done."
            for name in merge_into(edition, missed)
            if name not in merged_by_hand
        )
        CarriedOver.objects.create(edition=edition, carried=missed)
        edition.save()
        return edition


def field_name(name: str) -> str:
    """Return the name that editors know a field or a kind of row by."""
    return {"edition_topics": "topics"}.get(name, name.removesuffix("_id").replace("_", " "))


def merge_into(edition: Edition, other: Edition) -> list[str]:
    """Merge another edition's changes into a draft; return the fields in conflict, once each.

    A field in conflict keeps the draft's words. Rows are written; the draft itself is not saved.
    """
    base = common_base(edition, other)
    found = _merged_words(base, edition, other)
    for name, value in found.items():
        if value is not Comparison.CONFLICT:
            setattr(edition, name, value)
    in_conflict = [name for name, value in found.items() if value is Comparison.CONFLICT]
    in_conflict += _carry_rows(base, edition, other)
    return list(dict.fromkeys(in_conflict))


def conflicting_fields(edition: Edition, other: Edition) -> list[str]:
    """Return the fields that both editions changed and that cannot be merged; writes nothing.

    Two queries, and nine more if the two have a common base.
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
    """Return the last edition that both were made from; an empty one if there is none."""
    key = lineage_of(edition.article).common_base(edition.pk, other.pk)
    return Edition.objects.get(pk=key) if key is not None else Edition()


def _merged(was: Any, mine: Any, theirs: Any) -> Any:
    """Return the merged value, or `Comparison.CONFLICT`."""
    outcome = three_way(was, theirs, mine)
    return {Comparison.MINE: mine, Comparison.THEIRS: theirs}.get(outcome, outcome)


def _merged_words(base: Edition, edition: Edition, other: Edition) -> dict[str, Any]:
    """Return each field of the edition merged, or `Comparison.CONFLICT` in its place."""
    found = {}
    for name in EDITION_FIELDS:
        sides = [getattr(row, name) for row in (base, edition, other)]
        merged = _merged(*sides)
        if merged is Comparison.CONFLICT and name == "body" and (body := merge(*sides)) is not None:
            merged = body
        found[name] = merged
    return found


def _merged_rows(
    base: Edition, edition: Edition, other: Edition, relation: str
) -> Iterator[tuple[Any, Any]]:
    """Yield the key and merged values of each row that the merge changes; None removes the row."""
    was, mine, theirs = (_by_key(each, relation) for each in (base, edition, other))
    for key in was.keys() | theirs.keys():
        sides = [
            _values_of(found.get(key), COMPARED_ROWS[relation]) for found in (was, mine, theirs)
        ]
        merged = _merged(*sides)
        if merged != sides[1]:
            yield key, merged


def _carry_rows(base: Edition, edition: Edition, other: Edition) -> list[str]:
    """Add, change and remove rows as the other edition did; return the kinds of row in conflict."""
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


def _values_of(row: models.Model | None, rows: ComparedRows) -> tuple[Any, ...] | None:
    return None if row is None else tuple(getattr(row, name) for name in rows.columns)


def copy_rows(rows: Iterable[Any], edition: Edition) -> None:
    """Copy bylines, topics or citations to a draft, as new rows; changes the objects passed in."""
    for row in rows:
        for field in row._meta.concrete_fields:
            if field.has_db_default():
                setattr(row, field.attname, field.get_default())
        row.pk, row.edition = None, edition
        row._state.adding = True
        row.save()
