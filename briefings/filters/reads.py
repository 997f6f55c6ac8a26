"""Which types of row the answer to a list's question rests on: a change of any other leaves it so.

Found in the SQL of the question, so that no filter declares it: of every table that it reads, the
types whose changes in the ledger are those of its rows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

from django.apps import apps
from django.http import QueryDict
from django.utils import timezone
from django_filters import UUIDFilter

from briefings import paging
from briefings.filters.base import RecordFilterSet
from briefings.filters.facets import Facet
from briefings.filters.keys import Asked, listing_of
from briefings.filters.parameters import IdsFilter
from briefings.filters.tallies import composed
from briefings.models.record_types import RECORD_TYPES
from briefings.models.triggers.belonging import CHILDREN, FACTS, target_of

_OURS = re.compile(r"\bbriefings_\w+")
# Parts of an article that the ledger tells of by the article.
_OF_ARTICLES = ("edition", "editionwords", "editiontopic", "mention")
# Read beside the record's own table: a slug, a merge or a change makes a change of its record.
_BESIDE = ("identity", "slug", "change")
# A function of columns that the same question reads.
_FUNCTIONS = ("briefings_said",)


def types_read(
    filters: type[RecordFilterSet], data: QueryDict, facets: Sequence[Facet] = ()
) -> frozenset[str] | None:
    """Return the types of row that choose the list's rows and count its facets.

    None where that is not known: every type may. No query; a question that was not asked lately is
    composed.
    """
    kind: Any = filters  # the types of Django take a FilterSet's class for no key
    return _types_read(kind, filters.asked_in(data), tuple(facets))


@lru_cache(maxsize=2048)
def _types_read(filters: Any, asked: Asked, facets: tuple[Facet, ...]) -> frozenset[str] | None:
    listing = listing_of(filters, asked, timezone.localdate())
    if listing.refusals:
        return None
    sql = paging.compiled(listing.keys)[0]
    if facets:
        sql += composed(filters, asked, listing.today, facets)[0]
    tables = frozenset(_OURS.findall(sql))
    if "briefings_identity" in tables and any(_names_any_type(filters, name) for name, _ in asked):
        return None
    known = _types_of_tables()
    if not tables <= known.keys():
        return None
    return frozenset[str]().union(*(known[table] for table in tables))


def _names_any_type(filters: type[RecordFilterSet], name: str) -> bool:
    """Return whether a parameter takes the id of a record, whatever its type."""
    filter_ = filters.base_filters[name]
    return isinstance(filter_, UUIDFilter) and not isinstance(filter_, IdsFilter)


@cache
def _types_of_tables() -> dict[str, frozenset[str]]:
    """Return for each table that the ledger tells of by some type which types these are."""
    names = [*RECORD_TYPES, *FACTS, *(name for name in CHILDREN if _types_of(name))]
    known = {_table(name): _types_of(name) for name in names}
    known |= {_table(name): frozenset({"article"}) for name in _OF_ARTICLES}
    return known | {name: frozenset() for name in (*map(_table, _BESIDE), *_FUNCTIONS)}


def _types_of(name: str) -> frozenset[str]:
    """Return the types by which the ledger tells of a model's rows, none for another's parts."""
    if name in RECORD_TYPES:
        return frozenset({name})
    if name in FACTS:
        return frozenset({FACTS[name].type})
    model = apps.get_model("briefings", name)
    targets = [str(target_of(model, parent)._meta.model_name) for parent in CHILDREN.get(name, ())]
    return frozenset[str]().union(*map(_types_of, targets))


def _table(name: str) -> str:
    return str(apps.get_model("briefings", name)._meta.db_table)
