"""The list of detentions, and questions about custody: asked of detainees and detentions alike."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import reduce
from operator import or_
from typing import Any, ClassVar

import django_filters
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import Combinable

from briefings.filters.base import (
    ChoicesFilter,
    OrderingFilter,
    PartialDateFilter,
    RecordFilter,
    TextsFilter,
    named,
)
from briefings.filters.dated import DatedFilterSet
from briefings.filters.facets import Facet
from briefings.filters.several import RecordsFilter
from briefings.filters.tallies import Keys, one_by_one, tallied
from briefings.filters.words import unless_withheld, words_of
from briefings.models import (
    Country,
    CustodyEvent,
    Detainee,
    Detention,
    Nationality,
    Organization,
    PartialDate,
    Place,
)
from briefings.models.custody import CustodyStatus
from briefings.models.detentions import DetentionQuerySet
from briefings.paging import both_ways

NOTHING = Q(pk__in=[])
OF_A_DAY = ("status", "status__in", "place", "held_in")


class CustodyFilterSet(DatedFilterSet):
    """A list that detentions answer for.

    All that is asked of a detention is asked of one: whom China held in Peking is not who was held
    by China once and in Peking by another. `status`, `place` and `held_in` are asked of the day
    `as_of`, today without one; where that day or a place is asked of without a status, it is that
    of who was held. "Held" is held alone: who was under house arrest is asked with `status`.
    `detained_row` names the detention's column that points at the rows; None where the rows are
    the detentions.
    """

    detained_row: str | None = None
    facets: ClassVar[Sequence[Facet]] = (
        Facet("status", "Status", "each_status"),
        Facet("held_by", "Held by", "holders"),
    )

    as_of = PartialDateFilter(
        method="jointly",
        help_text="Held on this day, or on some day of a month or year (2023, 2023-06, 2023-06-19)"
        "; with `status`, of that status",
    )
    status = django_filters.ChoiceFilter(
        method="jointly",
        choices=CustodyStatus.choices,
        empty_label=None,
        help_text="In custody, restricted or free on the day `as_of`, today without one",
    )
    status__in = ChoicesFilter(
        method="jointly",
        choices=CustodyStatus.choices,
        help_text="One of these statuses on the day, with commas between them",
    )
    held_by = django_filters.CharFilter(
        method="jointly",
        help_text="Held by this country or organization: code, slug or id",
    )
    held_by__in = TextsFilter(
        method="jointly",
        help_text="Held by one of these countries and organizations, with commas between them",
    )
    held_in = RecordFilter(
        "country",
        method="jointly",
        help_text="Held in this country on the day `as_of`: the place's, else the holder's",
    )
    place = RecordFilter(
        "place", method="jointly", help_text="Held in this place on the day `as_of`"
    )
    exchange = django_filters.UUIDFilter(
        method="jointly", help_text="Freed by the exchange with this id"
    )

    def filter_queryset(self, queryset: Any) -> QuerySet[Any]:
        """Keep the rows that every parameter keeps, those of custody asked of one detention."""
        kept: Any = super().filter_queryset(queryset)
        if self.detained_row is None:
            return self.detained(kept)
        every = Detention.objects.live(self.at)
        detained = self.detained(every)
        if detained is not every:
            kept = kept.filter(Exists(detained.filter(**{self.detained_row: OuterRef("pk")})))
        rows: QuerySet[Any] = kept
        return rows

    def detained(self, detentions: DetentionQuerySet) -> DetentionQuerySet:
        """Keep the detentions that answer all that is asked of one; themselves for nothing."""
        asked = self.form.cleaned_data
        if asked["as_of"] or any(asked[name] for name in OF_A_DAY):
            detentions = detentions.filter(reduce(or_, map(self.in_status, self.statuses), NOTHING))
        if asked["place"]:
            places = named("place", asked["place"], self.at)
            detentions = detentions.filter(self.stands("place", places))
        if asked["held_in"]:
            detentions = detentions.filter(self._in_country(asked["held_in"]))
        for holders in filter(None, (asked["held_by"], asked["held_by__in"])):
            detentions = detentions.filter(
                Q(country__in=named("country", holders, self.at))
                | Q(organization__in=named("organization", holders, self.at))
            )
        if asked["exchange"]:
            exchanged = CustodyEvent.objects.live(self.at).filter(
                detention=OuterRef("pk"), exchange__public_id=asked["exchange"]
            )
            detentions = detentions.filter(Exists(exchanged))
        return detentions

    @property
    def statuses(self) -> list[str]:
        """The statuses of which one is asked of the day: that of who was held unless given."""
        asked = self.form.cleaned_data
        one, several = asked["status"], asked["status__in"]
        if one and several:
            return [one] if one in several else []
        return several or [one or CustodyStatus.HELD]

    def in_status(self, status: str) -> Q:
        """Match the detentions that are in the status on the day asked of."""
        return Q(self.stands("status", [status]))

    def each_status(self, keys: Keys) -> list[QuerySet[Any, Any]]:
        """Return how many of the rows are in each status on the day."""
        return one_by_one(self, "status")

    def holders(self, keys: Keys) -> list[QuerySet[Any, Any]]:
        """Return how many of the rows each country and organization held, as is asked of one."""
        of = self.detained_row or "pk"
        detentions = self.detained(Detention.objects.live(self.at)).filter(**{f"{of}__in": keys})
        return [
            tallied(
                detentions.filter(**{f"{holder}__in": live}),
                of,
                f"{holder}__slug",
                f"{holder}__name",
            )
            for holder, live in (
                ("country", Country.objects.live(self.at)),
                ("organization", Organization.objects.live(self.at)),
            )
        ]

    @property
    def day(self) -> date | PartialDate:
        """The day, or month or year, that is asked of: today unless given."""
        day: date | PartialDate = self.form.cleaned_data["as_of"] or self.today
        return day

    def stands(self, says: str, values: Any) -> Exists:
        """Return the condition that a detention's chain says so on the day asked of."""
        return self.chain_says(says, values, self.day, certainly=self.certain)

    def chain_says(
        self, says: str, values: Any, day: date | PartialDate, *, certainly: bool
    ) -> Exists:
        """Return the condition that a detention's chain says so on the day."""
        events = CustodyEvent.objects.holding(
            says, values, day, of="detention", at=self.at, certainly=certainly
        )
        return Exists(events.filter(detention=OuterRef("pk")))

    def _in_country(self, name: str) -> Q:
        """Match detentions in a place of the country or, in no place that is known, by it.

        Who was moved that day was still there before: a known place counts from the day after.
        """
        countries = named("country", name, self.at)
        places = Place.objects.live(self.at)
        within = places.filter(country__in=countries)
        there = self.stands("place", within)
        known_on = self.day if self.certain else _eve(self.day)
        somewhere = self.chain_says("place", places, known_on, certainly=not self.certain)
        return Q(there) | Q(~somewhere, country__in=countries)


