"""Find known names in a text: where to link each record, and which names are ambiguous."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from briefings.bodies.lexicon import COURTESY, NEAR, SPEECH, TITLE, before
from briefings.bodies.spans import Spans
from briefings.bodies.suggestions import AmbiguousName, KnownName, RecordLink

NOWHERE = Spans(())
PEOPLE = frozenset({"official", "detainee"})
_ANY_CASE = frozenset({"topic"})
_WORD = re.compile(r"\w+")
_NAME = r"(?<!\w)(?<!\w[’'])(?:{names})(?!\w)(?![’'](?!s\b)\w)"
LONGEST_TITLE = 150  # characters
_TITLED = re.compile(rf"(?:^|[\s“\"(])(?P<title>{TITLE}|{COURTESY})\s$")
_SPEAKING = re.compile(rf"\s(?:has\s|had\s|also\s|later\s)?{SPEECH}\b")
_SPOKEN = re.compile(rf"{SPEECH}\s$")
_COMPASS = re.compile(r"\b(?:North|South|East|West|New|Northern|Southern|Eastern|Western)\s$")
_NAME_BEFORE = re.compile(r"(?:^|\s)(?P<word>\w[\w’'-]*)\s$")
_NAME_AFTER = re.compile(r"\s(?P<word>[^\W\d_][\w-]*)")
# Words that open a sentence with a capital and are no part of a name.
_OPENING = re.compile(
    r"the|an?|but|and|yet|when|while|as|after|before|on|in|at|by|for|from|to|if|though|although|"
    r"because|since|until|once|also|still|both|with|under|like|unlike|then|later|what|how|why|"
    r"where|will|did|does|is|was|were|has|can"
)


@dataclass(frozen=True)
class Mention:
    """An occurrence of a name, with the known records that bear it.

    `last`: it stands where a link is made only for want of a better place. `titled` is the title
    before it, None without one. `speaking`: a verb of speech is next to it.
    """

    paragraph: int
    start: int
    end: int
    text: str
    bearers: tuple[KnownName, ...]
    short: bool
    last: bool
    titled: str | None
    speaking: bool

    @property
    def place(self) -> tuple[int, int]:
        """The key to sort mentions in reading order."""
        return self.paragraph, self.start


def folded(text: str) -> str:
    """Return the text without accents and with the same offsets."""
    if text.isascii():
        return text
    decomposed = (unicodedata.normalize("NFD", letter) for letter in text)
    return "".join(
        letters[0] if all(unicodedata.combining(mark) for mark in letters[1:]) else letter
        for letter, letters in zip(text, decomposed, strict=True)
    )


class Names:
    """The names of records that may occur in a text."""

    def __init__(self, known: Iterable[KnownName], text: str) -> None:
        """Make patterns by first word, the longest names first; accents are ignored.

        Names whose first word is not in `text` are left out, because there may be many thousands.
        """
        spoken = set(_WORD.findall(folded(text).lower()))
        self._full: dict[str, list[KnownName]] = {}
        self._short: dict[str, list[KnownName]] = {}
        for one in known:
            for names, index in ((one.names, self._full), (one.short_names, self._short)):
                for name in names:
                    phrase = _indexed(name, one.type)
                    if not spoken.issuperset(_WORD.findall(phrase.lower())[:1]):
                        continue
                    bearers = index.setdefault(phrase, [])
                    if one not in bearers:
                        bearers.append(one)
        self._patterns = _patterns({*self._full, *self._short})

    def find(
        self,
        paragraphs: Sequence[tuple[int, str]],
        last: Iterable[tuple[int, int, int]],
        closed: Iterable[tuple[int, int, int]],
    ) -> tuple[tuple[RecordLink, ...], tuple[AmbiguousName, ...]]:
        """Return one link by full name and one by short name for each record, and ambiguous names.

        `last` and `closed` are spans (paragraph, start, end). In `last` (quotes) a link is made
        only if the name occurs nowhere else; in `closed` (existing links) never.
        """
        shut = Spans(closed)
        mentions = [
            mention
            for mention in self.mentions(paragraphs, Spans(last))
            if not shut.contain(mention.paragraph, mention.start)
        ]
        full: dict[KnownName, tuple[int, int]] = {}
        for mention in mentions:
            if not mention.short and len(mention.bearers) == 1:
                full.setdefault(mention.bearers[0], mention.place)
        mine: dict[KnownName, list[Mention]] = {}
        unclear: dict[str, AmbiguousName] = {}
        for mention in mentions:
            bearers = meant(mention, full)
            if len(bearers) == 1:
                mine.setdefault(bearers[0], []).append(mention)
            elif bearers:
                unclear.setdefault(mention.text, _ambiguous(mention, bearers))
        links = [link for one, places in mine.items() for link in _links(one, places)]
        ordered = sorted(links, key=lambda link: (link.paragraph, link.start))
        return tuple(ordered), tuple(unclear.values())

    def bearer(self, words: str, linked: Collection[UUID]) -> KnownName | None:
        """Return the one person named in the words, preferring those `linked`; None if unclear."""
        for found in self._found(folded(words)):
            bearers = self._bearers(found[0])
            named = [one for one in bearers[0] if one.type in PEOPLE]
            meant = [one for one in named if one.uuid in linked] or named
            if len(meant) == 1:
                return meant[0]
        return None

    def _found(self, text: str) -> Iterator[re.Match[str]]:
        """Yield the names in a folded text, from left to right, without overlaps."""
        end = 0
        for word in _WORD.finditer(text):
            for signs, pattern in self._patterns.get(word[0].lower(), ()):
                start = word.start() - signs
                if start >= end and (found := pattern.match(text, start)):
                    end = found.end()
                    yield found
                    break

    def _bearers(self, phrase: str) -> tuple[tuple[KnownName, ...], bool]:
        """Return the records with this name, and whether it is only a short name."""
        spaced = " ".join(phrase.split())
        for index, short in ((self._full, False), (self._short, True)):
            bearers = index.get(spaced) or index.get(spaced.lower())
            if bearers:
                return tuple(bearers), short
        return (), True

    def mentions(
        self, paragraphs: Sequence[tuple[int, str]], last: Spans = NOWHERE
    ) -> Iterator[Mention]:
        """Yield every occurrence of a name; what a short one means is told by `meant`."""
        for number, text in paragraphs:
            for found in self._found(folded(text)):
                bearers, short = self._bearers(found[0])
                earlier = before(text, found.start())
                after = text[found.end() : found.end() + NEAR]
                titled = _TITLED.search(earlier[-LONGEST_TITLE:])
                if _part_of_another(bearers[0].type, earlier, after, bool(titled)):
                    continue
                yield Mention(
                    number,
                    found.start(),
                    found.end(),
                    text[found.start() : found.end()],
                    bearers,
                    short,
                    last.contain(number, found.start()),
                    titled["title"].lower() if titled else None,
                    bool(_SPEAKING.match(after) or _SPOKEN.search(earlier[-20:])),
                )


def meant(mention: Mention, full: Mapping[KnownName, tuple[int, int]]) -> tuple[KnownName, ...]:
    """Return the records that a mention may mean; empty if it means none.

    `full` holds the first unambiguous full name of each record. A full name means its bearers. A
    short name means, by the first rule that applies:

    1. its bearers named in full before it, else those named in full later;
    2. the one bearer with the title that stands before it;
    3. all its bearers, if there are several;
    4. its only bearer, if that is no person, or a title or a verb of speech is next to it.
    """
    if not mention.short:
        return mention.bearers
    named = tuple(one for one in mention.bearers if one in full)
    if before_it := tuple(one for one in named if full[one] < mention.place):
        return before_it
    if named:
        return named
    holding = tuple(one for one in mention.bearers if _has_title(one, mention.titled))
    if len(holding) == 1:
        return holding
    if len(mention.bearers) > 1:
        return mention.bearers
    person = mention.bearers[0].type in PEOPLE
    return mention.bearers if mention.titled or mention.speaking or not person else ()


def _patterns(phrases: Iterable[str]) -> dict[str, list[tuple[int, re.Pattern[str]]]]:
    """Return, by first word, patterns with how many characters each begins before that word."""
    grouped: dict[str, dict[int, list[str]]] = {}
    for phrase in sorted(phrases, key=len, reverse=True):
        if first := _WORD.search(phrase):
            group = grouped.setdefault(first[0].lower(), {})
            group.setdefault(first.start(), []).append(_pattern(phrase))
    return {
        word: [
            (signs, re.compile(_NAME.format(names="|".join(names))))
            for signs, names in sorted(group.items(), reverse=True)
        ]
        for word, group in grouped.items()
    }


def _indexed(name: str, record_type: str) -> str:
    """Return the phrase under which a name is indexed; a topic's in lower case."""
    phrase = " ".join(folded(unicodedata.normalize("NFC", name)).split())
    return phrase.lower() if record_type in _ANY_CASE and not phrase.isupper() else phrase


