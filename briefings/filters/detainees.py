"""The list of detainees."""

from __future__ import annotations

from django.db.models import QuerySet

from briefings.filters.base import OrderingFilter, RecordFilter, named
from briefings.filters.detentions import CustodyFilterSet, citizens
from briefings.models import Detainee
from briefings.paging import both_ways


class DetaineeFilterSet(CustodyFilterSet):
    """Detainees by nationality, and by who held them, where, on which day.

    `as_of` alone keeps who was held that day; who was restricted is asked with `status`. Whose
    name is withheld is found and sorted by the description alone.
    """

    detained_row = "detainee"

    nationality = RecordFilter(
        "country", method="of_citizens", help_text="Citizen of this country: code, slug or id"
    )
    ordering = OrderingFilter(*both_ways("name", "public_sort_name"))

    class Meta:
        model = Detainee
        fields: list[str] = []

    def of_citizens(self, queryset: QuerySet[Detainee], _: str, value: str) -> QuerySet[Detainee]:
        """Keep the citizens of the country."""
        return queryset.filter(citizens("pk", named("country", value, self.at)))
