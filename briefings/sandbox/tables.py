"""Read strangers' tables in a child process."""

from __future__ import annotations

from collections.abc import Collection, Generator, Iterator
from typing import BinaryIO, cast

from briefings.limits import Limits
from briefings.sandbox.parent import Stopped, stream
from briefings.tables import Faults, FileRow, Table
from briefings.tables.reading import Chunk, Head, chunks


def read(
    name: str,
    file: BinaryIO,
    limits: Limits,
    faults: Faults | None = None,
    *,
    unchecked: Collection[int] = (),
) -> Table:
    """Begin to read a CSV or XLSX file as `briefings.tables.read` does, in a child process.

    A limit that is reached is one of the `faults`. Close the table unless all its rows are read.
    """
    faults = Faults() if faults is None else faults
    begun = stream(chunks, limits, file, name, frozenset(unchecked))
    try:
        columns, notes = cast(Head, next(begun))
    except Stopped as stopped:
        faults.add(name, None, "", "", str(stopped))
        return Table(name, (), iter(()), faults)
    rows = _Rows(name, file, begun, columns, faults)
    if not columns:
        next(rows, None)
    return Table(name, columns, rows, faults, notes)


class _Rows(Iterator[FileRow]):
    """The rows that a child sends; collects its findings, and ends it when closed."""

    def __init__(
        self,
        name: str,
        file: BinaryIO,
        chunks: Generator[Head | Chunk, None, None],
        columns: tuple[str, ...],
        faults: Faults,
    ) -> None:
        self.name, self.file, self.chunks = name, file, chunks
        self.columns, self.faults = columns, faults
        self.ready: Iterator[tuple[int, list[str]]] = iter(())

    def __next__(self) -> FileRow:
        while (row := next(self.ready, None)) is None:
            try:
                chunk = cast(Chunk, next(self.chunks))
            except Stopped as stopped:
                self.faults.add(self.name, None, "", "", str(stopped))
                raise StopIteration from stopped
            self.faults.add_all(chunk.faults)
            # Progress is shown by the file's position.
            self.file.seek(chunk.at)
            self.ready = iter(chunk.rows)
        number, cells = row
        return FileRow(number, dict(zip(self.columns, cells, strict=False)))

    def close(self) -> None:
        """End the child."""
        self.chunks.close()
