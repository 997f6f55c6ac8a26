"""The desk: the pages where editors write, decide and publish, one module for each noun."""

from briefings.admin import (
    articles,
    editions,
    identities,
    offices,
    officials,
    people,
    reference,
    sources,
    tenures,
)

__all__ = [
    "articles",
    "editions",
    "identities",
    "offices",
    "officials",
    "people",
    "reference",
    "sources",
    "tenures",
]
