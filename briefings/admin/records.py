"""What the pages of records, and of rows that state facts, have in common: when they are public."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from unfold.contrib.filters.admin import DropdownFilter

from briefings.actions import records as actions
from briefings.actions import slugs
from briefings.actions.facts import publish_with
from briefings.admin import states
from briefings.admin.base import DeskAdmin, PanelLink, StackedRows, TabularRows, editor
from briefings.admin.buttons import Button, FormValues
from briefings.admin.corrections import CORRECT, CorrectionRows
from briefings.admin.forms import EmbargoForm, IdentityFormSet, RetractionForm, SlugForm
from briefings.admin.merges import MergeAdmin
from briefings.admin.plausible import DoubtMixin
from briefings.admin.publication import FactForm, chosen_in, note_is_read, told_after
from briefings.models import Correction, ExternalIdentifier, Identity, Published, Record


def publish(by: User, row: Published, words: FormValues) -> None:
    """Publish the row, or let it be published when its embargo lifts."""
    actions.publish(by=by, row=row, start=words["start"])


def retract(by: User, row: Published, words: FormValues) -> None:
    """Take the row back."""
    actions.retract(by=by, row=row, reason=words["reason"], note=words["note"])


def put_back(by: User, row: Published, words: FormValues) -> None:
    """Put the row back."""
    actions.put_back(by=by, row=row)


def change_slug(by: User, row: Record, words: FormValues) -> None:
    """Give the record another address."""
    actions.change_slug(by=by, record=row, slug=words["slug"])


PUBLICATION = (
    Button(
        "publish",
        "Publish",
        "Published.",
        actions.why_not_publish,
        publish,
        EmbargoForm,
    ),
    Button(
        "retract",
        "Retract",
        "Retracted.",
        lambda row, by, at: actions.why_not_retract(row, by),
        retract,
        RetractionForm,
        reason="reason",
        begins=lambda row, by, at: {"note_is_read": note_is_read(row, at)},
    ),
    Button(
        "put_back",
        "Put back",
        "Put back: it is public again.",
        lambda row, by, at: actions.why_not_put_back(row, by),
        put_back,
    ),
)
CHANGE_SLUG = Button(
    "change_slug",
    "Change address",
    "The address is changed; the old one leads to it.",
    lambda row, by, at: actions.why_not_change_slug(row, by),
    change_slug,
    SlugForm,
)


class PublicationFilter(DropdownFilter):
    """Rows by whether the public sees them."""

    title = "publication"
    parameter_name = "publication"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the states there are."""
        return [("live", "Public"), ("entered", "Not published"), ("retracted", "Retracted")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Keep the rows in the chosen state."""
        match self.value():
            case "live":
                return queryset.live(timezone.now())
            case "entered":
                return queryset.entered()
            case "retracted":
                return queryset.retracted()
        return queryset


class PublishedAdmin(DoubtMixin, DeskAdmin):
    """The page of a row that has a live period; only who may publish changes what is public."""

    buttons: tuple[Button, ...] = PUBLICATION
    list_filter: Any = (PublicationFilter,)

    def has_change_permission(self, request: HttpRequest, obj: Published | None = None) -> bool:
        """Let who does not publish change what was never published, and nothing else."""
        allowed: bool = super().has_change_permission(request, obj)
        return allowed and (
            obj is None
            or obj.live_period is None
            or editor(request).has_perm("briefings.publish_identity")
        )

    def has_delete_permission(self, request: HttpRequest, obj: Published | None = None) -> bool:
        """Let what was never published be deleted; what was is retracted."""
        allowed: bool = super().has_delete_permission(request, obj)
        return allowed and (obj is None or obj.live_period is None)

    def facts(self, row: Any, at: datetime) -> list[str]:
        """Say whether the row is public, and what is known of a retraction."""
        said = states.of_row(row, at)
        seen = ["Readers see at once what you change here."] if row.is_live(at) else []
        note = [row.retraction_note] if row.retraction_note else []
        return [f"{said[0].upper()}{said[1:]}.", *seen, *note]

    @admin.display(description="Publication")
    def publication(self, row: Published) -> str:
        """Return the state of the row in words."""
        return states.of_row(row, timezone.now())

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Save the child rows; each fact becomes public as was chosen for it."""
        super().save_formset(request, form, formset, change)
        saved = [*formset.new_objects, *(row for row, _ in formset.changed_objects)]
        for inner in formset.forms:
            if isinstance(inner, FactForm) and any(row is inner.instance for row in saved):
                self.publish_fact(request, inner, form.instance)

    def publish_fact(self, request: HttpRequest, form: FactForm, whole: Published | None) -> None:
        """Let a row that was saved be public as was chosen, and say who sees it."""
        row, waited = form.instance, form.instance.live_period is None
        at, chosen = timezone.now(), chosen_in(form)
        publish_with(by=editor(request), row=row, whole=whole, at=at, publication=chosen)
        row.refresh_from_db(fields=["live_period", "public_periods"])
        if waited:
            self.message_user(request, told_after(row, timezone.now()))

    def links(self, request: HttpRequest, row: Any) -> list[PanelLink]:
        """Return where a fact of the row is added with its sources: who only reads it may, too."""
        return [
            PanelLink(
                f"Add a {opts.verbose_name}",
                f"{reverse(f'admin:briefings_{opts.model_name}_add')}"
                f"?{self.opts.model_name}={row.pk}",
            )
            for inline in self.inlines
            if issubclass(inline, FactRows)
            for opts in [inline.model._meta]
            if editor(request).has_perm(f"briefings.add_{opts.model_name}")
        ]


class FactRows(StackedRows):
    """Rows that state facts; each says who will see it. Its sources are on its own page."""

    form: Any = FactForm
    show_change_link = True

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Return the rows' forms, which know who types, and of what."""
        formset: Any = super().get_formset(request, obj, **kwargs)
        formset.form.by, formset.form.whole = editor(request), obj or self.parent_model()
        return formset

    @admin.display(description="Publication")
    def publication(self, row: Published) -> str:
        """Return the state of the row in words."""
        return states.of_row(row, timezone.now()) if row.pk else ""


class IdentifierRows(TabularRows):
    """The ids of a record in other people's lists."""

    model = ExternalIdentifier
    formset = IdentityFormSet
    fields = ("scheme", "value")

    def __init__(self, parent_model: type[Model], admin_site: Any) -> None:
        super().__init__(Identity, admin_site)


class RecordAdmin(MergeAdmin, PublishedAdmin):
    """The page of a record: with its identifiers, its corrections, its address, its survivor."""

    buttons: tuple[Button, ...] = (*PUBLICATION, CORRECT, CHANGE_SLUG)
    inlines: Any = (IdentifierRows, CorrectionRows)
    # What a new record's address is made of where none is typed.
    slug_from = "name"

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Return what is not typed: after the first save the address has a button of its own."""
        return ("slug",) if obj else ()

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Return where a new record's address comes from."""
        typed = {field.name for field in self.opts.fields if field.editable}
        return {"slug": (self.slug_from,)} if obj is None and self.slug_from in typed else {}

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """Return the form, which can be sent without an address."""
        form = super().get_form(request, obj, change, **kwargs)
        if "slug" in form.base_fields:
            form.base_fields["slug"].required = False
        return form

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Save the record, a new one with an address."""
        obj.slug = obj.slug or slugs.first_slug(obj, getattr(obj, self.slug_from))
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save the child rows, of which the database may make what the record is called."""
        super().save_related(request, form, formsets, change)
        if not change:
            form.instance.refresh_from_db()
            slugs.named_by(form.instance, getattr(form.instance, self.slug_from))

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        """Return the child rows; a record that is not saved has no corrections."""
        return [inline for inline in self.inlines if obj or inline.model is not Correction]

    def history_rows(self, row: Any) -> list[Model]:
        """Return the record and its identity, which identifiers and corrections point at."""
        return [row, row.identity]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return the records, with what their lists show."""
        queryset: QuerySet[Any] = super().get_queryset(request)
        return queryset.select_related(*self.fetched)

    fetched: tuple[str, ...] = ()
