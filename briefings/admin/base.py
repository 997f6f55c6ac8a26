"""The base of every page of the desk: it writes inside an action and shows every refusal."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple, cast

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.contrib.auth.models import User
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.forms import SimpleArrayField
from django.core.exceptions import PermissionDenied
from django.db.models import DateField, Field, Model, URLField
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from unfold.admin import ModelAdmin
from unfold.widgets import UnfoldAdminTextInputWidget

from briefings.actions import Refused
from briefings.actions.acting import acting
from briefings.admin.buttons import Button, offers
from briefings.admin.citing import with_pages_read
from briefings.admin.dates import DayField
from briefings.admin.dialogues import DialogueMixin, dialogue_url, dialogues_offered
from briefings.admin.forms import Autocomplete, DeskForm, RecordChoice
from briefings.admin.history import history_entries
from briefings.admin.kept_files import with_kept_files
from briefings.admin.lists import DeskListMixin
from briefings.admin.working_copies import WorkingCopyMixin
from briefings.models import Identity, Record
from briefings.models.date_fields import PartialDateField


def user_of(request: HttpRequest) -> User:
    """Return the user who is signed in; the desk answers nobody else."""
    return cast(User, request.user)


def desk_url(row: Model | type[Model]) -> str:
    """Return the address of a row's page at the desk, or of a model's list."""
    name = f"admin:briefings_{row._meta.model_name}"
    if isinstance(row, Model):
        return reverse(f"{name}_change", args=[row.pk])
    return reverse(f"{name}_changelist")


class PanelLink(NamedTuple):
    """A link in the panel; with `saves` a button of that name, which saves the form first."""

    label: str
    url: str
    saves: str = ""


class DeskFieldsMixin:
    """The form fields of the desk, by model field, and the rows with the relations they show."""

    def get_queryset(self, request: HttpRequest) -> Any:
        """Return the rows, with the relations that are shown."""
        rows = super().get_queryset(request)  # type: ignore[misc]
        shown = self.get_autocomplete_fields(request)  # type: ignore[attr-defined]
        return rows.select_related(*shown) if shown else rows

    def formfield_for_dbfield(self, db_field: Field[Any, Any], request: Any, **kwargs: Any) -> Any:
        """Return the form field; a list is typed one entry a line, since titles contain commas."""
        if isinstance(db_field, ArrayField):
            kwargs |= {
                "form_class": SimpleArrayField,
                "delimiter": "\n",
                "help_text": "One a line.",
            }
        if isinstance(db_field, URLField):
            kwargs["assume_scheme"] = "https"
        if isinstance(db_field, PartialDateField | DateField):
            kwargs["widget"] = UnfoldAdminTextInputWidget
        if isinstance(db_field, DateField):  # no moment is typed into a field of the database
            kwargs["form_class"] = DayField
        return super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """Return the form field of a relation, with autocompletion if it is so configured."""
        if db_field.name in self.get_autocomplete_fields(request):  # type: ignore[attr-defined]
            widget = RecordChoice if db_field.related_model is Identity else Autocomplete
            kwargs["widget"] = widget(db_field, self.admin_site)  # type: ignore[attr-defined]
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]


class DeskAdmin(DialogueMixin, WorkingCopyMixin, DeskListMixin, DeskFieldsMixin, ModelAdmin):
    """A page of the desk. Its `buttons` are in a panel beside the form."""

    form = DeskForm
    actions: Any = None  # no bulk actions: every row is decided on its own page
    buttons: tuple[Button, ...] = ()
    change_form_outer_after_template = "admin/briefings/panel.html"
    compressed_fields = False

    # Writing: in one transaction whose history says who did what.

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show the form; a POST saves it and presses its button, or shows every reason why not."""

        def respond() -> HttpResponse:
            return super(DeskAdmin, self).changeform_view(  # type: ignore[no-any-return]
                request, object_id, form_url, extra_context
            )

        if request.method != "POST":
            return self.show_page(request, object_id, respond)
        vars(request)["_files"] = with_kept_files(request.POST, request.FILES, user_of(request).pk)
        button = self.pressed_button(request)
        request.POST = with_pages_read(request.POST, button)  # type: ignore[assignment]
        row = self.get_object(request, unquote(object_id)) if object_id else None
        if object_id and row is None:
            return self.show_unsaved(request, unquote(object_id), user_of(request))
        read_only = row is not None and not self.has_change_permission(request, row)
        if row is not None and read_only and button is None:
            return self.show_unsaved(request, str(row.pk), user_of(request), row)
        try:
            with acting(
                by=user_of(request),
                action=button.label.lower() if button else "edit" if row else "enter",
                reason=button.reason_in(request.POST) if button else "",
                locking=self.row_to_lock(row) if row else None,
            ):
                if row is not None:
                    row = self.lock_row(request, row)
                    self.rebase_typed(request, row, user_of(request), acts=button is not None)
                    if button and not read_only:
                        self.refuse_if_unseen(request, row)
                if read_only and button and self.has_view_permission(request, row):
                    return self.press(request, row, button)
                return self.finish_copy(
                    request, object_id, self.report_their_changes(request, respond())
                )
        except Refused as refused:
            if row is not None and self.get_object(request, str(row.pk)) is None:
                return self.show_unsaved(request, str(row.pk), user_of(request))
            if read_only:
                for reason in refused.reasons:
                    messages.error(request, reason)
                request.method = "GET"  # shows the page again, with what was typed for the button
                return respond()
            request.refusals = tuple(refused.reasons)  # type: ignore[attr-defined]
            return respond()

    def row_to_lock(self, row: Any) -> Model:
        """Return the row to lock first: the one that the actions lock first."""
        return cast(Model, row)

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Delete a row inside an action; refusals are shown on the row's page."""
        try:
            with acting(by=user_of(request), action="delete"):
                if request.method == "POST":
                    self.refuse_if_changed(request, object_id)
                return cast(HttpResponse, super().delete_view(request, object_id, extra_context))
        except Refused as refused:
            for reason in refused.reasons:
                messages.error(request, reason)
            return HttpResponseRedirect(
                reverse(f"admin:briefings_{self.opts.model_name}_change", args=[object_id])
            )

    # Buttons.

    def pressed_button(self, request: HttpRequest) -> Button | None:
        """Return the button that was pressed; None if none was."""
        name = request.POST.get("_press")
        return next((button for button in self.buttons if button.name == name), None)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Press the button after the form was saved; raises `Refused`, which rolls both back."""
        button = self.pressed_button(request)
        if button is None:
            return cast(HttpResponse, super().response_change(request, obj))
        return self.press(request, obj, button)

    def press(self, request: HttpRequest, row: Any, button: Button) -> HttpResponse:
        """Run the action, say that it is done, and redirect to the row that it returns."""
        shown = self.run_button(request, row, button) or row
        self.message_user(request, button.done_words(shown), messages.SUCCESS)
        return HttpResponseRedirect(desk_url(shown))

    def run_button(
        self, request: HttpRequest, row: Any, button: Button
    ) -> Model | type[Model] | None:
        """Run the button's action and return what to show next; raises `Refused`."""
        return button.run(user_of(request), row, request.POST)

    def message_user(
        self, request: HttpRequest, message: str, level: int | str = messages.INFO, **kwargs: Any
    ) -> None:
        """Tell the user; of a row that was saved and whose page is shown again, that alone."""
        if "_continue" in request.POST and level == messages.SUCCESS:
            message = "Saved."
        super().message_user(request, message, level, **kwargs)

    def panel_sentences(self, row: Any, at: datetime) -> list[str]:
        """Return the sentences at the head of the panel."""
        return []

    def links(self, request: HttpRequest, row: Any) -> list[PanelLink]:
        """Return the links in the panel: by default to the short forms that can be sent."""
        offered = dialogues_offered(self.dialogues, row, user_of(request))
        return [PanelLink(each.label, dialogue_url(row, each)) for each in offered]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> TemplateResponse:
        """Render the form with the panel beside it."""
        row = context.get("original")
        if row is not None:
            if request.method == "POST":  # as stored, not as typed
                row = self.get_object(request, str(row.pk)) or row
            at, form = timezone.now(), f"{self.opts.model_name}_form"
            offered = offers(
                self.buttons, row, user_of(request), at, form_id=form, sent=request.POST
            )
            context["media"] = sum((offer.form.media for offer in offered), context["media"])
            context["panel"] = {
                "sentences": self.panel_sentences(row, at),
                "links": self.links(request, row),
                "offers": [offer for offer in offered if not offer.reasons],
                "refused": [offer for offer in offered if offer.reasons],
                "form": form,
            }
        return cast(TemplateResponse, super().render_change_form(request, context, *args, **kwargs))

    def get_view_on_site_url(self, obj: Any = None) -> str | None:
        """Return the address of the public page; None unless the row is public and has one."""
        if not isinstance(obj, Record) or not hasattr(obj, "get_absolute_url"):
            return None
        live = Identity.objects.live(timezone.now()).contains(obj.identity)
        return obj.get_absolute_url() if live else None

    # History: the database's, not Django's log.

    def history_rows(self, row: Any) -> list[Model]:
        """Return the rows whose history is shown: by default the row itself."""
        return [row]

    def hidden_rows(self, row: Any) -> list[Model]:
        """Return rows to leave out of the history, since the user may not see them."""
        return []

    def history_models(self) -> list[type[Model]]:
        """Return the models whose events are shown: its own and those of its child rows."""
        return [self.model, *(inline.model for inline in self.inlines)]

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show who changed the record and its rows: when, by which action, why, which fields."""
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
        """Write no log of Django's: the history is the database's."""

    log_change = log_deletions = log_addition
