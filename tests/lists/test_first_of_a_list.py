"""The first rows of a list whose parameter is a record, and one more."""

from datetime import timedelta

import orjson
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from briefings import ledger
from briefings.documents import DOCUMENTS, store
from briefings.filters.naming import first_of
from briefings.filters.officials import OfficialFilterSet
from briefings.models import Country, Official
from tests.factories import row_of, since

pytestmark = pytest.mark.django_db


def test_the_first_come_in_the_order_of_the_list_and_one_more() -> None:
    now = timezone.now()
    peru = row_of(Country, name="Peru", slug="peru", code="PE", live_period=since(now))
    for name in ("Rosa", "Ana", "Leo"):
        row_of(Official, country=peru, sort_name=name, live_period=since(now))
    row_of(Official, sort_name="Abe", live_period=since(now))
    row_of(Official, country=peru, sort_name="Bo", live_period=since(now + timedelta(days=1)))

    state = ledger.read_state()

    def first(most: int) -> list[str]:
        found = first_of(OfficialFilterSet, "country", peru.public_id, most, state.at)
        read = store.find(DOCUMENTS["official"], found, state, "item")
        return [orjson.loads(each)["sort_name"] for each in read]

    assert first(3) == ["Ana", "Leo", "Rosa"]
    with CaptureQueriesContext(connection) as queries:
        assert first(1) == ["Ana", "Leo"]
    assert len(queries) == 1
