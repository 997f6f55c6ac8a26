"""A source typed into one field, in a short form or a row: its address pasted, or its title.

An address that no source has yet is read on the server, before anything is locked, and what its
page says of itself is sent on with the form; what it does not say is asked for once.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.core.validators import URLValidator
from django.http import QueryDict
from django.urls import reverse_lazy
from django.utils.timezone import localdate
from unfold.widgets import UnfoldAdminTextInputWidget

from briefings.actions.sources import (
    cite,
    enter_source,
    known_source,
    read_source,
    sources_titled,
    why_not_cite,
)
from briefings.admin.buttons import Button, ButtonForm, FormValues
from briefings.history import last_source
from briefings.models import Row, Source
from briefings.models.date_fields import PartialDateFormField
from briefings.models.sources import names_no_account

ASKED = ("publisher", "title", "published_on")
IN_A_ROW = re.compile(r"citations-[0-9]{1,4}-source")
READ_AT_ONCE = 4  # pages, at up to `CITED_SECONDS` each
UNREAD = "It could not be read from the page: type it."
OFFERED = (
    "Offered, as it was cited last: {}. Is it another? Paste the address of its page, or type the"
    " title of a source that is entered."
)
NONE_TITLED = "No source has this title: paste the address of its page."
SEVERAL_TITLED = "Several sources have this title: write the publisher before it, and a colon."


def is_address(words: str) -> bool:
    """Return whether the words are a web address, not a title."""
    return words.startswith(("http://", "https://"))


class SourceInput(UnfoldAdminTextInputWidget):
    """A text field that offers the sources whose words are typed."""

    class Media:
        js = ("js/desk-sources.js",)

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        offered = {"data-sources": reverse_lazy("admin:briefings_source_names")}
        super().__init__({"autocomplete": "off", **offered, **(attrs or {})})


class SourceField(forms.CharField):
    """A source: a `Source`, the address of one that is not entered yet, or None."""

    widget = SourceInput
    stored: Source | None = None  # what the row cites now: as long as it stays, nothing is asked

    def prepare_value(self, value: Any) -> Any:
        """Return the address of a source, or what it is called."""
        return (value.url or str(value)) if isinstance(value, Source) else value

    def clean(self, value: Any) -> Any:
        """Return the source; raises `ValidationError` for a title that is not exactly one's."""
        words: str = super().clean(value)
        if not words:
            return None
        if self.stored is not None and words == self.prepare_value(self.stored):
            return self.stored
        if is_address(words):
            for validate in (URLValidator(schemes=["http", "https"]), names_no_account):
                validate(words)
            return known_source(words) or words
        found = sources_titled(words)
        if len(found) != 1:
            raise forms.ValidationError(SEVERAL_TITLED if found else NONE_TITLED)
        return found[0]

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Return whether another source is typed than was offered."""
        return bool(super().has_changed(self.prepare_value(initial), data))


class AskingForm(forms.Form):
    """A source, and what its page says of itself.

    Publisher, title and day are asked for only where an address that no source has was read in
    vain: they are `asked`, else hidden.
    """

    source = SourceField(
        label="Source",
        required=False,
        help_text="Paste the address of its page, or type the title of a source that is entered.",
    )
    publisher = forms.CharField(
        max_length=200,
        required=False,
        widget=UnfoldAdminTextInputWidget,
        label="Publisher of the page",
    )
    title = forms.CharField(
        max_length=400, required=False, widget=UnfoldAdminTextInputWidget, label="Title of the page"
    )
    published_on = PartialDateFormField(
        label="Published on", required=False, widget=UnfoldAdminTextInputWidget
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = self.get_initial_for_field(self.fields["source"], "source")
        if isinstance(offered, Source):
            self.fields["source"].help_text = OFFERED.format(offered)
        if not self.asks_for_source():
            for name in ASKED:
                self.fields[name].widget = forms.HiddenInput()

    @property
    def asked(self) -> list[forms.BoundField]:
        """The fields that are to be typed since a page does not say them."""
        return [self[name] for name in ASKED if not self[name].is_hidden]

    def asks_for_source(self) -> bool:
        """Return whether publisher, title and day are to be typed."""
        if not self.is_bound:
            return False
        typed = str(self.data.get(self.add_prefix("source"), "")).strip()
        named = all(self.data.get(self.add_prefix(name)) for name in ("publisher", "title"))
        return is_address(typed) and not named and known_source(typed) is None

    def clean(self) -> dict[str, Any]:
        """Return the cleaned data; add an error for each thing that an unknown page did not say."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if isinstance(cleaned.get("source"), str):
            for name in ("publisher", "title"):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, UNREAD)
        return cleaned


class SourcedForm(AskingForm, ButtonForm):
    """The form of a button that enters a row, with a source after the fields in `field_order`."""


def with_pages_read(sent: QueryDict, button: Button | None = None) -> QueryDict:
    """Return what was sent, with what the pages of unknown addresses say of themselves.

    These are the source of the button, and those of the page's rows of citations: at most
    `READ_AT_ONCE` are read, and of the others publisher and title are asked. To be called before
    anything is locked: each page takes up to some seconds. A query, and one for each new address.
    """
    sources = [name.removesuffix("-source") for name in sent if IN_A_ROW.fullmatch(name)]
    if button is not None and issubclass(button.form, SourcedForm):
        sources.append(button.name)
    unknown = {prefix: _unread(sent, prefix) for prefix in sources}
    urls = Source.objects.filter(url__in=[*filter(None, unknown.values())])
    entered = {*urls.values_list("url", flat=True)} if any(unknown.values()) else set()
    new = [
        (prefix, address)
        for prefix, address in unknown.items()
        if address and address not in entered and known_source(address) is None
    ]
    filled = sent.copy() if new else sent
    for prefix, address in new[:READ_AT_ONCE]:
        said = read_source(address)
        for name in ASKED:
            if not sent.get(f"{prefix}-{name}", "").strip():
                filled[f"{prefix}-{name}"] = getattr(said, name)
    return filled


def _unread(sent: QueryDict, prefix: str) -> str:
    """Return the address typed under a prefix, "" for none or if publisher and title are there."""
    address = sent.get(f"{prefix}-source", "").strip()
    named = all(sent.get(f"{prefix}-{name}", "").strip() for name in ("publisher", "title"))
    return address if is_address(address) and not named and f"{prefix}-DELETE" not in sent else ""


def with_source(by: User, values: FormValues) -> dict[str, Any]:
    """Return the values with a `Source` or None as `source`; one that is not known is entered."""
    rest = {name: value for name, value in values.items() if name not in ASKED}
    if isinstance(address := values.get("source"), str):
        said = {name: values[name] for name in ASKED}
        rest["source"] = enter_source(by=by, url=address, **said)
    return rest


def today_and_source(row: object, by: User, at: datetime) -> FormValues:
    """Return initial values: today, and the source that `by` cited last (one query)."""
    return {"on": localdate(at).isoformat(), "source": last_source(by)}


class CiteForm(SourcedForm):
    """The source of a fact."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].required = True


def cite_source(by: User, row: Row, values: FormValues) -> None:
    """Cite the source for the row."""
    cite(by=by, fact=row, source=with_source(by, values)["source"])


CITE = Button(
    "cite",
    "Cite a source",
    "The source is cited.",
    lambda row, by, at: why_not_cite(row, by),
    cite_source,
    CiteForm,
    initial=today_and_source,
    enters=False,
    alone=True,
)
