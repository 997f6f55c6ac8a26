"""The short form of a record: how every other record's JSON names it."""

from __future__ import annotations

from typing import Any, TypedDict
from uuid import UUID

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from briefings.addresses import path_of
from briefings.models import (
    CustodyEvent,
    Detainee,
    Detention,
    Exchange,
    Identity,
    Image,
    Participant,
    Readout,
    Record,
    Row,
    Source,
    Statement,
    StatusChange,
    Tenure,
)
from briefings.models.record_types import RECORD_TYPES, page_path

PLURALS = {name: record_type.plural for name, record_type in RECORD_TYPES.items()} | {
    "tenure": "tenures",
    "source": "sources",
    "participant": "participants",
    "status-change": "status-changes",
    "readout": "readouts",
    "detention": "detentions",
    "custody-event": "custody-events",
    "exchange": "exchanges",
    "statement": "statements",
    "image": "images",
}
TYPES: dict[type[Row], str] = {
    **{record_type.model: name for name, record_type in RECORD_TYPES.items()},
    Tenure: "tenure",
    Source: "source",
    Participant: "participant",
    StatusChange: "status-change",
    Readout: "readout",
    Detention: "detention",
    CustodyEvent: "custody-event",
    Exchange: "exchange",
    Statement: "statement",
    Image: "image",
}
RECORD_TYPE_CHOICES = [(name, name) for name in RECORD_TYPES]
TYPE_CHOICES = [(name, name) for name in PLURALS]


class Mention(TypedDict):
    """A record in short; `label` and both addresses are copies: join by `id`."""

    id: UUID
    type: str
    label: str | None
    url: str
    web_url: str | None


class MentionSerializer(serializers.Serializer[Any]):
    """The declared shape of a short form."""

    id = serializers.UUIDField()
    type = serializers.ChoiceField(choices=RECORD_TYPE_CHOICES)
    label = serializers.CharField(  # type: ignore[assignment]
        allow_null=True, help_text="What it is called today; a copy: join by `id`"
    )
    url = serializers.URLField()
    web_url = serializers.URLField(allow_null=True, help_text="null: it has no page")


def resource_url(site: str, type_: str, public_id: UUID) -> str:
    """Return the address of a row's JSON; `site` is scheme and host."""
    path = path_of(f"api:{PLURALS[type_]}-detail", public_id)
    return f"{site}{path}"


def page_url(site: str, type_: str, slug: str) -> str | None:
    """Return the address of a record's page; None for a type that has none."""
    path = page_path(type_, slug)
    return None if path is None else site + path


def of_record(record: Record, site: str) -> Mention:
    """Return the short form of a record that is not an article."""
    type_ = TYPES[type(record)]
    return {
        "id": record.public_id,
        "type": type_,
        "label": record.public_name if isinstance(record, Detainee) else str(record),
        "url": resource_url(site, type_, record.public_id),
        "web_url": page_url(site, type_, record.slug),
    }


def of_identity(identity: Identity, site: str) -> Mention:
    """Return the short form of an identity; `label_at`, where it was asked for, is its label."""
    return {
        "id": identity.public_id,
        "type": identity.type,
        "label": getattr(identity, "label_at", identity.label) or None,
        "url": resource_url(site, identity.type, identity.public_id),
        "web_url": page_url(site, identity.type, identity.slug),
    }


@extend_schema_field(MentionSerializer(allow_null=True))
class RecordMention(serializers.Field[Any, Any, Any, Any]):
    """A related record in short; null where there is none, or it is not public."""

    def to_representation(self, record: Any) -> Mention | None:
        """Return the short form of a published record."""
        if not record.is_live(self.context["at"]):
            return None
        return of_record(record, self.context["site"])


class OneOfMention(RecordMention):
    """Whichever of several related records a row has, in short; null if that is not public."""

    def __init__(self, *names: str, **options: Any) -> None:
        """Take the names of the row's foreign keys, of which it has at most one."""
        super().__init__(**options)
        self.names = names

    def get_attribute(self, row: Any) -> Any:
        """Return the row itself."""
        return row

    def to_representation(self, row: Any) -> Mention | None:
        """Return the short form of the one record that the row has."""
        for name in self.names:
            record = getattr(row, name)
            if record is not None:
                return super().to_representation(record)
        return None


class PublicMentions(serializers.ListField):
    """Related records in short, without those that are not public."""

    def to_representation(self, rows: Any) -> list[Any]:
        """Return the short forms that there are."""
        return [mention for mention in super().to_representation(rows) if mention]


@extend_schema_field(MentionSerializer(allow_null=True))
class IdentityMention(serializers.Field[Any, Any, Any, Any]):
    """Any record in short; null where there is none, or it is not public."""

    def to_representation(self, identity: Identity) -> Mention | None:
        """Return the short form of a record known by its identity."""
        if not identity.is_live(self.context["at"]):
            return None
        return of_identity(identity, self.context["site"])
