"""What a text says of somebody's custody, and the record contradicts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import localdate

from briefings.bodies.claim_patterns import Says
from briefings.bodies.claims import Claim
from briefings.checks.texts.saying import Contradiction, told_early
from briefings.documents.days import Custody, custody_during
from briefings.models import CustodyEvent, PartialDate
from briefings.models.base import Confidence
from briefings.models.chains import dated
from briefings.models.custody import IN_CUSTODY, CustodyStatus
from briefings.models.days import Dated

CUSTODY = "custody-status"
Chains = list[list[Dated[CustodyEvent]]]


@dataclass
class _Person:
    """The events of a person's detentions; `public` are those that readers see."""

    name: str
    every: dict[int, list[CustodyEvent]] = field(default_factory=dict)
    public: dict[int, list[CustodyEvent]] = field(default_factory=dict)

    def views(self) -> Iterator[Chains]:
        """Yield the chains of status of all events, and of the public ones if there are any."""
        for events in filter(None, (self.every, self.public)):
            yield [dated(rows, "status") for rows in events.values()]


def custody_contradictions(
    claims: list[Claim], day: date, at: datetime, goes_live: datetime
) -> Iterator[Contradiction]:
    """Yield the claims of freedom or custody that cannot be so or are told early (one query)."""
    today = localdate(at)
    people = _people({claim.record for claim in claims}, at)
    for claim in claims:
        person = people.get(claim.record)
        if person is None:
            continue
        held_against = _contradicted(claim, person, min(day, today), today)
        if found := held_against or _told_early(claim, person, min(day, today), today, goes_live):
            yield found


def events_of(detainees: Collection[UUID]) -> list[CustodyEvent]:
    """Return what befell detainees, in order, with who they are (one query, or none)."""
    if not detainees:
        return []
    events = CustodyEvent.objects.filter(
        detention__detainee__public_id__in=[*detainees],
        detention__retraction_reason="",
        retraction_reason="",
    )
    return [*events.select_related("detention__detainee").in_order()]


def _people(detainees: Collection[UUID], at: datetime) -> dict[UUID, _Person]:
    people: dict[UUID, _Person] = {}
    for event in events_of(detainees):
        detainee = event.detention.detainee
        person = people.setdefault(detainee.public_id, _Person(detainee.public_name))
        person.every.setdefault(event.detention_id, []).append(event)
    for person in people.values():
        public = {key: _seen(rows, at) for key, rows in person.every.items()}
        person.public = {key: rows for key, rows in public.items() if rows}
    return people


def _contradicted(claim: Claim, person: _Person, day: date, today: date) -> Contradiction | None:
    certain = not claim.hedged
    status = None
    for chains in person.views():
        custody = Custody.of(chains, day, today)
        status = custody.status
        if status is None or _agrees(claim, chains, custody, day, today):
            return None
        certain &= status not in custody.possibly
    events = [event for rows in person.every.values() for event in rows]
    certain &= all(event.confidence != Confidence.DISPUTED for event in events)
    last = max(
        (event for event in events if event.status == status and event.first_day <= day),
        key=lambda event: event.first_day,
        default=None,
    )
    told = f": {last.get_kind_display().lower()}, {last.on}" if last else ""
    label = CustodyStatus(status).label.lower() if status else "not known"
    why = f"In the record {person.name} is {label} on {PartialDate.of(day)}{told}."
    return Contradiction(CUSTODY, claim, why, _facts(events), certain=certain)


def said_statuses(claim: Claim) -> set[str]:
    """Return the statuses of custody that bear a claim out."""
    return {CustodyStatus.FREE.value} if claim.says == Says.FREE else {*IN_CUSTODY}


def _agrees(claim: Claim, chains: Chains, custody: Custody, day: date, today: date) -> bool:
    """Return whether a claim may be so on the day, or in a year that the text names.

    What is told as an event may have happened at any time up to the day.
    """
    wanted = said_statuses(claim)
    agreeing = {custody.status, *custody.possibly, *(each["status"] for each in custody.during)}
    years = [PartialDate.parse(f"{year:04}") for year in claim.years]
    return bool(
        agreeing & wanted
        or any(wanted & {*custody_during(chains, year, today)} for year in years)
        or (
            claim.ever
            and any(row.value in wanted and row.first <= day for chain in chains for row in chain)
        )
    )


def _told_early(
    claim: Claim, person: _Person, day: date, today: date, goes_live: datetime
) -> Contradiction | None:
    events = [event for rows in person.every.values() for event in rows]
    seen = [dated(_seen(rows, goes_live), "status") for rows in person.every.values()]
    if _agrees(claim, seen, Custody.of(seen, day, today), day, today):
        return None
    bearing = [event for event in events if event.status in said_statuses(claim)]
    return told_early(claim, [(event, str(event).lower()) for event in bearing], goes_live)


def _seen(events: Iterable[CustodyEvent], at: datetime) -> list[CustodyEvent]:
    """Return the events that readers see at the moment `at`."""
    return [event for event in events if event.is_live(at) and event.detention.is_live(at)]


def _facts(events: Iterable[CustodyEvent]) -> str:
    return "; ".join(
        f"{event.public_id} {event.kind} {event.status} {event.on} {event.confidence}"
        f" {event.live_period}"
        for event in events
    )
