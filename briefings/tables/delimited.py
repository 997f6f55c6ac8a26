"""CSV files: encoding and separator recognised, and said where they are not the usual ones."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import BinaryIO

from briefings.tables.unreadable import Unreadable

BLOCK = 1 << 20  # bytes
SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab"}
# Beyond this many characters a cell is most likely a quotation mark that is never closed.
LONGEST_READ = 4 << 20
BOMS = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
# In this order: every byte means something in the last one.
ENCODINGS = {
    "utf-8-sig": "",
    "cp1252": "It is not UTF-8: it was read as Windows-1252 (Latin-1). Look at the accents.",
    "latin-1": "It is not UTF-8: it was read as Latin-1. Look at the accents.",
    "utf-16": "It was read as UTF-16.",
}


def delimited(file: BinaryIO) -> tuple[Iterator[tuple[int, Sequence[str]]], tuple[str, ...]]:
    """Return the records of a CSV file, each with its number, and what was recognised."""
    encoding = _encoding(file)
    separator = _separator(file, encoding)
    said = [ENCODINGS[encoding]]
    if separator != ",":
        said.append(f"Its columns are separated by a {SEPARATORS[separator]}.")
    return _records(file, encoding, separator), tuple(words for words in said if words)


@contextmanager
def _text(file: BinaryIO, encoding: str) -> Iterator[io.TextIOWrapper]:
    """Read the file as text from its beginning, and leave it open."""
    file.seek(0)
    text = io.TextIOWrapper(file, encoding=encoding, newline="")
    try:
        yield text
    finally:
        text.detach()


def _encoding(file: BinaryIO) -> str:
    head = file.read(2)
    if head in BOMS:
        return BOMS[head]
    decoders = {name: codecs.getincrementaldecoder(name)() for name in ("utf-8-sig", "cp1252")}
    file.seek(0)
    while decoders:
        block = file.read(BLOCK)
        for name, decoder in [*decoders.items()]:
            try:
                decoder.decode(block, final=not block)
            except UnicodeDecodeError:
                del decoders[name]
        if not block:
            break
    return next(iter(decoders), "latin-1")


def _separator(file: BinaryIO, encoding: str) -> str:
    """Return what stands most often in the header outside quotation marks; a comma if nothing."""
    with _text(file, encoding) as text:
        try:
            outside = "".join(text.readline(BLOCK).split('"')[::2])
        except UnicodeError as error:
            raise Unreadable("it is no text") from error
    return max(SEPARATORS, key=outside.count)


def _records(file: BinaryIO, encoding: str, separator: str) -> Iterator[tuple[int, Sequence[str]]]:
    # Python's limit holds for every reader; it is what bounds memory here.
    csv.field_size_limit(LONGEST_READ)
    number = 0
    try:
        with _text(file, encoding) as text:
            for record in csv.reader(text, delimiter=separator, strict=True):
                number += 1
                yield number, record
    except csv.Error as error:
        raise Unreadable(
            f"here it is no CSV any more ({error}): is a quotation mark not closed, or not"
            " doubled within a cell?",
            number + 1,
        ) from error
    except UnicodeError as error:
        raise Unreadable("here it is no text any more", number + 1) from error
