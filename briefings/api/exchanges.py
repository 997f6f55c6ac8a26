"""Exchanges as JSON."""

from __future__ import annotations

from briefings.api.documents import Resource
from briefings.documents.exchanges import Exchanges
from briefings.filters.exchanges import ExchangeFilterSet


class ExchangeResource(Resource):
    """Exchanges of detainees, each entered once."""

    documents = Exchanges()
    filterset_class = ExchangeFilterSet
