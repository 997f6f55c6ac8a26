"""Mend a typo: the words of a live piece on one page, and one button."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from unfold.contrib.filters.admin import DropdownFilter
from unfold.widgets import UnfoldAdminTextareaWidget, UnfoldAdminTextInputWidget

from briefings.actions import mending
from briefings.admin.bodies import BodyField, name_embedded
from briefings.admin.buttons import Button, ButtonForm, FormValues
from briefings.admin.dialogues import dialogue_url
from briefings.models import Article, Edition

TYPO = "Typo"
LET_OUT = (
    "Mended and live. It went out without a second person, and is flagged until somebody else"
    " approves it."
)
IN_REVIEW = "Mended: it waits for the approval of another person."


class MendForm(ButtonForm):
    """The words that readers see, with the reason why they change."""

    headline = forms.CharField(max_length=200, widget=UnfoldAdminTextInputWidget)
    standfirst = forms.CharField(required=False, widget=UnfoldAdminTextareaWidget({"rows": 2}))
    body = BodyField(required=False)
    reason = forms.CharField(max_length=400, label="Why", widget=UnfoldAdminTextInputWidget)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    class Media:
        css: ClassVar = {"all": ["css/desk-editor.css"]}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        body = self.data.get(self.add_prefix("body")) if self.is_bound else None
        name_embedded(self.fields["body"], body or self.initial.get("body", ""))


def words_of_live(row: Article, by: User, at: datetime) -> FormValues:
    """Return the words of the live edition, and its number; nothing without one (one query)."""
    live = row.editions.live(at).first()
    if live is None:  # it was withdrawn while somebody typed
        return {}
    words = {name: getattr(live, name) for name in mending.MENDED}
    return {**words, "seen": live.number, "reason": TYPO}


def mend(by: User, row: Article, values: FormValues) -> Edition:
    """Mend the live words, and show the edition that was made."""
    words = {name: values[name] for name in mending.MENDED}
    return mending.mend(
        by=by, article=row, seen=values["seen"], words=words, reason=values["reason"]
    )


def done_words(row: Edition) -> str:
    """Return whether what was mended is live, or waits."""
    live = row.live_period and timezone.now() in row.live_period
    return LET_OUT if live else IN_REVIEW


MEND = Button(
    "mend",
    "Mend a typo",
    done_words,
    mending.why_not_mend,
    mend,
    MendForm,
    reason="reason",
    initial=words_of_live,
    alone=True,
)


@admin.display(description="To do")
def mend_link(row: Article) -> str:
    """Return a link to mend a typo if an edition is live, else ""; the editions are fetched."""
    at = timezone.now()
    if not any(each.live_period and at in each.live_period for each in row.editions.all()):
        return ""
    return format_html('<a class="desk-do" href="{}">{}</a>', dialogue_url(row, MEND), MEND.label)


class PiecesFilter(DropdownFilter):
    """Articles by whether readers see an edition of them."""

    title = "pieces"
    parameter_name = "pieces"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the one choice."""
        return [("live", "Live")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Keep the articles with a live edition, if that was chosen."""
        if self.value() != "live":
            return queryset
        live = Edition.objects.live(timezone.now())
        return queryset.filter(Exists(live.filter(article=OuterRef("pk")).order_by()))


def approve_afterwards(by: User, row: Edition, values: FormValues) -> None:
    """Approve an edition that was forced."""
    mending.approve_afterwards(by=by, edition=row)


APPROVE_AFTERWARDS = Button(
    "approve_afterwards",
    "Approve afterwards",
    "Approved.",
    lambda row, by, at: mending.why_not_approve_afterwards(row, by),
    approve_afterwards,
)
