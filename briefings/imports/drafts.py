"""Rows read: what each cell says, and what is wrong with it."""

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
class Draft:
    """One row on its way into the record.

    `read` holds what its cells say by column, the empty ones left out; a reference is still a text.
    `named` holds the texts of the references that were found. `row` is what we have, or what is to
    be made. `last` is what the last run noted of it, `also` of the further rows that tell of it, by
    key. `ids` are those that the record lacks, `redirects` the former ones that do not lead to it
    yet. `before` and `after` are by attribute. A `silent` one is of a record that was merged into
    that of another row, which alone says what the record is.
    """

    made: MappedRow
    key: str
    read: Values
    row: Any = None
    new: bool = True
    put_back: bool = False
    silent: bool = False
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
        """The ids and the slug by which other rows name it."""
        slug = [self.read["slug"]] if "slug" in self.read else []
        return [*self.foreign_ids, *slug]

    @property
    def foreign_ids(self) -> list[str]:
        """Its id and its former ones."""
        own = [self.read["id"]] if "id" in self.read else []
        return [*own, *self.read.get("former_ids", ())]

    @property
    def changes(self) -> tuple[str, ...]:
        """The columns in which the record differs from the file."""
        more = {"id": self.ids, "former_ids": self.redirects, "published": self.put_back}
        names = [name for name, changed in (more | self.parts).items() if changed]
        return (*(name.removesuffix("_id") for name in self.after), *names)


class Reader:
    """Reads the rows of one file for one table; faults go to `faults`.

    `seen` says where the run has read each id and slug of the table.
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

    def fault(self, made: MappedRow, column: str, value: str, rule: str) -> None:
        """Note a fault, under the column's name in the file."""
        self.faulty.add(made.number)
        name = self.spec.renamed.get(column, column)
        self.faults.add(self.file, made.number, name, value, rule)

    def read(self, made: MappedRow) -> Draft | None:
        """Return what the row says; None where it has no key of its own."""
        said: Values = {}
        for column in self.format.columns:
            text = made.cells.get(column.name, "").strip()
            if text:
                try:
                    said[column.name] = column.type.read(text)
                except ValueError as error:
                    self.fault(made, column.name, text, str(error).removeprefix(f"{text}: "))
            elif column.required:
                self.fault(made, column.name, "", "this cell is never empty")
        key = said.get("id") or said.get("slug")
        if key is None:
            if not made.cells.get("id") and not made.cells.get("slug"):
                self.fault(made, "id", "", "a row needs an id or a slug")
            return None
        draft = Draft(made, key, said)
        place = f"row {made.number} of {self.file}"
        for handle in dict.fromkeys([key, *draft.handles]):
            if (first := self.seen.setdefault(handle, place)) != place:
                name = "former_ids" if handle in said.get("former_ids", ()) else "id"
                self.fault(made, name, handle, f"{first} has this id or slug already")
                return None
        return draft

    def resolve(self, draft: Draft, known: Known) -> None:
        """Replace the references by keys, as far as there is what they name."""
        for column in self.format.columns:
            if column.name in draft.read and references(column):
                draft.read[column.name] = self._resolved(draft, column, known)
                if draft.read[column.name] is None:
                    del draft.read[column.name]

    def _resolved(self, draft: Draft, column: Column, known: Known) -> Any:
        said, table = draft.read[column.name], references(column)
        several = isinstance(column.type, ListCell)
        found, names = [], []
        for text in said if several else [said]:
            try:
                if table == self.format.name and text in draft.handles:
                    raise ValueError("it names itself")
                found.append(known.find(table, text))
                names.append(text)
            except ValueError as error:
                # A link of two states is left out with one of them; the other state stands.
                if several and table == self.format.name and known.is_left_out(table, text):
                    draft.made.remarks.append((column.name, f"{text}: {error}"))
                else:
                    self.fault(draft.made, column.name, text, str(error))
        draft.named[column.name] = names
        if several:
            return found
        return found[0] if found else None


def referenced(format_: Format, drafts: Iterable[Draft]) -> dict[str, set[str]]:
    """Return what the drafts name, by table."""
    wanted: dict[str, set[str]] = {}
    for column in format_.columns:
        if table := references(column):
            texts = wanted.setdefault(table, set())
            for draft in drafts:
                said = draft.read.get(column.name, ())
                texts.update([said] if isinstance(said, str) else said)
    return wanted
