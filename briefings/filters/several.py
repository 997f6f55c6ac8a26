"""Filters by several texts or related records in one parameter."""

from __future__ import annotations

import django_filters

from briefings.filters.base import ListField, RecordFilter


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
