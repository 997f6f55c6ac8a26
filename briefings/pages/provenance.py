"""The line under a name: how sure the record is, and when somebody last checked it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Protocol

from briefings.documents.days import day_of, may_be_out_of_date
from briefings.models.base import Confidence
from briefings.pages.dates import day_in_words


class Sure(Protocol):
    """A fact that says how sure the record is of it."""

    confidence: str


class Verified(Protocol):
    """A fact that says when somebody last checked that it still holds; NULL: nobody did."""

    verified_on: date | None


def confidences(facts: Iterable[Sure]) -> dict[str, int]:
    """Return how many facts are confirmed, reported and disputed."""
    levels = [fact.confidence for fact in facts]
    return {level: levels.count(level) for level in Confidence.values}


def verified(
    facts: Iterable[Verified], today: date, *, going_on: Iterable[Verified]
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


def oldest(facts: Iterable[Verified]) -> date | None:
    """Return the oldest of the last verifications; None where none was ever verified."""
    return min((fact.verified_on for fact in facts if fact.verified_on), default=None)


def sureness(facts: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """Return how many facts are confirmed, reported and disputed."""
    levels = [fact["confidence"] for fact in facts]
    return {level: levels.count(level) for level in Confidence.values}


def checked(
    facts: Iterable[Mapping[str, Any]], today: date, *, going_on: Iterable[Mapping[str, Any]]
) -> dict[str, Any]:
    """Return the day of the last verification as `provenance` takes it, and if it is `stale`.

    It is the oldest among the facts that go on, else among all: only what goes on goes out of
    date. None, and not stale, where nothing was ever verified.
    """
    current = _oldest(going_on)
    on = current or _oldest(facts)
    return {
        "verified_text": day_in_words(on) if on else None,
        "stale": may_be_out_of_date(current, today),
    }


def _oldest(facts: Iterable[Mapping[str, Any]]) -> date | None:
    return min((day for fact in facts if (day := day_of(fact["verified_on"]))), default=None)
