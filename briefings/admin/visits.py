"""Visits at the desk: stops, travellers, objectives, meetings, status."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import reverse
from unfold.contrib.filters.admin import ChoicesDropdownFilter

from briefings.admin import states
from briefings.admin.agendas import AgendaRows, OutcomeRows
from briefings.admin.base import PanelLink, user_of
from briefings.admin.inlines import FoldedRows
from briefings.admin.meetings import MeetingRows
from briefings.admin.occasions import DaysFilter, OccasionAdmin, status_link
from briefings.admin.participants import ParticipantRows
from briefings.admin.readouts import ReadoutRows
from briefings.admin.records import PublicationFilter, RecordAdmin
from briefings.admin.rows import PartAdmin
from briefings.admin.sources import CitationRows
from briefings.admin.statuses import UPDATE_VISIT_STATUS, StatusFilter, StatusRows
from briefings.models import Objective, Participant, Stop, Visit
from briefings.models.visits import EARLIEST_DAY_DOWNWARDS


class StopRows(FoldedRows):
    """The stops of a visit, in order."""

    model = Stop
    fields = (("country", "place"), ("arrives", "departs"), ("note", "order"))
    autocomplete_fields = ("country", "place")

    def parts(self, row: Stop) -> tuple[object, ...]:
        """Return where, from when to when, and the note."""
        return (row.place or row.country, states.span(row.arrives, row.departs), row.note)


class ObjectiveRows(FoldedRows):
    """The objectives of a visit, in order; an objective's sources are on its own page."""

    model = Objective
    fields = ("words", "order")
    show_change_link = True

    def parts(self, row: Objective) -> tuple[object, ...]:
        """Return the words."""
        return (row.words,)


def with_travellers(visits: Any) -> Any:
    """Add the `names` of those who travel, in the order of their seats, in the same query."""
    hosts = (Participant.Role.HOST, Participant.Role.OBSERVER)
    travelling = Participant.objects.filter(visit=OuterRef("pk"), retraction_reason="")
    names = (
        travelling.exclude(role__in=hosts)
        .in_order()
        .values(traveller=Coalesce("official__full_name", "organization__name", "group"))
    )
    return visits.annotate(names=ArraySubquery(names))


def days_of(row: Visit) -> str:
    """Return the days of a visit, as far as they are known."""
    if row.starts == row.ends or not (row.starts and row.ends):
        return str(row.starts or row.ends or "not known")
    return f"{row.starts} – {row.ends}"


@admin.register(Visit)
class VisitAdmin(OccasionAdmin):
    """The list of visits, and the page of one."""

    buttons = (UPDATE_VISIT_STATUS, *RecordAdmin.buttons)
    list_display = ("name", "travellers", "days", "status", status_link, "not_public")
    list_filter = (PublicationFilter, DaysFilter, StatusFilter, ("kind", ChoicesDropdownFilter))
    search_fields = ("said",)
    ordering = (EARLIEST_DAY_DOWNWARDS.desc(), "-id")
    fields = ("title", "slug", "kind", ("starts", "ends"), "summary", "verified_on")
    inlines = (
        *(StopRows, ParticipantRows, ObjectiveRows, StatusRows, AgendaRows, OutcomeRows),
        *(ReadoutRows, CitationRows, MeetingRows),
        *RecordAdmin.inlines,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return the visits with their travellers, statuses and time zones."""
        found: QuerySet[Any] = with_travellers(super().get_queryset(request).with_zone())
        return found

    @admin.display(description="Visit", ordering="label")
    def name(self, row: Visit) -> str:
        """Return the title, or what the database made of the row."""
        return str(row)

    @admin.display(description="Traveller")
    def travellers(self, row: Any) -> str:
        """Return who travels: the first two, and how many more."""
        more = [f"and {len(row.names) - 2} more"] if len(row.names) > 2 else []
        return ", ".join([*row.names[:2], *more])

    @admin.display(description="Days", ordering=EARLIEST_DAY_DOWNWARDS)
    def days(self, row: Visit) -> str:
        """Return the days, as far as they are known."""
        return days_of(row)

    def links(self, request: HttpRequest, row: Visit) -> list[PanelLink]:
        """Add a link to add a meeting."""
        links = super().links(request, row)
        if user_of(request).has_perm("briefings.add_meeting"):
            add = reverse("admin:briefings_meeting_add")
            links.append(PanelLink("Add a meeting", f"{add}?visit={row.pk}"))
        return links


@admin.register(Objective)
class ObjectiveAdmin(PartAdmin):
    """The page of an objective."""

    fields = ("words", "order")
