"""Detainees at the desk: a person with names and detentions; names that are withheld."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import Model, Prefetch
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html_join
from unfold.contrib.filters.admin import AutocompleteSelectFilter, DropdownFilter

from briefings.actions import slugs, withholding
from briefings.actions.custody import why_overlapping
from briefings.actions.refusals import refuse_if
from briefings.admin import states
from briefings.admin.base import PanelLink
from briefings.admin.buttons import Button, FormValues
from briefings.admin.checks import FindingsMixin
from briefings.admin.citing import CITE
from briefings.admin.custody import RELEASE
from briefings.admin.detentions import HELD_BY, DetentionForm, with_published
from briefings.admin.dialogues import dialogue_url
from briefings.admin.duplicates import PersonForm
from briefings.admin.inlines import FoldedRows
from briefings.admin.officials import NameRows
from briefings.admin.records import FactRows, PublicationFilter, RecordAdmin
from briefings.admin.sources import CitationRows
from briefings.admin.withholding import WithholdingAdmin
from briefings.models import CustodyEvent, Detainee, DetaineeName, Detention, Nationality
from briefings.models.custody import CustodyStatus


def disclose_name(by: User, row: Detainee, values: FormValues) -> None:
    """Disclose the name again."""
    withholding.disclose_name(by=by, detainee=row)


NAME_BUTTONS = (
    Button(
        "restore",
        "Disclose the name",
        "The name is disclosed: readers see it again.",
        lambda row, by, at: withholding.why_not_disclose(row, by),
        disclose_name,
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
        """Keep the detainees with the chosen status today."""
        if (status := self.value()) not in CustodyStatus.values:
            return queryset
        return queryset.at_end_of(timezone.localdate(), status, at=timezone.now())


class DetaineeForm(PersonForm):
    """A detainee; if the name is withheld, no words that readers see may contain it."""

    constraint_fields: ClassVar = {
        "detainee_has_names": "full_name",
        "detainee_withheld_is_described": "description",
        "detainee_withheld_is_nameless": "description",
    }

    def clean(self) -> dict[str, Any]:
        """Return the cleaned data; add an error for words that contain a withheld name."""
        cleaned = super().clean()
        if cleaned.get("name_withheld", self.instance.name_withheld):
            for field in ("description", "occupation"):
                parts = withholding.name_parts_in(self.instance, cleaned.get(field, ""))
                if parts:
                    self.add_error(field, f"It contains a part of the name: {', '.join(parts)}.")
        return cleaned


class DetaineeNameRows(NameRows):
    """The other names of a detainee."""

    model = DetaineeName


class NationalityRows(FoldedRows):
    """The citizenships of a detainee."""

    model = Nationality
    fields = autocomplete_fields = ("country",)

    def parts(self, row: Nationality) -> tuple[object, ...]:
        """Return the country."""
        return (row.country,)


class DetentionRows(FactRows):
    """The detentions of a person; the custody events are on each detention's own page."""

    model = Detention
    form = DetentionForm
    fields = HELD_BY
    autocomplete_fields = ("country", "organization")

    def get_queryset(self, request: HttpRequest) -> Any:
        """Return the detentions in order, annotated with whether an event of each was published."""
        return with_published(super().get_queryset(request).select_related("detainee"))

    def parts(self, row: Detention) -> tuple[object, ...]:
        """Return who holds the person, the note, and the day on which that was verified."""
        verified = f"verified on {date_format(row.verified_on)}" if row.verified_on else ""
        return (f"Held by {row.country or row.organization}", row.note, verified)


def detentions_of(row: Detainee) -> list[Detention]:
    """Return the detentions that were not retracted; they are fetched."""
    return [detention for detention in row.detentions.all() if not detention.retraction_reason]


def not_free(row: Detainee) -> list[Detention]:
    """Return the detentions from which the person did not come free; the events are fetched."""
    found = []
    for detention in detentions_of(row):
        events = [one for one in detention.custody_events.all() if not one.retraction_reason]
        last = [one.status for one in events if one.status][-1:]
        found += [detention] if last != [CustodyStatus.FREE] else []
    return found


