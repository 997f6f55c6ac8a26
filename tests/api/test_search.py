"""The search as a client reads it."""

from briefings.models import Topic
from tests.api.conftest import Get, World
from tests.factories import row_of, since


def test_a_hit_is_a_record_in_short_with_what_was_found(world: World, get: Get) -> None:
    answer = get("search/", q="qin gang").json()

    first = answer["results"][0]
    assert first == {
        "id": str(world.qin.public_id),
        "type": "official",
        "label": "Qin Gang",
        "url": f"http://testserver/api/v1/officials/{world.qin.public_id}/",
        "web_url": "http://testserver/officials/qin-gang/",
        "highlights": {
            "label": ["<mark>Qin Gang</mark>"],
            "text": first["highlights"]["text"],
        },
    }
    assert answer["count"] == len(answer["results"])
    assert answer["count_exact"] is True
    assert answer["meta"]["warnings"] == []
    for hit in answer["results"]:
        assert get(hit["url"]).json()["id"] == hit["id"]


def test_it_is_asked_of_types(world: World, get: Get) -> None:
    answer = get("search/", q="qin gang", type="official,article").json()

    assert {hit["type"] for hit in answer["results"]} == {"official", "article"}
    [error] = get("search/", q="qin", type="person").json()["errors"]
    assert (error["parameter"], error["code"]) == ("type", "invalid_value")


def test_a_reading_is_said(world: World, get: Get) -> None:
    answer = get("search/", q="Taiwam", type="topic").json()

    assert [hit["label"] for hit in answer["results"]] == ["Taiwan"]
    assert answer["meta"]["warnings"] == ["Nothing says “Taiwam”: it was read as “Taiwan”."]
    assert get("search/", q="Taiwam", spelling="as_typed").json()["results"] == []


def test_pages_follow_each_other_and_belong_to_one_question(world: World, get: Get) -> None:
    for number in range(5):
        row_of(Topic, name=f"Channel {number}", live_period=since(world.published))
    first = get("search/", q="channel", page_size=2).json()
    second = get(first["next"]).json()
    third = get(second["next"]).json()

    seen = [hit["label"] for page in (first, second, third) for hit in page["results"]]
    assert sorted(seen) == [f"Channel {number}" for number in range(5)]
    assert third["next"] is None
    assert get(second["previous"]).json()["results"] == first["results"]
    cursor = first["next"].partition("cursor=")[2].partition("&")[0]
    assert get(f"search/?q=other&cursor={cursor}").status_code == 400


def test_texts_are_escaped(world: World, get: Get) -> None:
    row_of(Topic, name="<b>Straits</b>", live_period=since(world.published))

    [hit] = get("search/", q="straits").json()["results"]

    assert hit["label"] == "<b>Straits</b>"
    assert hit["highlights"]["label"] == ["&lt;b&gt;<mark>Straits</mark>&lt;/b&gt;"]


def test_no_question_finds_nothing(world: World, get: Get) -> None:
    answer = get("search/").json()

    assert (answer["results"], answer["count"]) == ([], 0)
    assert get("search/", page_size=0).status_code == 400
    assert get("search/", count="exact").status_code == 400
