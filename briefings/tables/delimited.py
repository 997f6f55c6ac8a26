"""Reads CSV files; recognises encoding and separator, and notes unusual ones."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import BinaryIO

from briefings.tables.encodings import BLOCK, ENCODINGS, KEEPING_BYTES, encoding_of
from briefings.tables.unreadable import UnreadableTable

SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab"}
# A longer cell is most likely due to a quotation mark that is never closed (characters).
LONGEST_READ = 4 << 20


def csv_records(file: BinaryIO) -> tuple[Iterator[tuple[int, Sequence[str]]], tuple[str, ...]]:
    """Return number and cells of each record of a CSV file, and notes on how it is read.

    Bytes that are not UTF-8 are kept as characters (see `cells.undecoded_bytes`).
    """
    encoding = encoding_of(file)
    separator = _separator(file, encoding)
    notes = [ENCODINGS[encoding]]
    if separator != ",":
        notes.append(f"Its columns are separated by a {SEPARATORS[separator]}.")
    return _records(file, encoding, separator), tuple(words for words in notes if words)


@contextmanager
def _text(file: BinaryIO, encoding: str) -> Iterator[io.TextIOWrapper]:
    """Read the file as text from its beginning, and leave it open."""
    file.seek(0)
    errors = KEEPING_BYTES if encoding == "utf-8-sig" else "strict"
    text = io.TextIOWrapper(file, encoding=encoding, errors=errors, newline="")
    try:
        yield text
    finally:
        text.detach()


def _separator(file: BinaryIO, encoding: str) -> str:
    """Return the most frequent separator in the header outside quotation marks, else a comma."""
    with _text(file, encoding) as text:
        try:
            outside = "".join(text.readline(BLOCK).split('"')[::2])
        except UnicodeError as error:
            raise UnreadableTable("it is no text") from error
    return max(SEPARATORS, key=outside.count)


def _records(file: BinaryIO, encoding: str, separator: str) -> Iterator[tuple[int, Sequence[str]]]:
    # Python's limit is global; it bounds memory here.
    csv.field_size_limit(LONGEST_READ)
    number = 0
    try:
        with _text(file, encoding) as text:
            for record in csv.reader(text, delimiter=separator, strict=True):
                number += 1
                yield number, record
    except csv.Error as error:
        raise UnreadableTable(
            f"here it is no CSV any more ({error}): is a quotation mark not closed, or not"
            " doubled within a cell?",
            number + 1,
        ) from error
    except UnicodeError as error:
        raise UnreadableTable("here it is no text any more", number + 1) from error
