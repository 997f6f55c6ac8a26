"""Tenures as JSON."""

from __future__ import annotations

from briefings.api.days import OfDayResource
from briefings.documents.tenures import Tenures
from briefings.filters.tenures import TenureFilterSet


class TenureResource(OfDayResource):
    """Who held which office, from when until when, and whether on a day."""

    documents = Tenures()
    filterset_class = TenureFilterSet
