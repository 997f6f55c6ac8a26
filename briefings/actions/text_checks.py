"""Check an edition's text: what keeps it from being published, what is dismissed and restored."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from django.contrib.auth.models import User
from django.utils.timezone import localdate

from briefings.actions.acting import acting
from briefings.actions.refusals import Refused, refuse_if
from briefings.actions.writing import articles_shown_to, day_of_piece, why_not_handle
from briefings.checks.texts import check_text
from briefings.checks.texts.base import Piece, TextFinding
from briefings.checks.texts.reading import Text
from briefings.models import Dismissal, Edition


@dataclass(frozen=True)
class Checked:
    """What the checks find in a text: `open`, and what was dismissed, with the dismissal."""

    open: list[TextFinding]
    dismissed: list[tuple[TextFinding, Dismissal]]


class Rows(NamedTuple):
    """How many bylines, topics and citations a piece has, and the keys of the sources cited."""

    bylines: int
    topics: int
    citations: int
    sources: frozenset[int]

    @classmethod
    def of(cls, edition: Edition) -> Rows:
        """Return the numbers as they are stored (three queries)."""
        cited = [*edition.citations.values_list("source_id", flat=True)]
        counts = edition.bylines.count(), edition.edition_topics.count(), len(cited)
        return cls(*counts, frozenset(cited))


def piece_of(
    edition: Edition,
    by: User,
    at: datetime,
    *,
    goes_live: datetime | None = None,
    rows: Rows | None = None,
) -> Piece:
    """Return an edition as the checks look at it; fields that were typed may be set on it.

    `goes_live` is when readers are to see it, by default when it is scheduled, else now. Articles
    that `by` may not see are not looked at.
    """
    period = edition.live_period or edition.planned_period
    planned = period.lower if period is not None and not period.isempty else None
    live = goes_live or max(planned or at, at)
    rows = rows or Rows.of(edition)
    about = edition.about.public_id if edition.about else None
    moved = goes_live is not None and edition.dateline_on is None
    return Piece(
        text=Text(edition.body, edition.headline, edition.standfirst, about),
        day=localdate(live) if moved else day_of_piece(edition, localdate(at)),
        at=at,
        goes_live=live,
        others=articles_shown_to(by).exclude(pk=edition.article_id),
        slug=edition.article.slug,
        dateline_on=edition.dateline_on,
        stale_as=edition.stale_as,
        **rows._asdict(),
    )


def check(edition: Edition, piece: Piece) -> Checked:
    """Return what the checks find in a piece of the edition's article; nothing is written."""
    in_force = Dismissal.objects.about(edition.article).in_force().select_related("dismissed_by")
    dismissals = {f"{one.check_name}:{one.facts}": one for one in in_force}
    found = check_text(piece)
    return Checked(
        [one for one in found if one.key not in dismissals],
        [(one, dismissals[one.key]) for one in found if one.key in dismissals],
    )


def blocking_reasons(
    edition: Edition, by: User, at: datetime, *, goes_live: datetime | None = None
) -> list[str]:
    """Return a reason for each finding that keeps the edition from being published."""
    piece = piece_of(edition, by, at, goes_live=goes_live)
    return [one.reason for one in check(edition, piece).open if one.blocks]


def why_not_dismiss_finding(edition: Edition, finding: TextFinding, by: User) -> list[str]:
    """Return every reason why `by` cannot dismiss a finding in an edition's text."""
    if finding.blocks and not by.has_perm("briefings.review_edition"):
        return ["It keeps the piece from being published: ask an editor to dismiss it."]
    return why_not_handle(edition, by)


def dismiss_finding(*, by: User, edition: Edition, piece: Piece, key: str, reason: str) -> None:
    """Dismiss a finding in a piece of the edition's article, until its words or facts change.

    Raises `Refused`, also if the checks do not find it there.
    """
    with acting(by=by, action="dismiss", reason=reason, locking=edition.article) as at:
        found = next((o for o in check(edition, replace(piece, at=at)).open if o.key == key), None)
        if found is None:
            raise Refused(["This is not found any more, or is dismissed already."])
        reasons = why_not_dismiss_finding(edition, found, by)
        if not reason.strip():
            reasons.append("Say why it is right.")
        refuse_if(reasons)
        Dismissal.objects.create(
            check_name=found.check.name,
            facts=found.fingerprint,
            article=edition.article,
            reason=reason.strip(),
            dismissed_by=by,
            dismissed_at=at,
        )


def restore_finding(*, by: User, edition: Edition, key: str) -> None:
    """End the dismissal of a finding; it is kept, with who ended it and when. Raises `Refused`."""
    with acting(by=by, action="restore", locking=edition.article) as at:
        name, _, facts = key.partition(":")
        mine = Dismissal.objects.about(edition.article).in_force()
        in_force = mine.filter(check_name=name, facts=facts)
        reasons = why_not_handle(edition, by)
        if not in_force.exists():
            reasons.append("This is not dismissed.")
        refuse_if(reasons)
        in_force.update(reopened_by=by, reopened_at=at)
