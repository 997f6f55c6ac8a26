"""Show what was typed on a page that cannot be saved any more, so that it is not lost."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import Field, Model
from django.http import QueryDict

from briefings.admin.buttons import Button
from briefings.admin.versions import saved_by
from briefings.history import last_version

ROW = re.compile(r"(?P<group>.+?)-(?P<number>\d+)-(?P<field>.+)", re.DOTALL)
UNTYPED = ("id", "DELETE")


def typed_words(model: type[Model], data: QueryDict) -> Iterator[tuple[str, str]]:
    """Yield the label and text of each field typed on a model's page; a query for each relation."""
    groups = {each.get_accessor_name(): each.related_model for each in model._meta.related_objects}
    for name, values in data.lists():
        words = "\n".join(filter(None, values))
        if not words or name.startswith(("_", "csrf")) or "__prefix__" in name:
            continue
        found = ROW.fullmatch(name)
        if found is None:
            if field := _field(model, name):
                yield _label(field), _display(field, words)
        elif found["field"] not in UNTYPED and (child := groups.get(found["group"])):
            field = _field(child, found["field"])
            if field is None or field.related_model is not model:
                where = f"{str(child._meta.verbose_name).capitalize()} {int(found['number']) + 1}"
                label = _label(field) if field else found["field"]
                yield f"{where}, {label.lower()}", _display(field, words)


def typed_for_button(buttons: Iterable[Button], data: QueryDict) -> Iterator[tuple[str, str]]:
    """Yield the label and text of each field that was typed for the button that was pressed."""
    for button in buttons:
        if button.name == data.get("_press"):
            for field in button.build_form(data).visible_fields():
                if isinstance(field.field, forms.CharField) and (words := field.value()):
                    yield f"{button.label}, {field.label.lower()}", str(words)


def last_saved(model: type[Model], key: str, by: User) -> str:
    """Return who last changed or deleted a row, and when; "" if the history does not have it."""
    kept = last_version(model, int(key)) if key.isdecimal() else None
    return saved_by(kept, by) if kept else ""


def _field(model: type[Model], name: str) -> Field[Any, Any] | None:
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    return field if isinstance(field, Field) else None


def _label(field: Field[Any, Any]) -> str:
    return str(field.verbose_name).capitalize()


def _display(field: Field[Any, Any] | None, words: str) -> str:
    if field is None:
        return words
    related: Any = field.related_model
    if related is not None:
        try:
            return str(related._default_manager.filter(pk=words).first() or words)
        except (ValidationError, ValueError, TypeError, OverflowError):
            return words
    return str(dict(field.flatchoices).get(words, words))
