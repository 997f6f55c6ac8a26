"""What an import would do, or did: file by file, row by row."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, NamedTuple

from briefings.imports.formats import Values
from briefings.models import ImportedRow
from briefings.tables import CellNote, Faults

RowOutcome = ImportedRow.Outcome


class PlannedRow(NamedTuple):
    """A row that is created or changed; of one that is changed the columns, and what they said.

    `before` and `after` are by attribute, as JSON holds them; of plain rows there are none.
    """

    file: str
    number: int
    table: str
    key: str
    outcome: str
    fields: tuple[str, ...]
    before: Values
    after: Values


@dataclass
class FilePlan:
    """One file: digest (SHA-256), size in bytes, rows, and how many rows of ours are what.

    `became` counts those by table.
    """

    name: str
    sheet: str
    digest: str
    size: int
    rows: int = 0
    created: int = 0
    changed: int = 0
    unchanged: int = 0
    left_out: int = 0
    said: tuple[str, ...] = ()
    became: dict[str, int] = field(default_factory=dict)


@dataclass
class ImportPlan:
    """All files of an import. `rows` holds what is created or changed; nothing else is touched.

    With `faults` nothing is written. `remarks` tell what was taken over otherwise than it stands.
    """

    files: list[FilePlan] = field(default_factory=list)
    rows: list[PlannedRow] = field(default_factory=list)
    faults: Faults = field(default_factory=Faults)
    remarks: list[CellNote] = field(default_factory=list)

    def would_do_nothing(self) -> None:
        """Count nothing as created or changed, since it is refused as it stands."""
        self.rows.clear()
        for file in self.files:
            file.created = file.changed = file.unchanged = 0
            file.became.clear()

    @property
    def changes_nothing(self) -> bool:
        """Whether the record holds all of it already."""
        return not self.rows

    def as_json(self) -> dict[str, Any]:
        """Return it for a program."""
        return {
            "files": [asdict(file) for file in self.files],
            "rows": [row._asdict() for row in self.rows],
            "findings": [fault.as_json() for fault in self.faults],
            "findings_count": self.faults.count,
            "remarks": [remark.as_json() for remark in self.remarks],
        }
