"""What every page of the desk does: it writes inside an action, and says why it did not."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple, cast

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.contrib.auth.models import User
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.forms import SimpleArrayField
from django.core.exceptions import PermissionDenied
from django.db.models import Field, Model, URLField
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from unfold.admin import ModelAdmin, StackedInline, TabularInline
from unfold.widgets import UnfoldAdminTextInputWidget

from briefings.actions import Refused
from briefings.actions.acting import acting
from briefings.admin.buttons import Button, offers
from briefings.admin.conflicts import ConflictMixin
from briefings.admin.forms import Autocomplete, ChildFormSet, DeskForm
from briefings.admin.history import history_entries
from briefings.admin.kept import with_kept
from briefings.admin.lists import DeskListMixin
from briefings.models import Identity, Record
from briefings.models.date_fields import PartialDateField


def editor(request: HttpRequest) -> User:
    """Return who is signed in; the desk lets nobody else this far."""
    return cast(User, request.user)


def address(row: Model | type[Model]) -> str:
    """Return the address of a row's page at the desk, or of the list of a kind of row."""
    name = f"admin:briefings_{row._meta.model_name}"
    return (
        reverse(f"{name}_change", args=[row.pk])
        if isinstance(row, Model)
        else reverse(f"{name}_changelist")
    )


class PanelLink(NamedTuple):
    """A line of the panel that leads to another page."""

    label: str
    url: str


class DeskFieldsMixin:
    """How the desk asks for what a model holds."""

    def formfield_for_dbfield(self, db_field: Field[Any, Any], request: Any, **kwargs: Any) -> Any:
        """Return the form field; a list is typed one entry a line, since titles hold commas."""
        if isinstance(db_field, ArrayField):
            kwargs |= {
                "form_class": SimpleArrayField,
                "delimiter": "\n",
                "help_text": "One a line.",
            }
        if isinstance(db_field, URLField):
            kwargs["assume_scheme"] = "https"
        if isinstance(db_field, PartialDateField):
            kwargs["widget"] = UnfoldAdminTextInputWidget
        return super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """Return the form field of a relation, found by typing."""
        if db_field.name in self.get_autocomplete_fields(request):  # type: ignore[attr-defined]
            kwargs["widget"] = Autocomplete(db_field, self.admin_site)  # type: ignore[attr-defined]
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]


