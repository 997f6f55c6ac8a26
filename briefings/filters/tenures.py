"""The list of tenures."""

from __future__ import annotations

from collections.abc import Sequence

import django_filters
from django.db.models import OuterRef
from django.db.models.expressions import Combinable

from briefings.filters.facets import Facet
from briefings.filters.held import HeldFilterSet
from briefings.filters.parameters import ChoicesFilter, OrderingFilter, RecordFilter, RecordsFilter
from briefings.filters.words import words_of
from briefings.models import OfficialName, Tenure
from briefings.models.tenures import EARLIEST_START, EARLIEST_START_DOWNWARDS
from briefings.paging import Ordering


class TenureFilterSet(HeldFilterSet):
    """Tenures by official, office and what is known of their end.

    `q` searches all names of the official, the titles of the office and the note.
    """

    words = ("official__full_name", "office__title", "office__other_titles", "note")
    facets = (Facet("country", "Country"), Facet("status", "Status"), Facet("end_status", "End"))

    official = RecordFilter("official", method="keep_all", help_text="The official")
    office = RecordFilter("office", method="keep_all", help_text="The office")
    country = RecordFilter(
        "country", field_name="office__country", help_text="The country whose office it is"
    )
    country__in = RecordsFilter(
        "country", field_name="office__country", help_text="Countries with commas between them"
    )
    organization = RecordFilter(
        "organization",
        field_name="office__organization",
        help_text="The organization whose office it is",
    )
    status = django_filters.ChoiceFilter(
        choices=Tenure.Status.choices, empty_label=None, help_text="Served, or only named"
    )
    status__in = ChoicesFilter(
        field_name="status",
        choices=Tenure.Status.choices,
        help_text="Served, or only named, with commas between the values",
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

    def related_words(self) -> Sequence[Combinable]:
        """Return the other names of the official."""
        return [words_of(OfficialName.objects.filter(official=OuterRef("official")), "name")]
