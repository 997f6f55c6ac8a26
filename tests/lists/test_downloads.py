"""A list is taken whole as CSV: flat, named after its question, and nothing that calculates."""

import csv
import io
from typing import Any

import pytest
from django.test import Client

from briefings import ledger, paging
from briefings.api import csv as files
from briefings.api import envelope
from briefings.api.csv import cell, columns
from briefings.api.schemas import shape_of_rows
from briefings.api.urls import RESOURCES
from briefings.models import Country, Official, Place
from tests.factories import row_of, since
from tests.pages.newsroom import RECORDED, Newsroom

LIVE = {"live_period": since(RECORDED)}


def taken(client: Client, path: str) -> list[dict[str, str]]:
    """Return the rows of a file."""
    answer = client.get(f"/api/v1/{path}")
    assert answer.status_code == 200, answer.content
    return list(csv.DictReader(io.StringIO(b"".join(answer).decode())))


def refused(client: Client, path: str) -> Any:
    """Return why a list is refused."""
    answer = client.get(f"/api/v1/{path}")
    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == "application/problem+json"
    return answer.json()["errors"][0]


def test_dates_and_records_and_lists_are_flat(client: Client, lists: Newsroom) -> None:
    [row] = taken(client, "meetings/?format=csv&kind=summit")
    [official] = taken(client, "officials/?format=csv&q=Qin")

    assert (row["on"], row["on_earliest"], row["on_latest"]) == ("2024-11-16",) * 3
    assert row["place_label"] == "Lima"
    assert len(row["place_id"]) == 36
    assert row["participants_official_label"].split("; ") == ["Rosa Quispe", ""]
    assert row["starts_at"] == ""
    assert official["born"] == "1953-10"
    assert official["born_latest"] == "1953-10-31"
    assert official["names_value"] == "秦刚"


def test_an_empty_list_has_its_columns(client: Client, db: None) -> None:
    answer = client.get("/api/v1/detainees/?format=csv")

    [line] = b"".join(answer).decode().splitlines()
    assert line.startswith("id,type,version,content_updated_at,updated_at,slug,web_url,")
    assert "detentions_held_by_label" in line


@pytest.mark.parametrize("resource", sorted(RESOURCES))
def test_every_list_has_columns_that_differ(resource: str) -> None:
    names = [column.name for column in columns(shape_of_rows(resource))]

    assert names[:2] == ["id", "type"]
    assert len(names) == len(set(names))


def test_columns_are_chosen_as_fields_are(client: Client, db: None) -> None:
    row_of(Country, name="Peru", code="PE", **LIVE)

    assert taken(client, "countries/?format=csv&fields=code,name") == [
        {"name": "Peru", "code": "PE"}
    ]


def test_the_file_is_named_after_the_question_and_its_day(client: Client, db: None) -> None:
    answer = client.get("/api/v1/detainees/?format=csv&as_of=2023-06-19&held_by=china")

    said = answer.headers["Content-Disposition"]
    day = ledger.read_state().at.date().isoformat()
    assert said.startswith('attachment; filename="detainees-as-of-2023-06-19-held-by-china-20')
    assert said.endswith('.csv"')
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["ETag"]
    assert day[:4] in said


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("=1+1", "'=1+1"),
        ("+SUM(A1)", "'+SUM(A1)"),
        ("-2+3", "'-2+3"),
        ("@cmd", "'@cmd"),
        ("\t=1", "'\t=1"),
        ("-12.05000", "-12.05000"),
        (-3, "-3"),
        ("1861~", "1861~"),
        (None, ""),
        (True, "true"),
    ],
)
def test_no_cell_is_a_formula(value: Any, told: str) -> None:
    assert cell(value) == told


def test_a_name_that_calculates_is_text_in_the_file(client: Client, db: None) -> None:
    row_of(Place, name='=HYPERLINK("http://a.example")', latitude="-12.05", longitude="-77", **LIVE)

    [row] = taken(client, "places/?format=csv")

    assert row["name"] == '\'=HYPERLINK("http://a.example")'
    assert float(row["latitude"]) == -12.05


def test_a_long_list_is_read_in_parts_and_in_order(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "AT_ONCE", 2)
    for number in range(7):
        row_of(Official, sort_name=f"Li {number}", **LIVE)

    rows = taken(client, "officials/?format=csv&ordering=-name")

    assert [row["sort_name"] for row in rows] == [f"Li {n}" for n in reversed(range(7))]


def test_a_list_that_is_too_long_is_refused_and_not_cut(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paging, "COUNTED", 2)
    for _ in range(3):
        row_of(Official, **LIVE)

    error = refused(client, "officials/?format=csv")

    assert (error["parameter"], error["code"]) == ("format", "too_many_rows")
    assert "CSV" not in client.get("/officials/").content.decode()


def test_an_unknown_format_is_refused(client: Client, db: None) -> None:
    error = refused(client, "officials/?format=cvs")

    assert error["parameter"] == "format"
    assert error["did_you_mean"] == "csv"
    assert error["allowed"] == ["csv", "json"] or error["allowed"] == ["json", "csv"]


@pytest.mark.parametrize("name", envelope.Envelope.not_of_a_file)
def test_a_file_takes_nothing_that_is_asked_of_a_page(name: str, client: Client, db: None) -> None:
    values = {"page_size": "5", "count": "none", "facets": "kind", "cursor": "x"}
    value = {**values, "expand": "document"}[name]

    errors = client.get(f"/api/v1/meetings/?format=csv&{name}={value}").json()["errors"]

    assert "not_of_a_file" in [error["code"] for error in errors if error["parameter"] == name]


def test_a_row_is_not_given_as_a_file(client: Client, db: None) -> None:
    peru = row_of(Country, **LIVE)

    assert client.get(f"/api/v1/countries/{peru.public_id}/?format=csv").status_code == 400


def test_nothing_is_not_taken_as_a_file(client: Client, db: None) -> None:
    assert "format=csv" not in client.get("/officials/").content.decode()


def test_the_page_takes_the_list_that_it_shows(client: Client, lists: Newsroom) -> None:
    page = client.get("/meetings/?status__in=held,cancelled&kind=summit").content.decode()

    asked = "/api/v1/meetings/?status__in=held,cancelled&amp;kind=summit"
    assert f'href="{asked}"' in page
    assert f'href="{asked}&amp;format=csv"' in page
