"""What the pages of records and facts share: publication, slugs, identifiers, corrections."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from unfold.contrib.filters.admin import DropdownFilter

from briefings.actions import records as actions
from briefings.actions import slugs
from briefings.actions.facts import publish_with
from briefings.actions.stubs import lacks
from briefings.admin import states
from briefings.admin.base import DeskAdmin, PanelLink, user_of
from briefings.admin.buttons import Button, FormValues
from briefings.admin.corrections import CORRECT, CorrectionRows
from briefings.admin.doubts import DoubtMixin
from briefings.admin.forms import EmbargoForm, IdentityFormSet, RetractionForm, SlugForm
from briefings.admin.inlines import FoldedRows
from briefings.admin.merges import MergeAdmin
from briefings.admin.publication import FactForm, chosen_publication, describe_saved, note_audience
from briefings.admin.stubs import COMPLETE
from briefings.models import (
    Correction,
    ExternalIdentifier,
    Identity,
    MaybeStub,
    Published,
    Record,
)


def publish(by: User, row: Published, values: FormValues) -> None:
    """Publish the row, at once or under embargo."""
    actions.publish(by=by, row=row, start=values["start"])


def retract(by: User, row: Published, values: FormValues) -> None:
    """Retract the row."""
    actions.retract(by=by, row=row, reason=values["reason"], note=values["note"])


def reinstate(by: User, row: Published, values: FormValues) -> None:
    """Reinstate the row."""
    actions.reinstate(by=by, row=row)


def change_slug(by: User, row: Record, values: FormValues) -> None:
    """Change the record's slug."""
    actions.change_slug(by=by, record=row, slug=values["slug"])


