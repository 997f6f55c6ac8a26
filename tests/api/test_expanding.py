"""`expand=document`: rows whole, in a list and beside changes, at the price of short ones."""

from typing import Any

import pytest

from briefings.api.documents import DocumentResource
from briefings.api.urls import RESOURCES
from tests.api.conftest import Get, World
from tests.api.test_query_budgets import BUDGETS, cost, fill

WHOLE = [name for name, each in RESOURCES.items() if issubclass(each, DocumentResource)]


def whole_rows(get: Get, path: str, **parameters: Any) -> list[dict[str, Any]]:
    """Return the rows of an answer, expanded."""
    answer = get(path, expand="document", **parameters)
    assert answer.status_code == 200, answer.content
    rows: list[dict[str, Any]] = answer.json()["results"]
    return rows


@pytest.mark.parametrize("resource", WHOLE)
def test_a_row_is_as_at_its_own_address(resource: str, world: World, get: Get) -> None:
    rows = whole_rows(get, f"{resource}/")

    assert rows
    assert rows == [get(row["url"]).json() for row in rows]


def test_rows_are_asked_for_by_id_in_one_request(world: World, get: Get) -> None:
    fill(world, 3)
    ids = [row["id"] for row in get("topics/").json()["results"]]

    asked = whole_rows(get, "topics/", id__in=",".join(ids[:2]))

    assert {row["id"] for row in asked} == {*ids[:2]}
    assert asked == [get(row["url"]).json() for row in asked]


def test_whole_rows_cost_no_query_more(world: World, get: Get) -> None:
    fill(world, 10)
    for name in WHOLE:
        whole_rows(get, f"{name}/", page_size=200)

    costs = {name: cost(get, f"{name}/", page_size=200, expand="document") for name in WHOLE}

    assert costs == {name: BUDGETS["lists"][name] for name in WHOLE}


def test_fields_are_chosen_of_the_whole_row(world: World, get: Get) -> None:
    [row] = whole_rows(get, "topics/", fields="id,identifiers")
    short = get("topics/", fields="id,identifiers")

    assert row == {"id": str(world.taiwan.public_id), "identifiers": []}
    assert short.json()["errors"][0]["code"] == "unknown_field"


def test_nothing_else_is_expanded(world: World, get: Get) -> None:
    [error] = get("topics/", expand="documents").json()["errors"]
    assert (error["parameter"], error["did_you_mean"]) == ("expand", "document")

    [error] = get("topics/", expand="document", format="csv").json()["errors"]
    assert (error["parameter"], error["code"]) == ("expand", "not_of_a_file")

    [error] = get(f"topics/{world.taiwan.public_id}/", expand="document").json()["errors"]
    assert (error["parameter"], error["code"]) == ("expand", "unknown_parameter")
