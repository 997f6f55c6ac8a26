"""The custody bar: what is certain, what is possible, and the days that they make."""

from datetime import date
from typing import Any

import pytest

from briefings.models import PartialDate
from briefings.pages.dates import Span
from briefings.pages.detentions import (
    bar,
    counted,
    dimensions,
    in_sentence,
    in_words,
    segments,
    sentence,
    unknown,
)

TODAY = date(2025, 12, 31)
SPAN = Span(2016, 2025)
YEAR = 100 / 3653 * 365  # percent of the span that 365 days take


def case(*events: tuple[str, str], kind: str = "other") -> dict[str, Any]:
    """Return a detention as documents hold it, of events that lead to a status on a day each."""
    return {
        "course": [
            {"id": str(place), "kind": kind, "on": PartialDate.parse(on).as_json()}
            | ({"status": status} if status else {})
            for place, (status, on) in enumerate(events)
        ]
    }


HELD = case(("held", "2016-09"), ("", "2018-07"), ("free", "2024-11-27"))


def test_a_month_makes_a_range_of_days() -> None:
    # From 30 or from 1 September 2016 until 27 November 2024.
    assert in_words(counted(HELD, date(2025, 5, 14), TODAY)) == "2,980–3,009 days"
    assert sentence(counted(HELD, date(2025, 5, 14), TODAY)) == (
        "at least 2,980 and at most 3,009 days"
    )


def test_days_are_counted_up_to_the_day_asked_about_and_to_today_at_most() -> None:
    held = case(("held", "2020-01-01"))

    assert in_words(counted(held, date(2020, 1, 2), TODAY)) == "1 day"
    assert in_words(counted(held, date(2020, 12, 31), TODAY)) == "365 days"
    assert counted(held, date(2030, 1, 1), TODAY) == counted(held, TODAY, TODAY)


def test_what_has_no_first_day_has_no_most() -> None:
    held = case(("held", "../2020-01-01"), ("free", "2020-01-11"))

    assert in_words(counted(held, TODAY, TODAY)) == "at least 10 days"
    assert [line["label"] for line in dimensions(held, SPAN, TODAY, TODAY)] == ["at least 10 days"]


def test_who_went_missing_is_held_since_an_unknown_day() -> None:
    gone = case(("restricted", "2012-08-13/2012-08-14"), kind="missing")
    day = date(2023, 6, 18)
    drawn = bar(gone, span=SPAN, day=day, today=TODAY, statement="Whereabouts unknown.")

    assert unknown([gone], day) == (
        "since an unknown day, missing for 3,960–3,961 days by 18 June 2023"
    )
    assert drawn["sentence"] == (
        "Whereabouts unknown. Held, if at all, since an unknown day,"
        " missing for 3,960–3,961 days by 18 June 2023."
    )
    assert drawn["lines"] == []


def test_a_release_tells_no_days_and_neither_does_a_ban() -> None:
    freed, banned = case(("free", "2020-01-11")), case(("restricted", "2020-01-11"))
    day = date(2020, 2, 1)

    assert unknown([freed], day) == "since an unknown day"
    assert in_sentence(freed, counted(freed, day, TODAY), day) == "Held since an unknown day."
    assert in_sentence(banned, counted(banned, day, TODAY), day) == "No day held is known."


@pytest.mark.parametrize(
    ("day", "labels"),
    [
        (date(2025, 5, 14), ["at least 2,980 days", "at most 3,009 days"]),
        (date(2016, 9, 11), ["at most 10 days"]),
        (date(2016, 8, 31), []),
    ],
)
def test_two_lines_say_how_long_at_least_and_at_most(day: date, labels: list[str]) -> None:
    assert [line["label"] for line in dimensions(HELD, SPAN, day, TODAY)] == labels


def test_one_line_is_enough_where_every_day_is_known() -> None:
    held = case(("held", "2018-01-01"), ("free", "2019-01-01"))
    [line] = dimensions(held, SPAN, TODAY, TODAY)

    assert line["label"] == "365 days"
    assert line["x2"] - line["x1"] == pytest.approx(YEAR, abs=0.01)


def test_a_bar_is_hatched_where_it_may_have_begun_and_solid_where_it_had() -> None:
    parts = segments(HELD, SPAN, date(2025, 5, 14), TODAY)

    assert [part["kind"] for part in parts] == ["possible", "held", "free"]
    assert parts[0]["x"] == SPAN.x(date(2016, 9, 1))
    assert parts[0]["x"] + parts[0]["width"] == pytest.approx(parts[1]["x"], abs=0.01)
    assert parts[1]["x"] == SPAN.x(date(2016, 9, 30))
    assert parts[1]["x"] + parts[1]["width"] == pytest.approx(SPAN.x(date(2024, 11, 27)), abs=0.01)


def test_what_comes_after_the_day_is_outlined() -> None:
    parts = segments(HELD, SPAN, date(2020, 1, 1), TODAY)

    assert [part["kind"] for part in parts] == ["possible", "held", "later"]
    assert parts[2]["x"] == SPAN.x(date(2020, 1, 1))


def test_restricted_and_free_are_drawn_unlike_held() -> None:
    events = case(("restricted", "2017"), ("held", "2018-01-01"), ("restricted", "2019-01-01"))
    parts = segments(events, SPAN, TODAY, TODAY)

    assert [part["kind"] for part in parts] == [
        "restricted-possible",
        "restricted",
        "held",
        "restricted",
    ]


def test_the_last_event_that_says_a_status_decides_and_a_tick_changes_nothing() -> None:
    events = case(("held", "2017-01-01"), ("held", "2018-01-01"), ("", "2019"))

    assert len(segments(events, SPAN, TODAY, TODAY)) == 1
