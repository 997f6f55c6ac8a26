"""Detainees as JSON."""

from __future__ import annotations

from briefings.api.days import OfDayResource
from briefings.documents.detainees import Detainees
from briefings.filters.detainees import DetaineeFilterSet


class DetaineeResource(OfDayResource):
    """Persons who are or were detained, and how it stood on a day."""

    documents = Detainees()
    filterset_class = DetaineeFilterSet
