"""`expand=document`: rows whole, in a list and beside changes, at the price of short ones."""

from typing import Any

import pytest
from django.utils import timezone

from briefings.actions.withholding import withhold_name
from briefings.api.urls import RESOURCES
from briefings.documents import DOCUMENTS
from briefings.models import Detainee, Topic
from tests.api.conftest import Get, World
from tests.api.test_query_budgets import BUDGETS, cost, fill
from tests.factories import between
from tests.stories.desk import person


def whole_rows(get: Get, path: str, **parameters: Any) -> list[dict[str, Any]]:
    """Return the rows of an answer, expanded."""
    answer = get(path, expand="document", **parameters)
    assert answer.status_code == 200, answer.content
    rows: list[dict[str, Any]] = answer.json()["results"]
    return rows


@pytest.mark.parametrize("resource", RESOURCES)
def test_a_row_is_as_at_its_own_address(resource: str, world: World, get: Get) -> None:
    rows = whole_rows(get, f"{resource}/")

    assert rows
    assert rows == [get(row["url"]).json() for row in rows]


def test_rows_are_asked_for_by_id_in_one_request(world: World, get: Get) -> None:
    fill(world, 3)
    ids = [row["id"] for row in get("topics/").json()["results"]]

    asked = whole_rows(get, "topics/", id__in=",".join(ids[:2]))

    assert {row["id"] for row in asked} == {*ids[:2]}
    assert asked == [get(row["url"]).json() for row in asked]
    [error] = get("topics/", id__in=f"{ids[0]},Q7747").json()["errors"]
    assert (error["parameter"], error["detail"]) == ("id__in", "“Q7747” is not an id.")


def test_whole_rows_cost_no_query_more(world: World, get: Get) -> None:
    fill(world, 10)
    for name in RESOURCES:
        whole_rows(get, f"{name}/", page_size=200)

    costs = {name: cost(get, f"{name}/", page_size=200, expand="document") for name in RESOURCES}

    assert costs == {name: BUDGETS["lists"][name] for name in RESOURCES}


def test_fields_are_chosen_of_the_whole_row(world: World, get: Get) -> None:
    [row] = whole_rows(get, "topics/", fields="id,identifiers")
    short = get("topics/", fields="id,identifiers")

    assert row == {"id": str(world.taiwan.public_id), "identifiers": []}
    assert short.json()["errors"][0]["code"] == "unknown_field"


def test_nothing_else_is_expanded(world: World, get: Get) -> None:
    [error] = get("topics/", expand="documents").json()["errors"]
    assert (error["parameter"], error["did_you_mean"]) == ("expand", "document")

    [error] = get("topics/", expand="document", format="csv").json()["errors"]
    assert (error["parameter"], error["code"]) == ("expand", "not_of_a_file")

    [error] = get(f"topics/{world.taiwan.public_id}/", expand="document").json()["errors"]
    assert (error["parameter"], error["code"]) == ("expand", "unknown_parameter")


def test_a_change_comes_with_its_row_as_it_is_now(world: World, get: Get) -> None:
    """Of every type; one that changed twice says the same at both."""
    world.qin.full_name = "Qin Gang (秦刚)"
    world.qin.save()

    changes = whole_rows(get, "changes/", limit=200)

    assert {change["type"] for change in changes} == {*DOCUMENTS}
    assert all(each["document"] == get(each["url"]).json() for each in changes)


def test_what_is_gone_has_no_document(world: World, get: Get) -> None:
    head = get("status/").json()["change_seq"]
    world.taiwan.live_period = between(world.published, timezone.now())
    world.taiwan.retraction_reason = "wrong"
    world.taiwan.save()

    changes = whole_rows(get, "changes/", since=head, type="topic")

    assert [(each["op"], each["document"]) for each in changes] == [("withdrawn", None)]
    assert "document" not in get("changes/", since=head).json()["results"][0]


def test_changes_with_their_rows_cost_a_query_a_type(world: World, get: Get) -> None:
    fill(world, 4)
    changes = whole_rows(get, "changes/", limit=200)

    assert len({change["id"] for change in changes}) > len(DOCUMENTS)
    expanded = cost(get, "changes/", limit=200, expand="document")
    assert expanded == 1 + len({change["type"] for change in changes})


def test_so_many_changes_are_expanded_at_once(world: World, get: Get) -> None:
    [error] = get("changes/", expand="document", limit=201).json()["errors"]
    assert error["parameter"] == "limit"

    [error] = get("changes/", expand="row").json()["errors"]
    assert (error["parameter"], error["allowed"]) == ("expand", ["document"])


def test_an_articles_own_words_stand_as_at_its_own_address(world: World, get: Get) -> None:
    """Until they are settled; a row of a list in short has the blank."""
    publisher = person("Cleo Marsh", "publisher")
    held = world.rows["detainees"]
    Detainee.objects.filter(pk=held.pk).update(full_name="Blinken Beijing", short_name="Blinken")
    withhold_name(by=publisher, detainee=held, description="Somebody held", blanked="alone")

    [short] = get("articles/").json()["results"]
    [whole] = whole_rows(get, "articles/")
    [change] = whole_rows(get, "changes/", type="article")[-1:]

    assert "[name withheld]" in short["headline"]
    assert whole["headline"] == change["document"]["headline"] == "Blinken meets Qin in Beijing"
    assert get(whole["url"], fields="headline").json() == {"headline": whole["headline"]}


def test_the_feed_says_when_names_were_withheld(world: World, get: Get) -> None:
    """Of what a name blanks no change tells: a mirror loads all anew when this differs."""
    publisher, held = person("Cleo Marsh", "publisher"), world.rows["detainees"]
    before = get("changes/").json()["veil"]
    Topic.objects.filter(pk=world.taiwan.pk).update(name="Formosa")
    assert get("changes/").json()["veil"] == before

    withhold_name(by=publisher, detainee=held, description="Somebody held")

    assert get("changes/").json()["veil"] != before
