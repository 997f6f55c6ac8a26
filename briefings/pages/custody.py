"""Custody as pages tell it: where a case stands on a day, and event by event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import takewhile
from typing import Any

from briefings.documents.days import CUSTODY_LABELS, day_of, goes_on
from briefings.documents.detentions import chain_in, stood
from briefings.models import CustodyEvent, PartialDate
from briefings.models.custody import CustodyStatus
from briefings.models.days import Match
from briefings.pages.dates import date_note, iso, partial
from briefings.pages.exchanges import exchange_told
from briefings.pages.links import label, path
from briefings.pages.names import in_sentence
from briefings.pages.provenance import verified
from briefings.pages.sources import Notes
from briefings.veil import Say

Kind = CustodyEvent.Kind
Told = Mapping[str, Any]  # a document, or a part of one
Case = Mapping[str, Any]  # a detention: its document, or what a person's document holds of it

MARKS = {
    None: "tick",
    CustodyStatus.HELD: "full",
    CustodyStatus.RESTRICTED: "half",
    CustodyStatus.FREE: "empty",
}
RANKS = tuple(CustodyStatus)
RESTRICTED = {
    Kind.EXIT_BAN: "Banned from leaving {holder}",
    Kind.HOUSE_ARREST: "Under house arrest {there}",
    Kind.MISSING: "Whereabouts unknown",
}
WORDS = {
    Kind.EXIT_BAN: "Exit ban",
    Kind.HOUSE_ARREST: "House arrest",
    Kind.MISSING: "Whereabouts unknown",
    Kind.RELEASED: "Released",
    Kind.EXCHANGED: "Exchanged",
    Kind.ESCAPED: "Escaped",
    Kind.DIED: "Died",
}


def foremost(cases: Sequence[Case], day: date, today: date) -> Case | None:
    """Return the detention that a day is about: one held, else restricted, else the last.

    None for none.
    """
    return min(cases, key=lambda case: rank(case, day, today), default=None)


def rank(case: Case, day: date, today: date) -> tuple[int, int]:
    """Return where a detention comes among those of a person: the status, then the latest."""
    shown = stood(case, "status", day, today).shown
    if shown is None:
        first = day_of(case["course"][0]["on"]["earliest"]) if case["course"] else None
        return len(RANKS), (first or date.max).toordinal()
    since = day_of(shown["on"]["earliest"]) or date.min
    return RANKS.index(CustodyStatus(shown["status"])), -since.toordinal()


def status(case: Case | None, day: date, today: date) -> dict[str, str] | None:
    """Return the word and the mark of a detention's status on a day; None before its record.

    What is not certain, as nothing is after `today`, is called possible.
    """
    state = stood(case, "status", day, today) if case else None
    shown = state.shown if state else None
    if state is None or shown is None:
        return None
    word = worded(shown)
    sure = state.values[shown["status"]] == Match.CERTAINLY
    return {
        "word": word if sure else f"Possibly {word.lower()}",
        "mark": MARKS[shown["status"]],
    }


def worded(event: Told) -> str:
    """Return the word for the status that an event led to."""
    return WORDS.get(Kind(event["kind"])) or CUSTODY_LABELS[event["status"]]


def last_verified(cases: Sequence[Case], today: date) -> dict[str, Any]:
    """Return when the detentions were last verified; one goes on until freedom is certain."""
    going_on = [case for case in cases if goes_on(chain_in(case, "status"), today)]
    return verified(cases, today, going_on=going_on)


def when(case: Case, day: date, today: date) -> str:
    """Return "since May 2022" of who is in custody on a day, "on 1 July 2024" of who is free.

    "" before the record of the case.
    """
    shown = stood(case, "status", day, today).shown
    if shown is None:
        return ""
    if shown["status"] == CustodyStatus.FREE:
        return on_day(shown)
    return f"since {since(began(case, shown))}"


def there(holder: Told | None) -> str:
    """Return "in China" of a country, "by Hamas" of a group, "" where it is not public."""
    name = label(holder)
    if holder is None or not name:
        return ""
    return f"in {in_sentence(name)}" if holder["type"] == "country" else f"by {name}"


def statement(case: Case | None, day: date, today: date) -> str:
    """Return where a detention stands at the end of a day as one sentence."""
    chain = chain_in(case, "status") if case else []
    if case is None or not chain:
        return "The record holds no day in custody."
    state = stood(case, "status", day, today)
    if state.shown is None:
        return f"The record of this case begins {on_day(chain[0].row)}."
    words = phrase(case, state.shown)
    if state.last is None:
        return f"Possibly {words[0].lower()}{words[1:]}."
    later = [one.row for one in state.maybe if one.value != state.last.value]
    if later:
        words += f"; possibly {led(later[0]).lower()} {on_day(later[0])}"
    return f"{words}."


def phrase(case: Case, event: Told) -> str:
    """Return the status that an event led to, since when, and what was before."""
    where = there(case["held_by"])
    if event["status"] == CustodyStatus.FREE:
        words = f"{led(event)} {on_day(event)}"
        before = [one for one in until(case, event) if one["status"] == CustodyStatus.HELD]
        return f"{words}; held {where} from {since(before[0])}" if before else words
    first = began(case, event)
    if event["status"] == CustodyStatus.HELD:
        words = f"Held {where}"
    else:
        usual = "Restricted {there}"
        words = RESTRICTED.get(Kind(event["kind"]), usual).format(
            there=where, holder=in_sentence(label(case["held_by"]) or "the country")
        )
    return f"{words.strip()} since {since(first)}"


def until(case: Case, event: Told) -> list[Told]:
    """Return the events before one that led to a status."""
    chain = [row.row for row in chain_in(case, "status")]
    return [*takewhile(lambda one: one["id"] != event["id"], chain)]


def began(case: Case, event: Told) -> Told:
    """Return the first of the events in a row that led to the status of `event`."""
    same = takewhile(lambda one: one["status"] == event["status"], reversed(until(case, event)))
    return [event, *same][-1]


def since(event: Told) -> str:
    """Return the day of an event as it stands after "since" or "from"."""
    day = dated(event)
    return f"a day {day}" if str(day).startswith("between") else str(day)


def on_day(event: Told) -> str:
    """Return "on 18 June 2023", "in June 2023" or "between …" of an event."""
    return dated(event).when


def dated(event: Told) -> PartialDate:
    """Return the day of an event."""
    return PartialDate.from_json(event["on"])


def called(kind: str, status: str | None) -> str:
    """Return what an event is called, where its kind does not say by its status."""
    return CUSTODY_LABELS.get(status or "", "Noted") if kind == Kind.OTHER else Kind(kind).label


def led(event: Told) -> str:
    """Return what an event is called that led to a status."""
    return called(event["kind"], event["status"])


def timeline(
    case: Case, exchanges: Mapping[str, Told], notes: Notes, day: date, say: Say
) -> list[dict[str, Any]]:
    """Return a detention's events as `custody_timeline` takes them, the first one first.

    `exchanges` are the documents of those that events are part of, by id.
    """
    rows = []
    free = False
    for event in case["events"]:
        free = event["status"] == CustodyStatus.FREE if event["status"] else free
        title = called(event["kind"], event["status"])
        by, happened = say(event["by_whom"] or ""), dated(event)
        exchange = exchanges.get(event["exchange"])
        rows.append(
            {
                "date_text": str(happened),
                "iso": iso(happened),
                "date_note": notes.differing(exchange or event) or date_note(happened),
                "title": f"{title}, by {by}" if by else title,
                "mark": MARKS[event["status"]],
                "rail": "over" if free else event["confidence"],
                "later": (happened.earliest or date.min) > day,
                "text": say(event["note"] or ""),
                "terms": terms(event, say),
                "exchange": exchange_told(case["detainee"], exchange) if exchange else None,
                "confidence": event["confidence"],
                "sources": notes.of(event, *([exchange] if exchange else [])),
            }
        )
    return rows


def terms(event: Told, say: Say) -> list[dict[str, str | None]]:
    """Return the place, charge and sentence that an event says."""
    told: list[dict[str, str | None]] = [
        {"term": "Place", "text": label(event["place"]), "url": path(event["place"])},
        {"term": "Charge", "text": say(event["charge"] or ""), "url": None},
        {"term": "Sentence", "text": say(event["sentence"] or ""), "url": None},
    ]
    return [term for term in told if term["text"]]


def facts(
    person: Told, case: Case | None, day: date, today: date, say: Say
) -> list[dict[str, Any]]:
    """Return the rows of the case: the person, and what the chain says as of the day."""
    work = say(person["occupation"] or "")
    shown = stood(case, "status", day, today).shown if case else None
    past = shown is not None and shown["status"] == CustodyStatus.FREE
    missing = shown is not None and shown["kind"] == Kind.MISSING
    rows: list[tuple[str, list[dict[str, Any]]]] = [
        ("Nationality", [linked(country) for country in person["nationalities"]]),
        ("Born", [{"text": str(partial(person["born"]))}] if person["born"] else []),
        ("Occupation", [{"text": work}] if work else []),
        ("Employer", [{"text": person["employer"]}] if person["employer"] else []),
        (
            "Was held by" if past else "Held by",
            [linked(case["held_by"]) | {"note": "possibly" if missing else None}]
            if case and shown and label(case["held_by"])
            else [],
        ),
    ]
    if case is not None:
        rows += [
            ("Last place" if past else "Place", in_force(case, "place", day, today, say)),
            ("Charge", in_force(case, "charge", day, today, say)),
            ("Sentence", in_force(case, "sentence", day, today, say)),
        ]
    return [{"term": term, "values": values} for term, values in rows]


def linked(mention: Told) -> dict[str, Any]:
    """Return a record in short as a value of the key facts."""
    return {"text": label(mention), "url": path(mention)}


def in_force(case: Case, column: str, day: date, today: date, say: Say) -> list[dict[str, Any]]:
    """Return what the latest event that says so says in a column, with what is unsure of it.

    Nothing is sure after `today`.
    """
    state = stood(case, column, day, today)
    value = state.shown and state.shown[column]
    if not value:
        return []
    note = "possibly" if state.last is None else None
    if state.last and (later := [one for one in state.maybe if one.value != state.last.value]):
        note = f"possibly changed {on_day(later[0].row)}"
    told = linked(value) if column == "place" else {"text": say(value), "url": None}
    return [told | {"note": note}] if told["text"] else []
