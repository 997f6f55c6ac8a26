"""Corrections: published by a button, listed on the record's page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.models import User
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextareaWidget

from briefings.actions.records import correct, why_not_correct
from briefings.admin.buttons import Button, FormValues
from briefings.admin.forms import IdentityFormSet
from briefings.admin.inlines import TabularRows
from briefings.models import Correction, Edition, Identity, Record


class CorrectionForm(forms.Form):
    """A correction: its kind, and what readers are told."""

    kind = forms.ChoiceField(label="Kind", choices=Correction.Kind, widget=UnfoldAdminSelectWidget)
    words = forms.CharField(
        label="What was corrected", widget=UnfoldAdminTextareaWidget({"rows": 3})
    )


def correct_record(by: User, row: Record, values: FormValues) -> None:
    """Publish a correction of the record at once."""
    correct(by=by, identity=row.identity, kind=values["kind"], words=values["words"])


def correct_with_edition(by: User, row: Edition, values: FormValues) -> None:
    """Attach a correction to the draft, to be published with it."""
    correct(
        by=by,
        identity=row.article.identity,
        kind=values["kind"],
        words=values["words"],
        edition=row,
    )


CORRECT = Button(
    "correct",
    "Add a correction",
    "The correction is public.",
    lambda row, by, at: why_not_correct(row.identity, by, at, None),
    correct_record,
    CorrectionForm,
    reason="words",
)
CORRECT_EDITION = Button(
    "correct",
    "Add a correction",
    "The correction goes out with this edition.",
    lambda row, by, at: why_not_correct(row.article.identity, by, at, row),
    correct_with_edition,
    CorrectionForm,
    reason="words",
)


class EditionCorrectionRows(TabularRows):
    """The corrections published with an edition, read-only."""

    model = Correction
    fields = ("kind", "words", "issued_at")
    readonly_fields = fields


class CorrectionRows(EditionCorrectionRows):
    """All corrections of a record, read-only."""

    formset = IdentityFormSet

    def __init__(self, parent_model: type[Any], admin_site: Any) -> None:
        super().__init__(Identity, admin_site)
