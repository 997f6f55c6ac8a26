"""The rules of what was: nothing of a day to come, nobody freed before being held."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.utils import timezone

from tests.factories import (
    CustodyEventFactory,
    DetaineeFactory,
    DetentionFactory,
    ExchangeFactory,
    OfficialFactory,
    ReadoutFactory,
    SourceFactory,
    StatementFactory,
    StatusChangeFactory,
)
from tests.models.pairs.pair import Pair


def furthest() -> date:
    """Return the day that it is where the day is furthest on."""
    return (timezone.now() + timedelta(hours=14)).date()


def of_a_day(make: Callable[..., Any], field: str, **fields: Any) -> Pair:
    """Return that a row may tell of the furthest day that has come, and not of a later one."""

    def on(day: date) -> Any:
        return make(**{field: day if field == "accessed_on" else f"{day}"}, **fields)

    return Pair(lambda: on(furthest()), lambda: on(furthest() + timedelta(days=2)))


def freed(on: str) -> None:
    """Enter that somebody was freed who was detained in June 2023, the release first."""
    detention = DetentionFactory()
    CustodyEventFactory(detention=detention, kind="released", status="free", on=on)
    CustodyEventFactory(detention=detention, kind="detained", status="held", on="2023-06")
    connection.check_constraints()


PAIRS = {
    "statuschange_on_not_ahead": of_a_day(StatusChangeFactory, "on", status="held"),
    "custodyevent_on_not_ahead": of_a_day(CustodyEventFactory, "on"),
    "exchange_on_not_ahead": of_a_day(ExchangeFactory, "on"),
    "statement_said_on_not_ahead": of_a_day(StatementFactory, "said_on"),
    "readout_issued_on_not_ahead": of_a_day(ReadoutFactory, "issued_on"),
    "source_accessed_on_not_ahead": of_a_day(SourceFactory, "accessed_on"),
    "official_born_not_ahead": of_a_day(OfficialFactory, "born"),
    "official_died_not_ahead": of_a_day(OfficialFactory, "died"),
    "detainee_born_not_ahead": of_a_day(DetaineeFactory, "born"),
    "custodyevent_freed_after_held": Pair(lambda: freed("2023"), lambda: freed("2023-05")),
}
