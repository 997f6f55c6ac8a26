"""What every list can be asked, and how a question that makes no sense is refused.

A FilterSet is the whole of a list: it starts from what is live at one moment, refuses what it does
not know, names its orderings and gives its pages. Pages, API and downloads use the same.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from functools import cached_property, reduce
from operator import or_
from typing import Any, ClassVar, Self
from uuid import UUID

import django_filters
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.expressions import Combinable
from django.http import QueryDict
from django.utils import timezone
from django_filters.fields import BaseCSVField

from briefings import paging
from briefings.filters import words
from briefings.filters.facets import Facet, choices_of
from briefings.filters.naming import called
from briefings.models import Change, Identity, Record
from briefings.models.date_fields import PartialDateFormField
from briefings.models.record_types import RECORD_TYPES
from briefings.paging import Cursor, CursorError, Ordering, Page

LISTED, LONGEST_QUESTION = 200, 200  # values, characters


@dataclass(frozen=True)
class Refusal:
    """Why a parameter was refused, in words for whoever wrote the address."""

    parameter: str
    code: str
    detail: str
    did_you_mean: str | None = None
    allowed: tuple[str, ...] = ()


def unknown(parameter: str, known: Collection[str]) -> Refusal:
    """Return the refusal of a parameter that is not among the known, naming the nearest."""
    near = get_close_matches(parameter, known, n=1)
    return Refusal(
        parameter,
        "unknown_parameter",
        f"There is no parameter “{parameter}” here.",
        near[0] if near else None,
        tuple(sorted(known)),
    )


def repeated(parameter: str) -> Refusal:
    """Return the refusal of a parameter that is given more than once."""
    return Refusal(
        parameter, "repeated_parameter", f"“{parameter}” is given more than once; give it once."
    )


def named(type_: str, names: str | Sequence[str], at: datetime) -> QuerySet[Any]:
    """Return what is live of a type, by id, any slug it had or, a country, its code.

    So is the survivor of one that was merged.
    A condition for use inside a query; none of its own.
    """
    records: QuerySet[Any] = RECORD_TYPES[type_].model._default_manager.live(at)  # type: ignore[attr-defined]
    if isinstance(names, str):
        return records.filter(called(type_, names))
    return records.filter(reduce(or_, [called(type_, name) for name in names]))


class RecordFilter(django_filters.CharFilter):
    """A related record, given by its id, any slug it had or, a country, its code."""

    def __init__(self, type_: str, **options: Any) -> None:
        """Take the type's name in `RECORD_TYPES`."""
        super().__init__(**options)
        self.type = type_

    def filter(self, queryset: QuerySet[Any], value: str) -> QuerySet[Any]:
        """Keep the rows of the record; none where no such record is live."""
        if not value:
            return queryset
        records = named(self.type, value, self.parent.at)
        return queryset.filter(**{f"{self.field_name}__in": records})


class PartialDateFilter(django_filters.CharFilter):
    """A day, month, year or interval, as partial dates are written."""

    field_class = PartialDateFormField


class ListField(BaseCSVField):
    """Values with commas between them, at most 200."""

    most = LISTED

    def clean(self, value: Any) -> Any:
        """Return the values, each as one would be; raises ValidationError for too many or none."""
        if value and len(value) > self.most:
            raise ValidationError(f"At most {self.most} values can be given.")
        if value and not all(map(str.strip, value)):
            raise ValidationError("A value is empty: write them as a,b,c.")
        return super().clean(value)


class IdsFilter(django_filters.BaseInFilter, django_filters.UUIDFilter):
    """Several public ids with commas between them, at most 200."""

    base_field_class = ListField

    def filter(self, queryset: QuerySet[Any], value: list[UUID] | None) -> QuerySet[Any]:
        """Keep the rows with these ids, in the stead of a merged record its survivor."""
        if not value:
            return queryset
        if issubclass(queryset.model, Record):
            return queryset.filter(identity__in=Identity.objects.known_as(*value))
        return queryset.filter(public_id__in=value)


class TextsFilter(django_filters.BaseInFilter, django_filters.CharFilter):
    """Several texts with commas between them, at most 200."""

    base_field_class = ListField


class ChoicesFilter(django_filters.BaseInFilter, django_filters.ChoiceFilter):
    """Several values of a list of values, with commas between them."""

    base_field_class = ListField


class OrderingFilter(django_filters.ChoiceFilter):
    """The order of the list: one of its named orderings, the first unless asked."""

    def __init__(self, *orderings: Ordering) -> None:
        """Take the orderings, the usual one first."""
        self.orderings = {ordering.name: ordering for ordering in orderings}
        super().__init__(
            choices=[(name, name) for name in self.orderings],
            empty_label=None,
            help_text=f"The order of the rows; {orderings[0].name} unless given.",
        )

    def filter(self, queryset: QuerySet[Any], value: str) -> QuerySet[Any]:
        """Keep every row: the order is the page's."""
        return queryset

    def chosen(self, name: str | None) -> Ordering:
        """Return the ordering of that name, the usual one for none."""
        return self.orderings[name] if name else next(iter(self.orderings.values()))


