"""What changed last in the world, as the front page lists it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from briefings.composed import composed
from briefings.models import CustodyEvent, PartialDate, StatusChange, Tenure
from briefings.models.tenures import EARLIEST_START_DOWNWARDS
from briefings.pages import custody, retractions
from briefings.pages.base import RowSet
from briefings.pages.dates import iso, partial
from briefings.pages.links import label, path
from briefings.pages.statuses import told as status_told
from briefings.pages.tenures import begun, called

MOST = 12  # of a kind
Change = tuple[PartialDate, dict[str, Any]]
Facts = Iterable[Mapping[str, Any]]


def listed(
    found: Iterable[Change], retracted: Iterable[Mapping[str, str]], day: date, limit: int
) -> list[dict[str, Any]]:
    """Return the last change of each record as `dated_list` takes them, the newest first.

    What was taken back by the end of the day is a change of the day on which it was.
    """
    withdrawn = [retractions.change(one) for one in retracted if retractions.told_on(one) <= day]
    rows: dict[str, dict[str, Any]] = {}
    newest_first = sorted([*found, *withdrawn], key=lambda row: row[0].ordering_key, reverse=True)
    for on, told in newest_first:
        rows.setdefault(told["url"], {"date_text": str(on), "iso": iso(on), **told})
    return list(rows.values())[:limit]


def last_changed(at: datetime, day: date) -> Iterator[RowSet]:
    """Yield the sets of rows that may have changed last by the end of a day, as pages read them.

    At most twelve of a kind: statuses of meetings and visits, custody events that are more than a
    remark, and tenures of offices that readers are shown.
    """
    yield "status-change", _statuses(at, day), "item"
    yield "custody-event", _custody(at, day), "item"
    yield "tenure", _offices_taken(at, day), "item"


def changes(statuses: Facts, events: Facts, taken: Facts) -> Iterator[Change]:
    """Yield what changed, of the items that were found by `last_changed`."""
    for row in statuses:
        yield from change(row, row["meeting"] or row["visit"], status=status_told(row["status"]))
    for row in events:
        yield from change(row, row["detainee"], after=custody.called(row["kind"], row["status"]))
    for row in taken:
        yield from change(row, row["official"], begun(row), after=called(row))


@composed
def _statuses(at: datetime, day: date) -> QuerySet[Any, Any]:
    rows = StatusChange.objects.live(at).filter(participant__isnull=True, first_day__lte=day)
    return rows.order_by("-first_day", "-id").values_list("public_id")[:MOST]


@composed
def _custody(at: datetime, day: date) -> QuerySet[Any, Any]:
    telling = Q(status__gt="") | ~Q(kind=CustodyEvent.Kind.OTHER)
    rows = CustodyEvent.objects.live(at).filter(telling, first_day__lte=day)
    return rows.order_by("-first_day", "-id").values_list("public_id")[:MOST]


@composed
def _offices_taken(at: datetime, day: date) -> QuerySet[Any, Any]:
    begin = Tenure.objects.live(at).alias(begins=EARLIEST_START_DOWNWARDS)
    rows = begin.filter(begins__lte=day, held_possibly__isnull=False)
    return rows.order_by("-begins", "-id").values_list("public_id")[:MOST]


def change(
    fact: Mapping[str, Any],
    record: Mapping[str, Any] | None,
    on: PartialDate | None = None,
    **told: Any,
) -> Iterator[Change]:
    """Yield what a fact changed, with its record, its day and how sure it is; no day, nothing."""
    if day := on or partial(fact.get("on")):
        who = {"name": label(record), "url": path(record)}
        yield day, {**who, **told, "confidence": fact["confidence"]}
