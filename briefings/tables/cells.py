"""One cell: what nobody sees in it, and what a spreadsheet would make of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import category, name

LONGEST = 100_000  # characters
# Controls other than tab and line break, bidirectional controls, and what has no width.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)
# Bytes that are no UTF-8, as they were kept (`encodings.KEEPING_BYTES`).
_UNDECODED = re.compile("[\udc80-\udcff]+")
_JOINERS = "\u200c\u200d"
# What a spreadsheet would calculate, apostrophes before it aside, unless it is a number.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")


def unseen(text: str) -> str:
    """Return the name of the first character that nobody sees, "" for none.

    A zero width joiner or non-joiner between letters is spelling, as in Persian names.
    """
    if text.isascii() and text.isprintable():
        return ""
    found = next(_unseen(text), None)
    return f"U+{ord(found[0]):04X} {name(found[0], 'a control character').lower()}" if found else ""


def undecoded(text: str) -> str:
    """Return the first bytes of the text that are no UTF-8, as in "C3 A9"; "" for none."""
    found = None if text.isascii() else _UNDECODED.search(text)
    return " ".join(f"{ord(byte) - 0xDC00:02X}" for byte in found[0]) if found else ""


def decoded(text: str) -> str:
    """Return the text with a replacement character for each run of bytes that are no UTF-8."""
    return _UNDECODED.sub("\N{REPLACEMENT CHARACTER}", text)


def fault_of(text: str) -> str:
    """Return the rule that the text of a cell breaks, "" for none."""
    if len(text) > LONGEST:
        return f"the cell has {len(text):,} characters, at most {LONGEST:,} are read"
    if found := undecoded(text):
        return f"it holds what is no UTF-8 (the bytes {found}): write it anew"
    sign = unseen(text)
    return f"it holds {sign}: take it out" if sign else ""


def seen(text: str) -> str:
    """Return the text without what nobody sees in it."""
    places = {found.start() for found in _unseen(text)}
    return "".join(sign for place, sign in enumerate(text) if place not in places)


def _unseen(text: str) -> Iterator[re.Match[str]]:
    for found in _UNSEEN.finditer(text):
        place = found.start()
        if found[0] not in _JOINERS or not (
            _is_letter(text[place - 1 : place]) and _is_letter(text[place + 1 : place + 2])
        ):
            yield found


def _is_letter(sign: str) -> bool:
    return bool(sign) and category(sign)[0] in "LM"


def neutralised(text: str) -> str:
    """Return the text so that a spreadsheet shows it and calculates nothing.

    An apostrophe goes before what it would calculate; `plain` takes that one away again.
    """
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def plain(text: str) -> str:
    """Return the text without the apostrophe that tells a spreadsheet to show it as it is."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text
