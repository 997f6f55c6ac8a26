"""Raised for files that cannot be read as tables."""

from __future__ import annotations


class UnreadableTable(Exception):  # noqa: N818  (it is an answer, not an error)
    """The file cannot be read from `row` on (None: at all), for the reason in the message."""

    def __init__(self, reason: str, row: int | None = None) -> None:
        self.row = row
        super().__init__(reason)