def _eve(day: date | PartialDate) -> date:
    """Return the day before the first of them; the calendar's first day has none."""
    first = day.earliest if isinstance(day, PartialDate) else day
    return first - timedelta(days=1) if first and first > date.min else date.min


class DetentionFilterSet(CustodyFilterSet):
    """Detentions by who held whom, where, and on which day.

    `q` reads the note, and the names of the holder and of the person, as the public knows them.
    """

    words = unless_withheld("detainee", "note")

    detainee = RecordFilter("detainee", help_text="The person")
    nationality = RecordFilter(
        "country", method="of_citizens", help_text="The person is a citizen of this country"
    )
    nationality__in = RecordsFilter(
        "country", method="of_citizens", help_text="Citizens of one of these countries, with commas"
    )
    ordering = OrderingFilter(*both_ways("entered", "pk"))

    class Meta:
        model = Detention
        fields: list[str] = []

    def of_citizens(self, queryset: QuerySet[Any], _: str, value: str | list[str]) -> QuerySet[Any]:
        """Keep the detentions of the citizens of the country, or of one of several."""
        return queryset.filter(citizens("detainee", named("country", value, self.at)))

    def words_beside(self) -> Sequence[Combinable]:
        """Return the names of the person and of the holder."""
        person = Detainee.objects.live(self.at).filter(pk=OuterRef("detainee"))
        country = Country.objects.live(self.at).filter(pk=OuterRef("country"))
        group = Organization.objects.live(self.at).filter(pk=OuterRef("organization"))
        return [
            words_of(person, "public_name"),
            words_of(country, "name"),
            words_of(group, "name"),
        ]


def citizens(of: str, countries: QuerySet[Any]) -> Exists:
    """Return the condition that the detainee at the path `of` is a citizen of one of them."""
    held = Nationality.objects.filter(detainee=OuterRef(of), country__in=countries)
    return Exists(held)
