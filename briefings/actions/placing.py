"""Read and write the live periods of an article's editions."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q
from psycopg.types.range import TimestamptzRange

from briefings.actions.live_periods import Overlap, Period, periods_with, periods_without
from briefings.actions.quotations import statements_published_with
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
    """Give an approved edition a live period and shorten the one that it replaces; or `Refused`."""
    try:
        periods = periods_with(periods_of(edition.article), edition.number, start, end)
    except Overlap as overlap:
        raise Refused([str(overlap)]) from overlap
    return _write_periods(edition, periods, at)


def put_on_hold(edition: Edition, at: datetime) -> Edition:
    """Put an edition that is not live yet on hold; the one that it would have replaced goes on."""
    periods = periods_of(edition.article)
    return (
        _write_periods(edition, periods_without(periods, edition.number), at)
        if edition.number in periods
        else edition
    )


def _write_periods(edition: Edition, periods: dict[int, Period], at: datetime) -> Edition:
    """Write the periods of an article in an order that never lets two editions be live at once.

    First the edition loses its old period, then others are shortened, then others are prolonged,
    and last the edition gets its new period. Then its sources are published. Returns the edition.
    """
    article, own = edition.article, edition.number
    before = periods_of(article)
    if own in before:
        write_period(article, own, None)
    others = [number for number in before if number != own and periods[number] != before[number]]
    for number in sorted(others, key=lambda number: _ends_later(before[number], periods[number])):
        write_period(article, number, periods[number])
    if own in periods:
        write_period(article, own, periods[own])
    release_sources_of(edition, at)
    edition.refresh_from_db(fields=["live_period"])
    return edition


def release_sources_of(edition: Edition, at: datetime) -> None:
    """Publish the sources that an edition or its statements cite, from when they are public.

    The statements themselves follow the edition's live period by a trigger.
    """
    release_sources(Q(citations__edition=edition), at)
    for statement in statements_published_with(edition):
        release_sources(cited_with(statement), at)


def _ends_later(old: Period, new: Period) -> bool:
    return old.end is not None and (new.end is None or new.end > old.end)


def write_period(article: Article, number: int, period: Period | None) -> None:
    """Write one edition's live period; None puts it on hold."""
    article.editions.filter(number=number).update(
        live_period=TimestamptzRange(*period) if period else ON_HOLD
    )
