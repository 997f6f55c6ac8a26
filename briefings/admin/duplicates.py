"""Possible duplicates: a new record with a name like another's is asked about once."""

from __future__ import annotations

from typing import Any

from django.forms import ValidationError
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from briefings.actions.names import person_names
from briefings.admin.base import desk_url
from briefings.admin.forms import DeskForm
from briefings.search.similar import similar_records

CONFIRMED_NAME = "_another"


class NamedForm(DeskForm):
    """The form of a record that is identified by a name, in the field `name_field`.

    A new record whose name is near another's is refused once, with links to those; sent again with
    the same name, it is accepted as another.
    """

    name_field = "name"

    def clean(self) -> dict[str, Any]:
        """Return the cleaned data; add an error if the record may be entered already."""
        cleaned = super().clean()
        name = cleaned.get(self.name_field)
        new = self.instance.pk is None and self.data.get(CONFIRMED_NAME) != name
        if new and name and (found := similar_records(self._meta.model, name)):
            self.add_error(None, ValidationError(duplicate_warning(name, found)))
        return cleaned


class PersonForm(NamedForm):
    """The form of a person; short and sort name are made of the full name if they are not typed."""

    name_field = "full_name"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in {"short_name", "sort_name"} & self.fields.keys():
            self.fields[name].required = False
            self.fields[name].help_text += " Leave empty to make it from the full name."

    def clean(self) -> dict[str, Any]:
        """Return the cleaned data, with the names that were left empty."""
        cleaned = super().clean()
        if full_name := cleaned.get("full_name"):
            made = person_names(full_name, cleaned.get("country"))
            for name, words in zip(("short_name", "sort_name"), made, strict=True):
                if name in self.fields and not cleaned.get(name):
                    cleaned[name] = words
        return cleaned


def duplicate_warning(name: str, found: list[Any]) -> SafeString:
    """Return the question about a name like those of the records found.

    It contains a hidden field, which says that it was asked when the form is sent again.
    """
    links = format_html_join(
        ", ", '<a href="{}" target="_blank">{}</a>', ((desk_url(each), each) for each in found)
    )
    return format_html(
        "“{}” may be entered already: {}. If it is another, save again."
        '<input type="hidden" name="{}" value="{}">',
        name,
        links,
        CONFIRMED_NAME,
        name,
    )
