"""What the public may see of visits."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, TypedDict

from django.db.models import Prefetch, QuerySet

from briefings.documents.builder import Asked
from briefings.documents.citations import Citation, sources_in
from briefings.documents.local_days import Occasion
from briefings.documents.mentions import Mention, mention, mentions, of_record
from briefings.documents.occasions import (
    OccasionDocument,
    OccasionInList,
    OccasionOnDay,
    Occasions,
    of_any_occasion,
)
from briefings.documents.values import partial_date
from briefings.models import Meeting, Visit
from briefings.models import Stop as Station
from briefings.models.dates import PartialDateJSON
from briefings.models.days import Match
from briefings.models.visits import first_zone


class Stop(TypedDict):
    """Where a visit stops; both days are included, null is not known."""

    country: Mention
    place: Mention | None
    arrives: PartialDateJSON | None
    departs: PartialDateJSON | None
    note: str | None


class Objective(TypedDict):
    """What a visit is for, as its sources say it."""

    sources: list[Citation]
    words: str


class VisitFacts(TypedDict):
    """What a list shows of a visit alone, whatever the day."""

    kind: Annotated[str, Visit.Kind]
    kind_label: str
    starts: PartialDateJSON | None
    ends: PartialDateJSON | None
    stops: list[Stop]


class Undertaking(TypedDict):
    """What a visit is for, and the meetings that are part of it."""

    objectives: list[Objective]
    meetings: list[Mention]


class OnTheDay(TypedDict):
    """Whether a day is one of a visit's."""

    on_day: Annotated[
        str | None,
        Match,
        "Whether the day `as_of`, today without one, is one of its days, as `as_of` is asked in"
        " lists; null: it is not. Of a month or year, certainly is on every day of it",
    ]


class VisitInList(OccasionInList, VisitFacts, OnTheDay):
    """A journey of officials; `starts` and `ends` are included, null is not known."""


class VisitDocument(OccasionDocument, VisitFacts, Undertaking):
    """A visit whole, on any day."""


class VisitOnDay(VisitInList, OccasionOnDay, Undertaking):
    """A visit at its own address."""


class Visits(Occasions[Visit]):
    """The documents of visits."""

    name = "visit"
    model = Visit
    in_list = VisitInList
    whole = VisitOnDay

    def fetched(self, rows: QuerySet[Any], at: datetime) -> QuerySet[Visit]:
        """Return the visits with stops, objectives and meetings as well."""
        stops = Station.objects.select_related("country", "place")
        meetings = Meeting.objects.live(at).in_order()
        found = super().fetched(rows.annotate(time_zone=first_zone("pk")), at)
        return found.prefetch_related(
            Prefetch("stops", stops), "objectives", Prefetch("meetings", meetings)
        )

    def document(self, row: Visit, at: datetime) -> VisitDocument:
        """Return the document of a visit."""
        sources = sources_in(row)
        return {
            **of_any_occasion(row, sources, at),
            "kind": row.kind,
            "kind_label": row.get_kind_display(),
            "starts": partial_date(row.starts),
            "ends": partial_date(row.ends),
            "stops": [_stop(stop, at) for stop in row.stops.all() if stop.country.is_live(at)],
            "objectives": [
                {"words": each.words, "sources": sources(each)} for each in row.objectives.all()
            ],
            "meetings": mentions(row.meetings.all(), at),
        }

    def on_day(self, document: Mapping[str, Any], asked: Asked) -> dict[str, Any]:
        """Return how a visit stands on the day, and whether that is one of its days."""
        occasion = Occasion.of(document["days"], asked)
        days = occasion.period
        return {
            **super().on_day(document, asked),
            "on_day": days.during(occasion.on) if days else None,
        }

    def is_going_on(self, document: Mapping[str, Any], occasion: Occasion, at: datetime) -> bool:
        """Return whether the local day is certainly one of its days."""
        days = occasion.period
        return days is not None and days.during(occasion.today) == Match.CERTAINLY


def _stop(row: Station, at: datetime) -> Stop:
    return {
        "country": of_record(row.country),
        "place": mention(row.place, at),
        "arrives": partial_date(row.arrives),
        "departs": partial_date(row.departs),
        "note": row.note or None,
    }
