"""SQL that is composed once answers every reader, each with what he asks."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone

from briefings.composed import composed
from briefings.filters.officials import OfficialFilterSet
from briefings.filters.tallies import count_facets
from briefings.models import Country, Official, Tenure
from briefings.models.date_questions import possibly_on
from briefings.models.expressions import one_of
from tests.factories import row_of, since

pytestmark = pytest.mark.django_db


@composed
def of_countries(at: datetime, countries: list[UUID]) -> QuerySet[Any, Any]:
    """Return the ids of the live officials of some countries."""
    officials = Official.objects.live(at).filter(one_of("country__public_id", countries))
    return officials.order_by("pk").values_list("public_id")


@composed
def called(slug: str, most: int) -> QuerySet[Any, Any]:
    """Return the name of the country with a slug, where its key is not greater."""
    return Country.objects.filter(slug=slug, pk__lte=most).values_list("name")


def test_each_reader_gets_what_he_asks() -> None:
    now = timezone.now()
    peru, laos = (
        row_of(Country, name=name, slug=name.lower(), code=name[:2].upper(), live_period=since(now))
        for name in ("Peru", "Laos")
    )
    rosa = row_of(Official, country=peru, live_period=since(now))
    soon = row_of(Official, country=laos, live_period=since(now + timedelta(days=1)))
    both = [peru.public_id, laos.public_id]

    assert of_countries(now, [peru.public_id]).ids() == [rosa.public_id]
    assert of_countries(now, both).ids() == [rosa.public_id]
    assert of_countries(now + timedelta(days=1), both).ids() == [rosa.public_id, soon.public_id]
    assert of_countries(now, []).ids() == []
    names = [called(slug, peru.pk).rows() for slug in ("peru", "laos", "' OR 1=1")]
    assert names == [[("Peru",)], [], []]


def test_a_query_that_hides_what_is_asked_is_refused() -> None:
    """What stands in a range, or in a condition of Python, could not be filled in."""

    @composed
    def begun(day: date) -> QuerySet[Any, Any]:
        return Tenure.objects.filter(possibly_on("started", day)).values_list("public_id")

    @composed
    def perhaps(slug: str) -> QuerySet[Any, Any]:
        rows = Country.objects.values_list("public_id")
        return rows.filter(slug=slug) if slug.endswith("1") else rows

    with pytest.raises(TypeError, match="begun depends on what is asked"):
        begun(date(2024, 1, 1))
    with pytest.raises(TypeError, match="perhaps depends on what is asked"):
        perhaps("peru")
    with pytest.raises(TypeError, match="cannot be filled into SQL"):
        perhaps(None)  # type: ignore[arg-type]


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
