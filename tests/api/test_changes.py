"""The feed of changes: everything once, in order, from wherever a client stopped."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from briefings.models import Official
from tests.api.conftest import Get, World
from tests.factories import between, row_of, since


def test_a_client_that_goes_on_from_next_since_sees_each_change_once(
    world: World, get: Get
) -> None:
    seen: list[int] = []
    feed = get("changes/", limit=3).json()
    while feed["results"]:
        seen += [change["seq"] for change in feed["results"]]
        feed = get("changes/", since=feed["next_since"], limit=3).json()

    assert seen == list(range(1, feed["head"] + 1))
    assert feed["next_since"] == feed["head"]


def test_a_change_says_what_happened_to_what(world: World, get: Get) -> None:
    head = get("changes/", limit=1000).json()["next_since"]
    world.qin.full_name = "Qin Gang (秦刚)"
    world.qin.save()

    # The meetings' and visits' titles that name him follow, and whatever else names him.
    change, *others = get("changes/", since=head).json()["results"]

    itself = [told for told in others if not told["embedded_only"]]
    assert {told["type"] for told in itself} <= {"meeting", "visit"}
    assert all("label" in told["changed_fields"] for told in itself)
    assert ("tenure", ["official"]) in [
        (told["type"], told["changed_fields"]) for told in others if told["embedded_only"]
    ]
    assert {told["group"] for told in others} == {change["group"]}
    assert change["embedded_only"] is False
    assert change["seq"] == change["version"] == head + 1
    assert change["op"] == "updated"
    assert change["type"] == "official"
    assert change["id"] == str(world.qin.public_id)
    assert change["url"] == f"http://testserver/api/v1/officials/{world.qin.public_id}/"
    assert change["changed_fields"] == ["full_name"]
    assert change["reason"] is None
    assert get(change["url"]).json()["version"] == change["seq"]


def test_an_article_that_names_him_says_nothing_new(world: World, get: Get) -> None:
    address = f"articles/{world.article.public_id}/"
    before = get(address).json()
    world.qin.full_name = "Qin Gang (秦刚)"
    world.qin.save()

    after = get(address).json()

    assert after["mentions"] != before["mentions"]
    assert after["version"] > before["version"]
    assert after["updated_at"] > before["updated_at"]
    assert after["content_updated_at"] == before["content_updated_at"]


def test_a_retraction_tells_its_reason_and_takes_what_hung_on_it(world: World, get: Get) -> None:
    head = get("changes/", limit=1000).json()["next_since"]
    world.qin.live_period = between(world.published, timezone.now())
    world.qin.retraction_reason = "wrong"
    world.qin.save()

    changes = get("changes/", since=head).json()["results"]

    withdrawn = {c["type"]: c["reason"] for c in changes if c["op"] == "withdrawn"}
    assert withdrawn.keys() == {"official", "tenure", "participant", "statement"}
    assert withdrawn["official"] == "wrong"


def test_types_are_chosen_and_the_others_are_passed_over(world: World, get: Get) -> None:
    feed = get("changes/", type="country,topic", limit=1000).json()

    assert {change["type"] for change in feed["results"]} == {"country", "topic"}
    assert feed["next_since"] == feed["head"]


def test_drafts_make_no_change(world: World, get: Get) -> None:
    head = get("changes/", limit=1000).json()["head"]

    row_of(Official)

    assert get("changes/", since=head).json()["results"] == []


@pytest.mark.parametrize(
    ("parameter", "value"),
    [("since", "-1"), ("since", "x"), ("limit", "0"), ("limit", "1001"), ("type", "oficial")],
)
def test_a_question_that_makes_no_sense_is_refused(
    parameter: str, value: str, world: World, get: Get
) -> None:
    answer = get("changes/", **{parameter: value})

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["parameter"] == parameter


def test_the_feed_is_one_query(
    world: World, get: Get, django_assert_num_queries: Callable[..., Any]
) -> None:
    for _ in range(3):
        row_of(Official, live_period=since(world.published))
    get("status/")

    with django_assert_num_queries(1):
        get("changes/", limit=1000)
