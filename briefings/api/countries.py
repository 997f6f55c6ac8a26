"""Countries as JSON."""

from __future__ import annotations

from briefings.api.documents import DocumentResource
from briefings.documents.countries import Countries
from briefings.filters.countries import CountryFilterSet


class CountryResource(DocumentResource):
    """States under the names they had."""

    documents = Countries()
    filterset_class = CountryFilterSet
