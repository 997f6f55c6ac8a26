"""Days that a text states of a meeting, a visit or a detainee, and that the record has otherwise.

A day counts only where it stands next to what it is of ("the talks on 14 May", "Kai Li was released
on 14 May"). It is a warning: words and record may count the day by two clocks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from briefings.bodies.claims import OCCASIONS
from briefings.bodies.named import Named
from briefings.bodies.sentences import quoted
from briefings.checks.texts.base import Found, Piece, Place, TextCheck
from briefings.checks.texts.custody import events_of
from briefings.checks.texts.occasions import days_in_words, occasions_of
from briefings.models import CustodyEvent
from briefings.models.date_words import MONTHS
from briefings.models.days import PartialPeriod

Kind = CustodyEvent.Kind
DEEDS: dict[str, frozenset[str]] = {
    "detained": frozenset({Kind.DETAINED}),
    "charged": frozenset({Kind.CHARGED}),
    "sentenced": frozenset({Kind.SENTENCED}),
    **dict.fromkeys(("released", "freed"), frozenset({Kind.RELEASED, Kind.EXCHANGED})),
}
_MONTH = rf"(?P<month>{'|'.join(MONTHS)})"
# A day, but none of several ("14 and 15 May", "14 May to 3 June").
_DAY = (
    rf"(?P<date>(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s{_MONTH}(?:,?\s(?P<year>\d{{4}}))?)"
    r"\b(?!\s?[-–—/]|,?\s(?:and|or|to|until|through)\s\d)"
)
_ON = rf"\s(?:on|of)\s(?:\w+day,?\s)?{_DAY}"
_IN = r"(?:\sin\s[A-Z][\w’-]*(?:\s[A-Z][\w’-]*)*)?"
_HELD = (
    r"(?:\s(?:was held|took place|went ahead|will be held|will take place"
    r"|is (?:due|set|scheduled|expected|planned)(?: to (?:be held|take place))?))?"
)
_BEFORE = re.compile(rf"\b(?:[Tt]he|[Tt]heir|[Ii]ts|[Hh]is|[Hh]er)\s{_DAY}\s$")
_FIRST = re.compile(rf"{_DAY}\s")
_LAST = re.compile(rf"{_ON}$")
_AFTER = re.compile(rf"{_HELD}{_IN}{_ON}")
_BEFELL = re.compile(
    rf"(?:,\s[^,;:.“”]{{2,80}},)?(?:,?\swho)?\s(?:was|were|has been|had been)\s"
    rf"(?P<deed>{'|'.join(DEEDS)}){_IN}{_ON}"
)
# A sentence with these tells of another day by right.
_MOVED = re.compile(
    r"\b(?:postpon\w*|put off|delay\w*|mov(?:ed|ing)|reschedul\w*|brought forward|original\w*|"
    r"initial\w*|instead|cancel\w*|called off)\b"
)


@dataclass(frozen=True)
class _Stated:
    """A day that a text states of a record; `year` is None where it names none."""

    record: UUID
    place: Place
    day: int
    month: int
    year: int | None
    deed: str = ""

    def may_be_of(self, days: PartialPeriod) -> bool:
        """Return whether it may be one of the days, in any year that it may mean."""
        if days.first is None or days.last is None:
            return True
        years = [self.year] if self.year else range(days.first.year, days.last.year + 1)
        return any(days.during(day) for year in years for day in _days(year, self.month, self.day))


def find(piece: Piece) -> Iterator[Found]:
    """Yield the days that differ from the record's (three queries, none without a day)."""
    stated = [*_stated(piece)]
    yield from _of_occasions([one for one in stated if not one.deed])
    yield from _of_custody([one for one in stated if one.deed])


def _stated(piece: Piece) -> Iterator[_Stated]:
    """Yield the days beside the records that the sentences name; not those in quotation marks."""
    for sentence in piece.text.sentences:
        words = piece.text.words[sentence.paragraph]
        if _MOVED.search(sentence.words):
            continue
        shut = quoted(words)
        for one in sentence.named:
            for found, at in _beside(one, words[: sentence.end], sentence.start):
                start, end = at + found.start("date"), at + found.end("date")
                if any(first <= start < last for first, last in shut):
                    continue
                yield _Stated(
                    one.record,
                    Place(sentence.paragraph, start, end, words[start:end]),
                    int(found["day"]),
                    MONTHS.index(found["month"]) + 1,
                    int(found["year"]) if found["year"] else None,
                    found.groupdict().get("deed", ""),
                )


def _beside(one: Named, words: str, start: int) -> Iterator[tuple[re.Match[str], int]]:
    """Yield the days next to a name and in it, each with the place at which its text begins."""
    before, after = words[start : one.start], words[one.end :]
    if one.type in OCCASIONS:
        yield from _found(
            (_BEFORE.search(before), start),
            (_FIRST.match(one.words), one.start),
            (_LAST.search(one.words), one.start),
            (_AFTER.match(after), one.end),
        )
    elif one.type == "detainee":
        yield from _found((_BEFELL.match(after), one.end))


def _found(*looked_for: tuple[re.Match[str] | None, int]) -> Iterator[tuple[re.Match[str], int]]:
    yield from ((found, at) for found, at in looked_for if found)


def _of_occasions(stated: list[_Stated]) -> Iterator[Found]:
    occasions = {row.public_id: row for row in occasions_of({one.record for one in stated})}
    for one in stated:
        occasion = occasions.get(one.record)
        days = occasion.partial_period if occasion else None
        if occasion and days and not one.may_be_of(days):
            on = days_in_words(occasion)
            yield Found(f"The record has {occasion} on {on}.", one.place, f"{one.record} {on}")


def _of_custody(stated: list[_Stated]) -> Iterator[Found]:
    """Yield the days on which no event of that kind can have been, where the record has some."""
    events: dict[UUID, list[CustodyEvent]] = {}
    for event in events_of({one.record for one in stated}):
        events.setdefault(event.detention.detainee.public_id, []).append(event)
    for one in stated:
        alike = [each for each in events.get(one.record, ()) if each.kind in DEEDS[one.deed]]
        if alike and not any(one.may_be_of(PartialPeriod.on_day(each.on)) for each in alike):
            told = "; ".join(str(each).lower() for each in alike)
            facts = f"{one.record} {told}"
            yield Found(f"The record has it on another day: {told}.", one.place, facts)


def _days(year: int, month: int, day: int) -> Iterator[date]:
    with suppress(ValueError):  # 29 February of another year; 31 June is told by another check
        yield date(year, month, day)


STATED_DAYS = TextCheck(
    "day-otherwise",
    "Day otherwise than in the record",
    "One of the two is mistyped, and readers find both.",
    find,
)
