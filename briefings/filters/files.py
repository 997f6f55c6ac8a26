"""The names of the files into which lists are downloaded."""

from __future__ import annotations

from django.utils.text import slugify

from briefings.filters.base import RecordFilterSet

LONGEST = 120


def file_name(plural: str, listing: RecordFilterSet, ending: str) -> str:
    """Return a file name made of the list's type, its parameters and its day."""
    asked = [
        f"{name} {value}"
        for name, value in listing.data.items()
        if name in listing.filters and name != "cursor" and value
    ]
    stem = slugify(" ".join([plural, *asked]).replace("_", " ").replace(",", " "))
    return f"{stem[:LONGEST].rstrip('-')}-{listing.today.isoformat()}.{ending}"
