"""The short form of a record: how every other record's JSON names it."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from briefings.api.shapes import SERIALIZED
from briefings.documents.mentions import (
    RECORD_TYPE_CHOICES,
    Mention,
    of_identity,
    of_record,
)
from briefings.models import Identity


class MentionSerializer(serializers.Serializer[Any]):
    """The declared shape of a short form."""

    id = serializers.UUIDField()
    type = serializers.ChoiceField(choices=RECORD_TYPE_CHOICES)
    label = serializers.CharField(  # type: ignore[assignment]
        allow_null=True, help_text="What it is called today; a copy: join by `id`"
    )
    url = serializers.URLField()
    web_url = serializers.URLField(allow_null=True, help_text="null: it has no page")


SERIALIZED[Mention] = MentionSerializer


@extend_schema_field(MentionSerializer(allow_null=True))
class RecordMention(serializers.Field[Any, Any, Any, Any]):
    """A related record in short; null where there is none, or it is not public."""

    def to_representation(self, record: Any) -> Mention | None:
        """Return the short form of a published record."""
        if not record.is_live(self.context["at"]):
            return None
        return of_record(record)


@extend_schema_field(MentionSerializer(allow_null=True))
class IdentityMention(serializers.Field[Any, Any, Any, Any]):
    """Any record in short; null where there is none, or it is not public."""

    def to_representation(self, identity: Identity) -> Mention | None:
        """Return the short form of a record known by its identity."""
        if not identity.is_live(self.context["at"]):
            return None
        return of_identity(identity)
