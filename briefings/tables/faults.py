"""Faults of a file: where, what is there, and the rule that it breaks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

LIMIT = 100
HEADER = 1  # the number of its row
SHOWN_LENGTH = 60


@dataclass(frozen=True)
class CellNote:
    """A note on a cell: a fault, or a remark on how it is imported.

    `row`: the number that a spreadsheet shows; None for a column or the whole file. `value`: the
    text there, shortened and printable.
    """

    file: str
    row: int | None
    column: str
    value: str
    rule: str

    def __str__(self) -> str:
        row = f"row {self.row}" if self.row else ""
        place = ", ".join(chunk for chunk in (self.file, row, self.column) if chunk)
        return f"{place}: {f'“{self.value}”: ' if self.value else ''}{self.rule}"

    def as_json(self) -> dict[str, Any]:
        """Return the note for `--json`."""
        return asdict(self)


class Faults:
    """The first 100 faults, in the order of the files, and their number.

    `rows`: the broken rules of every row at fault, by file and number. `of_files`: faults that
    cannot be avoided by leaving out a row: of a header, or where a file cannot be read any further.
    """

    def __init__(self) -> None:
        self.first: list[CellNote] = []
        self.count = 0
        self.rows: dict[tuple[str, int], str] = {}
        self.of_files: list[CellNote] = []

    def add(
        self, file: str, row: int | None, column: str, value: str, rule: str, *, ends: bool = False
    ) -> None:
        """Add a fault. `ends`: the file cannot be read any further."""
        fault = CellNote(file, row, column, shortened(value), rule)
        self.count += 1
        if len(self.first) < LIMIT:
            self.first.append(fault)
        if row is None or row == HEADER or ends:
            self.of_files.append(fault)
        else:
            words = f"{column}: {rule}" if column else rule
            before = self.rows.get((file, row))
            self.rows[file, row] = f"{before}; {words}" if before else words

    def take(self) -> Faults:
        """Return the faults so far, and begin anew."""
        found = Faults()
        found.__dict__, self.__dict__ = self.__dict__, found.__dict__
        return found

    def add_all(self, found: Faults) -> None:
        """Add faults of other rows."""
        self.count += found.count
        self.first += found.first[: LIMIT - len(self.first)]
        self.rows |= found.rows
        self.of_files += found.of_files

    def __iter__(self) -> Iterator[CellNote]:
        return iter(self.first)

    def __bool__(self) -> bool:
        return self.count > 0

    def in_words(self) -> list[str]:
        """Return a line for each of the first faults, and one for the others."""
        more = self.count - len(self.first)
        return [str(fault) for fault in self] + ([f"And {more} more."] if more else [])


def shortened(value: str) -> str:
    """Return the value for a message: printable, at most 60 characters."""
    printable = "".join(
        letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}"
        for letter in value[: SHOWN_LENGTH + 1]
    )
    return f"{printable[:SHOWN_LENGTH]}…" if len(printable) > SHOWN_LENGTH else printable
