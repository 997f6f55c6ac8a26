"""An answer that was made stands for the next client, for one query."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from briefings import ledger
from tests.api.conftest import Get, World

NEVER = 10**12  # seconds, in which five minutes of the clock do not end between two requests


@pytest.fixture(autouse=True)
def _kept(answers_kept: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep answers, and let no five minutes end."""
    monkeypatch.setattr("briefings.freshness.CLOCK_WINDOW", NEVER)


@pytest.mark.parametrize("name", ["articles", "officials", "meetings", "detainees"])
def test_the_next_client_gets_the_same_bytes_for_one_query(
    name: str, world: World, get: Get
) -> None:
    ledger.read_state()
    for path in (f"{name}/", f"{name}/{world.rows[name].public_id}/"):
        first = get(path)
        with CaptureQueriesContext(connection) as queries:
            second = get(path)

        assert len(queries) == 1
        assert second.content == first.content
        # The last modification is not told while its second runs.
        own = {"X-Request-ID", "Last-Modified"}
        assert {name: value for name, value in second.headers.items() if name not in own} == {
            name: value for name, value in first.headers.items() if name not in own
        }
        assert second.headers["X-Request-ID"] != first.headers["X-Request-ID"]


def test_a_change_makes_an_answer_anew(world: World, get: Get) -> None:
    path = f"officials/{world.qin.public_id}/"
    get(path)
    world.qin.full_name = "Qin Gang of Tianjin"
    world.qin.save()
    connection.check_constraints()

    assert get(path).json()["full_name"] == "Qin Gang of Tianjin"


def test_other_fields_are_another_answer(world: World, get: Get) -> None:
    path = f"officials/{world.qin.public_id}/"
    whole = get(path).json()

    assert get(path, fields="id").json() == {"id": whole["id"]}


def test_a_refusal_is_not_kept(world: World, get: Get) -> None:
    assert get("officials/", nothing="1").status_code == 400
    assert get("officials/", nothing="1").json()["errors"]
    assert get("officials/").status_code == 200
