"""What the sentences of a text claim of the records that they name.

Three kinds of claim are read: that somebody holds an office ("Secretary of State Pompeo"), that
somebody is free or in custody ("Kai Li is free"), and that a meeting or a visit was held, was
cancelled or is still to come. Words in quotation marks are somebody else's and claim nothing; nor
does a condition ("if Kai Li is free").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from briefings.bodies.claim_patterns import (
    ANOTHER_TIME,
    ANOTHERS_WORDS,
    CONDITION,
    CUSTODY_AFTER,
    CUSTODY_BEFORE,
    INTRODUCED,
    LISTED,
    NOUNS,
    OCCASION_AFTER,
    OFFICE,
    RANKS,
    SOON_BEFORE,
    SOON_WITHIN,
    THE_OCCASION,
    THE_ONE,
    TITLE_AFTER,
    TITLE_BEFORE,
    YEAR,
    Says,
)
from briefings.bodies.demonyms import COUNTRY_OF
from briefings.bodies.named import Named
from briefings.bodies.names import PEOPLE
from briefings.bodies.sentences import quoted, sentences

OCCASIONS = frozenset({"meeting", "visit"})
NEAR = 160  # characters before and after a name that are searched


class Kind(StrEnum):
    """What a claim is about."""

    OFFICE = "office"
    CUSTODY = "custody"
    OCCASION = "occasion"


@dataclass(frozen=True)
class Claim:
    """What a sentence says of a record, on the characters from `start` up to `end`.

    - `says` is a `Says`; of an office it is the title in small letters, without what is beside it:
      `rank` is "former", "acting" … or "", `country` the country that the words name or None.
    - `office_at` is the place of that office's words, before which "former" may be put.
    - `opening`: its words open the sentence.
    - `ever`: it is told as an event ("was released"), and may have been undone since.
    - `years` are the years that the paragraph has named up to there: it may be of that time.
    - `hedged`: the words may be of another time, or are somebody else's.
    """

    kind: Kind
    record: UUID
    paragraph: int
    start: int
    end: int
    words: str
    says: str
    rank: str = ""
    country: str | None = None
    ever: bool = False
    years: tuple[int, ...] = ()
    hedged: bool = False
    office_at: int = 0
    opening: bool = False


@dataclass(frozen=True)
class Sentence:
    """A sentence: the records that it names and what it claims of them, in reading order."""

    paragraph: int
    start: int
    end: int
    words: str
    named: tuple[Named, ...]
    claims: tuple[Claim, ...]


def read_sentences(
    paragraphs: Iterable[tuple[int, str]], named: Iterable[Named], about: Named | None = None
) -> tuple[Sentence, ...]:
    """Return the sentences of numbered paragraphs, with the records named and what is claimed.

    `named` are the records that the text names. "The meeting" is the one named last in the
    paragraph, else the only one of the text, else `about`, the record that the text is about.
    """
    by_paragraph: dict[int, list[Named]] = {}
    for one in sorted(named, key=lambda one: (one.paragraph, one.start)):
        by_paragraph.setdefault(one.paragraph, []).append(one)
    every = [one for ones in by_paragraph.values() for one in ones]
    if about is not None:
        every.append(about)
    return tuple(
        sentence
        for number, text in paragraphs
        for sentence in _of_paragraph(number, text, by_paragraph.get(number, []), every)
    )


def _of_paragraph(
    number: int, text: str, named: Sequence[Named], every: Sequence[Named]
) -> Iterator[Sentence]:
    shut = quoted(text)
    for start, end in sentences(text):
        here = tuple(one for one in named if start <= one.start < end)
        before = [one for one in named if one.start < end]
        stretch = _Stretch(number, text, start, end, shut)
        claims = [claim for one in here for claim in stretch.claims_of(one)]
        claims += stretch.claims_of_the_occasion(before, every)
        ordered = sorted(claims, key=lambda claim: claim.start)
        yield Sentence(number, start, end, text[start:end].strip(), here, tuple(ordered))


@dataclass(frozen=True)
class _Stretch:
    """A sentence in its paragraph; `shut` are the spans in quotation marks."""

    paragraph: int
    text: str
    start: int
    end: int
    shut: Sequence[tuple[int, int]]

    def claims_of(self, one: Named) -> Iterator[Claim]:
        """Yield what the sentence claims of a record that it names."""
        if any(start <= one.start < end for start, end in self.shut):
            return
        if self.text[self.start : self.end].rstrip("”\"’' ").endswith("?"):
            return
        before = self.text[max(self.start, one.start - NEAR) : one.start]
        after = self.text[one.end : min(self.end, one.end + NEAR)].rstrip()
        if one.type in PEOPLE:
            yield from self._offices(one, before, after)
        if one.type == "detainee":
            yield from self._custody(one, before, after)
        if one.type in OCCASIONS:
            yield from self._occasion(one, before, after)

    def claims_of_the_occasion(
        self, before: Sequence[Named], every: Sequence[Named]
    ) -> Iterator[Claim]:
        """Yield what is claimed of "the meeting", where it is clear which one that is."""
        for found in THE_OCCASION.finditer(self.text, self.start, self.end):
            wanted = NOUNS.get(found["noun"], "meeting")
            if any(start <= found.start() < end for start, end in self.shut):
                continue
            if any(one.start < found.end() and found.start() < one.end for one in before):
                continue
            near = [one for one in before if one.type == wanted and one.end <= found.start()]
            only = {one.record for one in every if one.type == wanted}
            if not near and len(only) != 1:
                continue
            record = near[-1].record if near else next(iter(only))
            start, end = found.span()
            words = self.text[start:end]
            one = Named(record, wanted, self.paragraph, start, end, words)
            after = self.text[end : min(self.end, end + NEAR)].rstrip()
            earlier = self.text[max(self.start, start - NEAR) : start]
            yield from self._occasion(one, earlier, after, hedged=bool(near) or len(only) > 1)

    def _offices(self, one: Named, before: str, after: str) -> Iterator[Claim]:
        found = TITLE_BEFORE.search(before)
        if found and (not found["comma"] or after[:1] in {",", ";", ".", ")", ""}):
            hedged = bool(found["comma"]) and not self._is_apposed(found, after)
            yield self._office(one, found, one.start - found.end(), found["country"], hedged=hedged)
            return
        found = TITLE_AFTER.match(after)
        if found:
            country = found["country"] or found["country_after"]
            yield self._office(one, found, one.end, country, hedged=False)

    def _is_apposed(self, found: re.Match[str], after: str) -> bool:
        """Return whether "the <office>, <name>" certainly speaks of one person.

        It may be a list ("the king, the minister, X, and Y"), and where the sentence opens with a
        phrase that ends at the comma ("At dinner with the minister, X, …") the name may be another.
        """
        one = found["owner"] or THE_ONE.search(found.string, 0, _begins(found))
        introduced = after[:1] == "," and INTRODUCED.match(self.text[self.start :].lstrip())
        return bool(one) and not introduced and not LISTED.match(after)

    def _office(
        self, one: Named, found: re.Match[str], at: int, country: str | None, *, hedged: bool
    ) -> Claim:
        """Return the claim of an office found in a text that begins at the place `at`."""
        title, rank = found["title"].lower(), (found["outer"] or "").lower()
        while ranked := RANKS.match(title):
            rank = rank or ranked[0][:-1]
            title = title[ranked.end() :]
        begins = _begins(found)
        office_at = at + (found.start("title") if found["owner"] else begins)
        start, end = min(one.start, at + begins), max(one.end, at + found.end("title"))
        return self._claim(
            Kind.OFFICE, one, start, end, title, rank=rank,
            country=COUNTRY_OF[country] if country else None, hedged=hedged, office_at=office_at,
        )  # fmt: skip

    def _custody(self, one: Named, before: str, after: str) -> Iterator[Claim]:
        if CONDITION.search(before):
            return
        for says, ever, pattern in CUSTODY_AFTER:
            if found := pattern.match(after):
                end = one.end + found.end()
                yield self._claim(Kind.CUSTODY, one, one.start, end, says, ever=ever)
                return
        for says, ever, pattern in CUSTODY_BEFORE:
            if found := pattern.search(before):
                start = one.start - len(before) + found.start()
                yield self._claim(
                    Kind.CUSTODY, one, start, one.end, says, ever=ever, hedged=True
                )  # fmt: skip
                return

    def _occasion(
        self, one: Named, before: str, after: str, *, hedged: bool = False
    ) -> Iterator[Claim]:
        soon = SOON_BEFORE.search(before)
        if soon or SOON_WITHIN.search(one.words):
            start = one.start - (len(before) - soon.start()) if soon else one.start
            yield self._claim(Kind.OCCASION, one, start, one.end, Says.UPCOMING, hedged=hedged)
            return
        if CONDITION.search(before):
            return
        for says, pattern in OCCASION_AFTER:
            if found := pattern.match(after):
                end = one.end + found.end()
                yield self._claim(Kind.OCCASION, one, one.start, end, says, hedged=hedged)
                return

    def _claim(
        self,
        kind: Kind,
        one: Named,
        start: int,
        end: int,
        says: str,
        *,
        rank: str = "",
        country: str | None = None,
        ever: bool = False,
        hedged: bool = False,
        office_at: int = 0,
    ) -> Claim:
        around = f"{self.text[self.start : start]} {self.text[end : self.end]}"
        told = ANOTHERS_WORDS if kind != Kind.OFFICE else ANOTHER_TIME
        hedged = hedged or bool(ANOTHER_TIME.search(around) or told.search(around))
        years = tuple(int(year) for year in YEAR.findall(self.text[: self.end]))
        words = self.text[start:end]
        opening = not self.text[self.start : start].strip(" “\"'(—–")
        return Claim(
            kind, one.record, self.paragraph, start, end, words, says, rank, country, ever, years,
            hedged, office_at, opening,
        )  # fmt: skip


def _begins(found: re.Match[str]) -> int:
    """Return where the words of an office begin: with its country, where that is named."""
    return min(found.start(group) for group in OFFICE if found[group])
