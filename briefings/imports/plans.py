"""Plans: what an import would do, or did, by file and by row."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, NamedTuple

from briefings.imports.formats import Values
from briefings.models import ImportedRow
from briefings.tables import CellNote, Faults

RowOutcome = ImportedRow.Outcome


class PlannedRow(NamedTuple):
    """A row that is created or changed. `fields`: the columns that change.

    `before` and `after`: their values by attribute, in JSON; without those of parts.
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
    """One file, with SHA-256 digest, size in bytes, and counts of rows.

    `became` counts the rows of our tables; `said` tells how the file was read.
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
    """A whole import. `rows`: those created or changed. With `faults` nothing is written.

    `remarks`: what is imported with a change.
    """

    files: list[FilePlan] = field(default_factory=list)
    rows: list[PlannedRow] = field(default_factory=list)
    faults: Faults = field(default_factory=Faults)
    remarks: list[CellNote] = field(default_factory=list)

    def reset_counts(self) -> None:
        """Reset the counts: the import is refused, and writes nothing."""
        self.rows.clear()
        for file in self.files:
            file.created = file.changed = file.unchanged = 0
            file.became.clear()

    @property
    def changes_nothing(self) -> bool:
        """Whether nothing would be created or changed."""
        return not self.rows

    def as_json(self) -> dict[str, Any]:
        """Return the plan for `--json`."""
        return {
            "files": [asdict(file) for file in self.files],
            "rows": [row._asdict() for row in self.rows],
            "findings": [fault.as_json() for fault in self.faults],
            "findings_count": self.faults.count,
            "remarks": [remark.as_json() for remark in self.remarks],
        }
