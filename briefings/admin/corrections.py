"""Corrections: said by a button, listed on the record's page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.http import HttpRequest
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextareaWidget

from briefings.actions.records import correct, why_not_correct
from briefings.admin.base import TabularRows
from briefings.admin.buttons import Button, FormValues
from briefings.admin.forms import IdentityFormSet
from briefings.models import Correction, Edition, Identity, Record


class CorrectionForm(forms.Form):
    """What readers are told was changed."""

    kind = forms.ChoiceField(label="Kind", choices=Correction.Kind, widget=UnfoldAdminSelectWidget)
    words = forms.CharField(label="What was changed", widget=UnfoldAdminTextareaWidget({"rows": 3}))


def correct_record(by: User, row: Record, words: FormValues) -> None:
    """Say at once what was changed on the record."""
    correct(by=by, identity=row.identity, kind=words["kind"], words=words["words"])


def correct_edition(by: User, row: Edition, words: FormValues) -> None:
    """Say with the draft what it changes."""
    correct(
        by=by,
        identity=row.article.identity,
        kind=words["kind"],
        words=words["words"],
        edition=row,
    )


CORRECT = Button(
    "correct",
    "Say what was corrected",
    "The correction is on the page.",
    lambda row, by, at: why_not_correct(row.identity, by, at, None),
    correct_record,
    CorrectionForm,
    reason="words",
)
CORRECT_EDITION = Button(
    "correct",
    "Say what it corrects",
    "The correction is told when this edition goes live.",
    lambda row, by, at: why_not_correct(row.article.identity, by, at, row),
    correct_edition,
    CorrectionForm,
    reason="words",
)


class EditionCorrectionRows(TabularRows):
    """The corrections that are told with an edition, to be read."""

    model = Correction
    fields = ("kind", "words", "issued_at")
    readonly_fields = fields
    can_delete = False
    hide_title = True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Leave adding to the button."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Leave what was said as it was said."""
        return False


class CorrectionRows(EditionCorrectionRows):
    """All corrections of a record, to be read."""

    formset = IdentityFormSet

    def __init__(self, parent_model: type[Any], admin_site: Any) -> None:
        super().__init__(Identity, admin_site)
