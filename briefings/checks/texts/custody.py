"""What a text says of somebody's custody, and the record contradicts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import localdate

from briefings.bodies.claim_patterns import Says
from briefings.bodies.claims import Claim
from briefings.checks.texts.saying import Contradiction
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


def custody_contradictions(claims: list[Claim], day: date, at: datetime) -> Iterator[Contradiction]:
    """Yield the claims of freedom or custody that cannot be so on the day (one query)."""
    today = localdate(at)
    people = _people({claim.record for claim in claims}, at)
    for claim in claims:
        person = people.get(claim.record)
        if person is not None and (found := _contradicted(claim, person, min(day, today), today)):
            yield found


def _people(detainees: Iterable[UUID], at: datetime) -> dict[UUID, _Person]:
    events = CustodyEvent.objects.filter(
        detention__detainee__public_id__in=[*detainees],
        detention__retraction_reason="",
        retraction_reason="",
    )
    people: dict[UUID, _Person] = {}
    for event in events.select_related("detention__detainee").in_order():
        detainee = event.detention.detainee
        person = people.setdefault(detainee.public_id, _Person(detainee.public_name))
        person.every.setdefault(event.detention_id, []).append(event)
        if event.is_live(at) and event.detention.is_live(at):
            person.public.setdefault(event.detention_id, []).append(event)
    return people


def _contradicted(claim: Claim, person: _Person, day: date, today: date) -> Contradiction | None:
    wanted = {CustodyStatus.FREE.value} if claim.says == Says.FREE else {*IN_CUSTODY}
    days = [PartialDate.parse(f"{year:04}") for year in claim.years]
    certain = not claim.hedged
    status = None
    for chains in person.views():
        custody = Custody.of(chains, day, today)
        status = custody.status
        agreeing = {status, *custody.possibly, *(each["status"] for each in custody.during)}
        if status is None or agreeing & wanted or _ever(claim, wanted, chains, day):
            return None
        if any(wanted & {*custody_during(chains, on, today)} for on in days):
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


def _ever(claim: Claim, wanted: set[str], chains: Chains, day: date) -> bool:
    """Return whether what is told as an event has happened at some time up to the day."""
    return claim.ever and any(
        row.value in wanted and row.first <= day for chain in chains for row in chain
    )


def _facts(events: Iterable[CustodyEvent]) -> str:
    return "; ".join(
        f"{event.public_id} {event.kind} {event.status} {event.on} {event.confidence}"
        f" {event.live_period}"
        for event in events
    )
