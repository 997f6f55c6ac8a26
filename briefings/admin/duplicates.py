"""Records that may be entered already: a new one with a name like theirs is asked about, once."""

from __future__ import annotations

from typing import Any

from django.forms import ValidationError
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from briefings.admin.base import address
from briefings.admin.forms import DeskForm
from briefings.search.similar import similar_records

ANOTHER = "_another"


class NamedForm(DeskForm):
    """The form of a record that is told from others by a name, the field `called_by`.

    A new one whose name is near another's is refused once, with links to those; sent again with
    the same name it is another.
    """

    called_by = "name"

    def clean(self) -> dict[str, Any]:
        """Return the cleaned data; adds a fault where the record may be entered already."""
        cleaned = super().clean()
        name = cleaned.get(self.called_by)
        new = self.instance.pk is None and self.data.get(ANOTHER) != name
        if new and name and (found := similar_records(self._meta.model, name)):
            self.add_error(None, ValidationError(warning(name, found)))
        return cleaned


class PersonForm(NamedForm):
    """The form of a person."""

    called_by = "full_name"


def warning(name: str, found: list[Any]) -> SafeString:
    """Return what is asked about a name like those of the records found.

    With it goes what says, when the form is sent again, that it was asked.
    """
    links = format_html_join(
        ", ", '<a href="{}" target="_blank">{}</a>', ((address(each), each) for each in found)
    )
    return format_html(
        "“{}” may be entered already: {}. If it is another, save again."
        '<input type="hidden" name="{}" value="{}">',
        name,
        links,
        ANOTHER,
        name,
    )
