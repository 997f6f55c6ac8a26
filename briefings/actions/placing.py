"""The live periods of an article's editions, read and written."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q
from psycopg.types.range import TimestamptzRange

from briefings.actions.live_periods import Overlap, Period, placed, vacated
from briefings.actions.quotations import released_with
from briefings.actions.refusals import Refused
from briefings.actions.sources import cited_with, release_sources
from briefings.models import Article, Edition

ON_HOLD = TimestamptzRange(empty=True)


def periods_of(article: Article) -> dict[int, Period]:
    """Return the live periods of the article's editions by their numbers (one query)."""
    rows = article.editions.exclude(live_period__isempty=True).exclude(live_period__isnull=True)
    return {
        edition.number: Period(edition.live_period.lower, edition.live_period.upper)
        for edition in rows
    }


def place(edition: Edition, at: datetime, start: datetime, end: datetime | None = None) -> Edition:
    """Give an approved edition a period, and what gives way to it a shorter one; or `Refused`."""
    try:
        periods = placed(periods_of(edition.article), edition.number, start, end)
    except Overlap as overlap:
        raise Refused([str(overlap)]) from overlap
    return give(edition, periods, at)


def vacate(edition: Edition, at: datetime) -> Edition:
    """Put an edition on hold that has not begun, if it is not; what it would replace goes on."""
    periods = periods_of(edition.article)
    return (
        give(edition, vacated(periods, edition.number), at)
        if edition.number in periods
        else edition
    )


def give(edition: Edition, periods: dict[int, Period], at: datetime) -> Edition:
    """Write the periods of the edition's article in an order in which no two are live at once.

    First the edition gives back the period it has ahead, then others end earlier, then others go
    on for longer, and last the edition gets its new period; its sources and statements come and
    go with it. Returns the edition read anew.
    """
    article, own = edition.article, edition.number
    before = periods_of(article)
    if own in before:
        write(article, own, None)
    others = [number for number in before if number != own and periods[number] != before[number]]
    for number in sorted(others, key=lambda number: _goes_on(before[number], periods[number])):
        write(article, number, periods[number])
    if own in periods:
        write(article, own, periods[own])
    release_with(edition, at)
    edition.refresh_from_db(fields=["live_period"])
    return edition


def release_with(edition: Edition, at: datetime) -> None:
    """Let the sources that an edition cites become public with it, and those of its statements.

    The statements themselves follow its period by a trigger.
    """
    release_sources(Q(citations__edition=edition), at)
    for statement in released_with(edition):
        release_sources(cited_with(statement), at)


def _goes_on(old: Period, new: Period) -> bool:
    return old.end is not None and (new.end is None or new.end > old.end)


def write(article: Article, number: int, period: Period | None) -> None:
    """Write one edition's live period; None puts it on hold."""
    article.editions.filter(number=number).update(
        live_period=TimestamptzRange(*period) if period else ON_HOLD
    )
