"""The first row of those with a status is looked for once, while nothing changes."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from briefings.models import Meeting, StatusChange, Visit
from tests.factories import row_of, since

PUBLIC = since(timezone.now() - timedelta(days=9))
FIRST = date(2023, 6, 1)
ASKED = {"status": "held", "as_of": "2023-06-10", "count": "none"}

pytestmark = pytest.mark.usefixtures("answers_kept", "db")


def held(day: int, type_: str) -> Any:
    """Return a meeting or a visit that was held on a day of June."""
    on = (FIRST + timedelta(days=day - 1)).isoformat()
    occasion: Any = (
        row_of(Meeting, title=f"On {day}", on=on, live_period=PUBLIC)
        if type_ == "meeting"
        else row_of(Visit, title=f"On {day}", starts=on, ends=on, live_period=PUBLIC)
    )
    of = {"meeting": None, type_: occasion}
    row_of(StatusChange, **of, status="held", on=on, live_period=PUBLIC)
    return occasion


def listed(client: Client, type_: str, **asked: str) -> tuple[list[str], int]:
    """Return the titles of those held by 10 June, and how many queries that took."""
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(f"/api/v1/{type_}s/", {**ASKED, **asked})
    assert answer.status_code == 200, answer.content
    return [row["title"] for row in answer.json()["results"]], len(queries)


@pytest.mark.parametrize(
    ("type_", "ordering"),
    [("meeting", "-on"), ("meeting", "on"), ("visit", "-starts"), ("visit", "starts")],
)
def test_it_begins_at_the_same_row_until_something_changes(
    client: Client, type_: str, ordering: str
) -> None:
    down = ordering.startswith("-")
    days = [2, 4, 4, 6, 20]
    for day in days:
        held(day, type_)
    kept = [f"On {day}" for day in sorted(days[:-1], reverse=down)]

    listed(client, type_, as_of="2023-06-30")  # their documents are made
    first, queries = listed(client, type_, ordering=ordering)
    again, fewer = listed(client, type_, ordering=ordering, page_size="3")
    for day in (1, 8):
        held(day, type_)
    after, _ = listed(client, type_, ordering=ordering)

    assert first == kept
    assert again == kept[:3]
    assert fewer == queries - 1
    assert after == (["On 8", *kept, "On 1"] if down else ["On 1", *kept, "On 8"])


def test_an_empty_list_has_no_beginning(client: Client) -> None:
    held(20, "meeting")

    assert [listed(client, "meeting")[0] for _ in range(2)] == [[], []]
