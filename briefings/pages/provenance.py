"""The line under a name: how sure the record is, and when somebody last checked it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from briefings.documents.days import day_of, may_be_out_of_date
from briefings.models.base import Confidence
from briefings.pages.dates import day_in_words


def confidences(facts: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """Return how many facts are confirmed, reported and disputed."""
    levels = [fact["confidence"] for fact in facts]
    return {level: levels.count(level) for level in Confidence.values}


def verified(
    facts: Iterable[Mapping[str, Any]], today: date, *, going_on: Iterable[Mapping[str, Any]]
) -> dict[str, Any]:
    """Return the day of the last verification as `provenance` takes it, and if it is `stale`.

    It is the oldest among the facts that go on, else among all: only what goes on goes out of
    date. None, and not stale, where nothing was ever verified.
    """
    current = oldest(going_on)
    on = current or oldest(facts)
    return {
        "verified_text": day_in_words(on) if on else None,
        "stale": may_be_out_of_date(current, today),
    }


def oldest(facts: Iterable[Mapping[str, Any]]) -> date | None:
    return min((day for fact in facts if (day := day_of(fact["verified_on"]))), default=None)
