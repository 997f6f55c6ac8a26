"""Types of cells that are stricter than those of our own tables."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from briefings.models import PartialDate


@dataclass(frozen=True)
class PatternCell:
    """A text that matches the regular expression `pattern` as a whole; `words` describe it."""

    pattern: str
    words: str

    def read(self, text: str) -> str:
        """Return the text."""
        if not re.fullmatch(self.pattern, text):
            raise ValueError(f"{self.words} is wanted")
        return text

    def write(self, value: Any) -> str:
        """Return the text."""
        return str(value)


@dataclass(frozen=True)
class DateCell(PatternCell):
    """A year, month or day (EDTF level 0) of the calendar."""

    pattern: str = "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"
    words: str = "a date as in `1861`, `1861-03` or `1861-03-05`"

    def read(self, text: str) -> str:
        """Return the text."""
        PartialDate.parse(super().read(text))
        return text


@dataclass(frozen=True)
class TimestampCell(PatternCell):
    """A moment with its offset from UTC, and up to three decimals of a second."""

    pattern: str = (
        r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,3})?"
        r"(Z|[+-][0-9]{2}:[0-9]{2})"
    )
    words: str = "a moment as in `2010-02-27T14:35:48.889-04:00`"

    def read(self, text: str) -> str:
        """Return the text."""
        stated = re.sub(r"\.[0-9]+", "", super().read(text))
        try:
            datetime.fromisoformat(stated)
        except ValueError as error:
            raise ValueError(f"{self.words} is wanted") from error
        return text


YEAR = PatternCell("(?!0000)[0-9]{4}", "a year as in `1861`")
DAY = DateCell("[0-9]{4}-[0-9]{2}-[0-9]{2}", "a day as in `1861-03-05`")
DATE = DateCell()
STAMP = TimestampCell()
WEB_ADDRESS = PatternCell(
    r"https?://[^\s<>\"]+", "a web address as in `https://history.state.gov/`"
)
