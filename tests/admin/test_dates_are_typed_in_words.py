"""Days at the desk are typed and shown in words, and each time says whose clock it is by."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from briefings.admin.dates import DayField, MomentField, MomentInput, clock_of
from briefings.models import Meeting, Official, PartialDate, Place
from briefings.models.date_fields import PartialDateFormField
from tests.admin.conftest import Person, text_of
from tests.factories import row_of

SUMMER = datetime(2026, 6, 6, 6, tzinfo=UTC)


@pytest.mark.parametrize(
    "typed", ["13 May 2025", "May 13, 2025", "2025-05-13", "13/05/2025", "13.5.2025"]
)
def test_a_day_is_typed_as_people_write_it(typed: str) -> None:
    assert DayField().clean(typed) == date(2025, 5, 13)
    assert DayField().prepare_value(date(2025, 5, 13)) == "13 May 2025"


def test_today_is_the_newsrooms_day() -> None:
    assert DayField().clean("Today") == timezone.localdate()
    assert PartialDateFormField().clean(" today") == PartialDate.of(timezone.localdate())


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("31/06/2026", "There is no 31 June 2026: June has 30 days"),
        ("06/31/2026", "There is no 31 June 2026: June has 30 days"),
        ("31 June 2026", "There is no 31 June 2026: June has 30 days"),
        ("29 February 2026", "February 2026 has 28 days"),
        ("06/07/2026", "6 July 2026 or 7 June 2026? Write the month as a word"),
        ("2026-13", "there is no month 13"),
        ("May 2025", "May 2025 is not one day"),
        ("some day", "some day is not a date. Dates are written as 13 May 2025"),
        ("about 13 May 2025", "about 13 May 2025 is not one day"),
    ],
)
def test_what_is_no_day_is_refused_in_words(typed: str, words: str) -> None:
    with pytest.raises(ValidationError, match=words.replace("?", r"\?")):
        DayField().clean(typed)


@pytest.mark.parametrize(
    "typed",
    [
        *("14 May 2026, 10:30", "14 May 2026 10:30", "14.5.2026 10:30", "14/05/2026 at 10.30"),
        *("May 14, 2026 10:30", "2026-05-14T10:30", "2026-05-14 10:30:00"),
    ],
)
def test_a_moment_is_typed_as_a_day_is_and_shown_in_words(typed: str) -> None:
    moment = MomentField().clean(typed)

    assert moment == datetime(2026, 5, 14, 10, 30, tzinfo=UTC)
    shown = MomentField().prepare_value(moment)
    shown = MomentField().prepare_value(moment)
    assert MomentInput().format_value(shown) == "14 May 2026, 10:30"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("31/06/2026 10:30", "There is no 31 June 2026: June has 30 days"),
        ("06/07/2026 10:30", "6 July 2026 or 7 June 2026? Write the month as a word"),
        ("14 May 2026 25:10", "There is no 25:10: hours run from 00:00 to 23:59."),
        ("14 May 2026", "Say the hour too: 14 May 2026, 10:30."),
        ("May 2026 10:30", "May 2026 is not one day"),
        ("10:30", "10:30 is not a date"),
    ],
)
def test_what_is_no_moment_is_refused_in_words(typed: str, words: str) -> None:
    with pytest.raises(ValidationError, match=words.replace("?", r"\?")):
        MomentField().clean(typed)


@pytest.mark.parametrize(
    ("zone", "place", "words"),
    [
        ("Asia/Shanghai", "Beijing", "Beijing (UTC+8)"),
        ("Asia/Kathmandu", "", "Kathmandu (UTC+5:45)"),
        ("America/St_Johns", "", "St Johns (UTC-2:30)"),
        ("Europe/London", "", "London (UTC+1)"),
        ("UTC", "", "UTC"),
    ],
)
def test_a_clock_says_its_distance_from_utc(zone: str, place: str, words: str) -> None:
    assert clock_of(ZoneInfo(zone), SUMMER, place) == words


@pytest.mark.django_db
def test_a_meeting_says_the_clock_of_its_place(desk: Person) -> None:
    beijing = row_of(Place, name="Beijing", time_zone="Asia/Shanghai")
    meeting = row_of(Meeting, place=beijing, time_zone="Asia/Shanghai", starts_at=SUMMER)

    page = text_of(desk("editor").open(meeting))

    assert "In the local time of Beijing (UTC+8)." in page
    assert "By the newsroom’s clock: UTC." in str(MomentField().help_text)


@pytest.mark.django_db
def test_a_partial_date_is_shown_in_words_in_its_field(desk: Person) -> None:
    page = desk("editor").open(row_of(Official, born="1962-04"))

    [field] = page.xpath("//input[@name='born']")
    assert field.get("value") == "April 1962"
