"""The list of topics."""

from __future__ import annotations

from briefings.filters.base import RecordFilterSet
from briefings.filters.parameters import OrderingFilter
from briefings.models import Topic
from briefings.paging import both_ways


class TopicFilterSet(RecordFilterSet):
    """Topics, by name; `q` searches their names and description."""

    words = ("name", "other_names", "description")

    ordering = OrderingFilter(*both_ways("name", "name"))

    class Meta:
        model = Topic
        fields: list[str] = []
