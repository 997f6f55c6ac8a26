"""Reads rows of a file: the values of their cells, and the faults."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from briefings.imports.cell_types import ListCell
from briefings.imports.formats import Column, Format, Values, references
from briefings.imports.known import Known
from briefings.imports.profiles import FileSpec, MappedRow
from briefings.models import ImportedRow
from briefings.tables import Faults

OWN_IDS = ("id", "slug", "former_ids")


@dataclass
class RowEntry:
    """A row of a file while it is imported: matched, compared, written.

    - `values`: by column, without empty cells. References are texts until `Reader.resolve`.
    - `named`: by column, the texts of references that were found.
    - `row`: the row of the record, existing or `new`. `reinstated`: it was retracted by an undo,
      and is made public again.
    - `superseded`: its record was merged into that of another row of the file, whose values count.
    - `last`: what the last run noted of it; `also`: the same for `mapped.also`, by key.
    - `ids`: those that the record lacks. `redirects`: former ids that do not lead to it yet.
    - `before`, `after`: changed values by attribute. `parts`: values to add, by column.
    """

    mapped: MappedRow
    key: str
    values: Values
    row: Any = None
    new: bool = True
    reinstated: bool = False
    superseded: bool = False
    last: ImportedRow | None = None
    also: dict[str, ImportedRow] = field(default_factory=dict)
    ids: list[str] = field(default_factory=list)
    redirects: list[str] = field(default_factory=list)
    before: Values = field(default_factory=dict)
    after: Values = field(default_factory=dict)
    parts: dict[str, list[Any]] = field(default_factory=dict)
    named: dict[str, list[str]] = field(default_factory=dict)

    @property
    def handles(self) -> list[str]:
        """Ids and slug by which other rows may name it."""
        slug = [self.values["slug"]] if "slug" in self.values else []
        return [*self.foreign_ids, *slug]

    @property
    def foreign_ids(self) -> list[str]:
        """Its id and its former ones."""
        own = [self.values["id"]] if "id" in self.values else []
        return [*own, *self.values.get("former_ids", ())]

    @property
    def changes(self) -> tuple[str, ...]:
        """Columns in which the record differs from the file."""
        more = {"id": self.ids, "former_ids": self.redirects, "published": self.reinstated}
        names = [name for name, changed in (more | self.parts).items() if changed]
        return (*(name.removesuffix("_id") for name in self.after), *names)


class Reader:
    """Reads the rows of one file for one table, and collects their `faults`.

    `seen`: where in the run each id and slug of the table was read.
    """

    def __init__(
        self,
        file: str,
        spec: FileSpec,
        format_: Format,
        faults: Faults,
        seen: dict[str, str],
    ) -> None:
        self.file, self.spec, self.format, self.faults = file, spec, format_, faults
        self.seen = seen
        self.faulty: set[int] = set()

    def fault(self, mapped: MappedRow, column: str, value: str, rule: str) -> None:
        """Add a fault, with the name that the column has in the file."""
        self.faulty.add(mapped.number)
        name = self.spec.renamed.get(column, column)
        self.faults.add(self.file, mapped.number, name, value, rule)

    def read(self, mapped: MappedRow) -> RowEntry | None:
        """Return the row as an entry; None where it has no id or slug of its own."""
        values: Values = {}
        for column in self.format.columns:
            text = mapped.cells.get(column.name, "").strip()
            if text:
                try:
                    values[column.name] = column.type.read(text)
                except ValueError as error:
                    self.fault(mapped, column.name, text, str(error).removeprefix(f"{text}: "))
            elif column.required:
                self.fault(mapped, column.name, "", "this cell is never empty")
        key = values.get("id") or values.get("slug")
        if key is None:
            if not mapped.cells.get("id") and not mapped.cells.get("slug"):
                self.fault(mapped, "id", "", "a row needs an id or a slug")
            return None
        entry = RowEntry(mapped, key, values)
        place = f"row {mapped.number} of {self.file}"
        for handle in dict.fromkeys([key, *entry.handles]):
            if (first := self.seen.setdefault(handle, place)) != place:
                name = "former_ids" if handle in values.get("former_ids", ()) else "id"
                self.fault(mapped, name, handle, f"{first} has this id or slug already")
                return None
        return entry

    def resolve(self, entry: RowEntry, known: Known) -> None:
        """Replace references by primary keys; those not found are faults."""
        for column in self.format.columns:
            if column.name in entry.values and references(column):
                entry.values[column.name] = self._resolved(entry, column, known)
                if entry.values[column.name] is None:
                    del entry.values[column.name]

    def _resolved(self, entry: RowEntry, column: Column, known: Known) -> Any:
        values, table = entry.values[column.name], references(column)
        several = isinstance(column.type, ListCell)
        found, names = [], []
        for text in values if several else [values]:
            try:
                if table == self.format.name and text in entry.handles:
                    raise ValueError("it names itself")
                found.append(known.find(table, text))
                names.append(text)
            except ValueError as error:
                # Of two states that succeed each other one is left out: the other is imported.
                if several and table == self.format.name and known.is_left_out(table, text):
                    entry.mapped.remarks.append((column.name, f"{text}: {error}"))
                else:
                    self.fault(entry.mapped, column.name, text, str(error))
        entry.named[column.name] = names
        if several:
            return found
        return found[0] if found else None


def referenced(format_: Format, entries: Iterable[RowEntry]) -> dict[str, set[str]]:
    """Return the names in the entries' references, by table."""
    wanted: dict[str, set[str]] = {}
    for column in format_.columns:
        if table := references(column):
            texts = wanted.setdefault(table, set())
            for entry in entries:
                values = entry.values.get(column.name, ())
                texts.update([values] if isinstance(values, str) else values)
    return wanted
