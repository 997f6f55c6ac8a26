"""The list of sources."""

from __future__ import annotations

from uuid import UUID

import django_filters
from django.db.models import Exists, OuterRef, QuerySet

from briefings.filters.base import RecordFilterSet
from briefings.filters.parameters import OrderingFilter
from briefings.models import Citation, Identity, Source
from briefings.paging import both_ways


class SourceFilterSet(RecordFilterSet):
    """Sources by publisher and by the record that cites them; `q` searches publisher and title."""

    words = ("publisher", "title")

    publisher = django_filters.CharFilter(help_text="The publisher, written as here")
    cited_by = django_filters.UUIDFilter(
        method="cited_on", help_text="Cited on the page of the record with this id"
    )
    ordering = OrderingFilter(*both_ways("publisher", "publisher"))

    class Meta:
        model = Source
        fields: list[str] = []

    def cited_on(self, queryset: QuerySet[Source], _: str, public_id: UUID) -> QuerySet[Source]:
        """Keep the sources that a live fact of the record cites, if it tells no withheld name."""
        records = Identity.objects.with_public_ids(public_id)
        citations = Citation.objects.live(self.at).discreet().filter(record__in=records)
        return queryset.filter(Exists(citations.filter(source=OuterRef("pk"))))
