"""Reads of visits and meetings: who sat where, how the status changed, what came of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from django.db.models import Exists, OuterRef, Q, QuerySet

from briefings.models import (
    AgendaItem,
    Meeting,
    Objective,
    Outcome,
    Participant,
    Place,
    Readout,
    Row,
    Statement,
    StatusChange,
    Stop,
    Tenure,
    Visit,
)
from briefings.models.base import if_live
from briefings.models.meetings import EARLIEST_DAY_DOWNWARDS
from briefings.timelines.prepared import one_of, prepared
from briefings.timelines.tenures import tenures_of

R = TypeVar("R", bound=Row)
AROUND = 100  # meetings before, after and within one


@dataclass(frozen=True)
class Engagements:
    """What the public sees of some meetings and visits, read together for one page.

    Rows come in their order; what they point at and the public does not see is None, or the row
    is left out. `tenures` are those of the officials who take part or speak.
    """

    participants: list[Participant]
    statuses: list[StatusChange]
    agenda: list[AgendaItem]
    outcomes: list[Outcome]
    readouts: list[Readout]
    statements: list[Statement]
    tenures: list[Tenure]

    def facts(self, occasions: Collection[Meeting | Visit]) -> list[Row]:
        """Return the rows of these occasions that may cite sources of their own."""
        own = (self.participants, self.agenda, self.outcomes, self.readouts, self.statements)
        found: list[Row] = [
            row for occasion in occasions for rows in own for row in rows_of(rows, occasion)
        ]
        people = [row for row in found if isinstance(row, Participant)]
        for parent in (*occasions, *people):
            found += rows_of(self.statuses, parent)
        return found


def rows_of(rows: Sequence[R], parent: Row) -> list[R]:
    """Return the rows that belong to a meeting, a visit or a participant."""
    column = f"{parent._meta.model_name}_id"
    return [row for row in rows if getattr(row, column, None) == parent.pk]


def engagements(
    meetings: Collection[Meeting],
    visits: Collection[Visit],
    at: datetime,
    beside: Collection[Meeting | Visit] = (),
) -> Engagements:
    """Return what the public sees of the meetings and visits; eight queries.

    Of those `beside` them only the statuses are read.
    """
    keys = [row.pk for row in meetings], [row.pk for row in visits]
    participants = participants_at(at, *keys)
    statements = _statements(at, keys[0])
    people = [row.official for row in participants] + [row.official for row in statements]
    officials = {official.identity_id for official in people if official}
    return Engagements(
        participants=participants,
        statuses=statuses_of([*meetings, *visits, *beside], participants, at),
        agenda=[
            row for row in _agenda(*keys) if if_live(row.topic, at) or if_live(row.detainee, at)
        ],
        outcomes=_outcomes(*keys),
        readouts=_readouts(at, *keys),
        statements=statements,
        tenures=tenures_of(officials, at),
    )


def _of(meetings: list[int], visits: list[int]) -> Q:
    return Q(one_of("meeting", meetings)) | Q(one_of("visit", visits))


@prepared
def participants_at(at: datetime, meetings: list[int], visits: list[int]) -> QuerySet[Participant]:
    """Return who the public sees at the meetings and on the visits, in their order (one query)."""
    return (
        Participant.objects.live(at)
        .filter(_of(meetings, visits))
        .select_related("official__country", "organization__country", "country")
        .in_order()
    )


@prepared
def _statements(at: datetime, meetings: list[int]) -> QuerySet[Statement]:
    return (
        Statement.objects.live(at)
        .filter(one_of("meeting", meetings))
        .select_related("official__country", "organization", "side", "meeting")
        .order_by("id")
    )


@prepared
def _agenda(meetings: list[int], visits: list[int]) -> QuerySet[AgendaItem]:
    return (
        AgendaItem.objects.filter(_of(meetings, visits))
        .select_related("topic", "detainee")
        .prefetch_related("detainee__names")
        .order_by("order", "id")
    )


@prepared
def _outcomes(meetings: list[int], visits: list[int]) -> QuerySet[Outcome]:
    return Outcome.objects.filter(_of(meetings, visits)).order_by("order", "id")


@prepared
def _readouts(at: datetime, meetings: list[int], visits: list[int]) -> QuerySet[Readout]:
    readouts = Readout.objects.live(at).filter(_of(meetings, visits))
    return readouts.select_related("country", "organization").in_order()


def statuses_of(
    occasions: Collection[Meeting | Visit], participants: Collection[Participant], at: datetime
) -> list[StatusChange]:
    """Return the live status changes of meetings, visits and participants, as they happened."""
    keys: dict[str, list[int]] = {"meeting": [], "visit": [], "participant": []}
    for row in (*occasions, *participants):
        keys[str(row._meta.model_name)].append(row.pk)
    return _statuses(at, keys["meeting"], keys["visit"], keys["participant"])


@prepared
def _statuses(
    at: datetime, meetings: list[int], visits: list[int], participants: list[int]
) -> QuerySet[StatusChange]:
    asked = _of(meetings, visits) | Q(one_of("participant", participants))
    return StatusChange.objects.live(at).filter(asked).in_order()


def meetings_of_visit(visit: Visit, at: datetime) -> list[Meeting]:
    """Return the live meetings of a visit in their order, with places and countries.

    What is known to the month comes after the days of that month.
    """
    meetings = _of_visit(at, visit.pk)
    return sorted(meetings, key=lambda meeting: (meeting.on and meeting.on.latest) or date.max)


@prepared
def _of_visit(at: datetime, visit: int) -> QuerySet[Meeting]:
    meetings = Meeting.objects.live(at).filter(visit=visit)
    return meetings.select_related("place", "country").in_order()


def meetings_around(meetings: Collection[Meeting], at: datetime) -> list[Meeting]:
    """Return the live meetings that these follow, are part of or are followed by, and their parts.

    At most 100, in their order; these themselves are left out.
    """
    keys = [row.pk for row in meetings]
    named = {row.follows_id for row in meetings} | {row.gathering_id for row in meetings}
    return _around(at, keys, [key for key in named if key is not None])


@prepared
def _around(at: datetime, keys: list[int], named: list[int]) -> QuerySet[Meeting]:
    beside = Q(one_of("pk", named)) | Q(one_of("follows", keys)) | Q(one_of("gathering", keys))
    meetings = Meeting.objects.live(at).filter(beside).exclude(one_of("pk", keys))
    return meetings.select_related("place", "country").in_order()[:AROUND]


def stops_of(visits: Collection[Visit], at: datetime) -> list[Stop]:
    """Return the stops of visits in their order; a place that is not live is None."""
    stops = _stops([visit.pk for visit in visits])
    for stop in stops:
        stop.place = if_live(stop.place, at)
    return [stop for stop in stops if if_live(stop.country, at)]


@prepared
def _stops(visits: list[int]) -> QuerySet[Stop]:
    stops = Stop.objects.filter(one_of("visit", visits))
    return stops.select_related("country", "place").order_by("order", "id")


def visits_around(visit: Visit, at: datetime) -> list[Visit]:
    """Return the visits before and after one, by an official of it to a country of it.

    At most the nearest on each side, by their earliest days; one query, none where the visit
    has no day.
    """
    first = visit.possible_days.lower if visit.possible_days else None
    return [] if first is None else _before_and_after(at, visit.pk, first)


@prepared
def _before_and_after(at: datetime, visit: int, first: date) -> QuerySet[Visit]:
    travellers = Participant.objects.live(at).exclude(side=Participant.Side.HOST)
    same = travellers.filter(
        visit=OuterRef("pk"),
        official__in=travellers.filter(visit=visit, official__isnull=False).values("official"),
    )
    there = Stop.objects.filter(
        visit=OuterRef("pk"), country__in=Stop.objects.filter(visit=visit).values("country")
    )
    others = (
        Visit.objects.live(at).with_zone().exclude(pk=visit).filter(Exists(same), Exists(there))
    )
    before = others.filter(possible_days__startswith__lt=first).order_by(
        "-possible_days__startswith"
    )
    after = others.filter(possible_days__startswith__gt=first).order_by("possible_days__startswith")
    return before[:1].union(after[:1], all=True)


def meetings_at(place: Place, at: datetime, limit: int) -> list[Meeting]:
    """Return the live meetings at a place, the latest first, at most `limit`."""
    return list(
        Meeting.objects.live(at)
        .filter(place=place)
        .order_by(EARLIEST_DAY_DOWNWARDS.desc(), "-id")[:limit]
    )


def objectives_of(visit: Visit) -> list[Objective]:
    """Return what a visit is for, in its order (one query)."""
    return _objectives(visit.pk)


@prepared
def _objectives(visit: int) -> QuerySet[Objective]:
    return Objective.objects.filter(visit=visit).order_by("order", "id")
