"""Files to import. Those of strangers are read in a child process, our own in this one."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from briefings.actions import Refused
from briefings.limits import TERMINAL
from briefings.sandbox import tables as apart
from briefings.sandbox.parent import Stopped, stream
from briefings.tables import Faults, Table, read
from briefings.tables.reading import records

BLOCK = 1 << 20  # bytes


@dataclass(frozen=True)
class File:
    """One file to import: its name, which of the profile's files it is (`sheet`), and its bytes.

    `ours`: we wrote it ourselves, so it is read in this process. `numbers`: those of its rows in
    the file that they come from, where rows are missing between them.
    """

    name: str
    sheet: str
    bytes: BinaryIO
    ours: bool = False
    numbers: Sequence[int] = ()

    def read(self, faults: Faults, unchecked: Collection[int] = ()) -> Table:
        """Start reading it. Rows with the numbers `unchecked` are returned without checks."""
        if self.ours:
            return read(self.name, self.bytes, faults, unchecked=unchecked, numbers=self.numbers)
        return apart.read(self.name, self.bytes, TERMINAL, faults, unchecked=unchecked)

    def records(self) -> Iterator[tuple[int, list[str]]]:
        """Yield number and cells of each row, the header too, without checks. Raises `Refused`."""
        self.bytes.seek(0)
        if self.ours:
            yield from records(self.bytes)
            return
        try:
            yield from stream(records, TERMINAL, self.bytes)
        except Stopped as stopped:
            raise Refused([f"{self.name}: {stopped}."]) from stopped

    def digest_and_size(self) -> tuple[str, int]:
        """Return SHA-256 digest and size in bytes; the file is at its start again."""
        digest = hashlib.sha256()
        self.bytes.seek(0)
        while block := self.bytes.read(BLOCK):
            digest.update(block)
        size = self.bytes.tell()
        self.bytes.seek(0)
        return digest.hexdigest(), size
