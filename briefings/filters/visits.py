"""The list of visits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

import django_filters
from django.db.models import Exists, OuterRef, Q, QuerySet

from briefings.filters.facets import Facet
from briefings.filters.naming import records_named
from briefings.filters.occasions import OccasionFilterSet
from briefings.filters.parameters import (
    ChoicesFilter,
    OrderingFilter,
    PartialDateFilter,
    RecordFilter,
    RecordsFilter,
)
from briefings.filters.tallies import Keys, count_by
from briefings.models import (
    Country,
    Objective,
    PartialDate,
    Participant,
    Stop,
    Tenure,
    Visit,
)
from briefings.models.visits import (
    EARLIEST_DAY,
    EARLIEST_DAY_DOWNWARDS,
    VisitQuerySet,
    certainly_within,
    possibly_within,
)
from briefings.models.words import words_in
from briefings.paging import Ordering
from briefings.search import related
from briefings.search.questions import search_query


class VisitFilterSet(OccasionFilterSet):
    """Visits by kind, days, stops, travellers' offices, agenda, and status on a day.

    Every participant who is not on the host's side travels.
    `q` searches title, summary and objectives, and the names of participants and stops.
    """

    occasion = "visit"
    facets = (
        Facet("status", "Status", "status_counts", any_value=True),
        Facet("kind", "Kind"),
        Facet("host_country", "Country", "stop_counts"),
    )

    kind = django_filters.ChoiceFilter(
        choices=Visit.Kind.choices, empty_label=None, help_text="Kind of visit"
    )
    kind__in = ChoicesFilter(
        field_name="kind",
        choices=Visit.Kind.choices,
        help_text="Kinds of visit with commas between them",
    )
    host_country = RecordFilter("country", method="stopping_in", help_text="A country of its stops")
    host_country__in = RecordsFilter(
        "country", method="stopping_in", help_text="Countries of its stops, with commas"
    )
    place = RecordFilter("place", method="stopping_at", help_text="A place of its stops")
    traveller_office = RecordFilter(
        "office",
        method="travelling_as",
        help_text="An office that somebody who travels held on a day of the visit",
    )
    as_of = PartialDateFilter(
        method="on_day",
        help_text="Under way, or planned, on this day or on some day of a month or year; with a"
        " status, the day for which that is asked",
    )
    ordering = OrderingFilter(
        Ordering("-starts", EARLIEST_DAY_DOWNWARDS, descending=True),
        Ordering("starts", EARLIEST_DAY),
    )

    class Meta:
        model = Visit
        fields: list[str] = []

    def travelling_as(self, queryset: QuerySet[Any], _: str, name: str) -> QuerySet[Any]:
        """Keep the visits with a traveller who held the office on one of their days."""
        held = Tenure.objects.live(self.at).on_outer_visit(
            "visit__", today=self.today, certainly=self.certain
        )
        in_office = held.filter(
            official=OuterRef("official"), office__in=records_named("office", name, self.at)
        )
        travellers = Participant.objects.live(self.at).exclude(side=Participant.Side.HOST)
        theirs = travellers.filter(Exists(in_office), visit__isnull=False).order_by()
        return queryset.filter(pk__in=theirs.values("visit").distinct())

    def stopping_in(self, queryset: QuerySet[Any], _: str, name: str | list[str]) -> QuerySet[Any]:
        """Keep the visits that stop in the country, or in one of several."""
        return self.with_stop(queryset, country__in=records_named("country", name, self.at))

    def stopping_at(self, queryset: QuerySet[Any], _: str, name: str) -> QuerySet[Any]:
        """Keep the visits that stop at the place."""
        return self.with_stop(queryset, place__in=records_named("place", name, self.at))

    def with_stop(self, queryset: QuerySet[Any], **where: QuerySet[Any]) -> QuerySet[Any]:
        """Keep the visits with a stop there."""
        return queryset.filter(Exists(Stop.objects.filter(visit=OuterRef("pk"), **where)))

    def stop_counts(self, keys: Keys) -> list[QuerySet[Any, Any]]:
        """Count the visits by the countries of their stops."""
        countries = Country.objects.live(self.at)
        rows = Stop.objects.filter(visit__in=keys, country__in=countries)
        return [count_by(rows, "visit", "country__slug", "country__name")]

    def on_day(self, queryset: VisitQuerySet, _: str, day: PartialDate) -> VisitQuerySet:
        """Keep the visits under way on the day; with a status, the day applies to that instead."""
        asked = self.form.cleaned_data
        if asked["status"] or asked["status__in"]:
            return queryset
        return queryset.during(day, certainly=self.certain)

    def within(self, first: date | None, last: date | None) -> Q:
        """Match visits with a day from `first` to `last`, possibly or certainly; None is open."""
        return (certainly_within if self.certain else possibly_within)(first, last)

    def keys_matching(self, part: str) -> list[QuerySet[Any]]:
        """Return the keys of the visits that match a part of a question, also by objectives."""
        objectives = Objective.objects.alias(said=words_in("words")).filter(said=search_query(part))
        names = related.of_visit(part, self.at)
        return [*super().keys_matching(part), *names, objectives.order_by().values("visit")]


def visits_abroad(country: UUID | str, at: datetime) -> VisitQuerySet:
    """Return the live visits of a country's officials to other countries, the latest first.

    The country is named by its id.
    """
    home = Country.objects.filter(public_id=country)
    travellers = Participant.objects.live(at).filter(
        Q(country__in=home) | Q(country__isnull=True, official__country__in=home),
        visit=OuterRef("pk"),
        official__isnull=False,
    )
    stops = Stop.objects.filter(visit=OuterRef("pk"))
    abroad = Exists(stops.exclude(country__in=home)) & ~Exists(stops.filter(country__in=home))
    visits = Visit.objects.live(at).filter(abroad, Exists(travellers))
    return visits.order_by(EARLIEST_DAY_DOWNWARDS.desc(), "-id")


def visits_beside(
    visit: UUID | str,
    officials: Sequence[UUID | str],
    countries: Sequence[UUID | str],
    first: date,
    at: datetime,
) -> QuerySet[Visit]:
    """Return the live visits before and after one that begins on a day, by its id.

    By one of the officials to one of the countries, given by their ids: at most the nearest on each
    side, by their earliest days.
    """
    travellers = Participant.objects.live(at).exclude(side=Participant.Side.HOST)
    theirs = travellers.filter(visit=OuterRef("pk"), official__public_id__in=officials)
    there = Stop.objects.filter(visit=OuterRef("pk"), country__public_id__in=countries)
    others = Visit.objects.live(at).exclude(public_id=visit).filter(Exists(theirs), Exists(there))
    day = "possible_days__startswith"
    before = others.filter(**{f"{day}__lt": first}).order_by(f"-{day}")
    after = others.filter(**{f"{day}__gt": first}).order_by(day)
    return before[:1].union(after[:1], all=True)
