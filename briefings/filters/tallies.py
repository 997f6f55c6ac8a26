"""Count the rows of a list, and by the values of its facets, all facets in one query.

Each facet is counted with all other parameters but without its own, so that a reader sees what
another choice would find. At most 2,001 rows of the list are read, in no order: of a longer list
each number is a lower bound, and a list of a million rows costs what one of 2,000 does.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Count, F, QuerySet, TextField, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast

from briefings import paging
from briefings.filters.base import RecordFilterSet
from briefings.filters.facets import Facet, choices_of
from briefings.filters.keys import Asked, filled, listing_of
from briefings.freshness import remembered
from briefings.ledger import LedgerState
from briefings.models.record_types import RECORD_TYPES

T = TypeVar("T")

LOOKED_AT = 2_000  # rows of a list
COLUMNS = ("facet", "facet_value", "facet_label", "number")
Keys = RawSQL
Compiled = tuple[str, tuple[Any, ...]]
WHOLE = "*"  # in place of a value: the row holds how many rows the facet was counted over


@dataclass(frozen=True)
class FacetValue:
    """A value of a facet, its label for readers, and how many rows have it."""

    value: str
    label: str
    number: int


@dataclass(frozen=True)
class FacetCounts:
    """The values of one facet with their counts; lower bounds if not `exact`.

    Choices come in their own order, with those that no row has; records by their counts, the
    greatest first.
    """

    values: tuple[FacetValue, ...]
    exact: bool


def once_for_list(
    listing: RecordFilterSet, state: LedgerState, what: str, make: Callable[[], T]
) -> T:
    """Return what `make` counts in a list, once for all its pages while the ledger stands.

    `state` is that of the list's moment. What is counted depends on the ledger, on the names that
    are withheld, on the parameters that choose rows and on the day; `what` tells counts apart.
    """
    asked = (type(listing).__qualname__, listing.asked, listing.today.isoformat(), state.withheld)
    return remembered(state, f"{what} {asked}", make)


def count_list(
    listing: RecordFilterSet, state: LedgerState, *, exactly: bool = False
) -> paging.Count:
    """Return how many rows a list has, up to 10,000 unless `exactly`; a query if not yet known."""
    return once_for_list(
        listing, state, f"count {exactly}", lambda: paging.count(listing.keys, exactly=exactly)
    )


def facets_of_list(
    listing: RecordFilterSet, facets: Sequence[Facet], state: LedgerState
) -> dict[str, FacetCounts]:
    """Return the counts of each facet by its name; a query if they are not yet known."""
    names = [facet.name for facet in facets]
    return once_for_list(listing, state, f"facets {names}", lambda: count_facets(listing, facets))


def count_facets(listing: RecordFilterSet, facets: Sequence[Facet]) -> dict[str, FacetCounts]:
    """Return the counts of each facet by its name; one query, none without facets.

    Facets that are counted over the same rows read them once.
    """
    if not facets:
        return {}
    kind: Any = type(listing)
    sql, params = composed(kind, listing.asked, listing.today, tuple(facets))
    found: dict[str, list[FacetValue]] = {facet.name: [] for facet in facets}
    whole = dict.fromkeys(found, 0)
    with connection.cursor() as cursor:
        cursor.execute(sql, filled(params, listing.today, listing.at))
        for name, value, label, number in cursor.fetchall():
            if value == WHOLE:
                whole[name] = number
            else:
                found[name].append(FacetValue(value, label or value, number))
    return {
        facet.name: FacetCounts(
            _in_order(listing, facet, found[facet.name]), exact=whole[facet.name] <= LOOKED_AT
        )
        for facet in facets
    }


def count_by(
    rows: QuerySet[Any], of: str, value: str, label: str | None = None
) -> QuerySet[Any, Any]:
    """Count the different `of` in the rows for each value, for use in a facet's method.

    `value` and `label` are paths. `label` is None for choices, which have labels of their own.
    """
    readable = Cast(F(label), TextField()) if label else _words("")
    counted: QuerySet[Any, Any] = (
        rows.order_by()
        .values(facet_value=Cast(F(value), TextField()), facet_label=readable)
        .annotate(number=Count(of, distinct=True))
    )
    return counted


def count_rows(rows: QuerySet[Any], value: str) -> QuerySet[Any, Any]:
    """Count the rows as those that have the value, for use in a facet's method."""
    counted: QuerySet[Any, Any] = (
        rows.order_by()
        .values(facet_value=_words(value), facet_label=_words(""))
        .annotate(number=Count("pk"))
    )
    return counted


