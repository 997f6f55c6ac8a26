"""Every kind of change that the desk can make to what readers see, each done once.

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
    DetaineeName,
    Edition,
    ExchangeSide,
    ExternalIdentifier,
    Mention,
    Nationality,
    OfficialName,
    PartialDate,
    Participant,
    Published,
    Readout,
    Statement,
    StatementSubject,
    StatusChange,
    Stop,
    Tenure,
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


RECORDS = (
    *("qin", "minister", "china", "ministry", "taiwan", "guesthouse"),
    *("beijing_visit", "talks", "lena"),
)
FACTS = (
    *("minister_2022", "qin_at_talks", "talks_held", "invited", "chinas_readout"),
    *("case", "taken", "said", "swap", "picture", "xinhua"),
)
TWINS = (
    *(("qin", "qin_twin"), ("minister", "minister_twin"), ("china", "prc")),
    *(("ministry", "ministry_twin"), ("taiwan", "strait"), ("prison", "jail")),
    *(("beijing_visit", "other_visit"), ("earlier", "call_twin"), ("lena", "lena_twin")),
    *(("qin_twin", "qin"), ("prc", "china"), ("strait", "taiwan"), ("ministry_twin", "ministry")),
)
DEEDS: dict[str, Deed] = {
    "a biography": edit("qin", biography="Foreign minister until July 2023."),
    "an official's name": edit("qin", full_name="Qin Gang (politician)"),
    "an official's country": edit("qin", country="<usa>"),
    "an office's title": edit("minister", title="Minister of foreign affairs"),
    "an office's country": edit("minister", country="<usa>"),
    "a country's name": edit("china", name="People's Republic of China"),
    "a former country's name": edit("qing", name="Great Qing"),
    "another country's name": edit("usa", name="USA"),
    "an organization's name": edit("ministry", name="Ministry of foreign affairs"),
    "an organization's country": edit("ministry", country="<usa>"),
    "an armed group's name": edit("band", name="The New Band"),
    "a topic's name": edit("taiwan", name="Taiwan and the strait"),
    "a topic's description": edit("taiwan", description="An island."),
    "a place's name": edit("guesthouse", name="Diaoyutai"),
    "a place's clocks": edit("guesthouse", time_zone="Asia/Tokyo"),
    "a prison's name": edit("prison", name="Prison Number 2"),
    "a visit's title": edit("beijing_visit", title="Blinken to Beijing"),
    "a visit's days": edit("beijing_visit", starts="2019", ends="2019"),
    "a stop": edit("stop", country="<usa>", place=None),
    "another stop": add(Stop, visit="<beijing_visit>", country="<usa>"),
    "a meeting's title": edit("talks", title="The talks"),
    "an earlier meeting's title": edit("earlier", title="The first call"),
    "a gathering's title": edit("summit", title="The summit"),
    "a meeting's day": edit("talks", on="2019-06-18"),
    "a meeting's visit": edit("talks", visit="<other_visit>"),
    "a detainee's name": edit("lena", full_name="Léna Moreau"),
    "a detainee's record as an official": edit("kovrig", full_name="Mikhail Kovrig"),
    "a tenure's dates": edit("minister_2022", ended="2023-01", end_status="ended"),
    "a tenure's office": edit("minister_2022", office="<envoy>"),
    "a tenure's official": edit("minister_2022", official="<blinken>"),
    "a tenure": add(Tenure, official="<qin>", office="<envoy>", started="2023"),
    "a participant's role": edit("qin_at_talks", role="host"),
    "a participant's official": edit("qin_at_talks", official="<blinken>"),
    "a participant": add(Participant, meeting="<talks>", official="<blinken>"),
    "a participant's standing": comes,
    "a participant's standing corrected": edit("invited", status="expected"),
    "a standing moved to another": edit("invited", participant="<ministry_at_talks>"),
    "a status": add(StatusChange, meeting="<talks>", status="postponed", on="2023-06"),
    "a readout": add(Readout, visit="<beijing_visit>", meeting=None, country="<china>"),
    "a detention's holder": edit("case", country="<usa>"),
    "a detention verified": check,
    "a detention of another": edit("case", detainee="<lena_twin>"),
    "a custody event's day": change_event(on=PartialDate.parse("2018-12-11")),
    "a custody event's charge": change_event(charge="Espionage"),
    "a custody event's place": change_event(place="<guesthouse>"),
    "a custody event of another detention": edit("taken_by_band", detention="<case>"),
    "a custody event of another exchange": edit("freed", exchange="<other_swap>"),
    "an exchange's day": move_exchange,
    "an exchange's side": add(ExchangeSide, exchange="<swap>", country="<usa>"),
    "a statement's words": edit("said", words="The strait is rough."),
    "a statement's speaker": edit("said", official="<blinken>"),
    "a statement": add(Statement, official="<qin>", meeting="<talks>"),
    "a statement's subject": add(StatementSubject, statement="<said>", record="<blinken>"),
    "a source's title": edit("xinhua", title="Talks held in Beijing"),
    "a citation": cite("qin_at_talks"),
    "a citation of an event": cite("taken_by_band"),
    "a picture's caption": edit("picture", caption="Two flags in the wind"),
    "an official's other name": add(OfficialName, official="<qin>", name="Ch'in Kang"),
    "a detainee's other name": add(DetaineeName, detainee="<lena>", name="L. Moreau"),
    "a nationality": add(Nationality, detainee="<lena>", country="<china>"),
    "an identifier": add(ExternalIdentifier, record="<qin>", value="Q99"),
    "a correction": correction,
    "a part taken out": take_out("side"),
    "a stop taken out": take_out("stop"),
    "a country no longer succeeds": take_out("succession"),
    "an edition": next_edition,
    "an article withdrawn": withdrawal,
    "a name withheld": withhold_and_disclose,
    "a tenure comes due": comes_due(Tenure, official="<qin>", office="<minister>", started="2023"),
    "a participant comes due": comes_due(Participant, meeting="<talks>", official="<blinken>"),
    "a standing comes due": comes_due(
        StatusChange, meeting=None, participant="<qin_at_talks>", status="present", on="2023-06-18"
    ),
    **{f"{name} has another address": readdress(name) for name in (*RECORDS, "piece")},
    **{f"{name} retracted": take_back_and_put_back(name) for name in (*RECORDS, *FACTS)},
    **{f"{merged} merged into {into}": join_and_part(into, merged) for into, merged in TWINS},
}
