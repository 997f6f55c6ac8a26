"""What the public may see of participants: who they are, what they held, whether they came."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any, TypedDict

from django.db.models import Prefetch, QuerySet

from briefings.documents.builder import Asked, Documents
from briefings.documents.citations import Citation, citations, cited
from briefings.documents.days import (
    PeriodJSON,
    Standing,
    chain_of,
    held_during,
    statuses_during,
    tenure_days,
)
from briefings.documents.fetching import without_unshown
from briefings.documents.local_days import Occasion, OccasionDays, days_of
from briefings.documents.mentions import Mention, mention
from briefings.documents.rows import Row, RowInShort, in_short, of_row
from briefings.documents.statuses import (
    StatusDuring,
    StatusFrom,
    StatusInHistory,
    chain,
    in_history,
)
from briefings.documents.values import Id
from briefings.models import Participant, StatusChange, Tenure
from briefings.models.base import Confidence
from briefings.models.days import Match
from briefings.models.statuses import Attendance
from briefings.models.visits import first_zone


class OfficeThen(TypedDict):
    """An office that a participant may have held then; `days` null: the one chosen, never held."""

    tenure: Id
    office: Mention | None
    acting: bool
    days: PeriodJSON | None


class HeldThatDay(TypedDict):
    """An office held on the day of a meeting, or during a visit."""

    tenure: Id
    office: Mention | None
    acting: bool
    held: Annotated[
        str | None,
        Match,
        "Whether the dates make it certain; null: the one chosen, and the days do not say so",
    ]


class ParticipantFacts(TypedDict):
    """What no day decides of a participant: who it is and its part."""

    official: Mention | None
    organization: Mention | None
    group: Annotated[str | None, "A group or a private person, described"]
    country: Mention | None
    side: Annotated[str | None, Participant.Side]
    side_label: str | None
    role: Annotated[str, Participant.Role]
    role_label: str
    order: Annotated[int, "As they are seated"]


class Stands(TypedDict):
    """The offices of a participant then, and its standing on a day."""

    offices: Annotated[
        list[HeldThatDay],
        "Held on the day of the meeting or during the visit, or chosen of them",
    ]
    standing: Annotated[
        str | None,
        Attendance,
        "At the end of the day `as_of`, today without one; null: it is not said",
    ]
    standing_label: str | None
    standing_possibly: Annotated[
        list[Annotated[str, Attendance]],
        "What partial dates allow instead; the standing itself, where it is not certain",
    ]
    standing_during: Annotated[
        list[StatusDuring],
        "Every standing at some time on `as_of`, as lists are asked for it",
    ]


class Confident(TypedDict):
    """How sure the newsroom is."""

    confidence: Annotated[str, Confidence]
    confidence_label: str


class ParticipantInShort(RowInShort, ParticipantFacts, Stands, Confident):
    """An official, an organization or a described group, and its part."""


class ParticipantAnyDay(ParticipantFacts, Confident):
    """What is stored of a participant: `statuses` are the chain of its standing."""

    offices: list[OfficeThen]
    statuses: list[StatusFrom]


class ParticipantOfOccasion(RowInShort, ParticipantAnyDay):
    """A participant within the document of a meeting or a visit, on any day."""


class ParticipantInList(Row, ParticipantInShort):
    """An official, an organization or a described group at one meeting or on one visit."""

    meeting: Mention | None
    visit: Mention | None


class StandingHistory(TypedDict):
    """How the standing of a participant changed, and where all is from."""

    sources: list[Citation]
    standing_history: list[StatusInHistory]


class ParticipantDocument(Row, ParticipantAnyDay, StandingHistory):
    """A participant whole, on any day."""

    meeting: Mention | None
    visit: Mention | None
    days: OccasionDays


class ParticipantOnDay(ParticipantInList, StandingHistory):
    """A participant at its own address, with its standing over time and its sources."""


class Participants(Documents[Participant]):
    """The documents of participants."""

    name = "participant"
    model = Participant
    in_list = ParticipantInList
    whole = ParticipantOnDay
    chains = ("statuses", "days")

    def fetched(self, rows: QuerySet[Participant], at: datetime) -> QuerySet[Participant]:
        """Return the participants with who they are, what it is at, and their sources."""
        rows = taking_part(rows, at).select_related("meeting", "visit")
        return rows.annotate(visit_zone=first_zone("visit")).prefetch_related(
            cited(at), Prefetch("statuses__citations", cited(at).queryset)
        )

    def document(self, row: Any, at: datetime) -> ParticipantDocument:
        """Return the document of a participant."""
        if row.visit is not None:
            row.visit.time_zone = row.visit_zone
        return {
            **of_row(row),
            **_any_day(row, at),
            "days": days_of(row.meeting or row.visit),
            "meeting": mention(row.meeting, at),
            "visit": mention(row.visit, at),
            "sources": citations(row.citations.all()),
            "standing_history": [
                in_history(change, citations(change.citations.all()))
                for change in row.statuses.all()
            ],
        }

    def on_day(self, document: Mapping[str, Any], asked: Asked) -> dict[str, Any]:
        """Return the offices held then, and the standing on the day."""
        return _stands(document, Occasion.of(document["days"], asked), asked)


def taking_part(rows: QuerySet[Participant], at: datetime) -> QuerySet[Participant]:
    """Return participants with who they are, standing and tenures; two queries more."""
    tenures = Tenure.objects.live(at).select_related("office").in_order()
    statuses = StatusChange.objects.live(at).in_order()
    return rows.select_related(
        "official__country", "organization__country", "country"
    ).prefetch_related(
        Prefetch("statuses", without_unshown(statuses)),
        Prefetch("official__tenures", without_unshown(tenures)),
    )


def of_occasion(row: Participant, at: datetime) -> ParticipantOfOccasion:
    """Return a participant in the document of what it is at; it was read `taking_part`."""
    return {**in_short(row), **_any_day(row, at)}


def at_occasion(stored: Mapping[str, Any], occasion: Occasion, asked: Asked) -> dict[str, Any]:
    """Return the answer of a participant in the document of what it is at, on a day."""
    told = {**stored, **_stands(stored, occasion, asked)}
    return {name: told[name] for name in _IN_SHORT}


_IN_SHORT = [*ParticipantInShort.__annotations__]


def _any_day(row: Participant, at: datetime) -> ParticipantAnyDay:
    return {
        "official": mention(row.official, at),
        "organization": mention(row.organization, at),
        "group": row.group or None,
        "country": mention(row.comes_from(), at),
        "side": row.side or None,
        "side_label": row.get_side_display() or None,
        "role": row.role,
        "role_label": row.get_role_display(),
        "order": row.order,
        "confidence": row.confidence,
        "confidence_label": row.get_confidence_display(),
        "offices": _offices(row, at),
        "statuses": chain(row.statuses.all()),
    }


def _offices(row: Participant, at: datetime) -> list[OfficeThen]:
    """Return the tenures of an official that may have been held then, or the chosen one."""
    if row.official is None:
        return []
    occasion = row.meeting or row.visit
    period = occasion.partial_period if occasion else None
    tenures = row.official.tenures.all()
    chosen = [tenure for tenure in tenures if tenure.pk == row.tenure_id]
    return [
        {
            "tenure": str(tenure.public_id),
            "office": mention(tenure.office, at),
            "acting": tenure.acting,
            "days": tenure_days(tenure),
        }
        for tenure in chosen or [each for each in tenures if each.held(period, date.max)]
    ]


def _stands(stored: Mapping[str, Any], occasion: Occasion, asked: Asked) -> dict[str, Any]:
    statuses = chain_of(stored["statuses"], "status")
    standing = Standing.of(statuses, occasion.on, occasion.today)
    return {
        "offices": [
            {
                "tenure": each["tenure"],
                "office": each["office"],
                "acting": each["acting"],
                "held": held_during(each["days"], occasion.period, asked.today),
            }
            for each in stored["offices"]
        ],
        "standing": standing.status,
        "standing_label": standing.label,
        "standing_possibly": standing.possibly,
        "standing_during": statuses_during(statuses, asked.on, asked.today),
    }
