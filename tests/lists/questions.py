"""The questions that lists can be asked, found by themselves, with values that divide the lists."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import django_filters
from django.contrib.postgres.fields import ArrayField
from django.db.models import CharField, TextField
from django.http import QueryDict
from django.utils import timezone

from briefings.api.urls import RESOURCES
from briefings.filters.base import RecordFilterSet
from briefings.filters.keys import Keys
from briefings.filters.parameters import IdsFilter, PartialDateFilter, RecordFilter
from briefings.models import Change
from briefings.models.record_types import RECORD_TYPES

# Days, months and years to ask for; one of them divides every dated list.
DAYS = (
    *("2023-06-18", "2024-11-16", "2024-11-10", "2022-05-20", "2024", "2015-06"),
    *("2018-03-01", "1960", "1953-10-09"),
)
MOMENTS = ("2023-06-19T00:00:00Z", "2023-07-01T00:00:00Z", "2024-06-01T00:00:00Z")
WORDS = (
    *("Xinhua", "Peru", "CN", "Qin", "Nora", "talks", "Band", "candid", "espionage", "summit"),
    *("Envoy", "Lima", "Trade", "balloon"),
)
HOLDERS = ("china", "peru", "the-band")


@dataclass(frozen=True)
class Question:
    """A parameter with its value, what is asked beside it, what it keeps and of how many rows."""

    name: str
    asked: dict[str, str]
    kept: tuple[UUID, ...]
    whole: int

    @property
    def divides(self) -> bool:
        """Whether it keeps some rows and leaves others out."""
        return 0 < len(self.kept) < self.whole


def listing(resource: str, **asked: str) -> RecordFilterSet:
    """Return the list of a resource, asked so."""
    data = QueryDict(mutable=True)
    data.update(asked)
    found: RecordFilterSet = RESOURCES[resource].filterset_class(data, at=timezone.now())
    return found


def ids(resource: str, **asked: str) -> tuple[UUID, ...]:
    """Return the ids of the rows of a list, in its order; none where it refuses what is asked."""
    of_it = listing(resource, **asked)
    if of_it.refusals:
        return ()
    return tuple(Keys.of(of_it.qs, of_it.order).of_page(200).ids())


def questions(resource: str) -> Iterator[Question]:
    """Yield for each parameter that narrows a list a value that divides it, else the last tried."""
    for name, filter_ in RESOURCES[resource].filterset_class.base_filters.items():
        if name not in ("cursor", "ordering"):
            yield question(resource, name, filter_)


def question(resource: str, name: str, filter_: Any) -> Question:
    """Return how a parameter divides a list, with the first value that does."""
    for beside in besides(resource, name):
        whole = len(ids(resource, **beside))
        for value in candidates(resource, name, filter_):
            asked = {**beside, name: value}
            found = Question(name, asked, ids(resource, **asked), whole)
            if found.divides:
                return found
    return found


def besides(resource: str, name: str) -> Iterator[dict[str, str]]:
    """Yield what is asked beside a parameter: nothing, unless it says how others are answered."""
    filters = RESOURCES[resource].filterset_class.base_filters
    if name == "date_match":
        days = [
            {other: day}
            for other in ("as_of", "on_or_after", "born_on_or_after")
            if other in filters
            for day in DAYS
        ]
        yield from days
        yield from ({**day, **standing} for day in days for standing in standings(filters))
        return
    yield {}
    if name == "as_of":
        yield from standings(filters)


def every_id() -> Iterator[str]:
    """Yield the id of every row that a list may know by it, whatever its type."""
    for other in RESOURCES.values():
        rows = other.filterset_class._meta.model._default_manager.live(timezone.now())
        yield from map(str, rows.values_list("public_id", flat=True))


def standings(filters: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    """Yield how something can stand, or be told to, on a day."""
    for name in ("status", "standing"):
        if name in filters:
            yield from ({name: str(value)} for value, _ in filters[name].extra["choices"])


def candidates(resource: str, name: str, filter_: Any) -> Iterator[str]:
    """Yield the values that a parameter may be asked for in this newsroom."""
    at = timezone.now()
    choices = [str(value) for value, _ in filter_.extra.get("choices") or ()]
    if isinstance(filter_, RecordFilter):
        records = RECORD_TYPES[filter_.type].model._default_manager.live(at)  # type: ignore[attr-defined]
        yield from records.values_list("slug", flat=True)
    elif name.startswith("held_by"):
        yield from HOLDERS
    elif name == "participant__all":
        yield from ("antony-blinken,qin-gang", "antony-blinken")
    elif isinstance(filter_, IdsFilter):
        yield from map(str, ids(resource)[:1])
    elif isinstance(filter_, django_filters.UUIDFilter):
        yield from every_id()
    elif choices:
        yield from choices
    elif isinstance(filter_, PartialDateFilter):
        yield from DAYS
    elif isinstance(filter_, django_filters.IsoDateTimeFilter):
        told = Change.objects.numbered().order_by("-at").values_list("at", flat=True).distinct()
        yield from (*MOMENTS, *(moment.isoformat() for moment in told if moment))
    else:
        yield from WORDS
        yield from texts_of(resource, filter_.field_name)


def texts_of(resource: str, name: str) -> list[str]:
    """Return the texts in a column of a list's rows, or those of its lists; none without one."""
    model = RESOURCES[resource].filterset_class._meta.model
    column = {field.name: field for field in model._meta.concrete_fields}.get(name)
    if not isinstance(column, (CharField, TextField, ArrayField)) or column.null:
        return []
    rows: Any = model._default_manager
    told = rows.live(timezone.now()).values_list(name, flat=True)
    return sorted({text for each in told for text in ([each] if isinstance(each, str) else each)})
