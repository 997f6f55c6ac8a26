"""Queries that are composed once answer every reader, each with what he asks."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.db.models import Prefetch, QuerySet
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from briefings.filters.officials import OfficialFilterSet
from briefings.filters.tallies import count_facets
from briefings.models import Country, Official, OfficialName, Tenure
from briefings.timelines.prepared import one_of, prepared
from tests.factories import row_of, since

pytestmark = pytest.mark.django_db


@prepared
def of_countries(at: datetime, countries: list[int]) -> QuerySet[Official]:
    """Return the live officials of some countries, with these."""
    officials = Official.objects.live(at).filter(one_of("country", countries))
    return officials.select_related("country").prefetch_related("names").order_by("pk")


@prepared
def called(slug: str) -> QuerySet[Country]:
    """Return the country with a slug."""
    return Country.objects.filter(slug=slug)


def test_each_reader_gets_what_he_asks() -> None:
    now = timezone.now()
    peru, laos = (
        row_of(Country, name=name, slug=name.lower(), code=name[:2].upper(), live_period=since(now))
        for name in ("Peru", "Laos")
    )
    rosa = row_of(Official, country=peru, live_period=since(now))
    soon = row_of(Official, country=laos, live_period=since(now + timedelta(days=1)))

    assert of_countries(now, [peru.pk]) == [rosa]
    assert of_countries(now, [peru.pk, laos.pk]) == [rosa]
    assert of_countries(now + timedelta(days=1), [laos.pk, peru.pk]) == [rosa, soon]
    assert [called("peru"), called("laos"), called("' OR 1=1")] == [[peru], [laos], []]


def test_rows_come_with_what_is_fetched_along() -> None:
    now = timezone.now()
    peru = row_of(Country, live_period=since(now))
    rosa = row_of(Official, country=peru, live_period=since(now))
    name = row_of(OfficialName, official=rosa)

    with CaptureQueriesContext(connection) as queries:
        [found] = of_countries(now, [peru.pk])
        assert (found.country, list(found.names.all())) == (peru, [name])

    assert len(queries) == 2


def test_what_no_page_shows_is_not_read() -> None:
    now = timezone.now()
    peru = row_of(Country, live_period=since(now))
    row_of(Official, country=peru, live_period=since(now))

    [found] = of_countries(now, [peru.pk])

    history = {"version", "created_at", "updated_at"}
    assert found.country is not None
    assert found.country.get_deferred_fields() >= history
    assert found.get_deferred_fields() == {*history, "said", "born_days", "died_days"}


def test_nothing_is_asked_of_no_keys() -> None:
    with CaptureQueriesContext(connection) as queries:
        assert of_countries(timezone.now(), []) == []

    assert len(queries) == 0


def test_a_query_that_hides_what_is_asked_is_refused() -> None:
    """What stands in a range, or in a query of its own, could not be filled in."""

    @prepared
    def in_office(day: date) -> QuerySet[Tenure]:
        return Tenure.objects.during(day, today=day)

    @prepared
    def with_live_tenures(at: datetime) -> QuerySet[Official]:
        tenures = Prefetch("tenures", queryset=Tenure.objects.live(at))
        return Official.objects.live(at).prefetch_related(tenures)

    with pytest.raises(TypeError, match="in_office depends on what is asked"):
        in_office(date(2024, 1, 1))
    with pytest.raises(TypeError, match="with_live_tenures depends on what is asked"):
        with_live_tenures(timezone.now())


def test_facets_are_counted_at_the_moment_of_each_reader() -> None:
    now = timezone.now()
    peru = row_of(Country, name="Peru", slug="peru", code="PE", live_period=since(now))
    for hours in (0, 24):
        row_of(Official, country=peru, live_period=since(now + timedelta(hours=hours)))

    def counted(at: datetime) -> list[int]:
        listing = OfficialFilterSet(QueryDict(), at=at)
        listing.today = timezone.localdate(now)
        found = count_facets(listing, OfficialFilterSet.facets)
        return [each.number for each in found["country"].values]

    assert [counted(now), counted(now + timedelta(days=1)), counted(now)] == [[1], [2], [1]]
