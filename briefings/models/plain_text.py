"""Reads a text as plain small letters, with the place of each in the original.

Without accents, markup and invisible characters; entities and quoted blanks are read.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import lru_cache
from unicodedata import combining, normalize

UNSEEN = re.compile(
    "[\u00ad\u034f\u0300-\u036f\u0483-\u0487\u05b0-\u05c7\u061c\u064b-\u065f\u0670"
    "\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff]"
)
TAG = re.compile("<[^<>]*>")
_RUNS = re.compile(
    "(?P<tag><[^<>]*>)|(?P<simple>[\\x00-\\x24\\x27-\\x3b\\x3d-\\x7f]+)"
    "|&#?[0-9A-Za-z]{1,10};|%20|%C2%A0|.",
    re.DOTALL,
)
_QUOTED_BLANK = re.compile("%20|%C2%A0")
# “Müller” is also written “Mueller”: this e is dropped from both.
UMLAUT = re.compile("(?<=[aou])e")
# Letters that do not decompose into a letter and an accent.
_READ_AS = {
    "ł": "l",
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "ħ": "h",
    "ı": "i",
    "ŧ": "t",
    "þ": "th",
    "æ": "a",
    "œ": "o",
    "ß": "ss",
    "ŋ": "n",
    "ə": "e",
}


@lru_cache(maxsize=10_000)
def folded(text: str) -> str:
    """Return a text in small letters, without accents and invisible characters."""
    # Twice: 𝐀 is a capital only once it is an A.
    signs = normalize("NFKD", normalize("NFKD", text).casefold())
    plain = (_READ_AS.get(sign, sign) for sign in signs if not combining(sign))
    return normalize("NFC", UNSEEN.sub("", "".join(plain)))


class _Table(dict[int, str]):
    """The plain form of each character, worked out when it is first needed."""

    def __missing__(self, sign: int) -> str:
        self[sign] = folded(chr(sign))
        return self[sign]


_TABLE = _Table()


def plain_texts(text: str) -> Iterator[str]:
    """Yield the plain text; with markup, once without it and once with spaces in its place."""
    for apart in ("", " ") if "<" in text else ("",):
        plain = TAG.sub(apart, text) if "<" in text else text
        plain = html.unescape(plain) if "&" in plain else plain
        plain = _QUOTED_BLANK.sub(" ", plain) if "%" in plain else plain
        yield UMLAUT.sub("", normalize("NFC", plain).translate(_TABLE))


def with_places(text: str, apart: str) -> tuple[str, list[int], list[int]]:
    """Return the plain text, and where each of its characters begins and ends in the original."""
    plain: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for run in _RUNS.finditer(text):
        written, (start, end) = run[0], run.span()
        if run.lastgroup == "simple":
            plain.append(written.lower())
            starts += range(start, end)
            ends += range(start + 1, end + 1)
            continue
        read = apart if run.lastgroup == "tag" else _read(written)
        plain.append(read)
        starts += [start] * len(read)
        ends += [end] * len(read)
    whole = "".join(plain)
    for umlaut in reversed([*UMLAUT.finditer(whole)]):
        place = umlaut.start()
        del starts[place], ends[place - 1]
    return UMLAUT.sub("", whole), starts, ends


def _read(written: str) -> str:
    if len(written) == 1:
        return _TABLE[ord(written)]
    return " " if written[0] == "%" else folded(html.unescape(written))