def count_each_choice(listing: RecordFilterSet, name: str) -> list[QuerySet[Any, Any]]:
    """Count the rows for each choice of a parameter by a subquery of its own."""
    rows = listing._meta.model._default_manager
    return [
        count_rows(rows.filter(pk__in=first(listing.with_parameters(**{name: value}).keys)), value)
        for value, _ in choices_of(listing, name)
    ]


def first(keys: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
    """Return the keys of the rows that are read: at most 2,001."""
    return keys[: LOOKED_AT + 1]


@lru_cache(maxsize=128)
def composed(
    kind: Callable[..., RecordFilterSet],
    asked: Asked,
    today: date,
    facets: tuple[Facet, ...],
) -> Compiled:
    """Return the SQL that counts facets of a list."""
    listing = listing_of(kind, asked, today)
    bases: dict[Compiled, str] = {}
    parts = [_counted(listing, facet, bases) for facet in facets]
    # Our own names and the ORM's SQL; values from the address are parameters.
    looked_at = ", ".join(
        f"{name} (key) AS MATERIALIZED ({sql})" for (sql, _), name in bases.items()
    )
    params = [param for _, given in bases for param in given]
    params += [param for _, given in parts for param in given]
    counting = " UNION ALL ".join(sql for sql, _ in parts)
    return f"WITH {looked_at} {counting}", tuple(params)


def _counted(listing: RecordFilterSet, facet: Facet, bases: dict[Compiled, str]) -> Compiled:
    """Return the SQL that counts a facet; add the rows that it is counted over to `bases`."""
    values = ",".join(value for value, _ in choices_of(listing, facet.name))
    every = values if facet.any_value else None
    others = listing.with_parameters(**{facet.name: None, facet.several: every})
    base = bases.setdefault(_compiled(first(others.keys)), f"looked_at_{len(bases)}")
    keys = RawSQL(f"SELECT key FROM {base}", [])  # noqa: S608, S611 - a name of ours
    counted = getattr(others, facet.rows)(keys) if facet.rows else [_by_column(others, facet, keys)]
    parts = [
        _compiled(part.annotate(facet=_words(facet.name)).values_list(*COLUMNS)) for part in counted
    ]
    whole = f"SELECT %s::text, '{WHOLE}', '', count(*) FROM {base}"  # noqa: S608 - a name of ours
    sql = " UNION ALL ".join(f"({each})" for each in [*(each for each, _ in parts), whole])
    return sql, (*(param for _, given in parts for param in given), facet.name)


def _compiled(rows: QuerySet[Any, Any]) -> Compiled:
    return paging.compiled(rows)


def _by_column(listing: RecordFilterSet, facet: Facet, keys: Keys) -> QuerySet[Any, Any]:
    """Count the rows for each value of the filter's column; of records only the live ones."""
    rows = listing._meta.model._default_manager.filter(pk__in=keys)
    filter_ = listing.filters[facet.name]
    column = filter_.field_name
    type_ = getattr(filter_, "type", None)
    if type_ is None:
        return count_by(rows, "pk", column)
    records = RECORD_TYPES[type_].model._default_manager.live(listing.at)  # type: ignore[attr-defined]
    related = rows.filter(**{f"{column}__in": records})
    return count_by(related, "pk", f"{column}__slug", f"{column}__name")


def _in_order(
    listing: RecordFilterSet, facet: Facet, found: list[FacetValue]
) -> tuple[FacetValue, ...]:
    choices = choices_of(listing, facet.name)
    if not choices:
        return tuple(sorted(found, key=lambda each: (-each.number, each.label, each.value)))
    numbers = {each.value: each.number for each in found}
    return tuple(FacetValue(value, label, numbers.get(value, 0)) for value, label in choices)


def _words(text: str) -> Cast:
    return Cast(Value(text), TextField())
