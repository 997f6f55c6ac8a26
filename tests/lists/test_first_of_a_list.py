"""The first rows of a list whose parameter is a record, by their ids."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from briefings.filters.naming import first_keys
from briefings.filters.officials import OfficialFilterSet
from briefings.models import Country, Official
from tests.factories import row_of, since

pytestmark = pytest.mark.django_db


def test_the_first_come_in_the_order_of_the_list_and_whether_there_are_more() -> None:
    now = timezone.now()
    peru = row_of(Country, name="Peru", slug="peru", code="PE", live_period=since(now))
    rosa, ana, leo = (
        row_of(Official, country=peru, sort_name=name, live_period=since(now))
        for name in ("Rosa", "Ana", "Leo")
    )
    row_of(Official, sort_name="Abe", live_period=since(now))
    row_of(Official, country=peru, sort_name="Bo", live_period=since(now + timedelta(days=1)))

    with CaptureQueriesContext(connection) as queries:
        found = [
            first_keys(OfficialFilterSet, "country", peru.public_id, most, now) for most in (2, 3)
        ]

    assert found == [
        ([ana.public_id, leo.public_id], True),
        ([ana.public_id, leo.public_id, rosa.public_id], False),
    ]
    assert len(queries) == 2
