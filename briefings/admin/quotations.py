"""Forms about quotations: publish their statements with the piece; resolve a misquote."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.html import format_html, format_html_join
from unfold.widgets import (
    UnfoldAdminSelectWidget,
    UnfoldAdminTextareaWidget,
    UnfoldBooleanSwitchWidget,
)

from briefings.actions.quotations import QuotationResolution
from briefings.models.words import first_words

CHOOSE = ("", "Choose…")
CHANGED = (
    "The quotation or its statement has changed since you opened this page: look, then press again."
)
RIGHT = (
    (QuotationResolution.STATEMENT, "The statement’s: put them into the piece"),
    (QuotationResolution.QUOTATION, "The piece’s: put them into the statement"),
    (QuotationResolution.UNTIED, "Neither: detach the quotation, which then names no speaker"),
)


class ApprovalForm(forms.Form):
    """Whether unpublished statements become public with the piece.

    The initial value `waiting` are those statements; without any, the form has no field.
    """

    with_statements = forms.BooleanField(
        label="Publish these statements with the piece",
        required=False,
        widget=UnfoldBooleanSwitchWidget,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        waiting = self.initial.get("waiting") or ()
        if not waiting:
            del self.fields["with_statements"]
            return
        self.fields["with_statements"].help_text = format_html(
            "Readers do not see them yet: {} They become public at the very moment at which the"
            " piece does, and follow it to another; while it is on hold they wait.",
            format_html_join(" ", "<q>{}</q>", ((str(one),) for one in waiting)),
        )


class QuotationForm(forms.Form):
    """Which misquote to resolve, and whose words are right."""

    quotation = forms.ChoiceField(
        label="Quotation",
        widget=UnfoldAdminSelectWidget,
        error_messages={"invalid_choice": CHANGED},
    )
    right = forms.ChoiceField(
        label="Whose words are right?", choices=[CHOOSE, *RIGHT], widget=UnfoldAdminSelectWidget
    )
    correction = forms.CharField(
        label="What readers are told",
        required=False,
        help_text="Only if a public statement changes: a correction on its speaker’s page.",
        widget=UnfoldAdminTextareaWidget({"rows": 2}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = self.initial.get("misquotes") or ()
        cast(forms.ChoiceField, self.fields["quotation"]).choices = [
            (one.key, f"{one.quote.number}. {first_words(one.quote.words)}") for one in found
        ]
