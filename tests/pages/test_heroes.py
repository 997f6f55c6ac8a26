"""What the record draws over a piece that has no picture, as of the day of the piece."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from briefings.models import Detainee, Edition, Meeting, Record, StatusChange, Visit
from tests.factories import approved, row_of, since
from tests.pages.conftest import Read, words
from tests.pages.newsroom import Newsroom

DAY = date(2023, 6, 18)
MORNING = datetime(2023, 6, 18, 2, 30, tzinfo=UTC)  # 10:30 in Beijing
NIGHT = datetime(2023, 6, 18, 15, 30, tzinfo=UTC)  # 23:30 in Beijing
DRAWING = "//div[@class='hero drawn']"


def piece_on(record: Record, published: datetime, read: Read) -> Any:
    """Publish a piece about a record and return its page."""
    edition = row_of(Edition, headline="A piece", about=record.identity, dateline_on=DAY)
    approved(edition, since(published))
    return read(edition.article.get_absolute_url())


@pytest.fixture
def visit(newsroom: Newsroom) -> Visit:
    """The visit of Antony Blinken, by the clocks of Beijing."""
    Meeting.objects.update(time_zone="Asia/Shanghai")
    return Visit.objects.get(slug="blinken-to-beijing")


def test_what_lies_ahead_is_as_the_record_had_it_before(visit: Visit, read: Read) -> None:
    page = piece_on(visit, MORNING, read)

    [row] = page.xpath(f"{DRAWING}//li")
    assert words(row, "./div[1]") == "Meeting of Antony Blinken and Qin Gang Expected"
    assert row.xpath(".//rect/@class") == ["possible-bar"]
    assert words(page, f"{DRAWING}//*[@class='day']") == "10:30"


def test_what_is_over_is_as_the_day_left_it(visit: Visit, read: Read) -> None:
    [row] = piece_on(visit, NIGHT, read).xpath(f"{DRAWING}//li")

    assert words(row, "./div[1]").endswith("Held")


def test_a_meeting_without_a_known_day_has_no_place_on_a_programme(
    visit: Visit, read: Read
) -> None:
    Meeting.objects.update(part_of_day="")
    Meeting.objects.update(on="2023-06")

    assert not piece_on(visit, NIGHT, read).xpath(DRAWING)


def test_a_meeting_is_drawn_as_its_table_with_the_offices_of_the_day(
    visit: Visit, read: Read
) -> None:
    drawing = words(piece_on(Meeting.objects.get(slug="talks"), NIGHT, read), DRAWING)

    assert "Antony Blinken Secretary of State" in drawing
    assert "Qin Gang Foreign minister" in drawing
    assert "Held Diaoyutai, 18 June 2023" in drawing


def test_a_detainee_is_drawn_as_the_bar_up_to_the_day(newsroom: Newsroom, read: Read) -> None:
    page = piece_on(Detainee.objects.get(full_name="Nora Vane"), NIGHT, read)

    assert [words for words in page.xpath(f"{DRAWING}//svg/@aria-label") if "days" in words]
    assert not page.xpath(f"{DRAWING}//*[contains(@class, 'later')]")


def test_a_visit_of_many_meetings_is_drawn_with_no_more_queries(visit: Visit, read: Read) -> None:
    piece_on(visit, NIGHT, read)
    url = Edition.objects.get(headline="A piece").article.get_absolute_url()
    with CaptureQueriesContext(connection) as one:
        read(url)
    for number in range(9):
        live = {"live_period": since(MORNING)}
        meeting = row_of(Meeting, slug=f"more-{number}", visit=visit, on="2023-06-19", **live)
        row_of(StatusChange, meeting=meeting, status="expected", on="2023-06-14", **live)

    read(url)  # what has become due is numbered
    with CaptureQueriesContext(connection) as many:
        page = read(url)

    assert "and 2 more" in words(page, DRAWING)
    assert len(many) == len(one)