def _pattern(phrase: str) -> str:
    pattern = r"\s".join(re.escape(word) for word in phrase.split())
    return f"(?i:{pattern})" if phrase.islower() else pattern


def _part_of_another(record_type: str, before: str, after: str, titled: bool) -> bool:
    """Return whether a name is a part of a longer one: "Li" in "Kai Li"."""
    if record_type not in PEOPLE:
        return bool(_COMPASS.search(before))
    following = _NAME_AFTER.match(after)
    if (
        after.startswith("-")
        or before.endswith("-")
        or (following and following["word"][0].isupper())
    ):
        return True
    preceding = _NAME_BEFORE.search(before)
    if preceding is None or titled or not preceding["word"][0].isupper():
        return False
    return not _OPENING.fullmatch(preceding["word"].lower())


def _has_title(one: KnownName, title: str | None) -> bool:
    return title is not None and any(title in held.lower() for held in one.titles)


def _links(one: KnownName, places: Sequence[Mention]) -> Iterator[RecordLink]:
    """Yield a link at the first full name and at the first short name after it."""
    full = _first([place for place in places if not place.short])
    if full is not None:
        yield _link(f"link-{one.uuid}", one, full)
    later = [p for p in places if p.short and (full is None or p.place > full.place)]
    short = _first(later)
    if short is not None:
        yield _link(f"link-{one.uuid}-short", one, short)


def _first(places: Sequence[Mention]) -> Mention | None:
    return min(places, key=lambda place: (place.last, place.place), default=None)


def _link(key: str, one: KnownName, at: Mention) -> RecordLink:
    return RecordLink(key, at.paragraph, at.text, one.uuid, one.type, one.label, at.start, at.end)


def _ambiguous(mention: Mention, bearers: Sequence[KnownName]) -> AmbiguousName:
    return AmbiguousName(
        f"ambiguous-{mention.paragraph}-{mention.start}",
        mention.paragraph,
        mention.text,
        tuple(one.uuid for one in bearers),
        tuple(one.label for one in bearers),
    )
