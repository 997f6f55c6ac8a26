"""What the tables of persons share: a name in three forms, of which one is enough."""

from __future__ import annotations

from briefings.imports.formats import Values


def complete_names(values: Values, *, new: bool) -> None:
    """Add the short and the sort name of a new person: by the last word of the full name."""
    if not new:
        return
    *given, family = values["full_name"].split()
    values.setdefault("short_name", family)
    values.setdefault("sort_name", ", ".join([family, " ".join(given)]) if given else family)
