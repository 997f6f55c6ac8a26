"""States of editions, records, facts and chains in words, as the desk shows them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import User

from briefings.models import Edition, MaybeStub, PartialDate, Published, Record
from briefings.models.base import PublishedFact
from briefings.models.chains import dated
from briefings.models.date_words import moment as moment
from briefings.models.days import at_end_of


def person(who: User | None) -> str:
    """Return a user's name, "" for None."""
    return (who.get_full_name() or who.get_username()) if who else ""


def people(who: Iterable[User]) -> str:
    """Return users' names, each once: “Cleo Marsh and Dev Rao”; "" for none."""
    names = list(dict.fromkeys(person(each) for each in who))
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def span(begun: object, ended: object) -> str:
    """Return from when to when: “13 May 2025 – 4 June 2026”, “13 May 2025 –”; "" for neither."""
    if begun and begun == ended:
        return str(begun)
    return f"{begun or ''} – {ended or ''}".strip() if begun or ended else ""


def of_edition(edition: Edition, at: datetime) -> str:
    """Return the edition's state at `at`, as in “live since 18 June 2023, 06:20 UTC”."""
    period = edition.live_period
    if period is None:
        if edition.submitted_at:
            return f"in review since {moment(edition.submitted_at)}"
        return "returned" if edition.returned_note else "draft"
    if period.isempty:
        planned = edition.planned_period
        was = f" (was scheduled for {moment(planned.lower)})" if planned else ""
        return f"approved, on hold{was}"
    until = f" until {moment(period.upper)}" if period.upper else ""
    if period.lower > at:
        return f"scheduled for {moment(period.lower)}{until}"
    if period.upper is None or period.upper > at:
        return f"live since {moment(period.lower)}{until}"
    return f"was live from {moment(period.lower)}{until}"


def of_chain(rows: Iterable[Any], day: date, at: datetime) -> str:
    """Return the status that `rows`, in order, say for the day, "" for none.

    Where one waits to be published that says something else, it is told too.
    """
    entered = [row for row in rows if not row.retraction_reason]
    live = [row for row in entered if row.is_live(at)]
    typed, public = (at_end_of(dated(rows, "status"), day).shown for rows in (entered, live))
    if typed is None:
        return ""
    if public is None or public == typed:
        return str(typed.get_status_display())
    return f"{public.get_status_display()} (waiting: {typed.get_status_display()})"


def since(rows: Iterable[Any], day: date, at: datetime) -> PartialDate | None:
    """Return the date from which `rows`, in order, say what they publicly say for the day."""
    chain = dated([row for row in rows if row.is_live(at)], "status")
    shown = at_end_of(chain, day).shown
    first = None
    for each in chain:
        first = first if first is not None and first.status == each.value else each.row
        if each.row is shown:
            break
    return first.on if shown is not None and first is not None else None


def of_row(row: Published, at: datetime) -> str:
    """Return the state of publication of a row at `at`, by its own live period alone."""
    period = row.live_period
    if isinstance(row, Record) and row.identity.merged_into_id is not None:
        return f"merged on {moment(period.upper)}" if period else "merged"
    if period is None:
        stub = isinstance(row, MaybeStub) and row.stub
        return "a stub, not published" if stub else "not published"
    if row.retraction_reason:
        when = f" on {moment(period.upper)}" if not period.isempty else " before it was seen"
        return f"retracted{when}: {row.get_retraction_reason_display().lower()}"
    if period.lower > at:
        return f"embargoed until {moment(period.lower)}"
    return f"public since {moment(period.lower)}"


def if_not_public(row: Published, at: datetime) -> str:
    """Return why the public does not see a row at `at`, "" if it does."""
    if not row.is_live(at):
        return of_row(row, at)
    if isinstance(row, PublishedFact) and not any(at in each for each in row.public_periods or ()):
        return "not public: what it belongs to is not"
    return ""
