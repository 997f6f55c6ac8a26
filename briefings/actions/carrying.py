"""Two editors, one deadline, no lost correction: what went live since a draft was started."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User

from briefings.actions.acting import acting
from briefings.actions.locking import locked_edition
from briefings.actions.refusals import Refused, refuse_if
from briefings.bodies import merge
from briefings.models import Edition

WORDS = ("headline", "standfirst", "body", "dateline_place", "dateline_on", "about_id")


def missed_edition(edition: Edition, at: datetime) -> Edition | None:
    """Return what went live by `at` and is not among the editions that the draft was made from.

    Two queries. None where the draft knows what the public sees, or last saw.
    """
    last = (
        edition.article.editions.filter(live_period__startswith__lte=at)
        .order_by("live_period")
        .last()
    )
    if last is None:
        return None
    bases = dict(edition.article.editions.values_list("pk", "based_on_id"))
    known = edition.based_on_id
    while known is not None and known != last.pk:
        known = bases[known]
    return last if known is None else None


def based_on_words(edition: Edition) -> str:
    """Return what the draft was started from, for a sentence."""
    return f"edition {edition.based_on.number}" if edition.based_on else "nothing"


def why_not_carry_over(edition: Edition, by: User, missed: Edition | None) -> list[str]:
    """Return every reason why `by` has nothing to bring into the edition (see `missed_edition`)."""
    reasons = []
    if edition.approved_at is not None:
        reasons.append("This edition is approved: start the next one.")
    if missed is None:
        reasons.append("Nothing went live since this draft was started.")
    if not by.has_perm("briefings.change_edition"):
        reasons.append("Your role does not write articles.")
    return reasons


def carry_over(*, by: User, edition: Edition, settled: Collection[str] = ()) -> Edition:
    """Bring what went live since into a draft, which then is based on that edition.

    What only one side changed is taken from it, the body block by block. Where both changed the
    same, the draft's words stay if the editor has merged them by hand and says so by naming the
    field in `settled`. Raises `Refused` with every other field that both changed.
    """
    with acting(by=by, action="carry over") as at:
        edition = locked_edition(edition)
        missed, base = missed_edition(edition, at), edition.based_on or Edition()
        reasons = why_not_carry_over(edition, by, missed)
        if missed is None or reasons:
            raise Refused(reasons)
        conflicts = []
        for name in WORDS:
            was, mine, theirs = (getattr(row, name) for row in (base, edition, missed))
            merged = _merged(name, was, mine, theirs)
            if merged is _CONFLICT and name not in settled:
                conflicts.append(
                    f"The {name.removesuffix('_id').replace('_', ' ')} was changed both in edition"
                    f" {missed.number} and in this draft: merge the two by hand, then say that it"
                    " is settled."
                )
            elif merged is not _CONFLICT:
                setattr(edition, name, merged)
        refuse_if(conflicts)
        _carry_rows(base, edition, missed)
        edition.based_on = missed
        edition.save()
        return edition


_CONFLICT = object()

# The rows of an edition, and what makes two of them the same.
ROWS: dict[str, Callable[[Any], Any]] = {
    "bylines": lambda row: row.name,
    "edition_topics": lambda row: row.topic_id,
    "citations": lambda row: row.source_id,
}


def _merged(name: str, was: Any, mine: Any, theirs: Any) -> Any:
    """Return the value that has both sides' changes, or `_CONFLICT`."""
    if theirs in (was, mine):
        return mine
    if mine == was:
        return theirs
    body = merge(was, mine, theirs) if name == "body" else None
    return _CONFLICT if body is None else body


def copy_rows(rows: Iterable[Any], edition: Edition) -> None:
    """Copy rows of another edition (bylines, topics, citations) to a draft."""
    for row in rows:
        row.pk, row.edition = None, edition
        row.public_id = row._meta.get_field("public_id").get_default()
        row._state.adding = True
        row.save()


def _carry_rows(base: Edition, edition: Edition, missed: Edition) -> None:
    """Add the bylines, topics and citations that the missed edition added; drop what it dropped."""
    for relation, key in ROWS.items():
        was, mine, theirs = (
            {key(row): row for row in getattr(each, relation).all()} if each.pk else {}
            for each in (base, edition, missed)
        )
        for dropped in mine.keys() & (was.keys() - theirs.keys()):
            mine[dropped].delete()
        copy_rows((theirs[new] for new in theirs.keys() - was.keys() - mine.keys()), edition)
