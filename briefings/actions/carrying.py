"""Two editors, one deadline, no lost correction: what went live since a draft was started."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django.contrib.auth.models import User
from django.db import models

from briefings.actions.acting import acting
from briefings.actions.locking import locked_edition
from briefings.actions.refusals import Refused, refuse_if
from briefings.actions.writing import WORDS, why_not_change
from briefings.bodies import merge
from briefings.models import Edition


class Rows(NamedTuple):
    """Rows of an edition: the column by which two of them are the same, and what they say."""

    key: str
    says: tuple[str, ...]


# The order of citations is not carried over: approval numbers them anew.
ROWS = {
    "bylines": Rows("name", ("place", "position")),
    "edition_topics": Rows("topic_id", ()),
    "citations": Rows("source_id", ("stance", "says", "quote", "page")),
}


def missed_edition(edition: Edition, at: datetime) -> Edition | None:
    """Return what went live by `at` and is not among the editions that this one was made from.

    Two queries. None where it knows what the public sees, or last saw.
    """
    last = (
        edition.article.editions.filter(live_period__startswith__lte=at)
        .order_by("live_period")
        .last()
    )
    return None if last is None or last.pk in _made_from(edition) else last


def missed_words(edition: Edition, missed: Edition) -> str:
    """Return what an edition does not know of, as the beginning of a sentence."""
    base = f"edition {edition.based_on.number}" if edition.based_on else "nothing"
    return f"Edition {missed.number} went live since this one was started from {base}"


def _made_from(edition: Edition) -> list[int]:
    """Return the keys of the edition and of those it was made from, the nearest first (a query)."""
    bases: dict[int, int | None] = dict(edition.article.editions.values_list("pk", "based_on_id"))
    found = []
    key: int | None = edition.pk
    while key is not None:
        found.append(key)
        key = bases[key]
    return found


def _common_base(edition: Edition, other: Edition) -> Edition:
    """Return the last edition that both were made from; one without words if there is none."""
    theirs = _made_from(other)
    common = next((key for key in _made_from(edition) if key in theirs), None)
    return Edition.objects.get(pk=common) if common is not None else Edition()


def why_not_carry_over(edition: Edition, by: User, missed: Edition | None) -> list[str]:
    """Return every reason why `by` has nothing to bring into the edition (see `missed_edition`)."""
    reasons = why_not_change(edition, by)
    if missed is None:
        reasons.append("Nothing went live since this draft was started.")
    return reasons


def carry_over(*, by: User, edition: Edition, settled: Collection[str] = ()) -> Edition:
    """Bring what went live since into a draft, which then is based on that edition.

    What only one side changed, since the last edition that both were made from, is taken from it:
    the body block by block, bylines, topics and citations row by row. Where both changed the same,
    the draft's words stay if the editor has merged them by hand and says so by naming the field in
    `settled`. Raises `Refused` with every other field that both changed.
    """
    with acting(by=by, action="carry over", locking=edition.article) as at:
        edition = locked_edition(edition)
        missed = missed_edition(edition, at)
        reasons = why_not_carry_over(edition, by, missed)
        if missed is None or reasons:
            raise Refused(reasons)
        base = _common_base(edition, missed)
        in_conflict = _carry_words(base, edition, missed) + _carry_rows(base, edition, missed)
        refuse_if(
            f"Edition {missed.number} and this draft both changed the"
            f" {name.removesuffix('_id').replace('_', ' ')}: merge the two by hand, then say that"
            " it is settled."
            for name in dict.fromkeys(in_conflict)
            if name not in settled
        )
        edition.based_on = missed
        edition.save()
        return edition


_CONFLICT = object()


def _merged(was: Any, mine: Any, theirs: Any) -> Any:
    """Return the value that has both sides' changes, or `_CONFLICT`."""
    if theirs in (was, mine):
        return mine
    return theirs if mine == was else _CONFLICT


def _carry_words(base: Edition, edition: Edition, missed: Edition) -> list[str]:
    """Set the fields that can be merged; return the names of those that both sides changed."""
    in_conflict = []
    for name in WORDS:
        sides = [getattr(row, name) for row in (base, edition, missed)]
        merged = _merged(*sides)
        if merged is _CONFLICT and name == "body" and (body := merge(*sides)) is not None:
            merged = body
        if merged is _CONFLICT:
            in_conflict.append(name)
        else:
            setattr(edition, name, merged)
    return in_conflict


def _carry_rows(base: Edition, edition: Edition, missed: Edition) -> list[str]:
    """Add, change and drop rows as the missed edition did; return what both sides changed."""
    in_conflict = []
    for relation, rows in ROWS.items():
        was, mine, theirs = (_by_key(each, relation) for each in (base, edition, missed))
        for key in was.keys() | theirs.keys():
            said = [_said(found.get(key), rows) for found in (was, mine, theirs)]
            merged = _merged(*said)
            if merged is _CONFLICT:
                in_conflict.append(relation)
            elif merged != said[1]:
                if key in mine:
                    mine[key].delete()
                if key in theirs:
                    copy_rows([theirs[key]], edition)
    return in_conflict


def _by_key(edition: Edition, relation: str) -> dict[Any, Any]:
    rows = getattr(edition, relation).all() if edition.pk else ()
    return {getattr(row, ROWS[relation].key): row for row in rows}


def _said(row: models.Model | None, rows: Rows) -> tuple[Any, ...] | None:
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
