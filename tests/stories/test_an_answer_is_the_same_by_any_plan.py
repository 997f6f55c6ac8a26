"""What is asked of the API has one answer, whichever way the server finds its rows."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client

from tests.dumping import detailed, differences, dumped

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
INDEXES = ("enable_indexscan", "enable_indexonlyscan", "enable_bitmapscan")


def answers(client: Client) -> dict[str, list[Any]]:
    """Return every list of the API, and the details of a few records of each kind."""
    return {name: [*rows, *detailed(client, rows[:5])] for name, rows in dumped(client).items()}


def test_rows_stand_in_one_order(demo: None, client: Client) -> None:
    """What has no order of its own stands as it lies in the table, or as an index has it."""
    by_indexes = answers(client)

    with connection.cursor() as cursor:
        for way in INDEXES:
            cursor.execute(f"SET LOCAL {way} = off")

    assert [*differences(by_indexes, answers(client))] == []
