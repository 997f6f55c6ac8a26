"""Doubts about what is saved are shown on the form: certain ones refused, others asked about.

All rows of the page are saved first, and checked together; then the transaction is rolled back if
there are new doubts. A certain one is an error at its field. Any other is a question: the editor
ticks “It is so” and saves again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from briefings.actions import Refused
from briefings.actions.checks import dismiss, why_not_dismiss
from briefings.admin.base import desk_url
from briefings.admin.buttons import Button
from briefings.checks.doubt import Doubt
from briefings.checks.doubts import find_doubts

SEE_QUESTIONS = "It is not saved yet: answer what is asked below."
SEE_FIELDS = "Some facts contradict each other: see the notes beside the fields."
CONFIRMED = "“It is so” was ticked as it was saved."


def token(words: str) -> str:
    """Return the form value that answers a question: the same words give the same token."""
    return hashlib.sha256(words.encode()).hexdigest()[:16]


class DoubtMixin:
    """A page of the desk whose rows are checked for doubts together as they are saved."""

    change_form_before_template = "admin/briefings/doubts.html"

    def save_form(self, request: Any, form: Any, change: bool) -> Any:
        """Return the row to save; remember the doubts that there were before."""
        row = super().save_form(request, form, change)  # type: ignore[misc]
        request.doubted_before = {doubt.words for doubt in find_doubts(row, timezone.now())}
        return row

    def save_related(self, request: Any, form: Any, formsets: Any, change: bool) -> None:
        """Save the child rows, and remember the form of each."""
        request.typed_on = [form, *(inner for formset in formsets for inner in formset.forms)]
        super().save_related(request, form, formsets, change)  # type: ignore[misc]

    def response_add(self, request: Any, obj: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        """Return the response; raises `Refused` for new doubts."""
        self.refuse_doubts(request, obj)
        return super().response_add(request, obj, *args, **kwargs)  # type: ignore[misc,no-any-return]

    def response_change(self, request: Any, obj: Any) -> HttpResponse:
        """Return the response; raises `Refused` for new doubts."""
        self.refuse_doubts(request, obj)
        return super().response_change(request, obj)  # type: ignore[misc,no-any-return]

    def run_button(self, request: Any, row: Any, button: Button) -> Model | type[Model] | None:
        """Run the button's action; raises `Refused`, also for new doubts about what it enters.

        Without a row, the doubts about what it returns are new.
        """
        before = find_doubts(row, timezone.now()) if row is not None else []
        request.doubted_before = {doubt.words for doubt in before}
        shown: Model | type[Model] | None = super().run_button(request, row, button)  # type: ignore[misc]
        about = shown if row is None else row
        if button.enters and isinstance(about, Model):
            self.refuse_doubts(request, about)
        return shown

    def refuse_doubts(self, request: Any, row: Model) -> None:
        """Raise `Refused` for new doubts that are certain, or that nobody has confirmed yet."""
        found = [
            one
            for one in find_doubts(row, timezone.now())
            if one.words not in request.doubted_before
        ]
        answered = set(request.POST.getlist("_so"))
        asked = [one for one in found if not one.certain and token(one.words) not in answered]
        certain = [one for one in found if one.certain]
        request.doubts = [
            (token(one.words), one.words, one.other and desk_url(one.other)) for one in asked
        ]
        request.doubt_errors = self.errors_by_form(request, certain)
        placed = {words for rows in request.doubt_errors.values() for _, words in rows}
        reasons = [one.words for one in certain if one.words not in placed]
        reasons += [SEE_FIELDS] if placed else []
        reasons += [SEE_QUESTIONS] if asked else []
        if reasons:
            raise Refused(reasons)
        dismiss_confirmed(request.user, found)

    def errors_by_form(
        self, request: Any, found: Iterable[Doubt]
    ) -> dict[str, list[tuple[str, str]]]:
        """Return the field and words of each doubt that has a form, by the form's prefix."""
        errors: dict[str, list[tuple[str, str]]] = {}
        for doubt in found:
            for form in getattr(request, "typed_on", ()):
                if doubt.field in form.fields and form.instance == doubt.row:
                    errors.setdefault(form.prefix or "", []).append((doubt.field, doubt.words))
        return errors

    def get_form(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """Return the form class, with the certain doubts of this request as errors."""
        form = super().get_form(request, *args, **kwargs)  # type: ignore[misc]
        form.contradictions = getattr(request, "doubt_errors", {})
        return form

    def get_formsets_with_inlines(self, request: Any, obj: Any = None) -> Any:
        """Yield the formsets, their forms with the certain doubts of this request as errors."""
        for formset, inline in super().get_formsets_with_inlines(request, obj):  # type: ignore[misc]
            formset.form.contradictions = getattr(request, "doubt_errors", {})
            yield formset, inline

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        """Render the form with the open questions."""
        context["doubts"] = getattr(request, "doubts", ())
        context["doubts_form"] = f"{self.opts.model_name}_form"  # type: ignore[attr-defined]
        return super().render_change_form(request, context, *args, **kwargs)  # type: ignore[misc]


def dismiss_confirmed(by: User, found: Iterable[Doubt]) -> None:
    """Dismiss the checks' findings among the confirmed doubts, if `by` may."""
    if not why_not_dismiss(by):
        for one in found:
            if one.check:
                dismiss(by=by, row=one.row, check=one.check, reason=CONFIRMED)
