"""Selects the rows of a file to import: not left out, readable, and within the rules."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from types import MappingProxyType

from briefings.imports.known import Known
from briefings.imports.profiles import FileSpec
from briefings.tables import FileRow, Table
from briefings.tables.cells import undecoded_bytes

# Reasons of the rows left out, by file and number.
LeftOut = Mapping[tuple[str, int], str]
# Columns added to a file of rows left out; such a file may be imported as it is.
LEFT_OUT_COLUMNS = ("row in the file", "left out because")
NONE_LEFT_OUT: LeftOut = MappingProxyType({})


def rows_to_import(
    spec: FileSpec, table: Table, known: Known, out: Collection[int]
) -> Iterable[FileRow]:
    """Return the rows to import, without those numbered `out`.

    Broken rules are added to the table's faults. Rows of a source's file are held in memory, those
    of our own form are not.
    """
    unread: set[str] = set()
    rows = _readable(spec, table, known, out, unread)
    if spec.rules is None:
        return rows
    held = [*rows]
    broken = spec.rules.broken(spec.table, held, known, unread)
    for row in held:
        for column, rule in broken.get(row.number, ()):
            table.faults.add(table.name, row.number, column, row.cells.get(column, ""), rule)
        if row.number in broken:
            known.accept(spec.table, spec.handles(row))
    return [row for row in held if row.number not in broken]


def accept_references(spec: FileSpec, table: Table, known: Known) -> None:
    """Accept references to the rows of a file whose header is wrong."""
    for row in table.rows:
        known.accept(spec.table, filter(None, map(_clean, spec.handles(row))))


def _readable(
    spec: FileSpec, table: Table, known: Known, out: Collection[int], unread: set[str]
) -> Iterator[FileRow]:
    """Yield readable rows. Ids of the others go to `unread`; references to them are accepted."""
    for row in table.rows:
        if row.number in out:
            for handle in spec.handles(row):
                known.leave_out(spec.table, handle, f"row {row.number} of {table.name}")
        elif (table.name, row.number) in table.faults.rows:
            handles = [text for text in spec.handles(row) if _clean(text)]
            known.accept(spec.table, handles)
            unread.update(handles)
        else:
            yield row


def _clean(text: str) -> str:
    """Return the id, "" where its bytes are not UTF-8."""
    return "" if undecoded_bytes(text) else text
