"""Custody as pages tell it: where a case stands on a day, and event by event."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import takewhile
from typing import Any

from briefings.documents.days import goes_on
from briefings.models import Country, CustodyEvent, Detainee, PartialDate
from briefings.models.chains import dated
from briefings.models.custody import CustodyStatus
from briefings.models.days import Match, State, at_end_of
from briefings.pages.dates import date_note, iso, on
from briefings.pages.exchanges import exchange_told
from briefings.pages.names import Say, in_sentence
from briefings.pages.provenance import verified
from briefings.pages.sources import Notes
from briefings.timelines import Custody, Exchanged, Fact

Kind = CustodyEvent.Kind

MARKS = {
    "": "tick",
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


def stands(custody: Custody, day: date, today: date = date.max) -> State[CustodyEvent]:
    """Return where the status of a detention stands at the end of a day; after `today` possibly."""
    return at_end_of(dated(custody.events, "status"), day, today)


def foremost(told: Sequence[Custody], day: date) -> Custody | None:
    """Return the detention that a day is about: one held, else restricted, else the last.

    None for none.
    """
    return min(told, key=lambda custody: rank(custody, day), default=None)


def rank(custody: Custody, day: date) -> tuple[int, int]:
    """Return where a detention comes among those of a person: the status, then the latest."""
    shown = stands(custody, day).shown
    if shown is None:
        first = custody.events[0].on.earliest if custody.events else None
        return len(RANKS), (first or date.max).toordinal()
    return RANKS.index(CustodyStatus(shown.status)), -(shown.on.earliest or date.min).toordinal()


def status(custody: Custody | None, day: date, today: date) -> dict[str, str] | None:
    """Return the word and the mark of a detention's status on a day; None before its record.

    What is not certain, as nothing is after `today`, is called possible.
    """
    stood = stands(custody, day, today) if custody else None
    shown = stood.shown if stood else None
    if stood is None or shown is None:
        return None
    word = WORDS.get(Kind(shown.kind)) or shown.get_status_display()
    sure = stood.values[shown.status] == Match.CERTAINLY
    return {
        "word": word if sure else f"Possibly {word.lower()}",
        "mark": MARKS[shown.status],
    }


def last_verified(told: Iterable[Custody], today: date) -> dict[str, Any]:
    """Return when the detentions were last verified; one goes on until freedom is certain."""
    rows = [(custody.detention, dated(custody.events, "status")) for custody in told]
    going_on = [detention for detention, chain in rows if goes_on(chain, today)]
    return verified([detention for detention, _ in rows], today, going_on=going_on)


def when(custody: Custody | None, day: date) -> str:
    """Return "since May 2022" of who is in custody on a day, "on 1 July 2024" of who is free."""
    shown = stands(custody, day).shown if custody else None
    if custody is None or shown is None:
        return ""
    if shown.status == CustodyStatus.FREE:
        return on(shown.on)
    return f"since {since(began(custody, shown).on)}"


def there(holder: object | None) -> str:
    """Return "in China" of a country, "by Hamas" of a group, "" where it is not public."""
    if holder is None:
        return ""
    return f"in {in_sentence(holder)}" if isinstance(holder, Country) else f"by {holder}"


def statement(custody: Custody | None, day: date, today: date) -> str:
    """Return where a detention stands at the end of a day as one sentence."""
    said = [event for event in custody.events if event.status] if custody else []
    if custody is None or not said:
        return "The record holds no day in custody."
    stood = stands(custody, day, today)
    if stood.shown is None:
        return f"The record of this case begins {on(said[0].on)}."
    words = phrase(custody, stood.shown)
    if stood.last is None:
        return f"Possibly {words[0].lower()}{words[1:]}."
    later = [one.row for one in stood.maybe if one.value != stood.last.value]
    if later:
        words += f"; possibly {called(later[0]).lower()} {on(later[0].on)}"
    return f"{words}."


def phrase(custody: Custody, event: CustodyEvent) -> str:
    """Return the status that an event led to, since when, and what was before."""
    where = there(custody.holder)
    if event.status == CustodyStatus.FREE:
        earlier = custody.events[: custody.events.index(event)]
        before = [one for one in earlier if one.status == CustodyStatus.HELD]
        words = f"{called(event)} {on(event.on)}"
        return f"{words}; held {where} from {since(before[0].on)}" if before else words
    first = began(custody, event)
    if event.status == CustodyStatus.HELD:
        words = f"Held {where}"
    else:
        usual = "Restricted {there}"
        words = RESTRICTED.get(Kind(event.kind), usual).format(
            there=where, holder=in_sentence(custody.holder or "the country")
        )
    return f"{words.strip()} since {since(first.on)}"


def began(custody: Custody, event: CustodyEvent) -> CustodyEvent:
    """Return the first of the events in a row that led to the status of `event`."""
    earlier = [one for one in custody.events[: custody.events.index(event)] if one.status]
    same = takewhile(lambda one: one.status == event.status, reversed(earlier))
    return [event, *same][-1]


def since(day: PartialDate) -> str:
    """Return a partial date as it stands after "since" or "from"."""
    return f"a day {day}" if str(day).startswith("between") else str(day)


def called(event: CustodyEvent) -> str:
    """Return what an event is called, where its kind does not say by its status."""
    if event.kind == Kind.OTHER:
        return event.get_status_display() if event.status else "Noted"
    return event.get_kind_display()


def timeline(
    custody: Custody,
    exchanges: Mapping[int, Exchanged],
    cited: Notes,
    differing: Mapping[Fact, str],
    day: date,
    say: Say,
) -> list[dict[str, Any]]:
    """Return a detention's events as `custody_timeline` takes them, the first one first.

    `cited` are the numbers of the sources by fact, `differing` says which of them say what.
    """
    rows = []
    free = False
    for event in custody.events:
        free = event.status == CustodyStatus.FREE if event.status else free
        by = say(event.by_whom)
        exchange = event.exchange_id
        dating = ("exchange", exchange) if exchange else ("custodyevent", event.pk)
        numbers = {
            *cited.get(("custodyevent", event.pk), ()),
            *(cited.get(("exchange", exchange), ()) if exchange else ()),
        }
        rows.append(
            {
                "date_text": str(event.on),
                "iso": iso(event.on),
                "date_note": differing.get(dating) or date_note(event.on),
                "title": f"{called(event)}, by {by}" if by else called(event),
                "mark": MARKS[event.status],
                "rail": "over" if free else event.confidence,
                "later": (event.on.earliest or date.min) > day,
                "text": say(event.note),
                "terms": terms(event, say),
                "exchange": exchange_told(custody, event, exchanges),
                "confidence": event.confidence,
                "sources": sorted(numbers),
            }
        )
    return rows


def terms(event: CustodyEvent, say: Say) -> list[dict[str, str | None]]:
    """Return the place, charge and sentence that an event says."""
    told: list[dict[str, str | None]] = [
        {"term": "Charge", "text": say(event.charge), "url": None},
        {"term": "Sentence", "text": say(event.sentence), "url": None},
    ]
    if event.place is not None:
        place, url = str(event.place), event.place.get_absolute_url()
        told.insert(0, {"term": "Place", "text": place, "url": url})
    return [term for term in told if term["text"]]


def holder_url(custody: Custody | None) -> str | None:
    """Return the address of who holds: a country's page; organizations have none."""
    holder = custody.holder if custody else None
    return holder.get_absolute_url() if isinstance(holder, Country) else None


