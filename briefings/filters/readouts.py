"""The list of readouts."""

from __future__ import annotations

from briefings.filters.base import RecordFilterSet
from briefings.filters.parameters import OrderingFilter, RecordFilter
from briefings.models import Readout
from briefings.paging import both_ways


class ReadoutFilterSet(RecordFilterSet):
    """Readouts by what they are of, and whose; in order of entry. `q` searches their words."""

    words = ("words",)

    meeting = RecordFilter("meeting", help_text="Of this meeting")
    visit = RecordFilter("visit", help_text="Of this visit")
    country = RecordFilter("country", help_text="The country whose readout it is")
    organization = RecordFilter("organization", help_text="The organization whose readout it is")
    ordering = OrderingFilter(*both_ways("entered", "pk"))

    class Meta:
        model = Readout
        fields: list[str] = []
