"""Shared by the tables of persons: a full name is enough, other forms are made from it."""

from __future__ import annotations

from briefings.imports.formats import Values


def complete_names(values: Values, *, new: bool) -> None:
    """Add short and sort name of a new person, by the last word of the full name."""
    if not new:
        return
    *given, family = values["full_name"].split()
    values.setdefault("short_name", family)
    values.setdefault("sort_name", ", ".join([family, " ".join(given)]) if given else family)
