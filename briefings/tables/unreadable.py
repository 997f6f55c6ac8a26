"""What no table can be read from."""

from __future__ import annotations


class UnreadableTable(Exception):  # noqa: N818  (it is an answer, not an error)
    """From `row` on (None: from the beginning) the file cannot be read, for the reason said."""

    def __init__(self, reason: str, row: int | None = None) -> None:
        self.row = row
        super().__init__(reason)
