"""What a text says of a meeting or a visit, and the record contradicts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime
from uuid import UUID

from django.utils.text import capfirst
from django.utils.timezone import localdate

from briefings.bodies.claim_patterns import Says
from briefings.bodies.claims import Claim
from briefings.checks.texts.saying import Contradiction, told_early
from briefings.documents.days import LABELS, Standing
from briefings.models import Meeting, PartialDate, StatusChange, Visit
from briefings.models.base import Confidence
from briefings.models.chains import dated
from briefings.models.statuses import AHEAD, OFF, Status

OCCASION, UPCOMING = "occasion-status", "upcoming-passed"
NOT_AHEAD = OFF | {Status.HELD}
OFF_OR_LATER = OFF | {Status.POSTPONED}
# The statuses that bear a claim out.
SAID_STATUSES: Mapping[str, set[str]] = {
    Says.HELD: {Status.HELD.value},
    Says.CANCELLED: {status.value for status in OFF},
    Says.POSTPONED: {Status.POSTPONED.value},
    Says.UPCOMING: {status.value for status in AHEAD},
}
Occasion = Meeting | Visit
Told = dict[UUID, tuple[Occasion, list[StatusChange]]]


def occasion_contradictions(
    claims: list[Claim], day: date, at: datetime, goes_live: datetime
) -> Iterator[Contradiction]:
    """Yield the claims of meetings and visits that cannot be so, or are told early.

    Three queries.

    A meeting called upcoming whose day has passed is told by a check of its own.
    """
    told = _occasions({claim.record for claim in claims})
    today = localdate(at)
    for claim in claims:
        if claim.record not in told:
            continue
        occasion, rows = told[claim.record]
        found = _passed(claim, occasion, rows, day) if claim.says == Says.UPCOMING else None
        found = found or _contradicted(claim, occasion, rows, min(day, today), at)
        if found := found or _told_early(claim, rows, goes_live):
            yield found


def occasions_of(ids: Collection[UUID]) -> list[Occasion]:
    """Return the meetings and visits with these public ids (two queries, or none)."""
    if not ids:
        return []
    return [
        *Meeting.objects.filter(public_id__in=[*ids], retraction_reason=""),
        *Visit.objects.filter(public_id__in=[*ids], retraction_reason=""),
    ]


def _occasions(ids: Iterable[UUID]) -> Told:
    wanted = [*ids]
    told: Told = {}
    for row in occasions_of(wanted):
        told[row.public_id] = (row, [])
    changes = StatusChange.objects.filter(retraction_reason="").filter(
        meeting__public_id__in=wanted
    ) | StatusChange.objects.filter(retraction_reason="", visit__public_id__in=wanted)
    for change in changes.select_related("meeting", "visit").in_order():
        occasion = change.meeting or change.visit
        if occasion is not None and occasion.public_id in told:
            told[occasion.public_id][1].append(change)
    return told


def _passed(
    claim: Claim, occasion: Occasion, rows: list[StatusChange], day: date
) -> Contradiction | None:
    """Return the contradiction if the occasion's last day is over on the day of the piece."""
    days = occasion.partial_period
    if days is None or not days.is_over(day):
        return None
    on = days_in_words(occasion)
    why = f"{occasion} was on {on}: before {PartialDate.of(day)}, the day of the piece."
    soon, _, rest = claim.words.partition(" ")
    instead = None
    if rest and soon.lower() in {"upcoming", "forthcoming"}:
        instead = capfirst(rest) if claim.opening else rest
    return Contradiction(
        UPCOMING, claim, why, _facts(occasion, rows), certain=not claim.hedged, instead=instead
    )


def _contradicted(
    claim: Claim, occasion: Occasion, rows: list[StatusChange], day: date, at: datetime
) -> Contradiction | None:
    certain = not claim.hedged
    public = [row for row in rows if row.is_live(at)]
    status = None
    for each in filter(None, (rows, public)):
        standing = Standing.of(dated(each, "status"), day, localdate(at))
        status = standing.status
        possible = {status, *standing.possibly}
        said_once = {row.status for row in each if row.first_day <= day}
        match claim.says:
            case Says.HELD:
                against = possible <= OFF_OR_LATER
            case Says.CANCELLED:
                against = possible == {Status.HELD} and not said_once & OFF_OR_LATER
            case Says.POSTPONED:
                against = not said_once & OFF_OR_LATER and possible <= NOT_AHEAD
            case _:
                against = possible <= NOT_AHEAD
        if status is None or not against:
            return None
        certain &= status not in standing.possibly
    if status is None:
        return None
    certain &= all(row.confidence != Confidence.DISPUTED for row in rows)
    since = max((row.first_day for row in rows if row.status == status), default=day)
    why = f"In the record {occasion} is “{LABELS[status].lower()}” since {PartialDate.of(since)}."
    return Contradiction(OCCASION, claim, why, _facts(occasion, rows), certain=certain)


def _told_early(
    claim: Claim, rows: list[StatusChange], goes_live: datetime
) -> Contradiction | None:
    bearing = [row for row in rows if row.status in SAID_STATUSES[claim.says]]
    if any(row.is_live(goes_live) for row in bearing):
        return None
    return told_early(
        claim, [(row, f"{LABELS[row.status].lower()}, {row.on}") for row in bearing], goes_live
    )


def days_in_words(occasion: Occasion) -> str:
    """Return the day of a meeting, or the first and the last of a visit."""
    if isinstance(occasion, Meeting):
        return str(occasion.on)
    return f"{occasion.starts} to {occasion.ends}" if occasion.ends else str(occasion.starts)


def _facts(occasion: Occasion, rows: Iterable[StatusChange]) -> str:
    changes = "; ".join(
        f"{row.public_id} {row.status} {row.on} {row.confidence} {row.live_period}" for row in rows
    )
    return f"{days_in_words(occasion)}: {changes}"