class DeskAdmin(ConflictMixin, DeskListMixin, DeskFieldsMixin, ModelAdmin):
    """A page of the desk. Its `buttons` stand in a panel beside the form."""

    form = DeskForm
    buttons: tuple[Button, ...] = ()
    change_form_outer_before_template = "admin/briefings/panel.html"
    compressed_fields = False

    # Writing: in one transaction whose history says who did what.

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show the form; a POST saves it and presses its button, or says every reason why not."""

        def respond() -> HttpResponse:
            return super(DeskAdmin, self).changeform_view(  # type: ignore[no-any-return]
                request, object_id, form_url, extra_context
            )

        if request.method != "POST":
            return respond()
        files = with_kept(request.POST, request.FILES, editor(request).pk)
        request._files = files  # type: ignore[attr-defined]
        button = self.pressed(request)
        row = self.get_object(request, unquote(object_id)) if object_id else None
        if object_id and row is None:
            return self.unsaved(request, unquote(object_id), editor(request))
        read_only = row is not None and not self.has_change_permission(request, row)
        if row is not None and read_only and button is None:
            return self.unsaved(request, str(row.pk), editor(request), row)
        action = button.label.lower() if button else "edit" if row else "enter"
        try:
            with acting(
                by=editor(request),
                action=action,
                reason=button.why(request.POST) if button else "",
                locking=self.locked_first(row) if row else None,
            ):
                if row is not None:
                    row = self.locked_row(request, row)
                    self.carry_over(request, row, editor(request), acts=button is not None)
                if read_only and button and self.has_view_permission(request, row):
                    return self.press(request, row, button)
                return self.telling(request, respond())
        except Refused as refused:
            if row is not None and self.get_object(request, str(row.pk)) is None:
                return self.unsaved(request, str(row.pk), editor(request))
            if read_only:
                for reason in refused.reasons:
                    messages.error(request, reason)
                request.method = "GET"  # shows the page anew, with what the button was told
                return respond()
            request.refusals = tuple(refused.reasons)  # type: ignore[attr-defined]
            return respond()

    def locked_first(self, row: Any) -> Model:
        """Return the row that is locked before all others, in the order of the actions."""
        return cast(Model, row)

    def get_form(
        self, request: HttpRequest, obj: Model | None = None, change: bool = False, **kwargs: Any
    ) -> type[forms.ModelForm[Any]]:
        """Return the form, which knows what was refused when it was sent before."""
        form = super().get_form(request, obj, change, **kwargs)
        form.refusals = getattr(request, "refusals", ())
        return form  # type: ignore[no-any-return]

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Delete a row inside an action; what the database keeps is said on the row's page."""
        try:
            with acting(by=editor(request), action="delete"):
                if request.method == "POST":
                    self.compare(request, object_id)
                return cast(HttpResponse, super().delete_view(request, object_id, extra_context))
        except Refused as refused:
            for reason in refused.reasons:
                messages.error(request, reason)
            return HttpResponseRedirect(
                reverse(f"admin:briefings_{self.opts.model_name}_change", args=[object_id])
            )

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Return no action on many rows: each is decided on its own page."""
        return {}

    # Buttons.

    def pressed(self, request: HttpRequest) -> Button | None:
        """Return the button that was pressed, if any."""
        name = request.POST.get("_press")
        return next((button for button in self.buttons if button.name == name), None)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Press the button once the form is saved; raises `Refused`, which undoes both."""
        button = self.pressed(request)
        if button is None:
            return cast(HttpResponse, super().response_change(request, obj))
        return self.press(request, obj, button)

    def press(self, request: HttpRequest, row: Any, button: Button) -> HttpResponse:
        """Run the button's action and go where it leads."""
        shown = button.run(editor(request), row, request.POST) or row
        self.message_user(request, button.done, messages.SUCCESS)
        return HttpResponseRedirect(address(shown))

    def facts(self, row: Any, at: datetime) -> list[str]:
        """Return the sentences at the head of the panel."""
        return []

    def links(self, request: HttpRequest, row: Any) -> list[PanelLink]:
        """Return where the panel leads to."""
        return []

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> TemplateResponse:
        """Render the form with the panel beside it."""
        row = context.get("original")
        if row is not None:
            if request.method == "POST":  # not as it was typed
                row = self.get_object(request, str(row.pk)) or row
            at, form = timezone.now(), f"{self.opts.model_name}_form"
            offered = offers(self.buttons, row, editor(request), at, within=form, sent=request.POST)
            context["media"] = sum((offer.form.media for offer in offered), context["media"])
            context["panel"] = {
                "facts": self.facts(row, at),
                "links": self.links(request, row),
                "offers": offered,
                "opened": request.GET.get("open"),
                "form": form,
            }
        return cast(TemplateResponse, super().render_change_form(request, context, *args, **kwargs))

    def get_view_on_site_url(self, obj: Any = None) -> str | None:
        """Return the address of the public page, None while the public does not see it."""
        if not isinstance(obj, Record) or not hasattr(obj, "get_absolute_url"):
            return None
        live = Identity.objects.live(timezone.now()).contains(obj.identity)
        return obj.get_absolute_url() if live else None

    # History: that of the database, not Django's log.

    def history_rows(self, row: Any) -> list[Model]:
        """Return the row and what else its history is of."""
        return [row]

    def hidden_rows(self, row: Any) -> list[Model]:
        """Return rows of which the person is told nothing, though its history is of them, too."""
        return []

    def history_models(self) -> list[type[Model]]:
        """Return the kinds of row whose events count: its own and those on its page."""
        return [self.model, *(inline.model for inline in self.inlines)]

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show who changed the record and its rows, when, by which action, why and in what."""
        row = self.get_object(request, unquote(object_id))
        if row is None:
            return cast(
                HttpResponse,
                self._get_obj_does_not_exist_redirect(request, self.opts, object_id),
            )
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": f"History of {row}",
            "opts": self.opts,
            "original": row,
            "entries": history_entries(
                self.history_rows(row), self.history_models(), without=self.hidden_rows(row)
            ),
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/briefings/history.html", context)

    def log_addition(self, *args: Any) -> None:
        """Leave it to the history."""

    def log_change(self, *args: Any) -> None:
        """Leave it to the history."""

    def log_deletions(self, *args: Any) -> None:
        """Leave it to the history."""


class ChildRows(DeskFieldsMixin):
    """Child rows on their parent's page."""

    form = DeskForm
    formset: type[ChildFormSet] = ChildFormSet
    extra = 0
    autocomplete_fields: tuple[str, ...] = ()

    def get_queryset(self, request: HttpRequest) -> Any:
        """Return the rows with what their relations are called by."""
        rows = super().get_queryset(request)  # type: ignore[misc]
        return rows.select_related(*self.autocomplete_fields) if self.autocomplete_fields else rows


class TabularRows(ChildRows, TabularInline):
    """Child rows as a table."""


class StackedRows(ChildRows, StackedInline):
    """Child rows one below the other."""

    template_before = "admin/briefings/row_faults.html"
