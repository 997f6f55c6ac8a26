"""Recognises the encoding of a text file: UTF-8, UTF-16 or Windows-1252."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO

BLOCK = 1 << 20  # bytes
HEAD = 1 << 10  # bytes, of which the encoding of a file without a mark is told
BOMS = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
# What editors are told about each encoding, "" for nothing.
ENCODINGS = {
    "utf-8-sig": "",
    "cp1252": "It is not UTF-8: it was read as Windows-1252 (Latin-1). Look at the accents.",
    **dict.fromkeys(("utf-16", "utf-16-le", "utf-16-be"), "It was read as UTF-16."),
}
# Decoding keeps each byte that is not UTF-8 as one of the characters U+DC80 to U+DCFF.
KEEPING_BYTES = "surrogateescape"
_KEPT = re.compile("[\udc80-\udcff]")
_DECODED = re.compile("[^\x00-\x7f\udc80-\udcff]")
_CAPITALS = "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞŒŠŽŸ"
_SMALL = "àáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿœšžß"
_LETTER = f"[A-Za-z{_CAPITALS}{_SMALL}]"
# Not found in Western texts, but frequent where another encoding is read as Windows-1252.
_IMPLAUSIBLE = re.compile(
    f"[{_CAPITALS}{_SMALL}]{{3}}"  # as Russian and Chinese words come out
    f"|[a-z{_SMALL}][{_CAPITALS}]"  # a capital within a word
    f"|{_LETTER}[€‚ƒ„†‡ˆ‰‹˜›¡¢£¤¥¦§¨©«¬®¯°±²³´¶¸¹»¼½¾¿]{_LETTER}"  # a sign within a word
    f"|(?<![aou])ÿ|ÿ(?!s)(?={_LETTER})"  # as in Croÿ and Louÿs, else the byte FF
    "|[\x00\x80-\x9f]"
)
_REACH = 4  # characters that one find may span


def encoding_of(file: BinaryIO) -> str:
    """Return the encoding of a file, one of `ENCODINGS`. Reads it once or twice.

    A file that is not UTF-8 throughout is Windows-1252 if it is not mostly UTF-8, and all of it is
    plausible as a Western text; else UTF-8 with bad bytes.
    """
    file.seek(0)
    head = file.read(HEAD)
    if encoding := BOMS.get(head[:2]) or _without_mark(head):
        return encoding
    kept = decoded = 0
    for text in _decoded(file, "utf-8-sig", KEEPING_BYTES):
        if not text.isascii():
            kept += len(_KEPT.findall(text))
            decoded += len(_DECODED.findall(text))
    return "cp1252" if kept > decoded and _is_plausibly_western(file) else "utf-8-sig"


def _without_mark(head: bytes) -> str:
    """Return which UTF-16 a file is in that does not begin with its mark, "" if in none.

    Every second byte of Western letters is zero.
    """
    for encoding, (zeros, letters) in {
        "utf-16-le": (head[1::2], head[::2]),
        "utf-16-be": (head[::2], head[1::2]),
    }.items():
        if 2 * zeros.count(0) > len(zeros) and not letters.count(0):
            return encoding
    return ""


def _is_plausibly_western(file: BinaryIO) -> bool:
    before = ""
    try:
        for text in _decoded(file, "cp1252", "strict"):
            if _IMPLAUSIBLE.search(before + text):
                return False
            before = text[-_REACH:]
    except UnicodeDecodeError:
        return False
    return True


def _decoded(file: BinaryIO, encoding: str, errors: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(encoding)(errors)
    file.seek(0)
    while block := file.read(BLOCK):
        yield decoder.decode(block)
    yield decoder.decode(b"", final=True)
