"""Find and blank a person's names in any text, however they are spelt.

A name is found in any capitals and accents; with any blanks, hyphens, points or apostrophes between
its words, across markup and invisible characters; with the family name first or last, without
middle names, or with an initial for the first or the middle one; with a Cyrillic ending. Names that
a hyphen joins are one name.

Letters next to it make it another word (“Kai Liu”), except in scripts without spaces, and except
for a name of eight letters or more that is written as one word (“freeadaquill.org”).

A family name or a first name alone does not count, unless the caller says so; such a word needs its
capital, except in an address.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from itertools import chain, starmap

from briefings.models.plain_text import TAG, UMLAUT, UNSEEN, folded, plain_texts, with_places

BLANK = "[name withheld]"
LONG = 8  # letters from which a name written as one word is found within other words

# What may stand between the words of a name, in a plain text.
_GAP, _SOME = r"[\W_]{0,8}\s*", r"[\W_]{1,8}\s*"
_UNPARTED = re.compile(
    "[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff"
    "\U00020000-\U0003ffff]"
)
_CYRILLIC = re.compile("[\u0400-\u052f]")
_ENDING = "[\u0430-\u044f\u0451\u0456\u0457]{0,3}"
_JOINTS = re.compile(r"[-'`´ʼ‘’‐‑]")
_LETTER = f"[^\\W_{_UNPARTED.pattern[1:-1]}]"
_WORD = re.compile(r"[^\W_]+")
_PAIRS = {"ss": "ßẞ", "th": "þÞ"}

Span = tuple[int, int]


class Spellings:
    """The names of one person, in all the ways in which they are written."""

    def __init__(self, names: Iterable[str], alone: Iterable[str] = ()) -> None:
        """Take whole names, and words that count by themselves."""
        self.names = [words for name in names if (words := words_of(name))]
        self.alone = [words for name in alone if (words := words_of(name))]
        # A whole name of one word counts as a single word.
        self.alone += [words for words in self.names if len(words) == 1]

    @cached_property
    def keys(self) -> list[str]:
        """The last word of each name: a text that contains a name contains one of them."""
        return [*dict.fromkeys(_stem(words[-1]) for words in (*self.names, *self.alone))]

    @cached_property
    def _whole(self) -> re.Pattern[str] | None:
        return _any(way for words in self.names if len(words) > 1 for way in _ways(words))

    @cached_property
    def _single(self) -> re.Pattern[str] | None:
        return _any(way for words in self.alone for way in _in_a_row(words))

    def spans(self, text: str, *, address: bool = False) -> list[Span]:
        """Return where the text contains a name, in order, without overlaps.

        In an `address` (or a file's name) a single word needs no capital.
        """
        if not text or not any(map(self._may_occur, plain_texts(text))):
            return []
        found: list[Span] = []
        for apart in ("", " ") if "<" in text else ("",):
            plain, starts, ends = with_places(text, apart)
            for pattern, capital in ((self._whole, False), (self._single, not address)):
                for match in pattern.finditer(plain) if pattern else ():
                    start, end = starts[match.start()], ends[match.end() - 1]
                    sign = text[start]
                    if not capital or sign != sign.lower() or sign == sign.upper():
                        found.append((start, end))
        return _merged(found)

    def occur_in(self, text: str, *, address: bool = False) -> bool:
        """Return whether the text contains a name."""
        return bool(self.spans(text, address=address))

    def blank(self, text: str, *, address: bool = False) -> str:
        """Return the text with `BLANK` in place of each name; markup stays."""
        pieces, done = [], 0
        for start, end in self.spans(text, address=address):
            pieces += [text[done:start], BLANK, *TAG.findall(text, start, end)]
            done = end
        return "".join([*pieces, text[done:]]) if pieces else text

    def _may_occur(self, plain: str) -> bool:
        return any(key in plain for key in self.keys) and any(
            pattern.search(plain) for pattern in (self._whole, self._single) if pattern
        )

    def database_pattern(self) -> str:
        """Return a regular expression for PostgreSQL that matches every text with a name.

        It matches some texts without one too. "" if there is no name.
        """
        return "|".join(_in_the_database(key) for key in self.keys)


def words_of(name: str) -> list[str]:
    """Return the plain words of a name; in a script without spaces each character is a word.

    A word joined to the one before it by a hyphen or an apostrophe begins with a hyphen.
    """
    plain, end = UMLAUT.sub("", folded(name)), 0
    words: list[str] = []
    for word in _WORD.finditer(plain):
        joint = "-" if words and _JOINTS.fullmatch(plain, end, word.start()) else ""
        words += list(word[0]) if _UNPARTED.search(word[0]) else [f"{joint}{word[0]}"]
        end = word.end()
    return words if sum(map(len, words)) > 1 else []


def _any(ways: Iterable[str]) -> re.Pattern[str] | None:
    # The longest first: a regular expression takes the first alternative that matches.
    listed = sorted(set(ways), key=lambda way: (-len(way), way))
    return re.compile("|".join(listed)) if listed else None


def _ways(words: Sequence[str]) -> Iterator[str]:
    """Yield a pattern for each way in which a name of several words is written."""
    yield from _in_a_row(words)
    if _UNPARTED.search(words[-1]):
        return
    yield from _reordered([[word] for word in words])
    whole: list[list[str]] = []
    for word in words:
        if word.startswith("-"):
            whole[-1].append(word)
        else:
            whole.append([word])
    if 1 < len(whole) < len(words):
        yield from _reordered(whole)


def _reordered(parts: Sequence[list[str]]) -> Iterator[str]:
    """Yield a pattern for each order of a name's parts, without the middle ones, or with initials.

    A part is one word, or all that hyphens join (“Skłodowska-Curie”).
    """
    first, *middle, last = parts
    if min(len(first[0]), len(last[0])) < 2:
        return
    between = [*chain.from_iterable(middle)]
    orders = [[*last, *first, *between]]
    if middle:
        orders += [[*first, *last], [*last, *first], [*between, *last, *first]]
    for order in orders:
        yield from _in_a_row(order)
    initial = rf"[^\W\d_]{_SOME}"
    yield _apart(f"{first[0][0]}{_SOME}(?:{initial})?{_run(last)}")
    yield _apart(f"{_run(first)}{_SOME}{initial}{_run(last)}")


def _in_a_row(words: Sequence[str]) -> Iterator[str]:
    if _UNPARTED.search(words[0]):
        yield _GAP.join(words)
        return
    yield _apart(_run(words))
    whole = "".join(words).replace("-", "")
    if len(words) > 1 and len(whole) >= LONG:
        yield whole


def _run(words: Sequence[str]) -> str:
    gaps = ("", *(_GAP if word.startswith("-") else _SOME for word in words[1:]))
    return "".join(f"{gap}{_word(word)}" for gap, word in zip(gaps, words, strict=True))


def _stem(word: str) -> str:
    """Return the part of a word that stays when it is inflected."""
    word = word.removeprefix("-")
    inflected = len(word) > 2 and _CYRILLIC.search(word) and word[-1] in "аеиоуыьюяіїє"
    return word[:-1] if inflected else word


def _word(word: str) -> str:
    return f"{_stem(word)}{_ENDING}" if _CYRILLIC.search(word) else _stem(word)


def _apart(run: str) -> str:
    """Return a pattern with no letter next to it, except those of scripts without spaces."""
    return f"{run[0]}(?<!{_LETTER}{run[0]}){run[1:]}(?!{_LETTER})"


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


@cache
def _in_the_database(word: str) -> str:
    """Return the pattern of one word, with any invisible characters between its letters.

    It lists every character itself, so that capitals do not depend on the database's locale.
    """
    within = f"(?:{UNSEEN.pattern}|<[^<>]*>|&[#0-9A-Za-z]+;)*"
    signs, place = [], 0
    while place < len(word):
        pair = word[place : place + 2]
        if pair in _PAIRS:
            signs.append(f"(?:{_signs(pair[0])}{within}{_signs(pair[1])}|[{_PAIRS[pair]}])")
            place += 2
            continue
        umlaut = f"(?:{within}{_signs('e')})?" if word[place] in "aou" else ""
        signs.append(f"{_signs(word[place])}{umlaut}")
        place += 1
    return within.join(signs)


@cache
def _signs(letter: str) -> str:
    signs = {letter, letter.upper(), *_alike().get(letter, ())}
    return f"[{''.join(sorted(sign for sign in signs if len(sign) == 1))}]"


@cache
def _alike() -> Mapping[str, Sequence[str]]:
    """Return, for each plain letter, the characters that are read as it."""
    alike: defaultdict[str, list[str]] = defaultdict(list)
    blocks = [(0x41, 0x700), (0x1E00, 0x2190), (0x2460, 0x2500), (0xFF10, 0xFF5B)]
    blocks += [(0x1D400, 0x1D800)]  # letters for mathematics
    for point in chain.from_iterable(starmap(range, blocks)):
        sign = chr(point)
        if sign.isalnum() and len(plain := folded(sign)) == 1:
            alike[plain].append(sign)
    return alike
