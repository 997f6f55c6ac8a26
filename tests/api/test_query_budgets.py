"""An answer costs as many queries as its budget says, however many rows it holds."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from briefings import ledger
from briefings.api.urls import RESOURCES
from briefings.models import (
    Byline,
    Citation,
    Document,
    Edition,
    EditionTopic,
    ExternalIdentifier,
    Mention,
    Official,
    OfficialName,
    PartialDate,
    Participant,
    StatusChange,
    Stop,
    Tenure,
)
from tests.api.conftest import Get, World
from tests.api.detained import DETAINED, detained
from tests.api.met import MET, met
from tests.databases import analyse
from tests.factories import approved, row_of, since

BUDGETS = tomllib.loads(
    (Path(__file__).parents[1] / "repository" / "query_budgets.toml").read_text(encoding="utf-8")
)


def fill(world: World, rows: int) -> None:
    """Bring every list to so many rows, each with the relations that it shows."""
    live = {"live_period": since(world.published)}
    for _ in range(rows - 1):
        for name in world.rows.keys() - {"articles", "officials", "tenures", *DETAINED, *MET}:
            row_of(type(world.rows[name]), **live)
        official = row_of(Official, country=world.china, **live)
        row_of(OfficialName, official=official)
        row_of(ExternalIdentifier, record=official)
        tenure = row_of(
            Tenure,
            official=official,
            office=world.minister,
            started=PartialDate.parse("2023"),
            end_status=Tenure.EndStatus.CURRENT,
            **live,
        )
        detained(official, world.source, **live)
        met(official, world.taiwan, world.source, **live)
        for occasion in ("meeting", "visit"):
            at = {"meeting": None, occasion: world.rows[f"{occasion}s"]}
            row_of(StatusChange, **at, **live)
            participant = row_of(Participant, official=official, **at, **live)
            row_of(StatusChange, meeting=None, participant=participant, status="present", **live)
        row_of(Citation, source=world.source, official=None, tenure=tenure)
        edition = row_of(Edition, about=official.identity)
        row_of(Byline, edition=edition)
        row_of(EditionTopic, edition=edition, topic=world.taiwan)
        row_of(Mention, edition=edition, record=official)
        approved(edition, since(world.published))
    ledger.read_state()
    analyse()


def cost(get: Get, path: str, **parameters: Any) -> int:
    """Return how many queries an answer costs."""
    with CaptureQueriesContext(connection) as queries:
        assert get(path, **parameters).status_code == 200
    return len(queries)


@pytest.mark.parametrize("rows", [10, 100])
def test_lists_and_records_keep_their_budgets(rows: int, world: World, get: Get) -> None:
    """Of documents that were made: whoever asks first has them made."""
    fill(world, rows)
    for name, row in world.rows.items():
        get(f"{name}/", page_size=200)
        get(f"{name}/{row.public_id}/")

    lists = {name: cost(get, f"{name}/", page_size=200) for name in RESOURCES}
    details = {name: cost(get, f"{name}/{row.public_id}/") for name, row in world.rows.items()}

    assert get("articles/", page_size=200).json()["count"] == rows
    assert lists == BUDGETS["lists"]
    assert details == BUDGETS["details"]


def test_documents_are_made_in_one_batch(
    world: World, get: Get, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever asks first for a list makes all that it shows, in as many queries for 40 as for 4."""
    made = []
    for rows in (4, 40):
        fill(world, rows)
        Document.objects.all().delete()
        monkeypatch.setattr("briefings.ledger._known", {})
        made.append({name: cost(get, f"{name}/", page_size=200) for name in RESOURCES})

    assert made[0] == made[1]


def test_services_keep_their_budgets(world: World, get: Get) -> None:
    visit = world.rows["visits"]
    row_of(Stop, visit=visit, country=world.china)
    row_of(
        StatusChange, meeting=None, visit=visit, status="held", live_period=since(world.published)
    )
    ledger.read_state()
    services = {
        "changes": cost(get, "changes/"),
        "status": cost(get, "status/"),
        "resolve": cost(get, "resolve/", id=world.qin.public_id),
        "search": cost(get, "search/", q="qin gang"),
        "visited": cost(get, "visited/", host_country="CN"),
    }

    assert services == BUDGETS["services"]


def test_a_filter_by_a_record_costs_no_query_more(world: World, get: Get) -> None:
    get("officials/")
    get("articles/")

    assert cost(get, "officials/", country="china") == BUDGETS["lists"]["officials"]
    assert cost(get, "articles/", official="qin-gang") == BUDGETS["lists"]["articles"]
    assert cost(get, "officials/", count="none") == BUDGETS["lists"]["officials"] - 1
