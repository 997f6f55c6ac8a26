"""The desk: the pages where editors write, decide and publish, one module for each noun."""

from briefings.admin import (
    articles,
    custody,
    detainees,
    detentions,
    editions,
    exchanges,
    identities,
    images,
    offices,
    officials,
    people,
    reference,
    sources,
    statements,
    tenures,
)

__all__ = [
    "articles",
    "custody",
    "detainees",
    "detentions",
    "editions",
    "exchanges",
    "identities",
    "images",
    "offices",
    "officials",
    "people",
    "reference",
    "sources",
    "statements",
    "tenures",
]
