"""Deeds: what is done at the desk, by the actions that the desk calls.

A deed yields after each of its steps.
"""

import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from django.db import connection

from briefings.actions.acting import acting
from briefings.actions.custody import save_events, verify
from briefings.actions.exchanges import save_exchange
from briefings.actions.merging import merge, undo
from briefings.actions.publishing import withdraw
from briefings.actions.records import change_slug, correct, reinstate, retract
from briefings.actions.statuses import update_status
from briefings.actions.withholding import disclose_name, withhold_name
from briefings.models import (
    Citation,
    Edition,
    Mention,
    PartialDate,
    Published,
)
from tests.factories import approved, between, row_of, since
from tests.ledger import database_now
from tests.stories.embedding.newsroom import Newsroom

Deed = Callable[[Newsroom], Iterator[None]]
# Time for what the clock brings to come.
SOON = timedelta(seconds=0.3)


def values_of(newsroom: Newsroom, values: dict[str, Any]) -> dict[str, Any]:
    """Return the values, rows in place of their names: "<qin>"."""
    return {
        field: newsroom.get(value.strip("<>")) if str(value).startswith("<") else value
        for field, value in values.items()
    }


def edit(name: str, /, **values: Any) -> Deed:
    """Return the deed of saving a row with these values."""

    def deed(newsroom: Newsroom) -> Iterator[None]:
        row = newsroom.get(name)
        with acting(by=newsroom.cleo, action="edit"):
            for field, value in values_of(newsroom, values).items():
                setattr(row, field, value)
            row.save()
        yield

    return deed


def add(model: Any, /, **values: Any) -> Deed:
    """Return the deed of adding a row, public at once."""

    def deed(newsroom: Newsroom) -> Iterator[None]:
        live = newsroom.live if issubclass(model, Published) else {}
        with acting(by=newsroom.cleo, action="add"):
            row_of(model, **values_of(newsroom, values), **live)
        yield

    return deed


def take_out(name: str) -> Deed:
    """Return the deed of deleting a part."""

    def deed(newsroom: Newsroom) -> Iterator[None]:
        with acting(by=newsroom.cleo, action="take out"):
            newsroom.get(name).delete()
        yield

    return deed


def readdress(name: str) -> Deed:
    """Return the deed of giving a record another address."""

    def deed(newsroom: Newsroom) -> Iterator[None]:
        slug = f"another-{name.replace('_', '-')}"
        change_slug(by=newsroom.cleo, record=newsroom.get(name), slug=slug)
        yield

    return deed


def take_back_and_put_back(name: str) -> Deed:
    """Return the deed of retracting a row, and of reinstating it."""

    def deed(newsroom: Newsroom) -> Iterator[None]:
        retract(by=newsroom.cleo, row=newsroom.get(name), reason="wrong")
        yield
        reinstate(by=newsroom.dev, row=newsroom.get(name))
        yield

    return deed


def join_and_part(survivor: str, merged: str) -> Deed:
    """Return the deed of merging two records, and of undoing that."""

    def deed(newsroom: Newsroom) -> Iterator[None]:
        pair = {"survivor": newsroom.get(survivor), "merged": newsroom.get(merged)}
        done = merge(by=newsroom.cleo, reason="They are one.", **pair)
        yield
        undo(by=newsroom.cleo, merge=done)
        yield

    return deed


def once_merged(survivor: str, merged: str, then: Deed) -> Deed:
    """Return the deed of merging two records, and of what is done to one of them afterwards."""

    def deed(newsroom: Newsroom) -> Iterator[None]:
        pair = {"survivor": newsroom.get(survivor), "merged": newsroom.get(merged)}
        merge(by=newsroom.cleo, reason="They are one.", **pair)
        yield
        yield from then(newsroom)

    return deed


def comes_due(model: Any, /, **values: Any) -> Deed:
    """Return the deed of scheduling a row, and of letting its moment come."""

    def deed(newsroom: Newsroom) -> Iterator[None]:
        moment = database_now() + SOON
        with acting(by=newsroom.cleo, action="schedule"):
            row_of(model, **values_of(newsroom, values), live_period=since(moment))
        connection.check_constraints()
        time.sleep(max(0, (moment - database_now()).total_seconds()) + 0.01)
        yield

    return deed


def withhold_and_disclose(newsroom: Newsroom) -> Iterator[None]:
    """Withhold the name of the detainee, and tell it again."""
    lena = newsroom.get("lena")
    withhold_name(by=newsroom.cleo, detainee=lena, description="A teacher")
    yield
    disclose_name(by=newsroom.cleo, detainee=newsroom.get("lena"))
    yield


def next_edition(newsroom: Newsroom) -> Iterator[None]:
    """Let another edition take the place of the live one."""
    now = database_now()
    current = newsroom.get("current")
    with acting(by=newsroom.cleo, action="publish"):
        approved(current, between(current.live_period.lower, now))
        edition = row_of(Edition, article=current.article, based_on=current, headline="Home again")
        row_of(Mention, edition=edition, record=newsroom.get("qin"), position=1)
        approved(edition, since(now))
    yield


def change_event(**values: Any) -> Deed:
    """Return the deed of changing a custody event that is public."""

    def deed(newsroom: Newsroom) -> Iterator[None]:
        event = newsroom.get("taken")
        for field, value in values_of(newsroom, values).items():
            setattr(event, field, value)
        save_events(by=newsroom.cleo, events=[event])
        yield

    return deed


def move_exchange(newsroom: Newsroom) -> Iterator[None]:
    """Give an exchange another day, and with it its events."""
    exchange = newsroom.get("swap")
    exchange.on = PartialDate.parse("2021-09-25")
    save_exchange(by=newsroom.cleo, exchange=exchange)
    yield


def cite(name: str) -> Deed:
    """Return the deed of adding a source to a fact."""

    def deed(newsroom: Newsroom) -> Iterator[None]:
        fact = newsroom.get(name)
        fields: dict[str, Any] = {"official": None} | {str(fact._meta.model_name): fact}
        with acting(by=newsroom.cleo, action="cite"):
            row_of(Citation, source=newsroom.get("xinhua"), **fields)
        yield

    return deed


def comes(newsroom: Newsroom) -> Iterator[None]:
    """Say that somebody came who was only invited."""
    day, who = PartialDate.parse("2023-06-18"), newsroom.get("qin_at_talks")
    update_status(by=newsroom.cleo, of=who, status="present", on=day)
    yield


def check(newsroom: Newsroom) -> Iterator[None]:
    """Note that a detention was looked at."""
    verify(by=newsroom.cleo, detention=newsroom.get("case"))
    yield


def correction(newsroom: Newsroom) -> Iterator[None]:
    """Tell readers what was wrong with a record."""
    whose, words = newsroom.get("qin").identity, "His name was misspelt."
    correct(by=newsroom.cleo, identity=whose, kind="correction", words=words)
    yield


def withdrawal(newsroom: Newsroom) -> Iterator[None]:
    """Withdraw an article."""
    withdraw(by=newsroom.cleo, article=newsroom.get("piece"), reason="wrong")
    yield
