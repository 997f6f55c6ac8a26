"""Officials at the desk: a person with names and tenures."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import admin
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Model, OuterRef, Q, QuerySet, Value
from django.db.models.functions import JSONObject
from django.http import HttpRequest
from django.utils.timezone import localdate
from unfold.contrib.filters.admin import AutocompleteSelectFilter

from briefings.admin.checks import FindingsMixin
from briefings.admin.citing import CITE
from briefings.admin.duplicates import PersonForm
from briefings.admin.inlines import FoldedRows
from briefings.admin.records import FactRows, PublicationFilter, RecordAdmin
from briefings.admin.sources import CitationRows
from briefings.admin.tenures import TENURE_FIELDSETS, tenure_span
from briefings.models import Official, OfficialName, Tenure
from briefings.models.names import PersonName
from briefings.models.tenures import EARLIEST_START_DOWNWARDS


class NameRows(FoldedRows):
    """The other names of an official."""

    model: type[Model] = OfficialName
    fields = (("name", "kind"), ("language", "script", "shown"))

    def parts(self, row: PersonName) -> tuple[object, ...]:
        """Return the name, its kind, and whether readers see it."""
        return (row.name, row.get_kind_display(), row.language, "" if row.shown else "not shown")


class TenureRows(FactRows):
    """The tenures of an official."""

    model = Tenure
    fieldsets = TENURE_FIELDSETS
    autocomplete_fields = ("office",)

    def parts(self, row: Tenure) -> tuple[object, ...]:
        """Return the office, how it was held, and from when to when."""
        return (
            row.office,
            "" if row.status == Tenure.Status.SERVED else row.get_status_display(),
            "acting" if row.acting else "",
            tenure_span(row),
        )


def with_offices(officials: QuerySet[Any], today: date) -> QuerySet[Any]:
    """Add the tenures of each that may go on today, the latest first, in the same query."""
    held = Tenure.objects.during(today, today=today).with_certain_days(today)
    of_official = held.filter(official=OuterRef("pk"), retraction_reason="")
    words = JSONObject(
        title="office__title", acting="acting", certain=Q(sure_last__gte=Value(today))
    )
    latest_first = of_official.order_by(EARLIEST_START_DOWNWARDS.desc(), "-id")
    offices = ArraySubquery(latest_first.values(words=words))
    found: QuerySet[Any] = officials.annotate(held_today=offices)
    return found


def offices_of(row: Any) -> str:
    """Return the offices of today in words; those that may have ended come after “possibly”."""
    words = [f"{'acting ' if each['acting'] else ''}{each['title']}" for each in row.held_today]
    sure = [said for said, each in zip(words, row.held_today, strict=True) if each["certain"]]
    return "; ".join(sure) or (f"possibly {words[0]}" if words else "")


@admin.register(Official)
class OfficialAdmin(FindingsMixin, RecordAdmin):
    """The list of officials, and the page of one."""

    dialogues = (CITE,)
    form = PersonForm
    list_display = ("full_name", "offices", "country", "not_public")
    list_filter = (PublicationFilter, ("country", AutocompleteSelectFilter))
    search_fields = ("full_name", "sort_name", "names__name")
    autocomplete_fields = ("country", "portrait")
    slug_from = "full_name"
    fields = (
        "full_name",
        "short_name",
        "sort_name",
        "slug",
        "country",
        ("born", "died"),
        "portrait",
        "biography",
    )
    inlines = (NameRows, TenureRows, CitationRows, *RecordAdmin.inlines)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return the officials, with the offices that each may hold today, in the same query."""
        return with_offices(super().get_queryset(request), localdate())

    @admin.display(description="Office today")
    def offices(self, row: Official) -> str:
        """Return the offices of today."""
        return offices_of(row)
