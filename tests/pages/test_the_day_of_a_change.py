"""A list says of each row what it asks of the day, and a record's page how the day ended."""

import pytest

from briefings import ledger
from briefings.models import Meeting, StatusChange, Stop, Visit
from tests.factories import row_of, since
from tests.pages.conftest import Read, words
from tests.pages.detained import case
from tests.pages.newsroom import RECORDED, Newsroom

LIVE = {"live_period": since(RECORDED)}
ROW = "//tbody/tr"


def test_who_is_released_that_day_was_held_on_it(newsroom: Newsroom, read: Read) -> None:
    page = read("/detainees/?as_of=2024-07-01&q=Vane")

    assert "1 certainly, 0 possibly" in words(page, "//p[@role='status']")
    row = words(page, ROW)
    assert "May 2022" in row
    assert "Held Exchanged by the end of that day" in row
    assert "Exchanged on 1 July 2024; held in China from May 2022." in words(
        read("/detainees/nora-vane/?as_of=2024-07-01"), "//header[@class='identity']"
    )


def test_who_is_released_that_day_is_free_on_it_too(newsroom: Newsroom, read: Read) -> None:
    [row] = read("/detainees/?as_of=2024-07-01&q=Vane&status=free").xpath(ROW)

    assert "1 July 2024" in words(row, ".")
    assert "Exchanged" in words(row, ".")
    assert "by the end of" not in words(row, ".")


@pytest.mark.parametrize(
    ("day", "counted", "status"),
    [
        ("2023-05-31", "1 certainly", "Held"),
        ("2023-06-01", "1 certainly", "Held Possibly released by the end of that day"),
        ("2023-06-18", "1 possibly", "Possibly held Possibly released by the end of that day"),
        ("2023-06-30", "1 possibly", "Possibly held Released by the end of that day"),
        ("2023-05", "1 possibly", "Possibly or partly held"),
        ("2023-06", "1 possibly", "Possibly or partly held Released by the end of that time"),
    ],
)
def test_a_row_is_as_sure_as_the_count_says(
    day: str, counted: str, status: str, newsroom: Newsroom, read: Read
) -> None:
    case("Fay Freed", newsroom.china, [("detained", "2023-05-02"), ("released", "2023-06")], LIVE)
    ledger.read_state()
    page = read(f"/detainees/?q=Freed&as_of={day}")

    assert counted in words(page, "//p[@role='status']")
    assert words(page, f"{ROW}/td[4]") == status


def test_a_country_held_who_was_exchanged_that_day(newsroom: Newsroom, read: Read) -> None:
    page = words(read("/countries/china/?as_of=2024-07-01"), "//aside")

    assert "Otto Lind Held since 2 January 2023; exchanged by the end of that day" in page


def test_a_meeting_stood_otherwise_earlier_that_day(newsroom: Newsroom, read: Read) -> None:
    meeting = row_of(Meeting, title="A round table", on="2023-07-20", **LIVE)
    for status, on in (("expected", "2023-06-01"), ("cancelled", "2023-07-03")):
        row_of(StatusChange, meeting=meeting, status=status, on=on, **LIVE)
    ledger.read_state()

    def told(asked: str) -> str:
        page = read(f"/meetings/?{asked}")
        [row] = [row for row in page.xpath(ROW) if "A round table" in words(row, ".")]
        return words(row, "td[2]")

    assert told("as_of=2023-07-03&status=expected") == "Expected Cancelled by the end of that day"
    assert told("as_of=2023-07-03&status=cancelled") == "Cancelled"
    assert told("as_of=2023-07-03") == "Cancelled"
    assert told("as_of=2023-07&status=expected") == (
        "Possibly or partly expected Cancelled by the end of that time"
    )


def test_a_visit_says_whether_it_is_on_the_day(newsroom: Newsroom, read: Read) -> None:
    visit = row_of(Visit, title="A tour", starts="2021-03-02", ends="2021-03", **LIVE)
    row_of(Stop, visit=visit, country=newsroom.china)
    row_of(StatusChange, meeting=None, visit=visit, status="held", on="2021-04-01", **LIVE)
    ledger.read_state()

    def told(day: str) -> str:
        [row] = read(f"/visits/?as_of={day}").xpath(ROW)
        return words(row, "td[2]")

    assert told("2021-03-02") == "Not yet in the record"
    assert told("2021-03-09") == "Not yet in the record Possibly on that day"
    assert told("2021-03") == "Not yet in the record Possibly or partly in that time"
