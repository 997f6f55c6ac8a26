"""A file that is to be imported: read apart where it is a stranger's, here where we wrote it."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from briefings.actions import Refused
from briefings.limits import TERMINAL
from briefings.sandbox import Stopped, stream
from briefings.sandbox import tables as apart
from briefings.tables import Faults, Table, read
from briefings.tables.reading import records

BLOCK = 1 << 20  # bytes


@dataclass(frozen=True)
class File:
    """One file to import: its name, which of the profile's files it is (`sheet`), and its bytes.

    `ours`: we wrote it ourselves, so that it needs no reading apart.
    """

    name: str
    sheet: str
    bytes: BinaryIO
    ours: bool = False

    def read(self, faults: Faults, unchecked: Collection[int] = ()) -> Table:
        """Begin to read it; rows of the numbers `unchecked` are given as they are."""
        if self.ours:
            return read(self.name, self.bytes, faults, unchecked=unchecked)
        return apart.read(self.name, self.bytes, TERMINAL, faults, unchecked=unchecked)

    def records(self) -> Iterator[tuple[int, list[str]]]:
        """Yield its rows as they are, the header too, each with its number; raises `Refused`."""
        self.bytes.seek(0)
        if self.ours:
            yield from records(self.bytes)
            return
        try:
            yield from stream(records, TERMINAL, self.bytes)
        except Stopped as stopped:
            raise Refused([f"{self.name}: {stopped}."]) from stopped

    def measured(self) -> tuple[str, int]:
        """Return the digest and the size, and go to the beginning."""
        digest = hashlib.sha256()
        self.bytes.seek(0)
        while block := self.bytes.read(BLOCK):
            digest.update(block)
        size = self.bytes.tell()
        self.bytes.seek(0)
        return digest.hexdigest(), size