def held_by(custody: Custody, *, missing: bool) -> dict[str, Any]:
    """Return who holds a person; of who is missing that is possible alone."""
    note = "possibly" if missing else None
    return {"text": str(custody.holder), "url": holder_url(custody), "note": note}


def facts(
    detainee: Detainee,
    custody: Custody | None,
    nationalities: Sequence[Country],
    day: date,
    today: date,
    say: Say,
) -> list[dict[str, Any]]:
    """Return the rows of the case: the person, and what the chain says as of the day.

    Of whom the name is withheld neither birth nor work is told.
    """
    named = not detainee.name_withheld
    work = say(detainee.occupation)
    shown = stands(custody, day).shown if custody else None
    held = custody if shown else None
    past = shown is not None and shown.status == CustodyStatus.FREE
    rows: list[tuple[str, list[dict[str, Any]]]] = [
        (
            "Nationality",
            [{"text": one.name, "url": one.get_absolute_url()} for one in nationalities],
        ),
        ("Born", [{"text": str(detainee.born)}] if named and detainee.born else []),
        ("Occupation", [{"text": work}] if work else []),
        ("Employer", [{"text": detainee.employer}] if named and detainee.employer else []),
        (
            "Was held by" if past else "Held by",
            [held_by(held, missing=shown is not None and shown.kind == Kind.MISSING)]
            if held and held.holder
            else [],
        ),
    ]
    if custody is not None:
        rows += [
            ("Last place" if past else "Place", in_force(custody, "place", day, today, say)),
            ("Charge", in_force(custody, "charge", day, today, say)),
            ("Sentence", in_force(custody, "sentence", day, today, say)),
        ]
    return [{"term": term, "values": values} for term, values in rows]


def in_force(
    custody: Custody, column: str, day: date, today: date, say: Say
) -> list[dict[str, Any]]:
    """Return what the latest event that says so says in a column, with what is unsure of it.

    Nothing is sure after `today`.
    """
    stood = at_end_of(dated(custody.events, column), day, today)
    if stood.shown is None:
        return []
    value = getattr(stood.shown, column)
    place = value if column == "place" else None
    text = str(place) if place else say(value)
    note = "possibly" if stood.last is None else None
    if stood.last and (later := [one for one in stood.maybe if one.value != stood.last.value]):
        note = f"possibly changed {on(later[0].row.on)}"
    url = place.get_absolute_url() if place else None
    return [{"text": text, "url": url, "note": note}] if text else []
