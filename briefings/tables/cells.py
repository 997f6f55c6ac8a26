"""Cells: invisible characters, bytes that are not UTF-8, and formulas."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import category, name

LONGEST = 100_000  # characters
# Controls other than tab and line break, bidirectional controls, characters without width.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)
# Bytes that are not UTF-8, as decoding kept them (`encodings.KEEPING_BYTES`).
_UNDECODED = re.compile("[\udc80-\udcff]+")
_JOINERS = "\u200c\u200d"
# Beginnings of formulas, also after apostrophes; a number is none.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")


def invisible_character(text: str) -> str:
    """Return the name of the first invisible character, "" for none.

    Zero width joiners and non-joiners between letters are allowed: Persian names have them.
    """
    if text.isascii() and text.isprintable():
        return ""
    found = next(_invisible(text), None)
    return f"U+{ord(found[0]):04X} {name(found[0], 'a control character').lower()}" if found else ""


def undecoded_bytes(text: str) -> str:
    """Return the first bytes of the text that are not UTF-8, as in "C3 A9"; "" for none."""
    found = None if text.isascii() else _UNDECODED.search(text)
    return " ".join(f"{ord(byte) - 0xDC00:02X}" for byte in found[0]) if found else ""


def replace_undecoded(text: str) -> str:
    """Return the text with a replacement character for each run of bytes that are not UTF-8."""
    return _UNDECODED.sub("\N{REPLACEMENT CHARACTER}", text)


def fault_of(text: str) -> str:
    """Return the rule that a cell's text breaks, "" for none."""
    if len(text) > LONGEST:
        return f"the cell has {len(text):,} characters, at most {LONGEST:,} are read"
    if found := undecoded_bytes(text):
        return f"it holds what is no UTF-8 (the bytes {found}): write it anew"
    character = invisible_character(text)
    return f"it holds {character}: take it out" if character else ""


def without_invisible(text: str) -> str:
    """Return the text without invisible characters."""
    places = {found.start() for found in _invisible(text)}
    return "".join(character for place, character in enumerate(text) if place not in places)


def _invisible(text: str) -> Iterator[re.Match[str]]:
    for found in _INVISIBLE.finditer(text):
        place = found.start()
        if found[0] not in _JOINERS or not (
            _is_letter(text[place - 1 : place]) and _is_letter(text[place + 1 : place + 2])
        ):
            yield found


def _is_letter(character: str) -> bool:
    return bool(character) and category(character)[0] in "LM"


def escape_formula(text: str) -> str:
    """Return the text with an apostrophe before a formula, so that a spreadsheet only shows it.

    `unescape_formula` removes it again.
    """
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def unescape_formula(text: str) -> str:
    """Return the text without the apostrophe before a formula."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text