@admin.display(description="To do")
def release_link(row: Detainee) -> str:
    """Return a link to enter a release, for each detention that goes on; "" for none."""
    return format_html_join(
        " ",
        '<a class="desk-do" href="{}">{}</a>',
        ((dialogue_url(each, RELEASE), RELEASE.label) for each in not_free(row)),
    )


@admin.register(Detainee)
class DetaineeAdmin(FindingsMixin, WithholdingAdmin, RecordAdmin):
    """The list of detainees, and the page of one."""

    dialogues = (CITE,)
    form = DetaineeForm
    buttons = (*RecordAdmin.buttons, *NAME_BUTTONS)
    list_display = ("full_name", "custody", "withheld", release_link, "occupation", "not_public")
    list_filter = (
        PublicationFilter,
        CustodyFilter,
        ("citizenships__country", AutocompleteSelectFilter),
    )
    search_fields = ("full_name", "sort_name", "names__name", "description")
    autocomplete_fields = ("official",)
    slug_from = "full_name"
    inlines = (
        DetaineeNameRows,
        NationalityRows,
        DetentionRows,
        CitationRows,
        *RecordAdmin.inlines,
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        """Return the detainees with detentions and custody events (two queries a page)."""
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
        """Return the status today, since when, and the holder of each detention that goes on."""
        at, today = timezone.now(), timezone.localdate()
        held = []
        for detention in detentions_of(row):
            events = [event for event in detention.custody_events.all() if event.status]
            if status := states.of_chain(events, today, at):
                since = states.since(events, today, at)
                holder = str(detention.country or detention.organization)
                held.append((status, holder, f", since {since}" if since else ""))
        going_on = [words for words in held if words[0] != CustodyStatus.FREE.label]
        return "; ".join(f"{status} by {holder}{since}" for status, holder, since in going_on) or (
            f"{held[-1][0]}{held[-1][2]}" if held else ""
        )

    @admin.display(description="Name withheld")
    def withheld(self, row: Detainee) -> str:
        """Return "withheld" if the name is."""
        return "name withheld" if row.name_withheld else ""

    def links(self, request: HttpRequest, row: Detainee) -> list[PanelLink]:
        """Add links to enter a release, one for each detention that goes on."""
        return [
            PanelLink(f"Release: held by {each.country or each.organization}", url)
            for each in not_free(row)
            for url in [dialogue_url(each, RELEASE)]
        ] + super().links(request, row)

    def get_fields(self, request: HttpRequest, obj: Detainee | None = None) -> Any:
        """Return the fields; after the first save a button withholds the name."""
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
        """Return nothing: a slug prefilled from the name would disclose a withheld one."""
        return {}

    def panel_sentences(self, row: Detainee, at: datetime) -> list[str]:
        """Add the custody status, the description of a withheld name, and how many events wait."""
        sentences = super().panel_sentences(row, at)
        if custody := self.custody(row):
            sentences.insert(0, f"{custody}.")
        if row.name_withheld:
            sentences.append(f"The name is withheld: readers are told “{row.description}”.")
        if waiting := CustodyEvent.objects.entered().filter(detention__detainee=row).count():
            sentences.append(f"Custody events that wait for a second person: {waiting}.")
        return sentences

    def history_rows(self, row: Detainee) -> list[Model]:
        """Add the detentions, which custody events point at."""
        return [*super().history_rows(row), *row.detentions.all()]

    def history_models(self) -> list[type[Model]]:
        """Add custody events."""
        return [*super().history_models(), CustodyEvent]

    def save_model(self, request: HttpRequest, obj: Detainee, form: Any, change: bool) -> None:
        """Save the detainee; a new one gets a slug that does not contain a withheld name."""
        if not obj.slug:
            words = obj.description if obj.name_withheld else obj.full_name
            obj.slug = slugs.free_slug("detainee", words)
        super().save_model(request, obj, form, change)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Save the child rows; raises `Refused` if detentions overlap."""
        super().save_formset(request, form, formset, change)
        refuse_if(
            reason
            for row, _ in formset.changed_objects
            if isinstance(row, Detention)
            for reason in why_overlapping(row)
        )
