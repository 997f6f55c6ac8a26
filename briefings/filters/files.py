"""What a file that is made of a list is called."""

from __future__ import annotations

from django.utils.text import slugify

from briefings.filters.base import RecordFilterSet

LONGEST = 120


def file_name(plural: str, listing: RecordFilterSet, ending: str) -> str:
    """Return the list, what is asked of it, and the day it is taken, as one file name."""
    asked = [
        f"{name} {value}"
        for name, value in listing.data.items()
        if name in listing.filters and name != "cursor" and value
    ]
    told = slugify(" ".join([plural, *asked]).replace("_", " ").replace(",", " "))
    return f"{told[:LONGEST].rstrip('-')}-{listing.today.isoformat()}.{ending}"
