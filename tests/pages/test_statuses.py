"""Where a meeting or a visit stands, as pages tell it of documents."""

from datetime import UTC, datetime
from typing import Any

import pytest

from briefings.documents.builder import Asked
from briefings.documents.values import partial_date
from briefings.models import PartialDate
from briefings.pages.occasions import in_rows
from briefings.pages.statuses import attends, earlier, not_begun, standing

NOON = datetime(2023, 6, 18, 12, tzinfo=UTC)


def visit(*statuses: tuple[str, str], zone: str = "Asia/Shanghai") -> dict[str, Any]:
    """Return what a document says of a visit on 18 and 19 June 2023 that has these statuses."""
    starts, ends = (partial_date(PartialDate.parse(f"2023-06-{day}")) for day in (18, 19))
    return {
        "type": "visit",
        "label": "A visit",
        "web_url": "http://testserver/visits/a-visit/",
        "days": {"time_zone": zone, "starts": starts, "ends": ends},
        "statuses": [
            {
                "status": status,
                "on": partial_date(PartialDate.parse(on)),
                "confidence": "reported",
            }
            for status, on in statuses
        ],
    }


def asked(at: datetime, on: str | None = None) -> Asked:
    """Return what is asked at a moment, of today or of a day."""
    return Asked(at, at.date(), PartialDate.parse(on) if on else None)


@pytest.mark.parametrize(
    ("at", "word", "remark"),
    [
        (datetime(2023, 6, 17, 15, 59, tzinfo=UTC), "Confirmed", ""),
        (datetime(2023, 6, 17, 16, 0, tzinfo=UTC), "Under way", ""),
        (datetime(2023, 6, 19, 15, 59, tzinfo=UTC), "Under way", ""),
        (datetime(2023, 6, 19, 16, 0, tzinfo=UTC), "Confirmed", "Its day has passed"),
    ],
)
def test_the_clocks_there_say_what_is_under_way(at: datetime, word: str, remark: str) -> None:
    told = standing(visit(("confirmed", "2023-06-14")), asked(at))

    assert told["status"]["word"] == word
    assert told["remark"].startswith(remark)


def test_what_is_asked_of_another_day_is_not_under_way() -> None:
    told = standing(visit(("confirmed", "2023-06-14")), asked(NOON, "2023-06-19"))

    assert told["status"]["word"] == "Possibly confirmed"


@pytest.mark.parametrize(
    ("on", "word", "remark", "before"),
    [
        ("2023-05-31", None, "", ""),
        ("2023-06-01", "Possibly agreed", "possibly postponed by then", ""),
        ("2023-06-30", "Postponed", "", "before: agreed (June 2023)"),
        ("2023-06", "Postponed", "", "before: agreed (June 2023)"),
    ],
)
def test_what_is_not_certain_says_so(on: str, word: str | None, remark: str, before: str) -> None:
    occasion = visit(("agreed", "2023-06"), ("postponed", "2023-06"))
    day = asked(datetime(2023, 7, 1, tzinfo=UTC), on)
    told = standing(occasion, day)

    assert (told["status"]["word"] if told["status"] else None, told["remark"]) == (word, remark)
    assert earlier(occasion, day) == before
    begins = "On 31 May 2023 the record of this visit had not begun. It begins: June 2023."
    assert not_begun(occasion, day) == ("" if word else begins)


def test_a_row_says_from_when_it_is_in_the_record() -> None:
    [before, without] = in_rows(
        [visit(("agreed", "2023-06-14")), visit()], asked(NOON, "2023-06-01")
    )

    assert before["remark"] == "In the record from 14 June 2023"
    assert before["date_text"] == "18–19 June 2023"
    assert (without["status"], without["remark"]) == (None, "")


@pytest.mark.parametrize(
    ("standing", "possibly", "word"),
    [
        (None, [], ""),
        ("present", [], ""),
        ("present", ["present"], "possibly present"),
        ("absent", [], "absent"),
    ],
)
def test_who_certainly_is_present_needs_no_word(
    standing: str | None, possibly: list[str], word: str
) -> None:
    assert attends(standing, possibly) == word
