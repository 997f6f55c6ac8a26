"""Detainees at the desk: a person, the names, the detentions; and whose name is withheld."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import Model, Prefetch
from django.http import HttpRequest
from django.utils import timezone
from unfold.contrib.filters.admin import AutocompleteSelectFilter, DropdownFilter

from briefings.actions import slugs, withholding
from briefings.actions.custody import overlaps
from briefings.actions.refusals import refuse_if
from briefings.admin import states
from briefings.admin.base import TabularRows
from briefings.admin.buttons import Button, FormValues
from briefings.admin.checks import FindingsMixin
from briefings.admin.detentions import HELD_BY, DetentionForm, with_told
from briefings.admin.duplicates import PersonForm
from briefings.admin.officials import NameRows
from briefings.admin.records import FactRows, PublicationFilter, RecordAdmin
from briefings.admin.sources import CitationRows
from briefings.admin.withholding import WithholdingAdmin
from briefings.models import CustodyEvent, Detainee, DetaineeName, Detention, Nationality
from briefings.models.custody import CustodyStatus


def restore(by: User, row: Detainee, words: FormValues) -> None:
    """Tell the name again."""
    withholding.restore_name(by=by, detainee=row)


NAMING = (
    Button(
        "restore",
        "Tell the name again",
        "Readers are told the name again.",
        lambda row, by, at: withholding.why_not_restore(row, by),
        restore,
    ),
)


class CustodyFilter(DropdownFilter):
    """Detainees by their status today, as far as the public sees it."""

    title = "custody today"
    parameter_name = "custody"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the statuses."""
        return [(status.value, str(status.label)) for status in CustodyStatus]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Keep who has the chosen status today."""
        if (status := self.value()) not in CustodyStatus.values:
            return queryset
        return queryset.in_custody((status,), timezone.localdate(), at=timezone.now())


class DetaineeForm(PersonForm):
    """Who is detained; of one whose name is withheld, no words that readers see tell a name."""

    beside: ClassVar = {
        "detainee_has_names": "full_name",
        "detainee_withheld_is_described": "description",
        "detainee_withheld_is_nameless": "description",
    }

    def clean(self) -> dict[str, Any]:
        """Return the cleaned data; refuses what tells readers another name of the person."""
        cleaned = super().clean()
        if cleaned.get("name_withheld", self.instance.name_withheld):
            for field in ("description", "occupation"):
                told = withholding.name_parts_in(self.instance, cleaned.get(field, ""))
                if told:
                    self.add_error(field, f"It tells a part of the name: {', '.join(told)}.")
        return cleaned


class DetaineeNameRows(NameRows):
    """The other names of a detainee."""

    model = DetaineeName


class NationalityRows(TabularRows):
    """The countries whose citizen a detainee is."""

    model = Nationality
    fields = autocomplete_fields = ("country",)


class DetentionRows(FactRows):
    """The detentions of a person; what happened is on each one's own page."""

    model = Detention
    form = DetentionForm
    fields = HELD_BY
    autocomplete_fields = ("country", "organization")

    def get_queryset(self, request: HttpRequest) -> Any:
        """Return the detentions in order, with whether anything of each was published."""
        return with_told(super().get_queryset(request).select_related("detainee").in_order())


@admin.register(Detainee)
class DetaineeAdmin(FindingsMixin, WithholdingAdmin, RecordAdmin):
    """The list of detainees, and the page of one."""

    form = DetaineeForm
    buttons = (*RecordAdmin.buttons, *NAMING)
    list_display = ("full_name", "custody", "withheld", "occupation", "publication")
    list_filter = (
        PublicationFilter,
        CustodyFilter,
        ("citizenships__country", AutocompleteSelectFilter),
    )
    search_fields = ("full_name", "sort_name", "names__name", "description")
    autocomplete_fields = ("official",)
    slug_from = "full_name"
    fetched = ("official", "identity")
    inlines = (
        DetaineeNameRows,
        NationalityRows,
        DetentionRows,
        CitationRows,
        *RecordAdmin.inlines,
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        """Return the detainees with their detentions and what happened (two queries a page)."""
        detentions = Detention.objects.select_related("country", "organization").in_order()
        return (
            super()
            .get_queryset(request)
            .prefetch_related(
                Prefetch("detentions", detentions),
                Prefetch("detentions__custody_events", CustodyEvent.objects.in_order()),
            )
        )

    @admin.display(description="Custody today")
    def custody(self, row: Detainee) -> str:
        """Return where the person stands today, and by whom each is held who is not free."""
        at, today = timezone.now(), timezone.localdate()
        said = []
        for detention in row.detentions.all():
            events = [event for event in detention.custody_events.all() if event.status]
            if status := states.of_chain(events, today, at):
                said.append((status, str(detention.country or detention.organization)))
        not_free = [words for words in said if words[0] != CustodyStatus.FREE.label]
        return "; ".join(f"{status} by {holder}" for status, holder in not_free) or (
            said[-1][0] if said else ""
        )

    @admin.display(description="Name")
    def withheld(self, row: Detainee) -> str:
        """Return whether readers are not told the name."""
        return "withheld" if row.name_withheld else ""

    def get_fields(self, request: HttpRequest, obj: Detainee | None = None) -> Any:
        """Return what is typed; after the first save a button withholds the name."""
        return (
            "full_name",
            ("short_name", "sort_name"),
            *(() if obj else ("name_withheld",)),
            "description",
            "slug",
            ("occupation", "employer"),
            ("born", "official"),
            "biography",
        )

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Return nothing: a browser that typed the address would put a withheld name there."""
        return {}

    def facts(self, row: Detainee, at: datetime) -> list[str]:
        """Say where the person stands, what readers are told as the name, how many events wait."""
        facts = super().facts(row, at)
        if custody := self.custody(row):
            facts.insert(0, f"{custody}.")
        if row.name_withheld:
            facts.append(f"The name is withheld: readers are told “{row.description}”.")
        if waiting := CustodyEvent.objects.entered().filter(detention__detainee=row).count():
            facts.append(f"Custody events that wait for a second person: {waiting}.")
        return facts

    def history_rows(self, row: Detainee) -> list[Model]:
        """Return also the detentions, which custody events point at."""
        return [*super().history_rows(row), *row.detentions.all()]

    def history_models(self) -> list[type[Model]]:
        """Return also custody events."""
        return [*super().history_models(), CustodyEvent]

    def save_model(self, request: HttpRequest, obj: Detainee, form: Any, change: bool) -> None:
        """Save the detainee, a new one with an address that tells no withheld name."""
        if not obj.slug:
            told = obj.description if obj.name_withheld else obj.full_name
            obj.slug = slugs.free_slug("detainee", told)
        super().save_model(request, obj, form, change)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Save the child rows; refuses a person held twice at once."""
        super().save_formset(request, form, formset, change)
        refuse_if(
            reason
            for row, _ in formset.changed_objects
            if isinstance(row, Detention)
            for reason in overlaps(row)
        )
