"""Which rows of a file are imported: none that is left out, cannot be read or breaks a rule."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from types import MappingProxyType

from briefings.imports.known import Known
from briefings.imports.profiles import FileSpec
from briefings.tables import FileRow, Table
from briefings.tables.cells import undecoded

# Why each row that is left out is left out, by file and number.
LeftOut = Mapping[tuple[str, int], str]
# What a file of rows that were left out has beside its columns: it may be imported as it is.
LEFT_OUT_COLUMNS = ("row in the file", "left out because")
NONE_LEFT_OUT: LeftOut = MappingProxyType({})


def sound_rows(
    spec: FileSpec, table: Table, known: Known, out: Collection[int]
) -> Iterable[FileRow]:
    """Return the rows to import, those with the numbers `out` left out.

    What breaks a rule is noted in the table's faults. The rows of a source's file are held in
    memory, those of our own form are not.
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
            known.expect(spec.table, spec.handles(row))
    return [row for row in held if row.number not in broken]


def expect_rows(spec: FileSpec, table: Table, known: Known) -> None:
    """Let other rows name those of a file whose header is wrong: that is no fault of theirs."""
    for row in table.rows:
        known.expect(spec.table, filter(None, map(_clean, spec.handles(row))))


def _readable(
    spec: FileSpec, table: Table, known: Known, out: Collection[int], unread: set[str]
) -> Iterator[FileRow]:
    """Yield the rows that can be read; other rows may name the rest, whose ids go to `unread`."""
    for row in table.rows:
        if row.number in out:
            for handle in spec.handles(row):
                known.leave_out(spec.table, handle, f"row {row.number} of {table.name}")
        elif (table.name, row.number) in table.faults.rows:
            handles = [text for text in spec.handles(row) if _clean(text)]
            known.expect(spec.table, handles)
            unread.update(handles)
        else:
            yield row


def _clean(text: str) -> str:
    """Return an id, "" for one that has bytes that are no UTF-8."""
    return "" if undecoded(text) else text
