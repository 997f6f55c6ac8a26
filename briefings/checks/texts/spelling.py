"""People's names spelt otherwise than the record spells them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefings.bodies.known import plain
from briefings.bodies.lexicon import COURTESY
from briefings.bodies.names import PEOPLE
from briefings.bodies.spans import Spans
from briefings.bodies.suggestions import KnownName
from briefings.checks.texts.base import Found, Mend, Piece, Place, TextCheck
from briefings.search.known_names import people_spelt_like

# A name of fewer letters is near to too many: Li and Lin are two people.
SHORTEST, LONG = 5, 9
MOST_WORDS, MOST_LETTERS = 4, 2  # of a name; that make a difference
_COURTESY = re.compile(COURTESY)
_WORD = re.compile(r"[^\W\d_][\w’'-]*\w|[^\W\d_]")
_APART = re.compile(r"\s(?:(?:bin|al|de|da|van|von|del|el|der)\s)?|-")


def find(piece: Piece) -> Iterator[Found]:
    """Yield names near to a person's in the record and not that name, each place of each."""
    text = piece.text
    mentions = [*text.names.mentions(text.numbered)]
    for one in mentions:
        bearer = one.bearers[0]
        if any(plain(name) == plain(one.text) for name in bearer.misspelt):
            yield _found(Place(*one.place, one.end, one.text), bearer.label)
    spans = [(one.paragraph, one.start, one.end) for one in mentions]
    taken = Spans([*spans, *((link.paragraph, link.start, link.end) for link in text.links)])
    typed = [
        place
        for number, words in text.numbered
        for place in _capitalised(number, words)
        if not any(taken.contain(number, at) for at in range(place.start, place.end))
    ]
    alike = people_spelt_like({place.words for place in typed if " " in place.words})
    named = {one.record for one in text.named}
    short = {
        name: one
        for mention in mentions
        for one in mention.bearers
        if one.uuid in named and one.type in PEOPLE
        for name in one.short_names
    }
    closed: set[tuple[int, int]] = set()
    for place in sorted(typed, key=lambda place: -len(place.words)):
        spelt = _spelt(place.words, alike.get(place.words, ()), short)
        at = (place.paragraph, place.start)
        if spelt is None or at in closed:
            continue
        closed |= {(place.paragraph, each) for each in range(place.start, place.end)}
        yield _found(place, spelt)


def _found(place: Place, spelt: str) -> Found:
    says = f"The record spells the name “{spelt}”."
    return Found(says, place, spelt, mend=Mend(f"Write “{spelt}”", spelt))


def _capitalised(number: int, text: str) -> Iterator[Place]:
    """Yield every run of one to four capitalised words that are next to each other."""
    words = [word for word in _WORD.finditer(text) if word[0][0].isupper()]
    for first, begins in enumerate(words):
        if _COURTESY.fullmatch(begins[0]):
            continue
        end = begins.end()
        yield Place(number, begins.start(), end, begins[0])
        for word in words[first + 1 : first + MOST_WORDS]:
            if not _APART.fullmatch(text, end, word.start()):
                break
            end = word.end()
            yield Place(number, begins.start(), end, text[begins.start() : end])


def _spelt(words: str, alike: Sequence[KnownName], short: dict[str, KnownName]) -> str | None:
    """Return the record's spelling of what is typed; None if it is nobody's, or right."""
    names = {plain(name): name for one in alike for name in one.names}
    if not alike:
        names = {plain(name): name for name in short if " " not in name}
    typed = plain(words)
    if typed in names:
        return None
    near = {name for key, name in names.items() if _is_near(typed, key)}
    return near.pop() if len(near) == 1 else None


def _is_near(typed: str, name: str) -> bool:
    """Return whether one or two letters make the difference, all in one long word."""
    if abs(len(typed) - len(name)) > MOST_LETTERS:
        return False
    pairs = [*zip(typed.split(), name.split(), strict=False)]
    if len(typed.split()) != len(name.split()):
        return False
    differing = [(one, other) for one, other in pairs if one != other]
    if len(differing) != 1:
        return False
    [(one, other)] = differing
    if abs(len(one) - len(other)) > MOST_LETTERS or min(len(one), len(other)) < SHORTEST:
        return False
    if one in (f"{other}s", f"{other}’s", f"{other}'s"):
        return False
    return distance(one, other) <= (MOST_LETTERS if min(len(one), len(other)) >= LONG else 1)


def distance(one: str, other: str) -> int:
    """Return how many letters are put in, left out, changed or swapped (Damerau, Levenshtein)."""
    before: list[int] = []
    row: list[int] = [*range(len(other) + 1)]
    for i, letter in enumerate(one, start=1):
        last, before, row = before, row, [i]
        for j, sign in enumerate(other, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != sign))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == sign:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]


MISSPELT = TextCheck(
    "name-misspelt",
    "Name spelt otherwise than in the record",
    "A reader who looks the name up finds nobody.",
    find,
)
