"""The schema describes the API that there is, and the page for people is made from it."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from jsonschema import Draft202012Validator

from briefings.api.docs import SAMPLES
from briefings.api.schemas import schema
from briefings.api.urls import RESOURCES
from tests.api.conftest import Get, World


def test_the_schema_is_valid_and_made_without_a_warning() -> None:
    call_command("spectacular", validate=True, fail_on_warn=True, stdout=StringIO())

    assert schema()["openapi"].startswith("3.1")


@pytest.mark.parametrize("resource", sorted(RESOURCES))
@pytest.mark.parametrize("whole", [False, True])
def test_answers_are_as_the_schema_says(resource: str, whole: bool, world: World, get: Get) -> None:
    path = f"{resource}/{world.rows[resource].public_id}/" if whole else f"{resource}/"
    template = f"/api/v1/{resource}/" + ("{id}/" if whole else "")

    assert not list(errors(get(path).json(), template))


@pytest.mark.parametrize("service", ["", "changes/", "status/", "search/", "visited/"])
def test_services_are_as_the_schema_says(service: str, world: World, get: Get) -> None:
    assert not list(errors(get(service).json(), f"/api/v1/{service}"))


def test_every_parameter_that_a_list_knows_is_described(world: World, get: Get) -> None:
    for name in RESOURCES:
        described = {p["name"] for p in schema()["paths"][f"/api/v1/{name}/"]["get"]["parameters"]}

        [error] = get(f"{name}/", nothing="at all").json()["errors"]

        assert described == set(error["allowed"])


def test_the_page_names_every_address(get: Get) -> None:
    page = get("docs/")

    assert page.status_code == 200
    for path in schema()["paths"]:
        assert path in page.content.decode()
    assert "http" not in "".join(_loaded(page.content.decode()))


@pytest.mark.parametrize("operation", SAMPLES)
def test_a_sample_is_answered(operation: str, world: World, get: Get) -> None:
    [path] = [
        path
        for path, methods in schema()["paths"].items()
        if methods["get"]["operationId"] == operation
    ]

    answer = get(path.removeprefix("/api/v1/") + SAMPLES[operation]).json()

    assert answer.get("results", answer), answer


def test_the_page_is_only_read(client: Client) -> None:
    assert client.post("/api/v1/docs/").status_code == 405


def test_the_type_of_a_problem_leads_to_its_explanation(world: World, get: Get) -> None:
    address, anchor = get("articles/", nothing=1).json()["type"].split("#")

    assert f'id="{anchor}"' in get(address).content.decode()


def errors(answer: Any, path: str) -> Any:
    """Yield what of an answer the schema does not allow."""
    [content] = schema()["paths"][path]["get"]["responses"]["200"]["content"].values()
    described = {**content["schema"], "components": schema()["components"]}
    return Draft202012Validator(described).iter_errors(answer)


def _loaded(page: str) -> list[str]:
    """Return the addresses that a browser would load for the page."""
    return [part.split('"')[0] for part in page.split('src="')[1:]]
