"""What changed last in the world, as the front page lists it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from briefings.models import PartialDate
from briefings.pages import retractions
from briefings.pages.custody import called as custody_called
from briefings.pages.dates import iso
from briefings.pages.statuses import status
from briefings.pages.tenures import begun, called
from briefings.timelines import Latest


def listed(
    latest: Latest, retracted: Iterable[Mapping[str, str]], day: date, limit: int
) -> list[dict[str, Any]]:
    """Return the last change of each record as `dated_list` takes them, the newest first.

    What was taken back by the end of the day is a change of the day on which it was.
    """
    withdrawn = [retractions.change(one) for one in retracted if retractions.told_on(one) <= day]
    found = [*changes(latest), *withdrawn]
    rows: dict[str, dict[str, Any]] = {}
    for on, told in sorted(found, key=lambda row: row[0].ordering_key, reverse=True):
        rows.setdefault(told["url"], {"date_text": str(on), "iso": iso(on), **told})
    return list(rows.values())[:limit]


def changes(latest: Latest) -> Iterator[tuple[PartialDate, dict[str, Any]]]:
    """Yield each change with its day: of a status, in custody, of an office."""
    for row in latest.statuses:
        yield row.on, {**named(row.meeting or row.visit), "status": status(row), **sure(row)}
    for event in latest.custody:
        person = event.detention.detainee
        yield (
            event.on,
            {**named(person), "after": custody_called(event.kind, event.status), **sure(event)},
        )
    for tenure in latest.tenures:
        if on := begun(tenure):
            yield on, {**named(tenure.official), "after": called(tenure.office), **sure(tenure)}


def named(record: Any) -> dict[str, str]:
    """Return a record's name, as readers are told it, and its address."""
    return {"name": getattr(record, "public_name", str(record)), "url": record.get_absolute_url()}


def sure(fact: Any) -> dict[str, str]:
    """Return how sure the record is of a fact."""
    return {"confidence": fact.confidence}
