"""A meeting has its place's country and clocks, as long as nobody says otherwise."""

from datetime import UTC, datetime

import pytest

from briefings.models import Meeting, Place
from tests.factories import CountryFactory, MeetingFactory, PlaceFactory

pytestmark = pytest.mark.django_db

LATE = datetime(2022, 11, 14, 17, 30, tzinfo=UTC)


@pytest.fixture
def beijing() -> Place:
    """Return a place by whose clocks it is past midnight."""
    return PlaceFactory(name="Beijing", time_zone="Asia/Shanghai")


def said(meeting: Meeting) -> tuple[int | None, str, str | None]:
    """Return country, zone and day as the database has them."""
    meeting.refresh_from_db()
    return meeting.country_id, meeting.time_zone, meeting.on.text if meeting.on else None


def test_a_place_fills_what_is_not_said(beijing: Place) -> None:
    meeting = MeetingFactory(place=beijing, starts_at=LATE)
    assert said(meeting) == (beijing.country_id, "Asia/Shanghai", "2022-11-15")
    london = MeetingFactory(place=beijing, starts_at=LATE, time_zone="Europe/London")
    assert said(london) == (beijing.country_id, "Europe/London", "2022-11-14")


def test_another_place_has_another_country_and_other_clocks(beijing: Place) -> None:
    meeting = MeetingFactory(place=beijing, starts_at=LATE)
    meeting.refresh_from_db()
    bali = PlaceFactory(name="Bali", time_zone="America/New_York")
    meeting.place = bali
    meeting.save()
    assert said(meeting) == (bali.country_id, "America/New_York", "2022-11-14")


def test_what_was_said_of_the_meeting_itself_stays(beijing: Place) -> None:
    country = CountryFactory()
    meeting = MeetingFactory(place=beijing, country=country, time_zone="Europe/London")
    meeting.refresh_from_db()
    meeting.place = PlaceFactory(name="Bali", time_zone="Asia/Makassar")
    meeting.save()
    assert said(meeting) == (country.pk, "Europe/London", None)


def test_a_place_that_is_put_right_puts_its_meetings_right(beijing: Place) -> None:
    meeting = MeetingFactory(place=beijing, starts_at=LATE)
    of_its_own = MeetingFactory(place=beijing, starts_at=LATE, time_zone="Europe/London")
    beijing.time_zone, beijing.country = "America/New_York", CountryFactory()
    beijing.save()
    assert said(meeting) == (beijing.country_id, "America/New_York", "2022-11-14")
    assert said(of_its_own)[1] == "Europe/London"
