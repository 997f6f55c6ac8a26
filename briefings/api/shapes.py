"""The API's schema from the types of documents: what is declared there is described here.

The schema is made by drf-spectacular from serializers; these serialize nothing.
"""

from __future__ import annotations

from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints, is_typeddict

from rest_framework import serializers

from briefings.documents.values import Format
from briefings.models.dates import PartialDateJSON

Field = serializers.Field[Any, Any, Any, Any]
Serializer = serializers.Serializer[Any]

OF_FORMAT: dict[Format, type[Field]] = {
    Format.ADDRESS: serializers.URLField,
    Format.DAY: serializers.DateField,
    Format.ID: serializers.UUIDField,
    Format.MOMENT: serializers.DateTimeField,
    Format.SLUG: serializers.SlugField,
}
OF_TYPE: dict[Any, type[Field]] = {
    bool: serializers.BooleanField,
    float: serializers.FloatField,
    int: serializers.IntegerField,
    str: serializers.CharField,
}


class PartialDateSerializer(Serializer):
    """What is known of a day: the days it may be, both included; a side that is open is null."""

    value = serializers.CharField(help_text="EDTF: 1861, 1861-03, 1861-03-05, 2018-07/.., 1861~")
    precision = serializers.ChoiceField(choices=["day", "month", "year", "interval"])
    earliest = serializers.DateField(allow_null=True)
    latest = serializers.DateField(allow_null=True)
    about = serializers.BooleanField()


# Types of the models, which know nothing of the API, and what describes them.
DESCRIBED: dict[Any, type[Serializer]] = {PartialDateJSON: PartialDateSerializer}


@cache
def shape(typed: type[Any], name: str = "") -> type[Serializer]:
    """Return the serializer that describes a TypedDict, under its own name or another.

    Raises TypeError for a type of which nothing is known here.
    """
    if typed in DESCRIBED:
        return DESCRIBED[typed]
    fields: dict[str, Any] = {
        key: _field(hint) for key, hint in get_type_hints(typed, include_extras=True).items()
    }
    name = name or typed.__name__.removesuffix("JSON")
    return type(f"{name}Serializer", (Serializer,), {"__doc__": typed.__doc__, **fields})


def _field(hint: Any, *said: Any) -> Field:
    """Return the field of a type; `said` stands after it and after those that it is within."""
    if get_origin(hint) is Annotated:
        inner, *notes = get_args(hint)
        return _field(inner, *notes, *said)
    options: dict[str, Any] = {}
    if get_origin(hint) in (Union, UnionType):
        [hint] = [each for each in get_args(hint) if each is not NoneType]
        if get_origin(hint) is Annotated:
            inner, *notes = get_args(hint)
            hint, said = inner, (*notes, *said)
        options["allow_null"] = True
    words = [note for note in said if type(note) is str]
    if words:
        options["help_text"] = words[0]
    if get_origin(hint) is list:
        [item] = get_args(hint)
        if is_typeddict(item):
            return shape(item)(many=True, **options)
        notes = [note for note in said if type(note) is not str]
        return serializers.ListField(child=_field(item, *notes), **options)
    if is_typeddict(hint):
        return shape(hint)(**options)
    for note in said:
        if isinstance(note, Format):
            return OF_FORMAT[note](**options)
        if choices := getattr(note, "choices", note if isinstance(note, list) else None):
            return serializers.ChoiceField(choices=choices, **options)
    if hint not in OF_TYPE:
        raise TypeError(f"{hint!r} has no field in the schema")
    return OF_TYPE[hint](**options)
