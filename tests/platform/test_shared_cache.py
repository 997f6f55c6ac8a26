"""A shared cache that cannot be reached holds nothing, and costs nobody a wait."""

import logging
import socket
import time

import pytest

from newsroom import shared_cache
from newsroom.shared_cache import SharedCache


@pytest.fixture(autouse=True)
def _asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SharedCache, "_rests_until", 0.0)


def test_a_server_that_does_not_answer_is_left_alone_for_a_while(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        cache = SharedCache(f"redis://127.0.0.1:{silent.getsockname()[1]}/0", {})
        with caplog.at_level(logging.WARNING):
            began = time.monotonic()
            assert cache.get("page", "not kept") == "not kept"
            cache.set("page", b"as it was")
            assert cache.get("page") is None
            took = time.monotonic() - began

            monkeypatch.setattr(shared_cache, "REST", 0.0)
            monkeypatch.setattr(SharedCache, "_rests_until", 0.0)
            assert cache.get("page") is None

    assert took < 2 * shared_cache.PATIENCE
    assert [record.levelname for record in caplog.records] == ["WARNING"] * 2
