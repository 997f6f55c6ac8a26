"""A row of a sheet kept by hand, while it is cleaned."""

from __future__ import annotations

from dataclasses import dataclass, field

from briefings.imports.profiles import Cells


@dataclass
class SheetRow:
    """A row: `theirs` are its cells in the file, `cells` those for our table.

    `lists`: the names in its reference columns, until they are reconciled. `why_left_out`: "" for a
    row that is imported. `open`: a question about it has no answer yet.
    """

    number: int
    theirs: Cells
    cells: Cells = field(default_factory=dict)
    lists: dict[str, list[str]] = field(default_factory=dict)
    why_left_out: str = ""
    open: bool = False

    @property
    def is_ready(self) -> bool:
        """Whether it can be imported: not left out, and no question is open."""
        return not self.why_left_out and not self.open
