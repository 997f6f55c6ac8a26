"""Meetings as JSON."""

from __future__ import annotations

from briefings.api.days import OfDayResource
from briefings.documents.meetings import Meetings
from briefings.filters.meetings import MeetingFilterSet


class MeetingResource(OfDayResource):
    """Engagements of every kind, from a call to a summit."""

    documents = Meetings()
    filterset_class = MeetingFilterSet
    moving = True
