"""The list of tenures."""

from __future__ import annotations

import django_filters

from briefings.filters.base import ChoicesFilter, OrderingFilter, RecordFilter
from briefings.filters.held import HeldFilterSet
from briefings.models import Tenure
from briefings.models.tenures import EARLIEST_START, EARLIEST_START_DOWNWARDS
from briefings.paging import Ordering


class TenureFilterSet(HeldFilterSet):
    """Tenures by official, office and what is known of their end."""

    official = RecordFilter("official", method="jointly", help_text="The official")
    office = RecordFilter("office", method="jointly", help_text="The office")
    country = RecordFilter(
        "country", field_name="office__country", help_text="The country whose office it is"
    )
    organization = RecordFilter(
        "organization",
        field_name="office__organization",
        help_text="The organization whose office it is",
    )
    status = django_filters.ChoiceFilter(
        choices=Tenure.Status.choices, empty_label=None, help_text="Served, or only named"
    )
    acting = django_filters.TypedChoiceFilter(
        choices=[("true", "Acting"), ("false", "Not acting")],
        coerce=lambda value: value == "true",
        help_text="Whether the office was held for another",
    )
    end_status = django_filters.ChoiceFilter(
        choices=Tenure.EndStatus.choices, empty_label=None, help_text="What is known of the end"
    )
    end_status__in = ChoicesFilter(
        field_name="end_status",
        choices=Tenure.EndStatus.choices,
        help_text="What is known of the end, with commas between the values",
    )
    ordering = OrderingFilter(
        Ordering("-start", EARLIEST_START_DOWNWARDS, descending=True),
        Ordering("start", EARLIEST_START),
    )

    class Meta:
        model = Tenure
        fields: list[str] = []
