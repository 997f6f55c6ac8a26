"""A stranger's table, read in a child process."""

from __future__ import annotations

from collections.abc import Collection, Generator, Iterator
from typing import BinaryIO, cast

from briefings.limits import Limits
from briefings.sandbox.parent import Stopped, stream
from briefings.tables import Findings, Row, Table
from briefings.tables.reading import Head, Part, parts


def read(
    name: str,
    file: BinaryIO,
    limits: Limits,
    findings: Findings | None = None,
    *,
    unchecked: Collection[int] = (),
) -> Table:
    """Begin to read a CSV or XLSX file as `briefings.tables.read` does, in a child process.

    That a limit was reached is one of the `findings`. Close the table where its rows are not gone
    through to the end.
    """
    findings = Findings() if findings is None else findings
    begun = stream(parts, limits, file, name, frozenset(unchecked))
    try:
        columns, said = cast(Head, next(begun))
    except Stopped as stopped:
        findings.add(name, None, "", "", str(stopped))
        return Table(name, (), iter(()), findings)
    rows = _Rows(name, file, begun, columns, findings)
    if not columns:
        next(rows, None)
    return Table(name, columns, rows, findings, said)


class _Rows(Iterator[Row]):
    """The rows that a child sends; notes what it found, and ends it when nobody reads on."""

    def __init__(
        self,
        name: str,
        file: BinaryIO,
        parts: Generator[Head | Part, None, None],
        columns: tuple[str, ...],
        findings: Findings,
    ) -> None:
        self.name, self.file, self.parts = name, file, parts
        self.columns, self.findings = columns, findings
        self.ready: Iterator[tuple[int, list[str]]] = iter(())

    def __next__(self) -> Row:
        while (row := next(self.ready, None)) is None:
            try:
                part = cast(Part, next(self.parts))
            except Stopped as stopped:
                self.findings.add(self.name, None, "", "", str(stopped))
                raise StopIteration from stopped
            self.findings.add_all(part.findings)
            # Whoever shows how far it is asks the file.
            self.file.seek(part.at)
            self.ready = iter(part.rows)
        number, cells = row
        return Row(number, dict(zip(self.columns, cells, strict=False)))

    def close(self) -> None:
        """End the child."""
        self.parts.close()
