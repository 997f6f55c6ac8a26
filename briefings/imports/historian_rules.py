"""What the rows of the Historian's dated files obey; what does not is told cell by cell."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from briefings.imports.profiles import Remarks
from briefings.tables import Row

DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass
class Rules:
    """The rules of one file: what its ids look like, and of which words a column has one.

    The columns of `days` hold whole days, the last one not before the first.
    """

    key: str
    id: re.Pattern[str]
    required: tuple[str, ...]
    days: tuple[str, ...]
    words: Mapping[str, tuple[str, ...]]

    def __post_init__(self) -> None:
        self.first: dict[str, int] = {}

    def broken(self, row: Row) -> Remarks:
        """Return column and rule of each that the row breaks, an id that was there before too."""
        return [*self._broken(row)]

    def _broken(self, row: Row) -> Iterator[tuple[str, str]]:
        cells = defaultdict(str, row.cells)
        for column in self.required:
            if not cells[column].strip():
                yield column, "this cell is never empty"
        key = cells[self.key]
        if key and not self.id.fullmatch(key):
            yield self.key, "an id of this file does not look like that"
        elif key and (first := self.first.setdefault(key, row.number)) != row.number:
            yield self.key, f"row {first} has this id already"
        for column, words in self.words.items():
            if cells[column] and cells[column] not in words:
                yield column, f"it is none of {', '.join(words)}"
        found = []
        for column in self.days:
            if cells[column]:
                try:
                    found.append(_day(cells[column]))
                except ValueError:
                    yield column, "it is no day: write it as in 2023-06-18"
        if len(found) == len(self.days) and found != sorted(found):
            yield self.days[-1], "the end is before the start"


def _day(text: str) -> date:
    if not DAY.fullmatch(text):
        raise ValueError(text)
    return date.fromisoformat(text)
