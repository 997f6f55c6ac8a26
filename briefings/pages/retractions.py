"""What was taken back, as pages tell it: what it was, from when to when it stood here, and why."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from briefings.models import CustodyEvent, PartialDate, Published
from briefings.models.record_types import page_path
from briefings.models.statuses import STATUSES
from briefings.pages.dates import day_in_words
from briefings.pages.errors import REASONS

KINDS = {
    "tenure": "a tenure",
    "participant": "a participant",
    "statuschange": "a status",
    "readout": "a readout",
    "statement": "a statement",
    "detention": "a detention",
    "custodyevent": "an event in custody",
}
CHOICES = {"statuschange": dict(STATUSES), "custodyevent": dict(CustodyEvent.Kind.choices)}


def notice(one: Mapping[str, str]) -> dict[str, str]:
    """Return what was taken back as `notice` takes it."""
    since = day_in_words(local(one["began_at"]))
    return {
        "title": f"Withdrawn on {day_in_words(told_on(one))}",
        "text": f"From {since} this page told {what(one)}. {why(one)}",
    }


def change(one: Mapping[str, str]) -> tuple[PartialDate, dict[str, Any]]:
    """Return what was taken back of some record, with the day, as the front page lists it."""
    told = {
        "name": one["label"],
        "url": page_path(one["type"], one["slug"]),
        "after": "withdrawn",
        "line": f"{what(one)}. {why(one)}",
    }
    return PartialDate.parse(told_on(one).isoformat()), told


def what(one: Mapping[str, str]) -> str:
    """Return what kind of fact it was and what it said, as far as its reason allows."""
    said = CHOICES.get(one["kind"], {}).get(one["said"], one["said"])
    return f"{KINDS[one['kind']]}: {said}" if said else KINDS[one["kind"]]


def why(one: Mapping[str, str]) -> str:
    """Return why it was taken back, with the desk's note as far as its reason allows."""
    reason = REASONS[Published.RetractionReason(one["reason"])]
    return f"{reason} {one['note']}".strip()


def told_on(one: Mapping[str, str]) -> date:
    """Return the newsroom's day on which readers were told."""
    return local(one["ended_at"])


def local(moment: str) -> date:
    """Return the newsroom's day of a moment as the database writes it."""
    return timezone.localdate(datetime.fromisoformat(moment))
