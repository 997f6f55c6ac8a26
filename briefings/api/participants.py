"""Participants as JSON, with the offices that they held on the day."""

from __future__ import annotations

from briefings.api.days import OfDayResource
from briefings.documents.participants import Participants
from briefings.filters.participants import ParticipantFilterSet


class ParticipantResource(OfDayResource):
    """Who is at a meeting or on a visit."""

    documents = Participants()
    filterset_class = ParticipantFilterSet
    moving = True
