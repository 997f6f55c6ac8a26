"""What the public may see of meetings."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, TypedDict

from briefings.documents.citations import sources_in
from briefings.documents.local_days import Occasion
from briefings.documents.mentions import Mention, mention
from briefings.documents.occasions import (
    OccasionDocument,
    OccasionInList,
    OccasionOnDay,
    Occasions,
    of_any_occasion,
)
from briefings.documents.values import Moment, moment, partial_date
from briefings.models import Meeting
from briefings.models.dates import PartialDateJSON
from briefings.models.days import is_going_on


class MeetingFacts(TypedDict):
    """What a list shows of a meeting alone, whatever the day."""

    kind: Annotated[str, Meeting.Kind]
    kind_label: str
    on: PartialDateJSON | None
    part_of_day: Annotated[str | None, Meeting.PartOfDay]
    part_of_day_label: str | None
    starts_at: Annotated[Moment | None, "Where the moment is known; null: not known"]
    minutes: Annotated[int | None, "How long it lasts"]
    time_zone: Annotated[str | None, "Whose clocks `on` goes by, as in Asia/Shanghai"]
    place: Mention | None
    country: Mention | None
    visit: Annotated[Mention | None, "The visit that it is part of"]
    gathering: Annotated[Mention | None, "The gathering that it is part of"]
    follows: Annotated[Mention | None, "The meeting that it follows"]


class MeetingInList(OccasionInList, MeetingFacts):
    """An engagement: `on` is its local day, as far as it is known."""


class MeetingDocument(OccasionDocument, MeetingFacts):
    """A meeting whole, on any day."""


class MeetingOnDay(MeetingInList, OccasionOnDay):
    """A meeting at its own address; those of a gathering are asked of `meetings/?gathering=`."""


class Meetings(Occasions[Meeting]):
    """The documents of meetings."""

    name = "meeting"
    model = Meeting
    in_list = MeetingInList
    whole = MeetingOnDay
    relations = ("place", "country", "visit", "gathering", "follows")

    def document(self, row: Meeting, at: datetime) -> MeetingDocument:
        """Return the document of a meeting."""
        return {
            **of_any_occasion(row, sources_in(row), at),
            "kind": row.kind,
            "kind_label": row.get_kind_display(),
            "on": partial_date(row.on),
            "part_of_day": row.part_of_day or None,
            "part_of_day_label": row.get_part_of_day_display() or None,
            "starts_at": moment(row.starts_at) if row.starts_at else None,
            "minutes": row.minutes,
            "time_zone": row.time_zone or None,
            "place": mention(row.place, at),
            "country": mention(row.country, at),
            "visit": mention(row.visit, at),
            "gathering": mention(row.gathering, at),
            "follows": mention(row.follows, at),
        }

    def is_going_on(self, document: Mapping[str, Any], occasion: Occasion, at: datetime) -> bool:
        """Return whether it has begun and not ended; False unless moment and length are known."""
        starts_at = document["starts_at"]
        begun = datetime.fromisoformat(starts_at) if starts_at else None
        return is_going_on(begun, document["minutes"], at)
