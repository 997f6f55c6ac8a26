"""The list of detentions, and the filters by custody that it shares with the detainees."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import reduce
from operator import or_
from typing import Any, ClassVar
from uuid import UUID

import django_filters
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import Combinable

from briefings.filters.dated import DatedFilterSet
from briefings.filters.facets import Facet
from briefings.filters.naming import records_named
from briefings.filters.parameters import (
    ChoicesFilter,
    OrderingFilter,
    PartialDateFilter,
    RecordFilter,
    RecordsFilter,
    TextsFilter,
)
from briefings.filters.tallies import Keys, count_by, count_each_choice
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
from briefings.models.custody import IN_CUSTODY, CustodyStatus
from briefings.models.detentions import DetentionQuerySet
from briefings.paging import both_ways

NOTHING = Q(pk__in=[])
OF_A_DAY = ("status", "status__in", "place", "held_in")


class CustodyFilterSet(DatedFilterSet):
    """A list filtered by detentions.

    One detention must meet all conditions: "held by China in Peking" does not find who was held by
    China once and in Peking by somebody else. `status`, `place` and `held_in` apply to the day
    `as_of`, today by default. With a day or a place but no status, the status is *held*; that
    excludes house arrest, which `status` asks for. `detained_row` is the detention's foreign key to
    the rows; None if the rows are the detentions.
    """

    detained_row: str | None = None
    facets: ClassVar[Sequence[Facet]] = (
        Facet("status", "Status", "status_counts"),
        Facet("held_by", "Held by", "holder_counts"),
    )

    as_of = PartialDateFilter(
        method="keep_all",
        help_text="Held on this day, or on some day of a month or year (2023, 2023-06, 2023-06-19)"
        "; with `status`, of that status",
    )
    status = django_filters.ChoiceFilter(
        method="keep_all",
        choices=CustodyStatus.choices,
        empty_label=None,
        help_text="In custody, restricted or free on the day `as_of`, today without one",
    )
    status__in = ChoicesFilter(
        method="keep_all",
        choices=CustodyStatus.choices,
        help_text="One of these statuses on the day, with commas between them",
    )
    held_by = django_filters.CharFilter(
        method="keep_all",
        help_text="Held by this country or organization: code, slug or id",
    )
    held_by__in = TextsFilter(
        method="keep_all",
        help_text="Held by one of these countries and organizations, with commas between them",
    )
    held_in = RecordFilter(
        "country",
        method="keep_all",
        help_text="Held in this country on the day `as_of`: the place's, else the holder's",
    )
    place = RecordFilter(
        "place", method="keep_all", help_text="Held in this place on the day `as_of`"
    )
    exchange = django_filters.UUIDFilter(
        method="keep_all", help_text="Freed by the exchange with this id"
    )

    def filter_queryset(self, queryset: Any) -> QuerySet[Any]:
        """Apply all parameters; those about custody must be met by one detention."""
        kept: Any = super().filter_queryset(queryset)
        if self.detained_row is None:
            return self.matching_detentions(kept)
        every = Detention.objects.live(self.at)
        detained = self.matching_detentions(every)
        if detained is not every:
            kept = kept.filter(Exists(detained.filter(**{self.detained_row: OuterRef("pk")})))
        rows: QuerySet[Any] = kept
        return rows

    def matching_detentions(self, detentions: DetentionQuerySet) -> DetentionQuerySet:
        """Keep the detentions that meet all conditions about custody.

        Returns `detentions` itself if there is no condition.
        """
        asked = self.form.cleaned_data
        if asked["as_of"] or any(asked[name] for name in OF_A_DAY):
            detentions = detentions.filter(reduce(or_, map(self.in_status, self.statuses), NOTHING))
        if asked["place"]:
            places = records_named("place", asked["place"], self.at)
            detentions = detentions.filter(self.has_value_on_day("place", places))
        if asked["held_in"]:
            detentions = detentions.filter(self._in_country(asked["held_in"]))
        for holders in filter(None, (asked["held_by"], asked["held_by__in"])):
            detentions = detentions.filter(
                Q(country__in=records_named("country", holders, self.at))
                | Q(organization__in=records_named("organization", holders, self.at))
            )
        if asked["exchange"]:
            exchanged = CustodyEvent.objects.live(self.at).filter(
                detention=OuterRef("pk"), exchange__public_id=asked["exchange"]
            )
            detentions = detentions.filter(Exists(exchanged))
        return detentions

    @property
    def statuses(self) -> list[str]:
        """The statuses asked for, of which the day must have one; *held* by default."""
        asked = self.form.cleaned_data
        one, several = asked["status"], asked["status__in"]
        if one and several:
            return [one] if one in several else []
        return several or [one or CustodyStatus.HELD]

    def in_status(self, status: str) -> Q:
        """Match the detentions in the status on the day."""
        return Q(self.has_value_on_day("status", [status]))

    def status_counts(self, keys: Keys) -> list[QuerySet[Any, Any]]:
        """Count the rows by their status on the day."""
        return count_each_choice(self, "status")

    def holder_counts(self, keys: Keys) -> list[QuerySet[Any, Any]]:
        """Count the rows by the country or organization of the detention that meets the filters."""
        of = self.detained_row or "pk"
        detentions = self.matching_detentions(Detention.objects.live(self.at)).filter(
            **{f"{of}__in": keys}
        )
        return [
            count_by(
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
        """The day (or month, or year) `as_of`; today by default."""
        day: date | PartialDate = self.form.cleaned_data["as_of"] or self.today
        return day

    def has_value_on_day(self, column: str, values: Any) -> Exists:
        """Return the condition that a column of the detention has one of the values on the day."""
        return self.has_value(column, values, self.day, certainly=self.certain)

    def has_value(
        self, column: str, values: Any, day: date | PartialDate, *, certainly: bool
    ) -> Exists:
        """Return the condition that a column of the detention has one of the values on a day."""
        events = CustodyEvent.objects.during(
            day, column, values, of="detention", at=self.at, certainly=certainly
        )
        return Exists(events.filter(detention=OuterRef("pk")))

    def _in_country(self, name: str) -> Q:
        """Match detentions in a place of the country; without a known place, those by the country.

        A person moved on the day was in the old place too: a known place counts from the day after.
        """
        countries = records_named("country", name, self.at)
        places = Place.objects.live(self.at)
        within = places.filter(country__in=countries)
        there = self.has_value_on_day("place", within)
        known_on = self.day if self.certain else _day_before(self.day)
        somewhere = self.has_value("place", places, known_on, certainly=not self.certain)
        return Q(there) | Q(~somewhere, country__in=countries)


def _day_before(day: date | PartialDate) -> date:
    """Return the day before the date's first day; for the calendar's first day that day itself."""
    first = day.earliest if isinstance(day, PartialDate) else day
    return first - timedelta(days=1) if first and first > date.min else date.min


class DetentionFilterSet(CustodyFilterSet):
    """Detentions by person, holder, place and day.

    `q` searches the note, the holder's name and the person's public name.
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
        return queryset.filter(citizens("detainee", records_named("country", value, self.at)))

    def related_words(self) -> Sequence[Combinable]:
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
    """Return the condition that the detainee at the path `of` is a citizen of one country."""
    held = Nationality.objects.filter(detainee=OuterRef(of), country__in=countries)
    return Exists(held)