PUBLICATION = (
    Button(
        "publish",
        "Publish",
        "Published.",
        actions.why_not_publish,
        publish,
        EmbargoForm,
        leads=True,
    ),
    Button(
        "retract",
        "Retract",
        "Retracted.",
        lambda row, by, at: actions.why_not_retract(row, by),
        retract,
        RetractionForm,
        reason="reason",
        initial=lambda row, by, at: {"note_is_read": note_audience(row, at)},
    ),
    Button(
        "reinstate",
        "Reinstate",
        "Reinstated: it is public again.",
        lambda row, by, at: actions.why_not_reinstate(row, by),
        reinstate,
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
    """Rows by state of publication."""

    title = "publication"
    parameter_name = "publication"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the choices."""
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
    """The page of a row with a live period; only those who may publish change what is public."""

    buttons: tuple[Button, ...] = PUBLICATION
    list_filter: Any = (PublicationFilter,)

    def has_change_permission(self, request: HttpRequest, obj: Published | None = None) -> bool:
        """Allow a row that was ever published only to those who may publish."""
        allowed: bool = super().has_change_permission(request, obj)
        return allowed and (
            obj is None
            or obj.live_period is None
            or user_of(request).has_perm("briefings.publish_identity")
        )

    def has_delete_permission(self, request: HttpRequest, obj: Published | None = None) -> bool:
        """Allow only a row that was never published: any other is retracted instead."""
        allowed: bool = super().has_delete_permission(request, obj)
        return allowed and (obj is None or obj.live_period is None)

    def panel_sentences(self, row: Any, at: datetime) -> list[str]:
        """Return the state of publication, and the note of a retraction."""
        warning = ["Readers see at once what you change here."] if row.is_live(at) else []
        note = [row.retraction_note] if row.retraction_note else []
        return [f"{capfirst(states.of_row(row, at))}.", *warning, *note]

    @admin.display(description="Not public")
    def not_public(self, row: Published) -> str:
        """Return why the public does not see the row, "" if it does."""
        return states.if_not_public(row, timezone.now())

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Save the child rows; each fact becomes public as chosen in its form."""
        super().save_formset(request, form, formset, change)
        saved = [*formset.new_objects, *(row for row, _ in formset.changed_objects)]
        for inner in formset.forms:
            if isinstance(inner, FactForm) and any(row is inner.instance for row in saved):
                self.publish_fact(request, inner, form.instance)

    def publish_fact(self, request: HttpRequest, form: FactForm, whole: Published | None) -> None:
        """Publish a saved fact as chosen in its form, with a message about who sees it."""
        row, waited = form.instance, form.instance.live_period is None
        at, chosen = timezone.now(), chosen_publication(form)
        publish_with(by=user_of(request), row=row, whole=whole, at=at, publication=chosen)
        row.refresh_from_db(fields=["live_period", "public_periods"])
        if waited:
            self.message_user(request, describe_saved(row, timezone.now()))

    def links(self, request: HttpRequest, row: Any) -> list[PanelLink]:
        """Add links to add a fact, also for users who may not change this row."""
        return super().links(request, row) + [
            PanelLink(
                f"Add a {opts.verbose_name}",
                f"{reverse(f'admin:briefings_{opts.model_name}_add')}"
                f"?{self.opts.model_name}={row.pk}",
            )
            for inline in self.inlines
            if issubclass(inline, FactRows)
            for opts in [inline.model._meta]
            if user_of(request).has_perm(f"briefings.add_{opts.model_name}")
        ]


class FactRows(FoldedRows):
    """Facts as child rows, each with its publication; its sources are on its own page."""

    form: Any = FactForm
    show_change_link = True

    def get_queryset(self, request: HttpRequest) -> Any:
        """Return the facts in order."""
        return super().get_queryset(request).in_order()

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Return the formset class, with the user and what the rows belong to."""
        formset: Any = super().get_formset(request, obj, **kwargs)
        formset.form.by, formset.form.whole = user_of(request), obj or self.parent_model()
        return formset

    @admin.display(description="Publication")
    def publication(self, row: Published) -> str:
        """Return the state of publication, in words; "" for a new row."""
        return states.of_row(row, timezone.now()) if row.pk else ""


class IdentifierRows(FoldedRows):
    """The identifiers of a record in other people's databases."""

    model = ExternalIdentifier
    formset = IdentityFormSet
    fields = (("scheme", "value"),)
    verbose_name, verbose_name_plural = "number elsewhere", "numbers elsewhere"

    def __init__(self, parent_model: type[Model], admin_site: Any) -> None:
        super().__init__(Identity, admin_site)

    def parts(self, row: ExternalIdentifier) -> tuple[object, ...]:
        """Return whose list it is, and the id there."""
        return (row.scheme, row.value)


class RecordAdmin(MergeAdmin, PublishedAdmin):
    """The page of a record, with identifiers, corrections, slug and merging."""

    buttons: tuple[Button, ...] = (COMPLETE, *PUBLICATION, CORRECT, CHANGE_SLUG)
    inlines: Any = (IdentifierRows, CorrectionRows)
    # The field that a new record's slug is made of if none is typed.
    slug_from = "name"

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Return the slug for a saved record: a button changes it."""
        return ("slug",) if obj else ()

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Make a new record's slug from that field as it is typed, if it is typed."""
        typed = {field.name for field in self.opts.fields if field.editable}
        return {"slug": (self.slug_from,)} if obj is None and self.slug_from in typed else {}

    def panel_sentences(self, row: Any, at: datetime) -> list[str]:
        """Add what a stub lacks."""
        stub = isinstance(row, MaybeStub) and row.stub
        missing = (lacks(row) or ["It lacks nothing: press Complete."]) if stub else []
        return [*super().panel_sentences(row, at), *missing]

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """Return the form class, in which the slug may be empty."""
        form = super().get_form(request, obj, change, **kwargs)
        if "slug" in form.base_fields:
            form.base_fields["slug"].required = False
        return form

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Save the record; a new one gets a slug if none was typed."""
        obj.slug = obj.slug or slugs.first_slug(obj, getattr(obj, self.slug_from))
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save the child rows, from which the database may make a new record's label and slug."""
        super().save_related(request, form, formsets, change)
        if not change:
            form.instance.refresh_from_db()
            slugs.replace_provisional_slug(form.instance, getattr(form.instance, self.slug_from))

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        """Return the child rows; without corrections for a new record."""
        return [inline for inline in self.inlines if obj or inline.model is not Correction]

    def history_rows(self, row: Any) -> list[Model]:
        """Add the identity, which identifiers and corrections point at."""
        return [row, row.identity]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return the records with their identities, and the relations that are shown."""
        records: QuerySet[Any] = super().get_queryset(request)
        return records.select_related("identity")
