"""Short forms: one button on a page of its own, for a phone, a list or the front page.

A button of a row is opened alone at `…/<key>/do/<name>/`: one of the panel's that may be (`alone`),
or one of `dialogues`, which the panel has no room for. A button that begins something, and so needs
no row, is opened at `…/do/<name>/`.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.admin.utils import unquote
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.forms.utils import ErrorDict
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from briefings.actions import Refused
from briefings.actions.acting import acting
from briefings.actions.working_copies import DeskPage, Sent, finish
from briefings.admin.buttons import Button
from briefings.admin.citing import with_pages_read
from briefings.admin.form_data import changed_fields
from briefings.admin.states import moment
from briefings.admin.working_copies import (
    BEGAN,
    NEW,
    OPENING,
    RESTORE,
    form_values,
    parse_began,
    parse_opening,
    sent_opening,
    with_restore,
)
from briefings.models import WorkingCopy

FORM = "dialogue_form"


def dialogue_url(row: Model | type[Model], button: Button) -> str:
    """Return the address of a button's short form: of a row, or of a model for what is begun."""
    name = f"admin:briefings_{row._meta.model_name}"
    if isinstance(row, Model):
        return reverse(f"{name}_do", args=[row.pk, button.name])
    return reverse(f"{name}_begin", args=[button.name])


def dialogue_page(page: Any, row: Model | None, button: Button) -> DeskPage:
    """Return the short form as a page on which what is typed is kept."""
    return DeskPage(f"{page.opts.model_name}-{button.name}", row.pk if row else None)


def differing(form: forms.Form, copy: WorkingCopy) -> list[str]:
    """Return the labels of the fields in which something else was typed than the form shows."""
    changed = changed_fields(form, form_values(copy.typed))
    return [str(form[name].label) for name in changed if not form[name].is_hidden]


def copy_context(
    request: HttpRequest, page: DeskPage, copy: WorkingCopy | None, differs: list[str]
) -> dict[str, Any]:
    """Return what the script needs, and the offer of what was typed before if it `differs`."""
    sent, where = request.method == "POST", [page.model, NEW if page.key is None else page.key]
    began = copy if copy and not differs else None
    return {
        "keep": reverse("working_copy_keep", args=where),
        "discard": reverse("working_copy_discard", args=where),
        "presence": "",
        "user": request.user.pk,
        "began": f"{began.opening}:{began.number}" if began else sent_opening(request),
        "unsaved": sent,
        "offered": copy if differs else None,
        "at": moment(copy.at) if copy else "",
        "differs": ", ".join(differs),
        "readable": True,
        "restore": f"?{with_restore(request)}",
    }


def finish_typed(request: HttpRequest, page: DeskPage) -> None:
    """Forget what the short form that was sent has kept."""
    if (opening := parse_opening(request.POST.get(OPENING))) is not None:
        began = parse_began(request.POST.get(BEGAN))
        finish(by=request.user, page=page, sent=Sent(opening, 0, began))  # type: ignore[arg-type]


def dialogues_offered(dialogues: tuple[Button, ...], row: Any, by: User) -> list[Button]:
    """Return those that `by` can press now."""
    at = timezone.now()
    return [each for each in dialogues if not each.why_not(row, by, at)]


class DialogueMixin:
    """A page of the desk whose buttons can be opened alone; `begins` are those without a row."""

    begins: tuple[Button, ...] = ()
    dialogues: tuple[Button, ...] = ()

    def get_urls(self) -> list[URLPattern]:
        """Add the addresses of the short forms."""
        page: Any = self
        view = page.admin_site.admin_view(self.dialogue_view)
        name = f"briefings_{page.opts.model_name}"
        return [
            path("do/<slug:button>/", view, name=f"{name}_begin"),
            path("<path:object_id>/do/<slug:button>/", view, name=f"{name}_do"),
            *super().get_urls(),  # type: ignore[misc]
        ]

    def dialogue_view(
        self, request: HttpRequest, button: str, object_id: str | None = None
    ) -> HttpResponse:
        """Show the form of one button; a POST presses it, or shows every reason why not."""
        page: Any = self
        row = self.row_at(request, object_id)
        offered = self.button_alone(button, begins=row is None)
        by, reasons = request.user, []
        if request.method == "POST":
            request.POST = with_pages_read(request.POST, offered)  # type: ignore[assignment]
            try:
                with acting(
                    by=by,  # type: ignore[arg-type]
                    action=offered.label.lower(),
                    reason=offered.reason_in(request.POST),
                    locking=page.row_to_lock(row) if row else None,
                ):
                    pressed = page.press(request, self.row_at(request, object_id), offered)
                    finish_typed(request, dialogue_page(page, row, offered))
                    return pressed  # type: ignore[no-any-return]
            except Refused as refused:
                reasons = refused.reasons
        return self.show_dialogue(request, row, offered, reasons)

    def row_at(self, request: HttpRequest, object_id: str | None) -> Any:
        """Return the row at the address, None without one; raises `Http404`, `PermissionDenied`."""
        page: Any = self
        row = page.get_object(request, unquote(object_id)) if object_id else None
        if object_id and row is None:
            raise Http404(object_id)
        if not page.has_view_permission(request, row):
            raise PermissionDenied
        return row

    def button_alone(self, name: str, *, begins: bool) -> Button:
        """Return the button of that name that may be opened alone; raises `Http404`."""
        page: Any = self
        among = self.begins if begins else (*page.buttons, *self.dialogues)
        for button in among:
            if button.name == name and button.alone:
                found: Button = button
                return found
        raise Http404(name)

    def show_dialogue(
        self, request: HttpRequest, row: Any, button: Button, reasons: list[str]
    ) -> HttpResponse:
        """Return the page with the form, or with every reason against it."""
        page: Any = self
        at, by, sent = timezone.now(), request.user, request.method == "POST"
        against = button.why_not(row, by, at)  # type: ignore[arg-type]
        initial = {} if against else button.initial(row, by, at)  # type: ignore[arg-type]
        here = dialogue_page(page, row, button)
        copy = WorkingCopy.objects.of_page(by, *here).unsaved().first()  # type: ignore[arg-type]
        restored = copy is not None and not sent and RESTORE in request.GET
        typed = request.POST if sent else form_values(copy.typed) if copy and restored else None
        form: Any = button.build_form(typed, form_id=FORM, initial=initial)
        if restored:
            form._errors = ErrorDict()  # nobody has sent it
        context = {
            **page.admin_site.each_context(request),
            "title": button.label,
            "opts": page.opts,
            "original": row,
            "original_url": "../../change/" if row else "../../",
            "sentences": page.panel_sentences(row, at) if row else [],
            "part_of": self.part_of(row),
            "button": button,
            "beside": button.beside if button.beside and by.has_perm(button.beside[2]) else None,
            "form": form,
            "form_id": FORM,
            "media": page.media + form.media,
            "refused": against,
            "reasons": [] if against else reasons,
            "doubts": getattr(request, "doubts", ()),
            "doubts_form": FORM,
            "working_copy": copy_context(
                request,
                here,
                None if sent else copy,
                differing(form, copy) if copy and not sent and not restored else [],
            ),
        }
        return TemplateResponse(request, "admin/briefings/dialogue.html", context)

    def part_of(self, row: Model | None) -> str:
        """Return what the row is of what, in words; "" for a record, which stands for itself."""
        return ""
