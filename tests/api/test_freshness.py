"""A client that holds the answer is told so in one query, and never when the answer changed."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from django.utils.http import http_date, parse_http_date

from briefings.api.urls import RESOURCES
from briefings.models import Edition, Official
from tests.api.conftest import BASE, Get, World
from tests.factories import approved, row_of, since


@pytest.fixture
def paths(world: World) -> list[str]:
    """Return an address of every kind."""
    rows = world.rows
    details = [f"{name}/{rows[name].public_id}/" for name in RESOURCES]
    return ["", "changes/", "status/", *(f"{name}/" for name in RESOURCES), *details]


def test_an_unchanged_answer_is_a_304_in_one_query(
    paths: list[str], get: Get, django_assert_num_queries: Callable[..., Any]
) -> None:
    get("status/")
    for path in paths:
        etag = get(path)["ETag"]
        with django_assert_num_queries(1):
            answer = get(path, headers={"If-None-Match": etag})
        assert answer.status_code == 304, path
        assert answer.content == b""
        assert answer["ETag"] == etag
        assert answer["Cache-Control"]


def test_answers_to_other_questions_have_other_validators(world: World, get: Get) -> None:
    etags = [
        get("officials/")["ETag"],
        get("officials/", page_size=1)["ETag"],
        get("officials/", fields="id")["ETag"],
        get("offices/")["ETag"],
    ]

    assert len(set(etags)) == len(etags)
    assert all(etag.startswith('W/"') for etag in etags)


def test_a_date_of_modification_is_given_once_its_second_has_passed(
    live: dict[str, Any], get: Get
) -> None:
    row_of(Official, **live)
    answer = get("officials/")
    assert "Last-Modified" not in answer

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(1.1)")

    modified = get("officials/")["Last-Modified"]
    assert get("officials/", headers={"If-Modified-Since": modified}).status_code == 304
    earlier = http_date(parse_http_date(modified) - 1)
    assert get("officials/", headers={"If-Modified-Since": earlier}).status_code == 200


def test_no_cache_keeps_an_answer_past_the_next_scheduled_change(world: World, get: Get) -> None:
    assert get("articles/")["Cache-Control"] == (
        "public, max-age=60, s-maxage=300, stale-while-revalidate=60"
    )

    approved(row_of(Edition), since(timezone.now() + timedelta(seconds=20)))

    control = get("articles/")["Cache-Control"]
    ages = dict(part.split("=") for part in control.split(", ") if "=" in part)
    assert control.startswith("public")
    assert 15 <= int(ages["max-age"]) <= 20
    assert ages["s-maxage"] == ages["max-age"]
    assert "stale-while-revalidate" not in ages


def test_what_the_clock_brings_is_there_on_time_for_whoever_looks_first(
    world: World, get: Get, django_assert_num_queries: Callable[..., Any]
) -> None:
    edition = approved(row_of(Edition), since(timezone.now() + timedelta(seconds=1)))
    before = get("articles/")
    assert before.json()["count"] == 1

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(1.1)")

    answer = get("articles/", headers={"If-None-Match": before["ETag"]})
    assert answer.status_code == 200
    assert answer.json()["count"] == 2
    [change] = get("changes/", since=before.json()["meta"]["change_seq"]).json()["results"]
    assert (change["op"], change["id"]) == ("created", str(edition.article.public_id))


def test_what_is_missing_is_kept_for_a_short_while(world: World, get: Get) -> None:
    draft = row_of(Official)

    assert get(f"officials/{draft.public_id}/")["Cache-Control"] == "public, max-age=30"
    assert get("officials/", nothing=1)["Cache-Control"] == "no-store"


def test_any_origin_may_read_and_ask_whether_it_may(world: World, client: Client) -> None:
    answer = client.options(f"{BASE}articles/", headers={"Origin": "https://example.org"})

    assert answer.status_code == 204
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "GET" in answer["Access-Control-Allow-Methods"]
    assert "Access-Control-Allow-Credentials" not in answer


def test_a_request_keeps_the_id_it_came_with(world: World, get: Get) -> None:
    assert get(headers={"X-Request-ID": "desk-2023-06-19"})["X-Request-ID"] == "desk-2023-06-19"
    assert get(headers={"X-Request-ID": "<script>"})["X-Request-ID"] != "<script>"


def test_public_answers_set_no_cookie(paths: list[str], get: Get) -> None:
    for path in paths:
        assert not get(path).cookies
