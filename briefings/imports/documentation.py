"""The tables as a stranger reads of them."""

from __future__ import annotations

from briefings.imports.columns import FORMATS
from briefings.imports.formats import Format


def documented() -> str:
    """Return every table with its columns, in Markdown."""
    return "\n".join(_section(format_) for format_ in FORMATS.values())


def _section(format_: Format) -> str:
    rows = [
        f"| `{column.name}`{' (required)' if column.required else ''} | {column.meaning}"
        f" | {column.type.words} |"
        for column in format_.columns
    ]
    head = [f"### {format_.name}.csv", "", "| column | what it says | how it is written |"]
    return "\n".join([*head, "|---|---|---|", *rows, ""])
