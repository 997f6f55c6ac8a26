"""The fullest records of every kind cost no more queries than their budgets say."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.db.models import Count
from django.test import Client
from django.test.utils import CaptureQueriesContext

from briefings.models import Country, Office, Official, Visit

pytestmark = pytest.mark.django_db
BUDGETS = tomllib.loads(
    (Path(__file__).parents[1] / "repository" / "query_budgets.toml").read_text(encoding="utf-8")
)


def with_most(model: Any, relation: str) -> Any:
    """Return the record with most rows of a relation."""
    return model.objects.annotate(number=Count(relation)).order_by("-number", "pk")[0]


FULLEST: list[tuple[str, Callable[[], Any]]] = [
    ("office", lambda: with_most(Office, "tenures")),
    ("official", lambda: with_most(Official, "participations")),
    ("official", lambda: with_most(Official, "tenures")),
    ("visit", lambda: with_most(Visit, "stops")),
    *(
        ("country", lambda slug=slug: Country.objects.get(slug=slug))
        for slug in ("china", "france", "united-kingdom", "united-states")
    ),
]


@pytest.mark.parametrize(("kind", "record"), FULLEST)
def test_the_page_of_the_fullest_record(
    kind: str, record: Callable[[], Any], client: Client
) -> None:
    url = record().get_absolute_url()
    client.get(url)  # who asks first has the documents made

    with CaptureQueriesContext(connection) as queries:
        page = client.get(url)

    assert page.status_code == 200
    assert len(queries) <= BUDGETS["pages"][kind]


@pytest.mark.parametrize("plural", ["visits", "officials", "offices", "countries"])
@pytest.mark.parametrize(("room", "prefix"), [("pages", "/"), ("lists", "/api/v1/")])
def test_a_list_of_thousands(plural: str, room: str, prefix: str, client: Client) -> None:
    client.get(f"{prefix}{plural}/")  # who asks first has the documents made
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(f"{prefix}{plural}/")

    assert answer.status_code == 200
    assert len(queries) <= BUDGETS[room][plural]
