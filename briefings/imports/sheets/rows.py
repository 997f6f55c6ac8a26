"""One row of a hand-made sheet on its way into our table."""

from __future__ import annotations

from dataclasses import dataclass, field

from briefings.imports.profiles import Cells


@dataclass
class Mended:
    """One row: `theirs` as the file has it, `cells` as our table wants it.

    `lists` are its references while they are looked up. `why_out` tells why it is left out, ""
    that it is not. `open` says that something about it is still asked.
    """

    number: int
    theirs: Cells
    cells: Cells = field(default_factory=dict)
    lists: dict[str, list[str]] = field(default_factory=dict)
    why_out: str = ""
    open: bool = False

    @property
    def stands(self) -> bool:
        """Whether it is to be imported as it is."""
        return not self.why_out and not self.open
