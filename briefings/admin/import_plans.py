"""What an import would do, as the desk shows it: new rows, and old and new values."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from briefings.imports.columns import FORMATS
from briefings.imports.entries import OWN_IDS
from briefings.imports.formats import references
from briefings.imports.plans import ImportPlan, PlannedRow, RowOutcome
from briefings.imports.sheets.reading import Sheet
from briefings.tables.cells import replace_undecoded

SHOWN = 100  # rows


@dataclass(frozen=True)
class RowChange:
    """A row that would change: its label, and column, old and new value for each change."""

    label: str
    columns: list[tuple[str, str, str]]


def created(plan: ImportPlan, sheet: Sheet) -> list[tuple[str, list[str], int]]:
    """Return what would be created, by table: the labels of the first 100, and the number."""
    labels = _labels(sheet)
    by_table: dict[str, list[PlannedRow]] = defaultdict(list)
    for row in plan.rows:
        if row.outcome == RowOutcome.CREATED:
            by_table[row.table].append(row)
    return [
        (table, [labels[row.file, row.number] for row in rows[:SHOWN]], len(rows))
        for table, rows in by_table.items()
    ]


def changes(plan: ImportPlan, sheet: Sheet) -> list[RowChange]:
    """Return the first 100 rows that would change; one query for each kind of record."""
    rows = [row for row in plan.rows if row.outcome == RowOutcome.CHANGED][:SHOWN]
    names = _names(rows)
    cells = {row.number: row.cells for row in sheet.rows}

    def change(row: PlannedRow, column: str) -> tuple[str, str, str]:
        format_ = FORMATS[row.table]
        if column == "published":
            return column, "", "again"
        if column in OWN_IDS or format_.column(column).part is not None:
            return column, "", f"adds {cells[row.number].get(column, '').replace('|', ', ')}"
        attribute = format_.attribute(format_.column(column))
        before, after = row.before[attribute], row.after[attribute]
        if table := references(format_.column(column)):
            before, after = names.get((table, before), ""), names.get((table, after), "new")
        return column, _text(before), _text(after)

    labels = _labels(sheet)
    return [
        RowChange(labels[row.file, row.number], [change(row, column) for column in row.fields])
        for row in rows
    ]


def _labels(sheet: Sheet) -> dict[tuple[str, int], str]:
    """Return a label for each row, by file and number; the name for records made of a name."""
    rows = {}
    for row in sheet.rows:
        words = replace_undecoded(", ".join(filter(None, row.theirs.values())))
        rows[sheet.name, row.number] = f"Row {row.number}: {words}"
    for table, stubs in sheet.stubs.items():
        for number, stub in enumerate(stubs, 2):
            rows[sheet.file_of(table), number] = stub.get("full_name") or stub["name"]
    return rows


def _text(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)


def _names(rows: list[PlannedRow]) -> dict[tuple[str, Any], str]:
    """Return the labels of the records that the rows refer to, by table and key."""
    wanted: dict[str, set[Any]] = defaultdict(set)
    for row in rows:
        format_ = FORMATS[row.table]
        for column in format_.columns:
            if (table := references(column)) and column.part is None:
                attribute = format_.attribute(column)
                wanted[table] |= {each.get(attribute) for each in (row.before, row.after)}
    return {
        (table, key): str(record)
        for table, keys in wanted.items()
        for key, record in FORMATS[table].model._default_manager.in_bulk(keys - {None}).items()
    }
