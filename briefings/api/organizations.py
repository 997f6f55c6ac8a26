"""Organizations as JSON."""

from __future__ import annotations

from briefings.api.documents import DocumentResource
from briefings.documents.organizations import Organizations
from briefings.filters.organizations import OrganizationFilterSet


class OrganizationResource(DocumentResource):
    """Ministries, parties, international organizations."""

    documents = Organizations()
    filterset_class = OrganizationFilterSet
