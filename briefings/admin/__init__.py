"""The desk: the pages where editors write, decide and publish, one module for each noun."""

from briefings.admin import (
    agendas,
    articles,
    editions,
    identities,
    meetings,
    offices,
    officials,
    participants,
    people,
    places,
    readouts,
    reference,
    sources,
    statuses,
    tenures,
    visits,
)

__all__ = [
    "agendas",
    "articles",
    "editions",
    "identities",
    "meetings",
    "offices",
    "officials",
    "participants",
    "people",
    "places",
    "readouts",
    "reference",
    "sources",
    "statuses",
    "tenures",
    "visits",
]
