"""A visit tells its stops, objectives and meetings, and whether a day is one of its own."""

from collections.abc import Callable
from typing import Any

import pytest

from briefings.models import Participant, Place, Stop, Visit
from tests.api.conftest import Get, World
from tests.factories import row_of

Ids = Callable[..., list[str]]


def test_a_visit_tells_its_stops_objectives_and_meetings(
    world: World, live: dict[str, Any], get: Get
) -> None:
    visit: Visit = world.rows["visits"]
    hidden = row_of(Place, name="A secret place", country=world.china)
    row_of(Stop, visit=visit, country=world.china, place=hidden, order=1)
    row_of(Participant, meeting=None, visit=visit, official=world.qin, **live)

    told = get(f"visits/{visit.public_id}/").json()

    assert (told["starts"]["value"], told["ends"]["value"]) == ("2023-06-18", "2023-06-19")
    assert [stop["place"] for stop in told["stops"]] == [None, None]
    assert told["stops"][0]["arrives"]["value"] == "2023-06-18"
    assert told["objectives"][0]["words"] == "Keep open lines of communication."
    assert told["objectives"][0]["sources"][0]["publisher"] == "Xinhua"
    assert [each["id"] for each in told["meetings"]] == [str(world.rows["meetings"].public_id)]
    assert told["participants"][0]["offices"][0]["held"] == "certainly"
    assert told["status"] is None
    assert told["day_has_passed"] is True


@pytest.mark.parametrize(
    ("day", "match"),
    [
        ("2024-05-31", None),
        ("2024-06-29", "possibly"),
        ("2024-06-30", "certainly"),
        ("2024-06", "possibly"),
        ("2024-06-30/2024-07-01", "certainly"),
        ("2024-07-02", "possibly"),
    ],
)
def test_a_visit_says_whether_a_day_is_one_of_its_own(
    day: str, match: str | None, world: World, live: dict[str, Any], get: Get
) -> None:
    visit = row_of(Visit, starts="2024-06", ends="2024-07", **live)

    assert get(f"visits/{visit.public_id}/", as_of=day).json()["on_day"] == match
    listed = get("visits/", as_of=day, on_or_after="2024").json()["results"]
    assert [row["on_day"] for row in listed] == ([match] if match else [])
    if match:
        certain = get("visits/", as_of=day, on_or_after="2024", date_match="certain").json()
        assert bool(certain["results"]) is (match == "certainly")


def test_a_visit_does_not_end_before_it_starts(
    live: dict[str, Any], world: World, ids: Ids
) -> None:
    """It ends on the 28th, and so has begun by then, whenever that was."""
    visit = row_of(Visit, starts="2024-06-26/2024-06-30", ends="2024-06-28", **live)
    found = [str(visit.public_id)]

    for name in ("as_of", "on_or_after"):
        assert ids("visits/", **{name: "2024-06-28"}, date_match="certain") == found
        assert ids("visits/", **{name: "2024-06-29"}, date_match="certain") == []
    asked = {"on_or_after": "2024-06-20", "date_match": "certain"}
    assert ids("visits/", on_or_before="2024-06-28", **asked) == found
    assert ids("visits/", on_or_before="2024-06-27", **asked) == []
