"""What holds for every resource alike."""

import uuid
from typing import Any

import pytest

from briefings.api.urls import RESOURCES
from tests.api.conftest import BASE, Get, World

pytestmark = pytest.mark.parametrize("resource", sorted(RESOURCES))


@pytest.mark.server
def test_a_list_holds_its_rows_in_the_envelope(resource: str, world: World, get: Get) -> None:
    answer = get(f"{resource}/")

    listed = answer.json()
    assert answer.status_code == 200
    assert listed["count"] == 1
    assert listed["count_exact"] is True
    assert listed["next"] is None
    assert listed["previous"] is None
    assert [row["id"] for row in listed["results"]] == [str(world.rows[resource].public_id)]
    assert listed["meta"]["change_seq"] > 0


def test_a_row_stands_at_its_own_address(resource: str, world: World, get: Get) -> None:
    row = get(f"{resource}/{world.rows[resource].public_id}/").json()

    assert row["id"] == str(world.rows[resource].public_id)
    assert row["url"] == f"http://testserver{BASE}{resource}/{row['id']}/"
    assert get(row["url"]).status_code == 200


@pytest.mark.server
def test_a_row_says_at_least_what_its_list_says(resource: str, world: World, get: Get) -> None:
    [listed] = get(f"{resource}/").json()["results"]
    whole = get(listed["url"]).json()

    assert {name: whole[name] for name in listed} == listed


def test_unknown_is_null_and_never_an_empty_text(resource: str, world: World, get: Get) -> None:
    def texts(value: Any) -> Any:
        if isinstance(value, dict):
            for inner in value.values():
                yield from texts(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from texts(inner)
        else:
            yield value

    assert "" not in list(texts(get(f"{resource}/{world.rows[resource].public_id}/").json()))


def test_an_unknown_parameter_is_refused(resource: str, world: World, get: Get) -> None:
    answer = get(f"{resource}/", orderin="name")

    [error] = answer.json()["errors"]
    assert answer.status_code == 400
    assert error["parameter"] == "orderin"
    assert error["code"] == "unknown_parameter"
    assert error["did_you_mean"] == "ordering"
    assert "cursor" in error["allowed"]


def test_a_repeated_parameter_is_refused(resource: str, world: World, get: Get) -> None:
    answer = get(f"{resource}/?page_size=1&page_size=2")

    assert [error["code"] for error in answer.json()["errors"]] == ["repeated_parameter"]


@pytest.mark.parametrize("size", ["0", "201", "-1", "ten", "²"])
def test_a_page_has_from_1_to_200_rows(resource: str, size: str, world: World, get: Get) -> None:
    answer = get(f"{resource}/", page_size=size)

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["parameter"] == "page_size"


def test_an_unknown_id_is_a_404(resource: str, world: World, get: Get) -> None:
    answer = get(f"{resource}/{uuid.uuid4()}/")

    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"


def test_fields_can_be_chosen_and_left_out(resource: str, world: World, get: Get) -> None:
    [chosen] = get(f"{resource}/", fields="id,version").json()["results"]
    [rest] = get(f"{resource}/", omit="id,version").json()["results"]

    assert set(chosen) == {"id", "version"}
    assert not {"id", "version"} & set(rest)
    assert rest["type"]


def test_a_field_that_is_not_there_is_refused(resource: str, world: World, get: Get) -> None:
    [error] = get(f"{resource}/", fields="versoin").json()["errors"]

    assert error["parameter"] == "fields"
    assert error["did_you_mean"] == "version"


def test_rows_are_found_by_id(resource: str, world: World, get: Get) -> None:
    public_id = world.rows[resource].public_id

    assert get(f"{resource}/", id__in=f"{uuid.uuid4()},{public_id}").json()["count"] == 1
    assert get(f"{resource}/", id__in=uuid.uuid4()).json()["count"] == 0


def test_the_version_is_that_of_the_last_change(resource: str, world: World, get: Get) -> None:
    [row] = get(f"{resource}/").json()["results"]
    changes = get("changes/", limit=1000).json()["results"]

    assert row["version"] == max(c["seq"] for c in changes if c["id"] == row["id"])
