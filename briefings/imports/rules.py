"""Rules for a source's files: for each column, each row, and the whole file.

A row that breaks a rule is reported with column and value, and not imported.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from briefings.imports.cell_types import SEPARATOR, CellType, ListCell, ReferenceCell, TextCell
from briefings.imports.known import Known
from briefings.models import PartialDate
from briefings.tables import FileRow

Cells = dict[str, str]
BrokenRule = tuple[str, str]  # column and rule
# Yields the rules that the cells of a row break together; columns that the file lacks are empty.
RowRule = Callable[[Mapping[str, str]], Iterable[BrokenRule]]
# Yields number, column and rule of rows that break a rule of the whole file. Given all rows, and
# the ids of those that cannot be read.
FileRule = Callable[[Sequence[FileRow], Collection[str]], Iterable[tuple[int, str, str]]]


def _nothing(rows: Sequence[FileRow], unread: Collection[str]) -> Iterable[tuple[int, str, str]]:
    return ()


@dataclass(frozen=True)
class Rules:
    """The rules of one file.

    - `key`: the column of unique ids. `columns`: the type of cell of each.
    - `required`: columns that are never empty.
    - `slips`: known mistakes of the source, by id and column; no rule applies to these values.
    """

    key: str
    columns: Mapping[str, CellType]
    required: tuple[str, ...]
    checks: tuple[RowRule, ...] = ()
    check_all: FileRule = _nothing
    slips: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def broken(
        self, table: str, rows: Sequence[FileRow], known: Known, unread: Collection[str] = ()
    ) -> dict[int, list[BrokenRule]]:
        """Return the broken rules by row number. Eight queries for each column of references.

        `table`: ours, whose rows the file's own ids name. `unread`: ids of rows that cannot be
        read.
        """
        ids = {row.cells.get(self.key, "") for row in rows}
        self._look_up(rows, known)
        found: dict[int, list[BrokenRule]] = defaultdict(list)
        first: dict[str, int] = {}
        for row in rows:
            found[row.number] += self._of_row(row, known, (table, ids))
            key = row.cells.get(self.key, "")
            if key and first.setdefault(key, row.number) != row.number:
                found[row.number].append((self.key, f"row {first[key]} has this id already"))
        for number, column, rule in self.check_all(rows, unread):
            found[number].append((column, rule))
        return {number: faults for number, faults in found.items() if faults}

    def _is_slip(self, row: FileRow, column: str) -> bool:
        key = row.cells.get(self.key, "")
        return self.slips.get((key, column)) == row.cells.get(column, "")

    def _look_up(self, rows: Sequence[FileRow], known: Known) -> None:
        for column, type_ in self.columns.items():
            if table := _table_of(type_):
                texts = {text for row in rows for text in _items(row.cells.get(column, ""))}
                known.look_up(table, texts)

    def _of_row(
        self, row: FileRow, known: Known, own: tuple[str, set[str]]
    ) -> Iterator[BrokenRule]:
        valid = True
        for column, type_ in self.columns.items():
            text = row.cells.get(column, "")
            if not text.strip():
                if column in self.required:
                    yield column, "this cell is never empty"
                    valid = False
                continue
            try:
                type_.read(text)
                if not _is_free(type_) and any(each != each.strip() for each in _items(text)):
                    raise ValueError("it begins or ends with a blank")
                if table := _table_of(type_):
                    _check_references(table, text, known, own, several=isinstance(type_, ListCell))
            except ValueError as error:
                if not self._is_slip(row, column):
                    yield column, str(error).removeprefix(f"{text}: ")
                    valid = False
        if valid:
            cells = defaultdict(str, row.cells)
            for check in self.checks:
                yield from (fault for fault in check(cells) if not self._is_slip(row, fault[0]))


def _is_free(type_: CellType) -> bool:
    """Return whether the cell takes any text."""
    return isinstance(type_.of if isinstance(type_, ListCell) else type_, TextCell)


def _table_of(type_: CellType) -> str:
    of = type_.of if isinstance(type_, ListCell) else type_
    return of.table if isinstance(of, ReferenceCell) else ""


def _items(text: str) -> list[str]:
    return [each for each in text.split(SEPARATOR) if each]


def _check_references(
    table: str, text: str, known: Known, own: tuple[str, set[str]], *, several: bool
) -> None:
    """Raise ValueError for an unknown id; a name is not accepted."""
    its_own, ids = own
    for each in _items(text) if several else [text]:
        if table == its_own and each in ids:
            continue
        # Of two states that succeed each other one is left out: the other is imported.
        if not known.has(table, each) and not (several and known.is_left_out(table, each)):
            raise ValueError(known.why_not(table, each))


def in_order(first: str, last: str, rule: str) -> RowRule:
    """Return a rule: one date is not certainly after the other. Empty and partial dates pass."""

    def check(cells: Mapping[str, str]) -> Iterator[BrokenRule]:
        if cells[first] and cells[last] and is_certainly_after(cells[first], cells[last]):
            yield last, rule

    return check


def is_certainly_after(first: str, last: str) -> bool:
    """Return whether a date (EDTF level 0) is certainly after another."""
    earliest, latest = PartialDate.parse(first).earliest, PartialDate.parse(last).latest
    return earliest is not None and latest is not None and earliest > latest
