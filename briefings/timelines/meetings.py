"""Reads of visits and meetings: who sat where, how the status changed, what came of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet

from briefings.models import (
    AgendaItem,
    DetaineeName,
    Meeting,
    Outcome,
    Participant,
    Place,
    Readout,
    Row,
    Statement,
    StatusChange,
    Tenure,
    Visit,
)
from briefings.models.base import if_live
from briefings.models.expressions import among
from briefings.models.meetings import EARLIEST_DAY_DOWNWARDS
from briefings.timelines.children import as_json, rows_from
from briefings.timelines.prepared import one_of, prepared, without_unshown
from briefings.timelines.statements import with_nameless
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
    """Return what the public sees of the meetings and visits; six queries.

    They were read `with_outcomes`. Of those `beside` them only the statuses are read.
    """
    keys = [row.pk for row in meetings], [row.pk for row in visits]
    participants = participants_at(at, *keys)
    statements = _statements_at(meetings, at)
    people = [row.official for row in participants] + [row.official for row in statements]
    officials = {official.identity_id for official in people if official}
    return Engagements(
        participants=participants,
        statuses=statuses_of([*meetings, *visits, *beside], participants, at),
        agenda=_agenda_of(keys, at),
        outcomes=outcomes_along([*meetings, *visits]),
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


def _statements_at(meetings: Collection[Meeting], at: datetime) -> list[Statement]:
    known = {meeting.pk: meeting for meeting in meetings}
    statements = _statements(at, [*known])
    for statement in statements:
        statement.meeting = known[statement.meeting_id]  # type: ignore[index]
    return statements


@prepared
def _statements(at: datetime, meetings: list[int]) -> QuerySet[Statement]:
    statements = Statement.objects.live(at).filter(one_of("meeting", meetings))
    return with_nameless(statements.select_related("official", "organization")).order_by("id")


def _agenda_of(keys: tuple[list[int], list[int]], at: datetime) -> list[AgendaItem]:
    items = _agenda(*keys)
    for item in items:
        if item.detainee is not None:
            item.detainee.other_names = item.detainee_names  # type: ignore[attr-defined]
    return [item for item in items if if_live(item.topic, at) or if_live(item.detainee, at)]


@prepared
def _agenda(meetings: list[int], visits: list[int]) -> QuerySet[AgendaItem]:
    names = DetaineeName.objects.filter(detainee=OuterRef("detainee")).order_by("id")
    return (
        AgendaItem.objects.filter(_of(meetings, visits))
        .select_related("topic", "detainee")
        .annotate(detainee_names=ArraySubquery(names.values("name")))
        .order_by("order", "id")
    )


def with_outcomes(occasions: QuerySet[Any]) -> QuerySet[Any]:
    """Return meetings or visits with what `outcomes_along` reads; no query more."""
    of = str(occasions.model._meta.model_name)
    outcomes = Outcome.objects.filter(**{of: OuterRef("pk")})
    told = as_json(outcomes, "id", "meeting_id", "visit_id", "order", "words")
    annotated: QuerySet[Any] = occasions.annotate(outcomes_told=told)
    return annotated


def outcomes_along(occasions: Iterable[Meeting | Visit]) -> list[Outcome]:
    """Return what came of meetings and visits, in its order; it came along by `with_outcomes`."""
    told = [row for occasion in occasions for row in occasion.outcomes_told]  # type: ignore[union-attr]
    return sorted(rows_from(Outcome, told), key=lambda outcome: (outcome.order, outcome.pk))


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


def meetings_of_visit(visit: Visit, at: datetime) -> tuple[list[Meeting], list[Meeting]]:
    """Return the live meetings of a visit, and those around them, in their order; one query.

    Of its own what is known to the month comes after the days of that month. Around them are those
    that they follow, are part of or are followed by, and their parts: at most 100. With places,
    countries and outcomes.
    """
    found = _of_visit(at, visit.pk)
    own = [meeting for meeting in found if meeting.visit_id == visit.pk]
    around = [meeting for meeting in found if meeting.visit_id != visit.pk]
    own.sort(key=lambda meeting: (meeting.on and meeting.on.latest) or date.max)
    return own, around


@prepared
def _of_visit(at: datetime, visit: int) -> QuerySet[Meeting]:
    own = Meeting.objects.live(at).filter(visit=visit)
    beside = (
        Q(among(own.values("follows")))
        | Q(among(own.values("gathering")))
        | Q(among(own.values("pk"), of="follows"))
        | Q(among(own.values("pk"), of="gathering"))
    )
    around = Meeting.objects.live(at).filter(beside).exclude(among(own.values("pk")))
    shown: list[QuerySet[Meeting]] = [
        without_unshown(with_outcomes(meetings.select_related("place", "country").in_order()))
        for meetings in (own, around)
    ]
    return shown[0].union(shown[1][:AROUND], all=True)


def meetings_at(place: Place, at: datetime, limit: int) -> list[Meeting]:
    """Return the live meetings at a place, the latest first, at most `limit`."""
    return list(
        Meeting.objects.live(at)
        .filter(place=place)
        .order_by(EARLIEST_DAY_DOWNWARDS.desc(), "-id")[:limit]
    )
