"""Filters by who held which office when, shared by tenures, officials and offices."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, QuerySet

from briefings.filters.dated import DatedFilterSet
from briefings.filters.naming import records_named
from briefings.filters.parameters import ChoicesFilter, PartialDateFilter
from briefings.models import Office, Tenure
from briefings.models.tenures import TenureQuerySet

KINDS = Office.Kind.choices


class HeldFilterSet(DatedFilterSet):
    """A list filtered by tenures.

    One tenure must meet all conditions: "foreign minister in June" does not find who is foreign
    minister and held another office in June. `held_by_row` is the tenure's foreign key to the rows;
    None if the rows are the tenures.
    """

    held_by_row: str | None = None

    as_of = PartialDateFilter(
        method="keep_all",
        help_text="Held on this day, or on some day of a month or year (2023, 2023-06, 2023-06-19)",
    )
    current = django_filters.ChoiceFilter(
        method="keep_all",
        choices=[("true", "Held today")],
        empty_label=None,
        help_text="Certainly held today",
    )
    office_kind = django_filters.ChoiceFilter(
        method="keep_all", choices=KINDS, empty_label=None, help_text="Kind of the office"
    )
    office_kind__in = ChoicesFilter(
        method="keep_all", choices=KINDS, help_text="Kinds of office with commas between them"
    )

    def filter_queryset(self, queryset: Any) -> QuerySet[Any]:
        """Apply all parameters; those about holding an office must be met by one tenure."""
        kept: Any = super().filter_queryset(queryset)
        if self.held_by_row is None:
            return self.matching_tenures(kept)
        every = Tenure.objects.live(self.at)
        held = self.matching_tenures(every)
        if held is not every:
            kept = kept.filter(Exists(held.filter(**{self.held_by_row: OuterRef("pk")})))
        rows: QuerySet[Any] = kept
        return rows

    def matching_tenures(self, tenures: TenureQuerySet) -> TenureQuerySet:
        """Keep the tenures that meet all conditions about holding an office.

        Returns `tenures` itself if there is no condition.
        """
        asked = self.form.cleaned_data
        day = asked["as_of"]
        if day:
            tenures = tenures.during(day, today=self.today, certainly=self.certain)
        if asked["current"]:
            tenures = tenures.during(self.today, today=self.today, certainly=True)
        for name in ("office", "official"):
            if asked.get(name):
                tenures = tenures.filter(
                    **{f"{name}__in": records_named(name, asked[name], self.at)}
                )
        if asked.get("office_kind"):
            tenures = tenures.filter(office__kind=asked["office_kind"])
        if asked.get("office_kind__in"):
            tenures = tenures.filter(office__kind__in=asked["office_kind__in"])
        return tenures
