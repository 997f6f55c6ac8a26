"""The list of changes of status."""

from __future__ import annotations

from uuid import UUID

import django_filters
from django.db.models import QuerySet

from briefings.filters.dated import EventFilterSet
from briefings.filters.facets import Facet
from briefings.filters.parameters import ChoicesFilter, OrderingFilter, RecordFilter
from briefings.models import Participant, StatusChange
from briefings.models.statuses import STATUSES, StatusChangeQuerySet
from briefings.paging import both_ways


class StatusChangeFilterSet(EventFilterSet):
    """Changes of status by what they are of, the status and the day; `q` searches the reason."""

    words = ("reason",)
    facets = (Facet("status", "Status"),)

    meeting = RecordFilter("meeting", help_text="Of this meeting")
    visit = RecordFilter("visit", help_text="Of this visit")
    participant = django_filters.UUIDFilter(
        method="of_participant", help_text="Of the participant with this id"
    )
    status = django_filters.ChoiceFilter(
        choices=STATUSES, empty_label=None, help_text="The status that began"
    )
    status__in = ChoicesFilter(
        field_name="status", choices=STATUSES, help_text="Statuses with commas between them"
    )
    ordering = OrderingFilter(*reversed(both_ways("on", "first_day")))

    class Meta:
        model = StatusChange
        fields: list[str] = []

    def of_participant(
        self, queryset: StatusChangeQuerySet, _: str, public_id: UUID
    ) -> QuerySet[StatusChange]:
        """Keep the changes of one live participant."""
        return queryset.filter(
            participant__in=Participant.objects.live(self.at).filter(public_id=public_id)
        )
