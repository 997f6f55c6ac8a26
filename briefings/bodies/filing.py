"""Find in a text what its piece is filed under: dateline, section, topics, and whom it is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from string import capwords

from briefings.bodies.named import Named, named_in
from briefings.bodies.names import Names
from briefings.bodies.suggestions import (
    KnownName,
    NamedRecord,
    SuggestedDateline,
    SuggestedTopic,
)

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = r"(?P<month>(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*)\.?"
_DAY = r"(?P<day>\d{1,2})"
_YEAR = r"(?:,?\s(?P<year>(?:19|20)\d\d))?"
_DASH = r"\s*(?:\([\w .]+\)\s*)?(?:[—–]|--|-(?=\s))\s*"
_WORD = r"[^\W\d_a-z][\w.’'-]*"
_PLACE = rf"(?P<place>{_WORD}(?:\s(?:{_WORD}|de|del|la|al|el|of|upon|sur|am))*)(?:,\s[\w .]+?)?"
# “BEIJING, June 18 —”, “Beijing, 18 June 2023 –”
_DATED = (
    re.compile(rf"{_PLACE},\s{_MONTH}\s{_DAY}{_YEAR}{_DASH}"),
    re.compile(rf"{_PLACE},\s{_DAY}\s{_MONTH}{_YEAR}{_DASH}"),
)
# “BEIJING (AP) —”, “BEIJING —”: a place that is known, or that an agency follows.
_UNDATED = re.compile(rf"{_PLACE}\s*(?P<agency>\([\w .]+\)\s*)?(?:[—–]|--|-(?=\s))\s*")
LONGEST = 120  # characters of a dateline
SHORT = 3  # letters: “US – China relations” has no dateline
# Who asks and who answers, paragraph after paragraph.
_ASKED = re.compile(r"(?:Q|Question)[:.]\s")
_EXPLAINS = re.compile(
    r"(?:explainer\b|(?:what|why|how|who|when|where)\b.*|.*\bexplained\b)", re.IGNORECASE
)
_ANALYSES = re.compile(r"analysis\b", re.IGNORECASE)
# What a piece can be about, before what it only happens in.
_ABOUT = ("official", "detainee", "visit", "meeting", "organization")


def dateline(
    running: Sequence[tuple[int, str]], known: Iterable[KnownName]
) -> SuggestedDateline | None:
    """Return the dateline with which the running text begins; None if it has none.

    Without a day its place is in capitals, and known or followed by an agency.
    """
    if not running:
        return None
    number, text = running[0][0], running[0][1][:LONGEST]
    found = next(filter(None, (form.match(text) for form in _DATED)), None)
    if found is None:
        found = _UNDATED.match(text)
        if found is None or not found["place"].isupper():
            return None
        places = (one for one in known if one.type in ("place", "country"))
        named = {name.casefold() for one in places for name in one.names if len(name) > SHORT}
        if not found["agency"] and found["place"].casefold() not in named:
            return None
    parts = found.groupdict()
    place, month = found["place"], parts.get("month")
    return SuggestedDateline(
        key="dateline",
        paragraph=number,
        text=found[0].strip(),
        place=capwords(place) if place.isupper() else place,
        month=_MONTHS.index(month[:3].lower()) + 1 if month else None,
        day=int(parts["day"]) if month else None,
        year=int(parts["year"]) if parts.get("year") else None,
        end=found.end(),
    )


def section(title: str, running: Sequence[tuple[int, str]]) -> str:
    """Return what kind of piece it is, as an article's section is stored.

    An interview asks at least twice, an explainer and an analysis say so in the title; any other
    piece is a briefing.
    """
    if sum(bool(_ASKED.match(text)) for _, text in running) > 1:
        return "interview"
    if _ANALYSES.match(title):
        return "analysis"
    return "explainer" if _EXPLAINS.fullmatch(title) else "briefing"


def named_records(
    paragraphs: Sequence[tuple[int, str]], names: Names, known: Iterable[KnownName]
) -> tuple[NamedRecord, ...]:
    """Return the records that a text names, people first, then those named most, then first.

    Those whose names are withheld are left out.
    """
    found = named_in(paragraphs, (), names)
    times = Counter(one.record for one in found)
    order: dict[object, Named] = {}
    for one in found:
        order.setdefault(one.record, one)
    by_id = {one.uuid: one for one in known if one.uuid in order and not one.withheld}
    records = [
        NamedRecord(record, by_id[record].type, by_id[record].label, count)
        for record, count in times.items()
        if record in by_id
    ]
    first = {record: place for place, record in enumerate(order)}
    return tuple(
        sorted(records, key=lambda one: (one.type not in _ABOUT, -one.times, first[one.record]))
    )


def topics(
    paragraphs: Sequence[tuple[int, str]], known: Iterable[KnownName]
) -> Iterator[SuggestedTopic]:
    """Yield the known topics whose names the text has anywhere, in the order of their names in it.

    A country of the same name hides no topic here: a piece that names it is filed under both.
    """
    only = [one for one in known if one.type == "topic" and not one.withheld]
    labels = {one.uuid: one.label for one in only}
    names = Names(only, "\n".join(text for _, text in paragraphs))
    seen = set()
    for one in named_in(paragraphs, (), names):
        if one.record not in seen:
            seen.add(one.record)
            key = f"topic-{one.record}"
            yield SuggestedTopic(key, one.paragraph, one.words, one.record, labels[one.record])
