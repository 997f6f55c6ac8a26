"""What contradicts itself is refused or asked about on the form, before it is saved.

Everything is saved first, rows of all kinds at once, and looked at as it would stand; what is new
and cannot be is refused beside its field, what is new and hardly can be is asked about: “It is so”
is ticked, and it is saved again. Either way nothing is written until it is settled.
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
from briefings.admin.buttons import Button
from briefings.checks.doubt import Doubt
from briefings.checks.doubts import find_doubts

SEE_FIELDS = "Something contradicts something else: it is said beside the fields."
CONFIRMED = "“It is so” was ticked as it was saved."


def token(words: str) -> str:
    """Return what a browser sends back for a question that was answered: the same for the same."""
    return hashlib.sha256(words.encode()).hexdigest()[:16]


class DoubtMixin:
    """A page of the desk whose rows are looked at together as they are saved."""

    change_form_before_template = "admin/briefings/doubts.html"

    def save_form(self, request: Any, form: Any, change: bool) -> Any:
        """Return the row as it is to be; remembers what contradicted itself before."""
        row = super().save_form(request, form, change)  # type: ignore[misc]
        request.doubted_before = {doubt.words for doubt in find_doubts(row, timezone.now())}
        return row

    def save_related(self, request: Any, form: Any, formsets: Any, change: bool) -> None:
        """Save the child rows, and remember on which form each was typed."""
        request.typed_on = [form, *(inner for formset in formsets for inner in formset.forms)]
        super().save_related(request, form, formsets, change)  # type: ignore[misc]

    def response_add(self, request: Any, obj: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer, once nothing contradicts itself that did not before."""
        self.refuse_doubts(request, obj)
        return super().response_add(request, obj, *args, **kwargs)  # type: ignore[misc,no-any-return]

    def response_change(self, request: Any, obj: Any) -> HttpResponse:
        """Answer, once nothing contradicts itself that did not before."""
        self.refuse_doubts(request, obj)
        return super().response_change(request, obj)  # type: ignore[misc,no-any-return]

    def press(self, request: Any, row: Any, button: Button) -> HttpResponse:
        """Press the button; what it enters is looked at in the same way."""
        request.doubted_before = {doubt.words for doubt in find_doubts(row, timezone.now())}
        response: HttpResponse = super().press(request, row, button)  # type: ignore[misc]
        self.refuse_doubts(request, row)
        return response

    def refuse_doubts(self, request: Any, row: Model) -> None:
        """Raise `Refused` for what is new and certain, or is asked about and not answered yet."""
        found = [
            one
            for one in find_doubts(row, timezone.now())
            if one.words not in request.doubted_before
        ]
        answered = set(request.POST.getlist("_so"))
        asked = [one for one in found if not one.certain and token(one.words) not in answered]
        certain = [one for one in found if one.certain]
        request.doubts = [(token(one.words), one.words) for one in asked]
        request.doubts_beside = self.beside(request, certain)
        placed = {words for rows in request.doubts_beside.values() for _, words in rows}
        reasons = [one.words for one in certain if one.words not in placed]
        reasons += [SEE_FIELDS] if placed else []
        reasons += [f"Is it so? {one.words}" for one in asked]
        if reasons:
            raise Refused(reasons)
        dismiss_confirmed(request.user, found)

    def beside(self, request: Any, found: Iterable[Doubt]) -> dict[str, list[tuple[str, str]]]:
        """Return what is said on which form, by its prefix: the field, and the words."""
        said: dict[str, list[tuple[str, str]]] = {}
        for doubt in found:
            for form in getattr(request, "typed_on", ()):
                if doubt.field in form.fields and form.instance == doubt.row:
                    said.setdefault(form.prefix or "", []).append((doubt.field, doubt.words))
        return said

    def get_form(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """Return the form, which says what contradicted itself when it was sent before."""
        form = super().get_form(request, *args, **kwargs)  # type: ignore[misc]
        form.contradictions = getattr(request, "doubts_beside", {})
        return form

    def get_formsets_with_inlines(self, request: Any, obj: Any = None) -> Any:
        """Yield the child rows' forms, which say the same."""
        for formset, inline in super().get_formsets_with_inlines(request, obj):  # type: ignore[misc]
            formset.form.contradictions = getattr(request, "doubts_beside", {})
            yield formset, inline

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        """Render the form with the questions that are open."""
        context["doubts"] = getattr(request, "doubts", ())
        context["doubts_form"] = f"{self.opts.model_name}_form"  # type: ignore[attr-defined]
        return super().render_change_form(request, context, *args, **kwargs)  # type: ignore[misc]


def dismiss_confirmed(by: User, found: Iterable[Doubt]) -> None:
    """Set aside what a check of the whole record found and was said to be so, where `by` may."""
    if not why_not_dismiss(by):
        for one in found:
            if one.check:
                dismiss(by=by, row=one.row, check=one.check, reason=CONFIRMED)