class RecordFilterSet(django_filters.FilterSet):
    """A list of one type of row, of what is live at the moment `at`.

    A subclass names the model, its filters, `ordering`, the `facets` that it is counted by and the
    `words` of a row that `q` reads, its own and those of others as far as they are live. Every
    parameter is refused that is unknown, given twice or malformed; `beside` names those that its
    page knows besides. `today` is the day on which the first page was read, in the newsroom's time
    zone.
    """

    ordering: OrderingFilter
    words: ClassVar[Sequence[str | Combinable]]
    facets: ClassVar[Sequence[Facet]] = ()

    q = django_filters.CharFilter(
        method="saying",
        max_length=LONGEST_QUESTION,
        help_text="Words that it says, as a search box takes them: “a phrase”, or, -without",
    )
    id__in = IdsFilter(field_name="public_id", help_text="Ids with commas between them, up to 200")
    updated_since = django_filters.IsoDateTimeFilter(
        method="changed_since", help_text="What changed at or after this moment (ISO 8601)"
    )
    cursor = django_filters.CharFilter(
        method="jointly", help_text="The place of a page, as `next` and `previous` give it"
    )

    def __init__(
        self,
        data: QueryDict,
        queryset: QuerySet[Any] | None = None,
        *,
        at: datetime,
        beside: Collection[str] = (),
        **options: Any,
    ) -> None:
        """Take the address's parameters and the moment; `queryset` is what is live then."""
        if queryset is None:
            queryset = self._meta.model._default_manager.live(at)
        super().__init__(data, queryset, **options)
        self.at = at
        self.beside = beside

    @cached_property
    def refusals(self) -> list[Refusal]:
        """Why parameters are refused; empty where the list can be shown. Queries nothing."""
        known = {*self.filters, *self.beside}
        refused = [unknown(name, known) for name in self.data if name not in known]
        refused += [repeated(name) for name in self.data if len(self.data.getlist(name)) > 1]
        for name, errors in self.form.errors.get_json_data().items():
            refused += [self._malformed(name, error) for error in errors]
        if "cursor" in self.filters and "ordering" not in self.form.errors:
            try:
                self.place  # noqa: B018
            except CursorError as error:
                refused.append(Refusal("cursor", "invalid_cursor", str(error)))
        return refused

    def is_valid(self) -> bool:
        """Return whether nothing is refused."""
        return not self.refusals

    @cached_property
    def order(self) -> Ordering:
        """The ordering asked for."""
        chosen: Ordering = self.filters["ordering"].chosen(self.data.get("ordering"))
        return chosen

    @cached_property
    def name(self) -> str:
        """What tells this list from others, its type, filters and ordering, as cursors keep it."""
        return paging.list_name(self._meta.model._meta.model_name, self.order.name, self.asked)

    @cached_property
    def asked(self) -> tuple[tuple[str, str], ...]:
        """What is asked of the rows, by the parameters' names: neither order nor page."""
        return tuple(
            sorted(
                (name, value)
                for name, value in self.data.items()
                if name in self.filters and name not in ("cursor", "ordering")
            )
        )

    @cached_property
    def place(self) -> Cursor | None:
        """The cursor given; raises `CursorError` where it is not of this list."""
        token = self.data.get("cursor")
        return Cursor.read(token, of=self.name) if token else None

    @cached_property
    def today(self) -> date:
        """The day of the first page: what is current is asked of it."""
        return self.place.day if self.place else timezone.localdate(self.at)

    @cached_property
    def keys(self) -> QuerySet[Any, Any]:
        """The keys of the list's rows, in no order: what is counted."""
        keys: QuerySet[Any, Any] = self.qs.order_by().values("pk")
        return keys

    def page(self, size: int, queryset: QuerySet[Any] | None = None) -> Page[Any]:
        """Return the page asked for; one query. `queryset` is `qs` with what it fetches along."""
        return paging.page(
            self.qs if queryset is None else queryset,
            self.order,
            size=size,
            of=self.name,
            day=self.today,
            at=self.place,
        )

    def otherwise(self, **changes: str | None) -> Self:
        """Return the same list of the same day, asked otherwise; None drops a parameter."""
        data = self.data.copy()
        for name, value in {**changes, "cursor": None}.items():
            data.pop(name, None)
            if value is not None:
                data[name] = value
        other = type(self)(data, at=self.at, beside=self.beside)
        other.place, other.today = self.place, self.today
        return other

    def changed_since(self, queryset: QuerySet[Any], _: str, moment: datetime) -> QuerySet[Any]:
        """Keep the rows that the ledger told of at or after the moment."""
        told = Change.objects.numbered().of(OuterRef("public_id")).filter(at__gte=moment)
        return queryset.filter(Exists(told))

    def saying(self, queryset: QuerySet[Any], _: str, question: str) -> QuerySet[Any]:
        """Keep the rows whose words answer the question."""
        return words.saying(queryset, [*self.words, *self.words_beside()], question)

    def words_beside(self) -> Sequence[Combinable]:
        """Return what `q` reads beside the row's own words: what is live alone."""
        return ()

    def jointly(self, queryset: QuerySet[Any], _: str, __: str) -> QuerySet[Any]:
        """Keep every row: what is asked here is answered together with other parameters."""
        return queryset

    def _malformed(self, name: str, error: dict[str, Any]) -> Refusal:
        allowed = tuple(value for value, _ in choices_of(self, name))
        near = get_close_matches(self.data.get(name, ""), allowed, n=1)
        return Refusal(name, "invalid_value", error["message"], near[0] if near else None, allowed)
