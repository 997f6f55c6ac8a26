"""Participants as JSON, with the offices that they held on the day."""

from __future__ import annotations

from briefings.api.documents import DocumentOfDayResource
from briefings.documents.participants import Participants
from briefings.filters.participants import ParticipantFilterSet


class ParticipantResource(DocumentOfDayResource):
    """Who is at a meeting or on a visit."""

    documents = Participants()
    filterset_class = ParticipantFilterSet
    moving = True
