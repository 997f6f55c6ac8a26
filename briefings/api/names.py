"""The names of persons as JSON, and the keeping of one that is withheld."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from briefings.api.rows import Label, Serializer, Text
from briefings.api.shapes import SERIALIZED
from briefings.documents.names import Name
from briefings.models import Detainee
from briefings.models.names import PersonName


class NameSerializer(Serializer):
    """Another name; `lang` and `script` are BCP 47 subtags, null where they are not said."""

    value = serializers.CharField(source="name")
    kind = serializers.ChoiceField(choices=PersonName.Kind.choices)
    kind_label = Label(source="get_kind_display")
    lang = Text(source="language")
    script = Text()


SERIALIZED[Name] = NameSerializer


@extend_schema_field(NameSerializer(many=True))
class OtherNames(serializers.Field[Any, Any, Any, Any]):
    """The other names of a person, as far as they are shown to readers."""

    def to_representation(self, names: Any) -> Any:
        """Return the names' JSON; they are to be fetched along."""
        shown = [name for name in names.all() if name.shown]
        return NameSerializer(shown, many=True).data


def discreet(said: Any, person: Detainee) -> Any:
    """Return the JSON of a person's case, null in place of texts that tell a withheld name."""
    if not person.name_withheld:
        return said
    if isinstance(said, str):
        return person.discreet(said) or None
    if isinstance(said, dict):
        return {key: discreet(value, person) for key, value in said.items()}
    return [discreet(value, person) for value in said] if isinstance(said, list) else said
