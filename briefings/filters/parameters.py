"""Kinds of parameter of a list: a record, a partial date, several values, an order."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django_filters.fields import BaseCSVField

from briefings.filters.naming import records_named
from briefings.models import Identity, Record
from briefings.models.date_fields import HELP_TEXT, PartialDateFormField
from briefings.models.date_words import excerpt
from briefings.paging import Ordering

LISTED = 200  # values


class RecordFilter(django_filters.CharFilter):
    """A related record, by id, slug (former ones too) or the code of a country."""

    def __init__(self, type_: str, **options: Any) -> None:
        """Take the type's name in `RECORD_TYPES`."""
        super().__init__(**options)
        self.type = type_

    def filter(self, queryset: QuerySet[Any], value: str) -> QuerySet[Any]:
        """Keep the rows of the record; none if no such record is live."""
        if not value:
            return queryset
        records = records_named(self.type, value, self.parent.at)
        return queryset.filter(**{f"{self.field_name}__in": records})


class AskedDateField(PartialDateFormField):
    """A partial date in an address: refused, it is told how EDTF is written."""

    examples = HELP_TEXT


class PartialDateFilter(django_filters.CharFilter):
    """A day, month, year or interval, as partial dates are written."""

    field_class = AskedDateField


class IdField(forms.UUIDField):
    """A public id."""

    def to_python(self, value: Any) -> Any:
        """Return the id; raises ValidationError that says which is none."""
        try:
            return super().to_python(value)
        except ValidationError:
            raise ValidationError(f"“{excerpt(value)}” is not an id.", code="invalid") from None


class ListField(BaseCSVField):
    """Values with commas between them, at most 200."""

    most = LISTED

    def clean(self, value: Any) -> Any:
        """Clean each value; raises ValidationError for too many values, or for an empty one."""
        if value and len(value) > self.most:
            raise ValidationError(f"At most {self.most} values can be given.")
        if value and not all(map(str.strip, value)):
            raise ValidationError("A value is empty: write them as a,b,c.")
        return super().clean(value)


class IdsFilter(django_filters.BaseInFilter, django_filters.UUIDFilter):
    """Several public ids with commas between them, at most 200."""

    base_field_class = ListField
    field_class = IdField

    def filter(self, queryset: QuerySet[Any], value: list[UUID] | None) -> QuerySet[Any]:
        """Keep the rows with these ids; of a merged record its survivor."""
        if not value:
            return queryset
        if issubclass(queryset.model, Record):
            return queryset.filter(identity__in=Identity.objects.with_public_ids(*value))
        return queryset.filter(public_id__in=value)


class ChoicesFilter(django_filters.BaseInFilter, django_filters.ChoiceFilter):
    """Several choices with commas between them."""

    base_field_class = ListField


class OrderingFilter(django_filters.ChoiceFilter):
    """The order of the list: one of its named orderings, the first by default."""

    def __init__(self, *orderings: Ordering) -> None:
        """Take the orderings, the default first."""
        self.orderings = {ordering.name: ordering for ordering in orderings}
        super().__init__(
            choices=[(name, name) for name in self.orderings],
            empty_label=None,
            help_text=f"The order of the rows; {orderings[0].name} unless given.",
        )

    def filter(self, queryset: QuerySet[Any], value: str) -> QuerySet[Any]:
        """Keep every row: `RecordFilterSet.page` sorts them."""
        return queryset

    def chosen(self, name: str | None) -> Ordering:
        """Return the ordering of that name; the default for None and for what is refused."""
        return self.orderings.get(name or "") or next(iter(self.orderings.values()))


class FewField(ListField):
    """Values with commas between them, at most 10, because each is a condition of its own."""

    most = 10


class SomeField(ListField):
    """Values with commas between them, at most 20, because each is looked up."""

    most = 20


class TextsFilter(django_filters.BaseInFilter, django_filters.CharFilter):
    """Several texts with commas between them, at most 200."""

    base_field_class = ListField


class RecordsFilter(django_filters.BaseInFilter, RecordFilter):
    """Any of several related records, with commas between them, at most 20."""

    base_field_class = SomeField
