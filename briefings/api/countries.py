"""Countries as JSON."""

from __future__ import annotations

from briefings.api.documents import Resource
from briefings.documents.countries import Countries
from briefings.filters.countries import CountryFilterSet


class CountryResource(Resource):
    """States under the names they had."""

    documents = Countries()
    filterset_class = CountryFilterSet
