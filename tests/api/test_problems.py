"""Every failure is a problem document, from every layer."""

import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from briefings import ledger
from briefings.models import Official, Published
from tests.api.conftest import BASE, Get, World
from tests.factories import approved, between, row_of, since

KEYS = {"type", "title", "status", "detail", "instance", "request_id"}


@pytest.mark.parametrize(
    ("method", "path", "accept", "status"),
    [
        ("get", "articles/?contry=FR", "*/*", 400),
        ("get", f"articles/?page_size={'9' * 5000}", "*/*", 400),
        ("get", f"changes/?since={'9' * 5000}", "*/*", 400),
        ("get", f"articles/{uuid.UUID(int=7)}/", "*/*", 404),
        ("get", "articles/not-an-id/", "*/*", 404),
        ("get", "nothing/here/", "*/*", 404),
        ("post", "articles/", "*/*", 405),
        ("delete", "changes/", "*/*", 405),
        ("get", "articles/", "text/csv", 406),
    ],
)
def test_a_failure_is_a_problem_document(
    method: str, path: str, accept: str, status: int, world: World, client: Client
) -> None:
    answer = getattr(client, method)(BASE + path, headers={"Accept": accept})

    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    problem = answer.json()
    assert problem.keys() >= KEYS
    assert problem["status"] == status
    assert problem["instance"] == BASE + path
    assert problem["request_id"] == answer["X-Request-ID"]
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_a_failure_that_nobody_foresaw_is_logged_and_says_nothing(
    world: World, client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("the words of a secret")

    monkeypatch.setattr(ledger, "read_state", fail)
    client.raise_request_exception = False

    answer = client.get(f"{BASE}articles/")

    assert answer.status_code == 500
    assert answer["Content-Type"] == "application/problem+json"
    assert "secret" not in answer.content.decode()
    assert "the words of a secret" in caplog.text


def test_an_address_without_its_last_slash_leads_there(world: World, client: Client) -> None:
    answer = client.get(f"{BASE}articles")

    assert answer.status_code == 301
    assert answer["Location"] == f"{BASE}articles/"


def test_all_parameters_are_judged_at_once(world: World, get: Get) -> None:
    answer = get("officials/", contry="CN", as_of="soon", page_size="many", fields="nam")

    errors = answer.json()["errors"]
    assert {error["parameter"] for error in errors} == {"contry", "as_of", "page_size", "fields"}
    assert {e["parameter"]: e["did_you_mean"] for e in errors}["contry"] == "country"


def test_a_choice_names_what_is_allowed(world: World, get: Get) -> None:
    [error] = get("offices/", kind="foreign_ministr").json()["errors"]

    assert error["did_you_mean"] == "foreign_minister"
    assert "head_of_state" in error["allowed"]


@pytest.mark.parametrize("reason", Published.RetractionReason.values)
def test_a_retracted_record_is_gone_and_named_as_its_reason_allows(
    reason: str, world: World, get: Get
) -> None:
    world.qin.live_period = between(world.published, timezone.now())
    world.qin.retraction_reason = reason
    world.qin.save()

    answer = get(f"officials/{world.qin.public_id}/")

    tombstone = answer.json()
    assert answer.status_code == 410
    assert tombstone["reason"] == reason
    assert tombstone["explanation"]
    assert tombstone["withdrawn_at"]
    named = reason not in ("safety", "privacy", "legal")
    assert ("Qin Gang" in answer.content.decode()) is named
    assert ("qin-gang" in answer.content.decode()) is named


def test_what_is_published_with_a_retracted_record_is_gone_too(world: World, get: Get) -> None:
    world.qin.live_period = between(world.published, timezone.now())
    world.qin.retraction_reason = "privacy"
    world.qin.save()

    answer = get(f"tenures/{world.tenure.public_id}/")

    assert answer.status_code == 410
    assert "Qin" not in answer.content.decode()


def test_a_withdrawn_article_is_gone(world: World, get: Get) -> None:
    approved(world.edition, between(world.published, timezone.now()))
    world.article.withdrawal_reason = "wrong"
    world.article.save()

    answer = get(f"articles/{world.article.public_id}/")

    assert answer.status_code == 410
    assert answer.json()["reason"] == "wrong"
    assert get(f"articles/{world.article.public_id}/versions/").status_code == 410


def test_what_was_never_public_is_missing_not_gone(world: World, get: Get) -> None:
    draft = row_of(Official)
    ahead = row_of(Official, live_period=since(timezone.now() + timedelta(days=1)))

    for official in (draft, ahead):
        assert get(f"officials/{official.public_id}/").status_code == 404


def test_a_row_is_not_found_under_another_type(world: World, get: Get) -> None:
    assert get(f"offices/{world.qin.public_id}/").status_code == 404
