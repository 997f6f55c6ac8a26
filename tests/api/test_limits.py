"""An address that asks too often is asked to wait; what costs nothing is free."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from rest_framework.throttling import AnonRateThrottle

from tests.api.conftest import Get, World


@pytest.fixture(autouse=True)
def _two_a_minute(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let an address ask twice a minute."""
    monkeypatch.setattr(AnonRateThrottle, "THROTTLE_RATES", {"anon": "2/min"})
    cache.clear()
    yield
    cache.clear()


def test_who_asks_too_often_is_told_when_to_come_back(world: World, get: Get) -> None:
    assert [get("status/").status_code for _ in range(3)] == [200, 200, 429]

    refused = get("status/")

    assert refused["Content-Type"] == "application/problem+json"
    assert refused["Cache-Control"] == "no-store"
    assert 0 < int(refused["Retry-After"]) <= 60


def test_a_made_up_address_does_not_help(world: World, get: Get) -> None:
    answers = [
        get("status/", headers={"X-Forwarded-For": f"192.0.2.{number}"}) for number in range(3)
    ]

    assert answers[-1].status_code == 429


def test_an_unchanged_answer_is_free(world: World, get: Get) -> None:
    etag = get("status/")["ETag"]

    for _ in range(5):
        assert get("status/", headers={"If-None-Match": etag}).status_code == 304
    assert get("status/").status_code == 200
