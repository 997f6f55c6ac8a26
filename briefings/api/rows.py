"""The fields that every row's JSON has, every record's, and what comes with them."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from briefings.api.shapes import SERIALIZED
from briefings.documents import citations, rows
from briefings.documents.mentions import TYPE_CHOICES, TYPES, page_url, resource_url
from briefings.models import Citation, Correction, PartialDate
from briefings.models.dates import PartialDateJSON
from briefings.timelines import corrections_told

Serializer = serializers.Serializer[Any]


class PartialDateSerializer(Serializer):
    """What is known of a day: the days it may be, both included; a side that is open is null."""

    value = serializers.CharField(help_text="EDTF: 1861, 1861-03, 1861-03-05, 2018-07/.., 1861~")
    precision = serializers.ChoiceField(choices=["day", "month", "year", "interval"])
    earliest = serializers.DateField(allow_null=True)
    latest = serializers.DateField(allow_null=True)
    about = serializers.BooleanField()


@extend_schema_field(PartialDateSerializer(allow_null=True))
class PartialDateField(serializers.Field[Any, Any, Any, Any]):
    """A partial date, as the days it may be; null is unknown."""

    def to_representation(self, value: PartialDate) -> PartialDateJSON:
        """Return the date's JSON."""
        return value.as_json()


class Text(serializers.CharField):
    """Words; null where there are none, never an empty text."""

    def __init__(self, **options: Any) -> None:
        super().__init__(allow_null=True, **options)

    def to_representation(self, value: str) -> Any:
        """Return the words or None."""
        return value or None


class Label(serializers.CharField):
    """What readers call a chosen value: `source` is the method that says it.

    It is asked straight away: the framework inspects a method each time before it calls it, which
    took a quarter of a list of meetings.
    """

    def get_attribute(self, instance: Any) -> Any:
        """Return the words."""
        return getattr(instance, str(self.source))()


class Choice(serializers.ChoiceField):
    """One of a list of values; null where none is said, never an empty text."""

    def __init__(self, choices: Any, **options: Any) -> None:
        super().__init__(choices, allow_null=True, **options)

    def to_representation(self, value: str) -> Any:
        """Return the value or None."""
        return value or None


class RowInShortSerializer(Serializer):
    """A row within another's JSON: by `id` it is the row at `url`."""

    id = serializers.UUIDField(source="public_id")
    type = serializers.SerializerMethodField()
    url = serializers.SerializerMethodField()

    @extend_schema_field(serializers.ChoiceField(choices=TYPE_CHOICES))
    def get_type(self, row: Any) -> str:
        """Return the type's name, as in `changes/`."""
        return TYPES[type(row)]

    @extend_schema_field(serializers.URLField())
    def get_url(self, row: Any) -> str:
        """Return the address of the row's JSON."""
        return resource_url(TYPES[type(row)], row.public_id)


class RowSerializer(RowInShortSerializer):
    """What every row says of itself, whichever its type."""

    version = serializers.IntegerField(
        source="last_seq", help_text="The number of its last change in `changes/`"
    )
    content_updated_at = serializers.DateTimeField(
        source="last_content_at", help_text="When what it says last changed"
    )
    updated_at = serializers.DateTimeField(
        source="last_told_at", help_text="When anything about it last changed"
    )

    def get_fields(self) -> dict[str, Any]:
        """Return the fields; of the answer's own rows only those asked for."""
        fields = super().get_fields()
        names = self.context.get("names")
        if names is None or self.root not in (self, self.parent):
            return fields
        return {name: field for name, field in fields.items() if name in names}


class RecordSerializer(RowSerializer):
    """What every record says of itself: a row with an address and a page."""

    slug = serializers.SlugField()
    web_url = serializers.SerializerMethodField()

    @extend_schema_field(serializers.URLField(allow_null=True))
    def get_web_url(self, record: Any) -> str | None:
        """Return the address of the record's page; None for a type that has none."""
        return page_url(TYPES[type(record)], record.slug)


class IdentifierSerializer(Serializer):
    """An id in somebody else's list."""

    scheme = serializers.CharField(help_text="wikidata, viaf, iso3166 …")
    value = serializers.CharField()


class CorrectionSerializer(Serializer):
    """Dated words on what was changed."""

    id = serializers.UUIDField(source="public_id")
    kind = serializers.ChoiceField(choices=Correction.Kind.choices)
    kind_label = serializers.CharField()
    words = serializers.CharField()
    told_at = serializers.DateTimeField(help_text="When readers were told")


class CitationSerializer(Serializer):
    """A source, and what is taken from it here."""

    id = serializers.UUIDField(source="source.public_id")
    publisher = serializers.CharField(source="source.publisher")
    title = serializers.CharField(source="source.title")
    url = Text(source="source.url")
    archived_url = Text(source="source.archived_url")
    published_on = PartialDateField(source="source.published_on")
    accessed_on = serializers.DateField(source="source.accessed_on", allow_null=True)
    quote = Text()
    page = Text()
    stance = serializers.ChoiceField(choices=Citation.Stance.choices)
    says = Text(help_text="What this source says, where it differs")
    date_of = Choice(Citation.DateOf.choices, help_text="Which date of the fact this source gives")
    says_on = PartialDateField(help_text="The date that it gives; the fact's is over all of them")


class WholeRecordSerializer(RecordSerializer):
    """A record at its own address: with its identifiers and corrections."""

    identifiers = IdentifierSerializer(source="identifiers_as_json", many=True)
    corrections = serializers.SerializerMethodField()

    @extend_schema_field(CorrectionSerializer(many=True))
    def get_corrections(self, record: Any) -> Any:
        """Return what readers were told, the latest first."""
        return CorrectionSerializer(corrections_told(record), many=True).data


SERIALIZED |= {
    PartialDateJSON: PartialDateSerializer,
    citations.Citation: CitationSerializer,
    rows.Correction: CorrectionSerializer,
    rows.Identifier: IdentifierSerializer,
}
