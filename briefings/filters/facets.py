"""Facets: how many rows of a list each value of a parameter keeps, all of them in one query.

A facet is counted under everything else that is asked: what its own parameters ask is left out, so
that a reader sees what another choice would find. The first 2,001 rows are looked at, whichever
come first; where a list has more, each number is one that there are at least. So a list of a
million rows costs what one of 2,000 does.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import Count, F, QuerySet, TextField, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast
from django.http import QueryDict

from briefings import paging
from briefings.models.record_types import RECORD_TYPES
from briefings.timelines.prepared import MOMENT

if TYPE_CHECKING:
    from briefings.filters.base import RecordFilterSet

LOOKED_AT = 2_000  # rows of a list
COLUMNS = ("facet", "facet_value", "facet_label", "number")
Keys = RawSQL
Compiled = tuple[str, tuple[Any, ...]]
WHOLE = "*"  # stands for a value where a row tells over how many rows the facet was counted


@dataclass(frozen=True)
class Facet:
    """What a list is counted by: the values of the parameter `name`, called `label` by readers.

    `several` takes more than one of them. `rows` names the method of the FilterSet that gives what
    is counted; "": the column of the filter. One that is not `shown` is no choice of the page's.
    Where what is asked beside it means something else along with a value, it is counted over rows
    that have `any_value`.
    """

    name: str
    label: str
    rows: str = ""
    shown: bool = True
    any_value: bool = False

    @property
    def several(self) -> str:
        """The parameter that takes several values with commas between them."""
        return f"{self.name}__in"


@dataclass(frozen=True)
class Tallied:
    """A value, what readers call it, and how many rows have it."""

    value: str
    label: str
    number: int


@dataclass(frozen=True)
class Tally:
    """The values of one facet; where it is not `exact` each has at least so many rows.

    Values of a list of values come in its order, those that no row has included; records come by
    their numbers, the greatest first.
    """

    values: tuple[Tallied, ...]
    exact: bool


def tallies(listing: RecordFilterSet, facets: Sequence[Facet]) -> dict[str, Tally]:
    """Return the tally of each facet by its name; one query, none where there is no facet.

    Facets that are counted over the same rows look them up once.
    """
    if not facets:
        return {}
    kind: Any = type(listing)
    sql, params = _composed(kind, listing.asked, listing.today, tuple(facets))
    found: dict[str, list[Tallied]] = {facet.name: [] for facet in facets}
    whole = dict.fromkeys(found, 0)
    with connection.cursor() as cursor:
        cursor.execute(sql, [listing.at if param == MOMENT else param for param in params])
        for name, value, label, number in cursor.fetchall():
            if value == WHOLE:
                whole[name] = number
            else:
                found[name].append(Tallied(value, label or value, number))
    return {
        facet.name: Tally(
            _in_order(listing, facet, found[facet.name]), exact=whole[facet.name] <= LOOKED_AT
        )
        for facet in facets
    }


def tallied(
    rows: QuerySet[Any], of: str, value: str, label: str | None = None
) -> QuerySet[Any, Any]:
    """Return how many different `of` the rows have for each value, for use in a facet's method.

    `label` is the path of what readers call the value; None where a list of values tells it.
    """
    said = Cast(F(label), TextField()) if label else _words("")
    counted: QuerySet[Any, Any] = (
        rows.order_by()
        .values(facet_value=Cast(F(value), TextField()), facet_label=said)
        .annotate(number=Count(of, distinct=True))
    )
    return counted


def many(rows: QuerySet[Any], value: str) -> QuerySet[Any, Any]:
    """Return how many rows there are, as those that have the value; for use in a facet's method."""
    counted: QuerySet[Any, Any] = (
        rows.order_by()
        .values(facet_value=_words(value), facet_label=_words(""))
        .annotate(number=Count("pk"))
    )
    return counted


def one_by_one(listing: RecordFilterSet, name: str) -> list[QuerySet[Any, Any]]:
    """Return how many rows each value of a list of values keeps, where no one query tells it."""
    rows = listing._meta.model._default_manager
    return [
        many(rows.filter(pk__in=first(listing.otherwise(**{name: value}).keys)), value)
        for value, _ in choices_of(listing, name)
    ]


def first(keys: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
    """Return the keys of as many rows as are looked at."""
    return keys[: LOOKED_AT + 1]


def choices_of(listing: RecordFilterSet, name: str) -> list[tuple[str, str]]:
    """Return the values that a parameter may have, with their labels; [] for any other."""
    filter_ = listing.filters.get(name)
    choices = filter_.extra.get("choices") if filter_ else None
    return [(str(value), str(label)) for value, label in choices or ()]


@lru_cache(maxsize=128)
def _composed(
    kind: Callable[..., RecordFilterSet],
    asked: tuple[tuple[str, str], ...],
    today: date,
    facets: tuple[Facet, ...],
) -> Compiled:
    """Return the SQL that counts the facets of a list at `MOMENT`; it takes longer than to answer.

    It is kept for the questions that were asked last; the moment alone differs between readers.
    """
    data = QueryDict(mutable=True)
    data.update(dict(asked))
    listing = kind(data, at=MOMENT)
    listing.today = today
    bases: dict[Compiled, str] = {}
    parts = [_counted(listing, facet, bases) for facet in facets]
    # Of our own names and of what the ORM made; what is asked stands in the parameters.
    looked_at = ", ".join(
        f"{name} (key) AS MATERIALIZED ({sql})" for (sql, _), name in bases.items()
    )
    params = [param for _, given in bases for param in given]
    params += [param for _, given in parts for param in given]
    return f"WITH {looked_at} {' UNION ALL '.join(sql for sql, _ in parts)}", tuple(params)


def _counted(listing: RecordFilterSet, facet: Facet, bases: dict[Compiled, str]) -> Compiled:
    """Return the SQL that counts a facet; what it is counted over joins the bases."""
    values = ",".join(value for value, _ in choices_of(listing, facet.name))
    every = values if facet.any_value else None
    others = listing.otherwise(**{facet.name: None, facet.several: every})
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
    """Return how many rows each value of the filter's column has; of records, those live."""
    rows = listing._meta.model._default_manager.filter(pk__in=keys)
    filter_ = listing.filters[facet.name]
    column = filter_.field_name
    type_ = getattr(filter_, "type", None)
    if type_ is None:
        return tallied(rows, "pk", column)
    records = RECORD_TYPES[type_].model._default_manager.live(listing.at)  # type: ignore[attr-defined]
    related = rows.filter(**{f"{column}__in": records})
    return tallied(related, "pk", f"{column}__slug", f"{column}__name")


def _in_order(listing: RecordFilterSet, facet: Facet, found: list[Tallied]) -> tuple[Tallied, ...]:
    choices = choices_of(listing, facet.name)
    if not choices:
        return tuple(sorted(found, key=lambda each: (-each.number, each.label, each.value)))
    numbers = {each.value: each.number for each in found}
    return tuple(Tallied(value, label, numbers.get(value, 0)) for value, label in choices)


def _words(text: str) -> Cast:
    return Cast(Value(text), TextField())
