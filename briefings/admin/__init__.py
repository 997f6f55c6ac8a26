"""The desk: the pages where editors write, decide and publish, one module for each noun."""

from briefings.admin import (
    articles,
    editions,
    names,
    offices,
    officials,
    people,
    reference,
    tenures,
)

__all__ = [
    "articles",
    "editions",
    "names",
    "offices",
    "officials",
    "people",
    "reference",
    "tenures",
]
