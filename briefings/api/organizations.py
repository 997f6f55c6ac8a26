"""Organizations as JSON."""

from __future__ import annotations

from briefings.api.documents import Resource
from briefings.documents.organizations import Organizations
from briefings.filters.organizations import OrganizationFilterSet


class OrganizationResource(Resource):
    """Ministries, parties, international organizations."""

    documents = Organizations()
    filterset_class = OrganizationFilterSet
