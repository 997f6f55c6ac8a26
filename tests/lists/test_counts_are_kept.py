"""How many rows a list has, and each value of a facet, is counted once while nothing changes."""

from collections.abc import Callable
from datetime import timedelta
from time import sleep
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from briefings.models import Detainee, Official
from tests.factories import row_of, since

PUBLIC = since(timezone.now() - timedelta(days=9))
Counted = Callable[[str], list[str]]


@pytest.fixture(autouse=True)
def _officials(answers_kept: None, db: None) -> None:
    """Three officials are public, and what is counted is kept."""
    for name in ("Ann", "Bea", "Cleo"):
        row_of(Official, full_name=name, sort_name=name, live_period=PUBLIC)


@pytest.fixture
def counted(client: Client) -> Counted:
    """Return a function that asks for an address, and returns the queries that count."""

    def queries(address: str) -> list[str]:
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(address)
        assert answer.status_code == 200, address
        return [sql for each in asked.captured_queries if "COUNT(" in (sql := each["sql"])]

    return queries


def get(client: Client, address: str) -> Any:
    """Return the API's answer."""
    return client.get(f"/api/v1/{address}").json()


def test_all_pages_of_a_list_are_counted_once(client: Client, counted: Counted) -> None:
    first = get(client, "officials/?page_size=1&facets=country")
    assert first["count"] == 3

    assert counted(first["next"].removeprefix("http://testserver")) == []
    assert counted("/api/v1/officials/?ordering=-name") == []
    assert counted("/officials/?ordering=-name") != []  # its facets are others


def test_what_changes_is_counted_anew(client: Client, counted: Counted) -> None:
    assert get(client, "officials/")["count"] == 3

    row_of(Official, full_name="Dora", sort_name="Dora", live_period=PUBLIC)

    assert get(client, "officials/?page_size=2")["count"] == 4


def test_what_else_is_asked_is_counted_itself(client: Client, counted: Counted) -> None:
    assert get(client, "officials/")["count"] == 3
    assert get(client, "officials/?q=ann")["count"] == 1
    assert get(client, "offices/")["count"] == 0
    assert get(client, "officials/?count=none")["count"] is None


def test_an_embargo_that_comes_due_is_counted(client: Client) -> None:
    row_of(Official, full_name="Eve", live_period=since(timezone.now() + timedelta(seconds=1)))
    assert get(client, "officials/")["count"] == 3

    sleep(1.1)

    assert get(client, "officials/?page_size=2")["count"] == 4


def test_a_name_that_is_withheld_is_no_longer_counted(client: Client) -> None:
    names = {"full_name": "Ann Lee", "sort_name": "Lee, Ann", "slug": "a-teacher"}
    held = row_of(Detainee, **names, live_period=PUBLIC)
    assert get(client, "detainees/?q=lee")["count"] == 1

    held.name_withheld, held.description = True, "A teacher"
    held.save()

    assert get(client, "detainees/?q=lee&page_size=2")["count"] == 0
