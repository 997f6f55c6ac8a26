"""Custody: who was held on a day, by whom, where, and how long."""

from datetime import timedelta

import pytest
from django.http import QueryDict
from django.utils import timezone

from briefings.filters.detainees import DetaineeFilterSet
from briefings.models import Country, CustodyEvent, Detainee, Detention, Nationality, Place
from tests.factories import row_of, since


@pytest.mark.django_db
def test_it():
    hour = timezone.now() - timedelta(hours=1)
    live = {"live_period": since(hour)}
    china = row_of(Country, name="China", slug="china", code="CN", **live)
    peru = row_of(Country, name="Peru", slug="peru", code="PE", **live)
    place = row_of(Place, country=peru, name="Lima", slug="lima", **live)
    d = row_of(Detainee, **live)
    row_of(Nationality, detainee=d, country=peru)
    de = row_of(Detention, detainee=d, country=china, **live)
    row_of(CustodyEvent, detention=de, on="2016-09", **live)
    row_of(
        CustodyEvent, detention=de, kind="moved", status="", place=place, on="2020-01-01", **live
    )
    row_of(CustodyEvent, detention=de, kind="released", status="free", on="2024-11-27", **live)

    def ask(**kw):
        q = QueryDict(mutable=True)
        q.update(kw)
        f = DetaineeFilterSet(q, at=timezone.now())
        assert f.is_valid(), f.refusals
        return list(f.qs)

    assert ask() == [d]
    for kw, found in [
        ({"status": "held"}, 0),
        ({"status": "free"}, 1),
        ({"as_of": "2020"}, 1),
        ({"as_of": "2016-09-10"}, 1),
        ({"as_of": "2016-09-10", "date_match": "certain"}, 0),
        ({"as_of": "2015"}, 0),
        ({"held_by": "CN"}, 1),
        ({"held_by": "peru"}, 0),
        ({"held_in": "PE", "as_of": "2020"}, 1),
        ({"held_in": "CN", "as_of": "2020"}, 0),
        ({"held_in": "CN", "as_of": "2019-12-31"}, 1),
        ({"held_in": "CN", "as_of": "2020-01-01"}, 1),
        ({"held_in": "CN", "as_of": "2020-01-02"}, 0),
        ({"held_in": "PE", "as_of": "2020-01-01"}, 1),
        ({"held_in": "PE", "as_of": "2020", "date_match": "certain"}, 1),
        ({"held_in": "PE", "as_of": "2019", "date_match": "certain"}, 0),
        ({"place": "lima", "as_of": "2020-02"}, 1),
        ({"place": "lima"}, 0),
        ({"place": "lima", "status": "free"}, 1),
        ({"nationality": "peru"}, 1),
        ({"nationality": "CN"}, 0),
    ]:
        assert len(ask(**kw)) == found, kw