def in_custody(detentions: DetentionQuerySet, day: date, at: datetime) -> DetentionQuerySet:
    """Keep the detentions of who possibly was held or restricted at some time on a day."""
    events = CustodyEvent.objects.during(day, "status", IN_CUSTODY, of="detention", at=at)
    return detentions.filter(Exists(events.filter(detention=OuterRef("pk"))))


def in_custody_by(country: UUID | str, day: date, at: datetime) -> DetentionQuerySet:
    """Return the live detentions by a country of who possibly was in custody on a day, by name."""
    by_it = Detention.objects.live(at).filter(country__public_id=country)
    return in_custody(by_it, day, at).by_name()


def citizens_in_custody(country: UUID | str, day: date, at: datetime) -> DetentionQuerySet:
    """Return the same of a country's citizens, whoever holds them."""
    countries = Country.objects.filter(public_id=country)
    theirs = Detention.objects.live(at).filter(citizens("detainee", countries))
    return in_custody(theirs, day, at).by_name()


def in_custody_at(place: UUID | str, day: date, at: datetime) -> DetentionQuerySet:
    """Return the live detentions of who possibly was in custody in a place on a day.

    Who was brought there first comes first.
    """
    places: Any = Place.objects.filter(public_id=place)
    events = CustodyEvent.objects.during(day, "place", places, of="detention", at=at)
    there = events.filter(detention=OuterRef("pk")).order_by("first_day", "id")
    brought = Subquery(there.values("first_day")[:1])
    detentions = Detention.objects.live(at).filter(Exists(there))
    return in_custody(detentions, day, at).order_by(brought, "id")


def count_ever_held_at(place: UUID | str, at: datetime) -> int:
    """Return how many detentions the public record ever brought to a place (one query)."""
    events = CustodyEvent.objects.live(at).filter(place__public_id=place)
    return events.order_by().values("detention").distinct().count()
