"""Tables of Word documents, each merged cell once with its spans."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

MOST_SPANNED = 100  # columns or rows of one cell, the schema's limit


@dataclass
class _Cell:
    """A cell with its words, and the rows that it spans so far."""

    words: str
    columns: int
    rows: int = 1

    @property
    def markup(self) -> str:
        """The cell as HTML; a span of one is not written."""
        spans = (("colspan", self.columns), ("rowspan", self.rows))
        written = "".join(f' {name}="{number}"' for name, number in spans if number > 1)
        return f"<td{written}>{self.words}</td>"


def table_markup(table: Any, words: Callable[[Any], str]) -> str:
    """Return a table as HTML; `words` returns the HTML of a paragraph's words.

    The time depends on the number of cells, not on the spans that they declare. Of a table within a
    cell the words are kept.
    """
    rows: list[list[_Cell]] = []
    # By column of the grid, the cells that may continue in the next row.
    above: dict[int, _Cell] = {}
    for row in table.tr_lst:
        cells: list[_Cell] = []
        here: dict[int, _Cell] = {}
        for column, element in _columns(row):
            span = min(max(element.grid_span, 1), MOST_SPANNED)
            merged = element.tcPr.find(qn("w:vMerge")) if element.tcPr is not None else None
            goes_on = merged is not None and merged.get(qn("w:val"), "continue") == "continue"
            begun = above.get(column) if goes_on else None
            if begun is not None and begun.columns == span and begun.rows < MOST_SPANNED:
                begun.rows += 1
                here[column] = begun
                continue
            cell = _Cell("".join(f"<p>{words(p)}</p>" for p in element.iter(qn("w:p"))), span)
            cells.append(cell)
            if merged is not None:
                here[column] = cell
        above = here
        rows.append(cells)
    written = (f"<tr>{''.join(cell.markup for cell in cells)}</tr>" for cells in rows)
    return f"<table>{''.join(written)}</table>"


def _columns(row: Any) -> Iterator[tuple[int, Any]]:
    """Yield each cell of a row with its first column in the grid."""
    column = int(row.grid_before)
    for element in row.tc_lst:
        yield column, element
        column += max(element.grid_span, 1)
