"""The root, the status, and resolving whatever a client holds."""

import uuid

import pytest
from django.utils import timezone

from briefings.api.urls import RESOURCES
from briefings.models import Detainee, ExternalIdentifier, Official
from tests.api.conftest import Get, World
from tests.factories import between, row_of


def test_the_root_lists_everything_with_its_count(world: World, get: Get) -> None:
    row_of(Official)

    root = get().json()

    assert root["resources"].keys() == RESOURCES.keys()
    for listed in root["resources"].values():
        assert (listed["count"], listed["count_exact"]) == (1, True)
        assert get(listed["url"]).status_code == 200
    for url in root["services"].values():
        assert get(url).status_code in (200, 400)
    assert root["changed_at"]


def test_the_status_says_up_to_which_change(world: World, get: Get) -> None:
    status = get("status/").json()

    assert status["status"] == "ok"
    assert status["change_seq"] == get().json()["change_seq"]


@pytest.mark.parametrize(
    ("parameter", "value"),
    [
        ("id", "{id}"),
        ("url", "https://news.example/officials/qin-gang/"),
        ("url", "/officials/qin-gang"),
        ("url", "https://news.example/id/{id}/"),
        ("url", "https://news.example/api/v1/officials/{id}/"),
        ("wikidata", "Q7267489"),
    ],
)
def test_a_record_is_resolved(parameter: str, value: str, world: World, get: Get) -> None:
    record = get("resolve/", **{parameter: value.format(id=world.qin.public_id)}).json()

    assert record == {
        "id": str(world.qin.public_id),
        "type": "official",
        "label": "Qin Gang",
        "url": f"http://testserver/api/v1/officials/{world.qin.public_id}/",
        "web_url": "http://testserver/officials/qin-gang/",
    }


@pytest.mark.parametrize(
    ("scheme", "value"), [("wikidata", "Q7267489"), ("historian-official", "qin-gang/1966:é")]
)
def test_a_record_is_found_by_any_outside_identifier(
    scheme: str, value: str, world: World, get: Get
) -> None:
    ExternalIdentifier.objects.get_or_create(
        identity_id=world.qin.identity_id, scheme=scheme, value=value
    )

    record = get("resolve/", scheme=scheme, value=value).json()

    assert (record["type"], record["label"]) == ("official", "Qin Gang")


def test_an_outside_identifier_of_a_draft_or_of_a_withheld_name_finds_nobody(
    world: World, get: Get
) -> None:
    draft = row_of(Official)
    live = {"live_period": world.rows["detainees"].live_period}
    named = row_of(Detainee, full_name="Mark Swidan", **live)
    nameless = row_of(
        Detainee,
        full_name="Quux Emeka",
        short_name="Quux",
        sort_name="Emeka, Quux",
        slug="an-american-teacher",
        description="An American teacher",
        name_withheld=True,
        **live,
    )
    for record in (draft, named, nameless):
        ExternalIdentifier.objects.create(
            identity_id=record.identity_id, scheme="viaf", value=record.slug
        )

    answers = [get("resolve/", scheme="viaf", value=each.slug) for each in (draft, named, nameless)]

    assert [answer.status_code for answer in answers] == [404, 200, 404]


def test_an_article_is_called_what_its_live_edition_is_headed(world: World, get: Get) -> None:
    record = get("resolve/", type="article", slug="blinken-in-beijing").json()

    assert record["label"] == "Blinken meets Qin in Beijing"


def test_a_former_slug_resolves(world: World, get: Get) -> None:
    world.qin.slug = "qin-gang-1966"
    world.qin.save()

    record = get("resolve/", type="official", slug="qin-gang").json()

    assert record["web_url"] == "http://testserver/officials/qin-gang-1966/"


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({}, 400),
        ({"id": "x"}, 400),
        ({"slug": "qin-gang"}, 400),
        ({"slug": "qin-gang", "type": "spy"}, 400),
        ({"slug": "nobody", "type": "official"}, 404),
        ({"url": "https://news.example/weather/"}, 404),
        ({"url": "http://[bad"}, 400),
        ({"id": str(uuid.uuid4())}, 404),
        ({"id": str(uuid.uuid4()), "slug": "qin-gang"}, 400),
        ({"slug": "qin\0gang", "type": "official"}, 400),
        ({"wikidata": "\0"}, 400),
        ({"scheme": "wikidata"}, 400),
        ({"value": "Q7267489"}, 400),
        ({"scheme": "wikidata", "value": "Q0"}, 404),
        ({"scheme": "viaf", "value": "Q7267489"}, 404),
        ({"scheme": "wikidata", "value": "q7267489"}, 404),
        ({"scheme": "wikidata", "value": "Q7267489", "type": "official"}, 400),
        ({"scheme": "wikidata", "value": "Q7267489", "slug": "qin-gang", "type": "official"}, 400),
        ({"scheme": "wiki\0data", "value": "Q7267489"}, 400),
    ],
)
def test_what_means_no_record_is_refused(
    asked: dict[str, str], status: int, world: World, get: Get
) -> None:
    assert get("resolve/", **asked).status_code == status


def test_a_draft_does_not_resolve_and_a_retracted_record_is_gone(world: World, get: Get) -> None:
    draft = row_of(Official)
    assert get("resolve/", id=draft.public_id).status_code == 404

    world.qin.live_period = between(world.published, timezone.now())
    world.qin.retraction_reason = "legal"
    world.qin.save()

    answer = get("resolve/", slug="qin-gang", type="official")
    assert answer.status_code == 410
    assert "Qin" not in answer.json()["explanation"]
    assert answer.json()["label"] is None
