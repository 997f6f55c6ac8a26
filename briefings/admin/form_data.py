"""What a browser sends for a form, as shown and as typed, and values in an editor's words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.formats import date_format

from briefings.models import PartialDate

Data = dict[str, list[str]]
UNCHANGED = object()
# What fields are called at the desk where the record has another word.
WORDS = {
    "slug": "Address",
    "scheme": "In whose list",
    "value": "Number there",
    "url": "Address of its page",
    "archived_url": "Archived copy",
}


def form_data(form: forms.BaseForm) -> Data:
    """Return what a browser would send for an unbound form in which nothing was typed.

    Without files, which it sends only if one is chosen, and without disabled fields.
    """
    data: Data = {}
    for bound in form:
        if not bound.field.disabled:
            data |= _sent(bound.field.widget, bound.html_name, bound.value())
    return data


def names_of(form: forms.BaseForm, name: str, prefix: str) -> list[str]:
    """Return the names under which a browser sends a field of a form with this prefix."""
    return [*_names(form.fields[name].widget, _html_name(name, prefix))]


def shown_value(form: forms.BaseForm, name: str) -> Any:
    """Return the value of a field of an unbound form, to be compared with `typed_value`."""
    if isinstance(form.fields[name], forms.FileField):
        return str(form[name].value() or "")
    if form.fields[name].disabled:
        return UNCHANGED
    return _value(form, name, SentData(form_data(form)), {}, form.prefix or "")


def typed_value(form: forms.BaseForm, name: str, data: Any, files: Any, prefix: str) -> Any:
    """Return the value that was sent for a field under this prefix; the text if it is invalid."""
    field = form.fields[name]
    if field.disabled:
        return UNCHANGED
    if isinstance(field, forms.FileField):
        found = field.widget.value_from_datadict(data, files, _html_name(name, prefix))
        return {None: shown_value(form, name), False: ""}.get(found, found)
    return _value(form, name, data, files, prefix)


def is_sent(form: forms.BaseForm, name: str, data: Any, files: Any, prefix: str) -> bool:
    """Return whether a field was on the page that was sent, under this prefix.

    A browser sends every field, except files not chosen and boxes not ticked: those count as sent.
    """
    field = form.fields[name]
    omitted = field.widget.value_omitted_from_data(data, files, _html_name(name, prefix))
    return isinstance(field, forms.FileField) or not omitted


def changed_fields(form: forms.BaseForm, typed: Any) -> list[str]:
    """Return the names of the form's fields in which something else was typed than is shown."""
    prefix = form.prefix or ""
    return [
        name
        for name in form.fields
        if is_sent(form, name, typed, {}, prefix)
        and typed_value(form, name, typed, {}, prefix) != shown_value(form, name)
    ]


def words_typed(form: Any, typed: Any) -> bool:
    """Return whether other words were typed for a button than its form shows.

    Of its choices a browser sends the first, though nobody has made any.
    """
    words = [name for name, field in form.fields.items() if isinstance(field, forms.CharField)]
    sent = [name for name in words if form.add_prefix(name) in typed]
    return bool({*sent} & {*changed_fields(form, typed)})


def display_value(form: forms.BaseForm, name: str, value: Any) -> str:
    """Return a value as an editor reads it, "" for none; a relation takes a query."""
    field = form.fields[name]
    if value is None or value in ("", []):
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, UploadedFile):
        return str(value.name)
    if isinstance(field, forms.ModelChoiceField):
        keys = value if isinstance(value, list) else [value]
        return ", ".join(map(str, _related(field, keys)))
    if isinstance(field, forms.ChoiceField):
        return str(dict(_flat(field.choices)).get(str(value), value))
    if isinstance(value, datetime):
        return date_format(value, "j F Y, H:i")
    if isinstance(value, list):
        return "\n".join(map(str, value))
    if isinstance(value, PartialDate):
        return str(value)
    return str(getattr(field, "display", str)(value))


class SentData(dict[str, list[str]]):
    """Data that was sent, read as Django reads it: the last value, or all of them."""

    def get(self, key: str, default: Any = None) -> Any:
        return (super().get(key) or [default])[-1]

    def __getitem__(self, key: str) -> Any:
        return super().__getitem__(key)[-1]

    def getlist(self, key: str) -> list[str]:
        return super().get(key, [])


def inner_widget(widget: Any) -> Any:
    """Return the widget inside the admin's wrapper, which adds links."""
    return getattr(widget, "widget", widget)


def _html_name(name: str, prefix: str) -> str:
    return f"{prefix}-{name}" if prefix else name


def _value(form: forms.BaseForm, name: str, data: Any, files: Any, prefix: str) -> Any:
    field = form.fields[name]
    found = field.widget.value_from_datadict(data, files, _html_name(name, prefix))
    if isinstance(field, forms.ModelChoiceField):  # compared by key, without a query
        return sorted(map(str, found)) if isinstance(found, list) else str(found or "")
    if isinstance(found, str):
        found = found.replace("\r\n", "\n")
    try:
        return getattr(field, "comparable", field.to_python)(found)
    except (ValidationError, ValueError, TypeError):
        return found


def _sent(widget: Any, name: str, value: Any) -> Data:
    widget = inner_widget(widget)
    if isinstance(widget, forms.MultiWidget):
        values = value if isinstance(value, (list, tuple)) else widget.decompress(value)
        data: Data = {}
        for (end, part), each in zip(_parts(widget), values or (), strict=True):
            data |= _sent(part, name + end, each)
        return data
    if isinstance(widget, forms.FileInput):
        return {}
    if isinstance(widget, forms.CheckboxInput):
        return {name: ["on"]} if widget.check_test(value) else {}
    formatted = widget.format_value(value)
    if isinstance(formatted, (list, tuple)):
        return {name: [str(each) for each in formatted]} if formatted else {}
    return {name: ["" if formatted is None else str(formatted)]}


def _names(widget: Any, name: str) -> Iterator[str]:
    widget = inner_widget(widget)
    yield name
    if isinstance(widget, forms.MultiWidget):
        for end, part in _parts(widget):
            yield from _names(part, name + end)
    if isinstance(widget, forms.ClearableFileInput):
        yield widget.clear_checkbox_name(name)


def _parts(widget: Any) -> list[tuple[str, Any]]:
    return [*zip(widget.widgets_names, widget.widgets, strict=True)]


def _related(field: Any, keys: list[str]) -> list[Any]:
    key = field.to_field_name or "pk"
    try:
        return [*field.queryset.filter(**{f"{key}__in": keys})] or keys
    except (ValidationError, ValueError, TypeError):
        return keys


def _flat(choices: Any) -> Iterator[tuple[str, Any]]:
    for value, label in choices:
        if isinstance(label, (list, tuple)):
            yield from _flat(label)
        else:
            yield str(value), label
