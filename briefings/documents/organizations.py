"""What the public may see of organizations."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from briefings.documents.builder import Documents
from briefings.documents.mentions import Mention, mention
from briefings.documents.rows import Record, WholeRecord, of_whole_record
from briefings.models import Organization


class OrganizationInList(Record):
    """A body that holds offices and speaks; `country` null: of no one country."""

    name: str
    other_names: list[str]
    country: Mention | None


class OrganizationDocument(OrganizationInList, WholeRecord):
    """A body at its own address."""


class Organizations(Documents[Organization]):
    """The documents of organizations."""

    name = "organization"
    model = Organization
    in_list = OrganizationInList
    whole = OrganizationDocument

    def fetched(self, rows: QuerySet[Organization], at: datetime) -> QuerySet[Organization]:
        """Return the organizations with their country."""
        return rows.select_related("country")

    def document(self, row: Organization, at: datetime) -> OrganizationDocument:
        """Return the document of an organization."""
        return {
            **of_whole_record(row),
            "name": row.name,
            "other_names": row.other_names,
            "country": mention(row.country, at),
        }
