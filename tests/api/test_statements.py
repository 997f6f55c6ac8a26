"""Statements and images: whose words, about what, and what is public of that."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from briefings import ledger
from briefings.models import Image, Meeting, Official, Organization, Statement, StatementSubject
from tests.api.conftest import Get, World
from tests.factories import between, row_of, since

Ids = Callable[..., list[str]]


@pytest.fixture
def said(world: World) -> dict[str, Statement]:
    """Publish a statement of each kind of speaker, beside the one of the world."""
    live = {"live_period": since(world.published)}
    ministry = row_of(Organization, name="The Ministry", slug="the-ministry", **live)
    talks = row_of(Meeting, title="Talks in Beijing", slug="talks-in-beijing", **live)
    said = {
        "minister": world.rows["statements"],
        "ministry": row_of(
            Statement,
            official=None,
            organization=ministry,
            words="We expect little.",
            form="paraphrase",
            said_on="2023-06",
            meeting=talks,
            **live,
        ),
        "unnamed": row_of(
            Statement,
            official=None,
            attribution="A senior official",
            side=world.china,
            words="No breakthrough is expected.",
            **live,
        ),
    }
    row_of(StatementSubject, statement=said["ministry"], record=world.taiwan)
    ledger.read_state()
    return said


def test_a_speaker_is_named_or_described(
    said: dict[str, Statement], world: World, get: Get
) -> None:
    minister, ministry, unnamed = (get(f"statements/{said[key].public_id}/").json() for key in said)

    assert minister["speaker"]["label"] == "Qin Gang"
    assert [record["label"] for record in minister["about"]] == ["Lena Moreau"]
    assert (minister["form"], minister["form_label"]) == ("direct", "Direct")
    assert minister["said_on"]["value"] == "2023-06-19"
    assert minister["sources"][0]["publisher"] == "Xinhua"
    assert ministry["speaker"]["type"] == "organization"
    assert ministry["meeting"]["web_url"].endswith("/meetings/talks-in-beijing/")
    assert ministry["occasion"] is None
    assert unnamed["speaker"] is None
    assert (unnamed["attribution"], unnamed["side"]["label"]) == ("A senior official", "China")
    assert (unnamed["said_on"], unnamed["about"]) == (None, [])


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"official": "qin-gang"}, "minister"),
        ({"organization": "the-ministry"}, "ministry"),
        ({"organization": "nobody"}, ""),
        ({"meeting": "talks-in-beijing"}, "ministry"),
        ({"about": "{taiwan}"}, "ministry"),
        ({"about": "{china}"}, ""),
        ({"form": "paraphrase"}, "ministry"),
        ({"on_or_after": "2023-06-19"}, "minister ministry"),
        ({"on_or_after": "2023-06-19", "date_match": "certain"}, "minister"),
        ({"on_or_before": "2023-06-18"}, "ministry"),
        ({"q": "breakthrough"}, "unnamed"),
        ({"q": "senior -breakthrough"}, ""),
        ({"q": "ministry"}, "ministry"),
        ({"q": '"qin gang"'}, "minister"),
    ],
)
def test_statements_are_found_by(
    asked: dict[str, str], found: str, said: dict[str, Statement], world: World, ids: Ids
) -> None:
    known = {"taiwan": world.taiwan.public_id, "china": world.china.public_id}

    rows = ids("statements/", **{name: value.format(**known) for name, value in asked.items()})

    assert {key for key, row in said.items() if str(row.public_id) in rows} == {*found.split()}


def test_the_day_that_is_not_known_comes_last_both_ways(
    said: dict[str, Statement], ids: Ids
) -> None:
    unnamed = str(said["unnamed"].public_id)

    assert ids("statements/")[-1] == ids("statements/", ordering="said_on")[-1] == unnamed


def test_what_a_statement_is_about_is_told_while_it_is_public(world: World, get: Get) -> None:
    statement = world.rows["statements"]
    row_of(StatementSubject, statement=statement, record=row_of(Official))
    ledger.read_state()

    about = get(f"statements/{statement.public_id}/").json()["about"]

    assert [record["type"] for record in about] == ["detainee"]


@pytest.mark.parametrize(("resource", "type_"), [("statements", "statement"), ("images", "image")])
def test_what_is_retracted_leaves_a_tombstone(
    resource: str, type_: str, world: World, get: Get
) -> None:
    row: Any = world.rows[resource]
    row.live_period = between(row.live_period.lower, timezone.now())
    row.retraction_reason = "wrong"
    row.save()
    connection.check_constraints()

    gone = get(f"{resource}/{row.public_id}/")
    told = get("changes/", type=type_, limit=1000).json()["results"][-1]

    assert (gone.status_code, gone.json()["label"]) == (410, None)
    assert (told["op"], told["id"]) == ("withdrawn", str(row.public_id))
    assert told["url"] == f"http://testserver{gone.json()['instance']}"
    assert get(f"{resource}/").json()["count"] == 0


def test_an_image_says_what_it_is_and_where(world: World, get: Get, client: Any) -> None:
    [image] = get("images/", rights="own").json()["results"]

    assert image["file_url"] == f"http://testserver/images/{image['id']}/"
    assert (image["width"], image["height"], image["rights_label"]) == (16, 9, "Our own")
    assert (image["caption"], image["licence"]) == (None, None)
    assert client.get(image["file_url"])["Content-Type"] == "image/jpeg"
    assert get("images/", rights="handout").json()["count"] == 0
    assert get("images/", q="flags chancery").json()["count"] == 1


def test_a_picture_under_embargo_is_in_no_list(world: World, get: Get) -> None:
    row_of(Image, live_period=since(timezone.now() + timedelta(days=1)))

    assert get("images/").json()["count"] == 1
