"""The editor of an article's body, and the form of an edition around it."""

from __future__ import annotations

import re
from html import unescape
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils import timezone
from django_prose_editor.widgets import ProseEditorWidget
from js_asset import ImportMap, Media
from unfold.widgets import UnfoldAdminTextareaWidget

from briefings.actions.writing import day_of_piece
from briefings.admin.form_data import inner_widget
from briefings.admin.forms import DeskForm
from briefings.admin.images import picture_shown
from briefings.bodies import READING_PACE, TooMuch, merge, render
from briefings.models import Edition, Image, Source
from briefings.sandbox import articles
from briefings.tables.faults import shortened

TOLD_DAY = "The day of which the piece tells: its names and offices are checked on it."
MARKS = re.compile(r"<[^<>]*>")
SHOWN_PICTURES = 10  # pictures, of which it is told that they are not taken

# An extension needs those that it builds on named too, or the page shows no editor at all.
EXTENSIONS: dict[str, Any] = {
    "Bold": True,
    "Italic": True,
    "Heading": {"levels": [2, 3]},
    "BulletList": True,
    "OrderedList": {"enableListAttributes": False},
    "ListItem": True,
    "Blockquote": True,
    "HardBreak": True,
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto"]},
    "CaptionedTable": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
    "RecordLink": {"names": reverse_lazy("admin:briefings_identity_names")},
    "SourceNote": {"names": reverse_lazy("admin:briefings_source_names")},
    "Statement": {"names": reverse_lazy("admin:briefings_statement_names")},
    "RecordPicture": {"names": reverse_lazy("admin:briefings_image_names")},
    "PullQuote": {"names": reverse_lazy("admin:briefings_statement_names")},
    "PullQuoteCaption": True,
    "Image": True,
    "Figure": True,
    "Caption": True,
    "Credit": True,
    "Mentions": {
        "names": reverse_lazy("admin:briefings_identity_names"),
        "stubs": reverse_lazy("admin:briefings_identity_stubs"),
    },
    "Pasting": True,
    "WordCount": {"pace": READING_PACE},
    "BodyEvents": True,
    "Menu": {
        "groups": [
            {"group": "headings"},
            {"group": "marks"},
            {"group": "lists"},
            {"group": "nodes -headings -lists quotes"},
            {"group": "link"},
            {"group": "record"},
            {"group": "table"},
            {"group": "history"},
        ]
    },
}


# Modules that the editor's modules import from one another, by a name that stays the same.
SHARED_MODULES = ImportMap(
    {f"desk-editor/{name}": f"js/desk-editor/{name}.js" for name in ("asking", "stubs")}
)


class BodyEditor(ProseEditorWidget):
    """The rich-text editor with the schema of `briefings.bodies`."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, config={"extensions": EXTENSIONS}, preset="configurable")

    @property
    def media(self) -> Media:
        """Return the editor's files, and where its modules find one another."""
        return super().media + Media(importmap=SHARED_MODULES)


class BodyField(forms.CharField):
    """A body, cleaned as it comes in."""

    widget = BodyEditor

    def clean(self, value: Any) -> str:
        """Return the body cleaned to the schema.

        Raises ValidationError for a body beyond the limits, and for pictures of other sites: those
        sites would learn who reads the article.
        """
        try:
            cleaned = articles.clean(super().clean(value))
        except TooMuch as much:
            raise ValidationError(f"This text cannot be taken: {much}.") from much
        if cleaned.left_out:
            raise ValidationError(
                [why_no_picture(address) for address in cleaned.left_out[:SHOWN_PICTURES]]
            )
        return cleaned.html

    def comparable(self, value: str) -> str:
        """Return the body cleaned, for comparison; as it was sent if it is beyond the limits."""
        try:
            return articles.clean(value).html
        except TooMuch:
            return value

    def display(self, value: str) -> str:
        """Return the text of a body, one line a paragraph."""
        return unescape(MARKS.sub("", value.replace("</p>", "\n"))).strip()

    def merge(self, base: str, mine: str, theirs: str) -> str | None:
        """Return the body with both sides' changes; None if both changed the same block."""
        try:
            return merge(base, mine, theirs)
        except TooMuch:
            return None


def why_no_picture(address: str) -> str:
    """Return why a picture in a text is refused, and what to do."""
    named = f"The picture {shortened(address)}" if address else "A picture pasted into the text"
    return f"{named} is not ours: upload it under Pictures and insert it from there."


class EditionForm(DeskForm):
    """The words of an edition."""

    body = BodyField(required=False)

    class Meta:
        model = Edition
        fields = (
            "headline",
            "standfirst",
            "body",
            "dateline_place",
            "dateline_on",
            "about",
            "hero",
        )
        help_texts: ClassVar = {"dateline_on": TOLD_DAY}
        widgets = {"standfirst": UnfoldAdminTextareaWidget({"rows": 2})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "body" in self.fields:
            name_embedded(self.fields["body"], self.instance.body)
            attributes = self.fields["body"].widget.attrs
            attributes["data-day"] = str(day_of_piece(self.instance, timezone.localdate()))
            attributes["data-edition"] = self.instance.pk
        if "about" in self.fields:
            about: Any = inner_widget(self.fields["about"].widget)
            about.without = self.instance.article.identity_id


def name_embedded(field: forms.Field, body: str) -> None:
    """Tell the editor in a field what the sources and pictures in the body are called."""
    rendering = render(body)
    for attribute, shown in (
        ("data-sources", _sources_shown(rendering.sources)),
        ("data-images", _pictures_shown(rendering.embedded.pictures)),
    ):
        field.widget.attrs[attribute] = forms.JSONField().prepare_value(shown)


def _sources_shown(public_ids: tuple[UUID, ...]) -> dict[str, str]:
    """Return the sources' names by their public ids (one query)."""
    sources = Source.objects.with_public_ids(public_ids)
    return {str(source.public_id): str(source) for source in sources}


def _pictures_shown(public_ids: tuple[UUID, ...]) -> dict[str, dict[str, str]]:
    """Return what the editor shows of pictures, by their public ids (one query)."""
    pictures = Image.objects.with_public_ids(public_ids)
    return {str(picture.public_id): picture_shown(picture) for picture in pictures}
