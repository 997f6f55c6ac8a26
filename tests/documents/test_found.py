"""The documents of the rows that a query finds, read with it."""

from datetime import timedelta
from uuid import UUID

import orjson
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from briefings import ledger
from briefings.documents import DOCUMENTS, store
from briefings.models import Topic
from tests.factories import row_of, since

pytestmark = pytest.mark.django_db


def test_they_come_in_the_order_of_the_query_and_cost_one_when_they_stand() -> None:
    now = timezone.now()
    for name in ("Trade", "Arms", "Oil"):
        row_of(Topic, name=name, live_period=since(now - timedelta(days=1)))
    row_of(Topic, name="Later", live_period=since(now + timedelta(days=1)))
    state = ledger.read_state()
    topics, rows = DOCUMENTS["topic"], Topic.objects.order_by("name")

    [first] = store.found(topics, rows[1:2], state)  # made alone, before the others
    told = store.found(topics, rows, state)
    with CaptureQueriesContext(connection) as queries:
        again = store.found(topics, rows, state, "item")

    assert [orjson.loads(each)["name"] for each in told] == ["Arms", "Oil", "Trade"]
    assert [UUID(orjson.loads(each)["id"]) for each in again] == [
        row.public_id for row in rows.exclude(name="Later")
    ]
    assert told.index(first) == 1
    assert len(queries) == 2  # the row that is not public has no document, and is asked for again


def test_of_no_rows_there_are_none() -> None:
    assert store.found(DOCUMENTS["topic"], Topic.objects.none(), ledger.read_state()) == []
