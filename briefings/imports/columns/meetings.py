"""The table of meetings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from briefings.imports.columns.places import zone_is_known
from briefings.imports.formats import (
    FORMER_IDS,
    ID,
    SLUG,
    BrokenRule,
    Format,
    Values,
    all_of,
    of,
    part,
)
from briefings.models import Meeting, Participant


def _label(values: Values) -> str:
    kind = str(values.get("kind", Meeting.Kind.BILATERAL))
    return str(values.get("title") or f"{kind} {values['on'].text if 'on' in values else ''}")


def _at_a_moment(row: Any) -> Iterator[BrokenRule]:
    if row.starts_at is None:
        return
    if row.place_id is None and not row.time_zone:
        yield "starts_at", "a moment needs a place, or a time zone"
    if row.part_of_day:
        yield "part_of_day", "a part of the day says nothing beside a moment"


def _part_of_a_day(row: Any) -> Iterator[BrokenRule]:
    if row.part_of_day and (row.on is None or not re.fullmatch(r"\d{4}-\d\d-\d\d", row.on.text)):
        yield "part_of_day", "a part of the day needs the day"


MEETINGS = Format(
    "meetings",
    Meeting,
    (
        *(ID, SLUG, FORMER_IDS),
        of(Meeting, "title", "If left empty, it is made from kind and participants."),
        of(Meeting, "kind", "What sort of meeting it is; `bilateral` if left empty."),
        of(Meeting, "on", "Its local day, as far as it is known."),
        of(Meeting, "starts_at", "When it began, where the moment is known; it makes the day."),
        of(Meeting, "part_of_day", "When on that day."),
        of(Meeting, "minutes", "How long it lasted."),
        of(Meeting, "place", "Where; it fills country and time zone."),
        of(Meeting, "country", "If left empty, the place's."),
        of(Meeting, "time_zone", "If left empty, the place's."),
        of(Meeting, "visit", "The visit that it belongs to."),
        part("officials", "The officials who take part.", Participant, "meeting", "official"),
        part("bodies", "The organizations that take part.", Participant, "meeting", "organization"),
        part("groups", "Others who take part, in words.", Participant, "meeting", "group"),
        of(Meeting, "order", "Its order among those of its day."),
        of(Meeting, "summary", "A few sentences."),
        of(Meeting, "verified_on", "When somebody last checked that it still holds."),
    ),
    label=_label,
    rules=all_of(zone_is_known, _at_a_moment, _part_of_a_day),
)
