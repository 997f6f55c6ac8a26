"""A list reads no text that its rows do not show: no body, no biography, no words for searching."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.contrib.postgres.search import SearchVectorField
from django.db import connection, models
from django.test import Client
from django.test.utils import CaptureQueriesContext

from briefings.api.urls import RESOURCES
from briefings.documents.fetching import UNLISTED
from briefings.models import Official
from briefings.models.base import Published, Row
from tests.lists.test_one_question_three_faces import LISTS

# Texts that some list shows: in a row, or of what stands in it.
LISTED = {"description", "label", "note", "standfirst", "words"}
# Of what is never in a list: agendas, corrections and citations are shown with one record.
OF_ONE_RECORD = {"quote"}


def texts(model: type[models.Model]) -> Iterator[str]:
    """Yield the fields of a model that hold texts of any length, or words made of them."""
    for field in model._meta.concrete_fields:
        kept = field.output_field if isinstance(field, models.GeneratedField) else field
        if isinstance(kept, models.TextField | models.JSONField | SearchVectorField):
            yield field.name


def test_of_every_text_it_is_said_whether_a_list_shows_it() -> None:
    written = {
        text
        for model in apps.get_app_config("briefings").get_models()
        if issubclass(model, Row | Published) and not model.__module__.endswith("imports")
        for text in texts(model)
    }

    assert written - UNLISTED - LISTED - OF_ONE_RECORD == set()


def read(client: Client, address: str) -> set[str]:
    """Return the columns that an address reads, the second time that it is asked for."""
    assert b"".join(client.get(address)), address
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)
        assert b"".join(answer), address
    found = {column for query in asked.captured_queries for column in selected(query["sql"])}
    assert found, address
    return found


def selected(sql: str) -> Iterator[str]:
    """Yield the columns that a query returns, as the server reads it; those of subqueries aside."""
    if sql.lstrip().startswith(("SELECT", "WITH")):
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN (VERBOSE, FORMAT JSON) {sql}")
            [[plan]] = cursor.fetchall()
        plan = json.loads(plan) if isinstance(plan, str) else plan
        for output in returned(plan[0]["Plan"]):
            yield output.rpartition(".")[2].strip('"')


def returned(plan: dict[str, Any]) -> list[str]:
    """Return the output of a plan, of a union that of its first part."""
    parts = plan.get("Plans", [])
    output: list[str] = plan.get("Output") or (returned(parts[0]) if parts else [])
    return output


@pytest.mark.usefixtures("lists")
@pytest.mark.parametrize("resource", RESOURCES)
def test_a_list_of_the_api_reads_what_its_rows_show(resource: str, client: Client) -> None:
    for form in ("", "?format=csv"):
        assert read(client, f"/api/v1/{resource}/{form}") & UNLISTED == set()


@pytest.mark.usefixtures("lists")
@pytest.mark.parametrize("plural", LISTS)
def test_a_list_page_reads_what_its_rows_show(plural: str, client: Client) -> None:
    assert read(client, f"/{plural}/") & UNLISTED == set()


@pytest.mark.django_db
def test_a_text_that_is_read_is_found() -> None:
    found = [*selected(str(Official.objects.order_by("pk").query))]

    assert {"biography", "said", "full_name"} <= {*found}
