"""Meetings: who sat across from whom."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from briefings import ledger
from briefings.documents.meetings import Meetings
from briefings.models import (
    AgendaItem,
    Detainee,
    Meeting,
    Organization,
    Participant,
    Readout,
    StatusChange,
)
from briefings.pages.meetings import time_there
from tests.factories import between, row_of, since
from tests.pages.conftest import Read, words
from tests.pages.newsroom import RECORDED, Newsroom, official

PAGE = "/meetings/talks/"
LIVE = {"live_period": since(RECORDED)}


def talks() -> Meeting:
    """Return the newsroom's talks."""
    return Meeting.objects.get(slug="talks")


def test_two_sides_face_each_other(newsroom: Newsroom, read: Read) -> None:
    sides = read(PAGE).xpath("//div[@class='seats two']/section")

    assert [words(side, "h3") for side in sides] == ["United States, visiting", "China, host"]


def test_absent_and_expected_say_so_and_a_group_has_no_link(newsroom: Newsroom, read: Read) -> None:
    blinken = Participant.objects.get(meeting=talks(), official__slug="antony-blinken")
    row_of(StatusChange, meeting=None, participant=blinken, status="absent", **LIVE)
    row_of(Participant, meeting=talks(), official=None, group="Exchange students", order=9, **LIVE)
    ledger.read_state()

    page = read(PAGE)

    assert "Antony Blinken absent" in words(page, "//div[contains(@class, 'seats')]")
    ahead = read("/meetings/talks/?as_of=2090-01-01")
    assert "Antony Blinken possibly absent" in words(ahead, "//div[contains(@class, 'seats')]")
    assert words(page, "//div[@class='seats']/section[3]") == "Also taking part Exchange students"
    assert not page.xpath("//div[@class='seats']/section[3]//a")


def test_three_sides_are_stacked_each_with_its_own_country(newsroom: Newsroom, read: Read) -> None:
    body = row_of(Organization, name="United Nations", **LIVE)
    row_of(Participant, meeting=talks(), official=None, organization=body, side="third", **LIVE)
    ledger.read_state()

    page = read(PAGE)

    assert len(page.xpath("//div[@class='seats']/section")) == 3
    assert not page.xpath("//div[contains(@class, 'two')]/section/h3")


def test_more_than_six_on_a_side_are_counted_where_several_meetings_stand(
    newsroom: Newsroom, read: Read
) -> None:
    for number in range(8):
        aide = official(f"Li Wei {number}", "李伟", newsroom.china)
        row_of(Participant, meeting=talks(), official=aide, order=9, **LIVE)
    ledger.read_state()

    assert "and 3 more" in words(read("/visits/blinken-to-beijing/"), "//ol[@class='engagements']")
    assert "Li Wei 7" in words(read(PAGE), "//div[@class='seats two']")


def test_the_office_chosen_is_the_one_shown(newsroom: Newsroom, read: Read) -> None:
    page = read(PAGE)
    assert "Qin Gang Foreign minister" in words(page, "//div[@class='seats two']")

    meeting = talks()
    meeting.part_of_day, meeting.on = "", None
    meeting.save()
    ledger.read_state()
    assert "Foreign minister" not in words(read(PAGE), "//div[@class='seats two']")


def test_a_gathering_lists_its_parts(newsroom: Newsroom, read: Read) -> None:
    summit = row_of(Meeting, slug="g20", kind="gathering", title="G20", on="2022-11", **LIVE)
    row_of(Meeting, slug="part", gathering=summit, title="Talks in Bali", on="2022-11-14", **LIVE)
    ledger.read_state()

    page = read("/meetings/g20/")

    assert "Talks in Bali 14 November 2022" in words(page, "//div[@class='record-page']/div")
    assert "G20 November 2022" in words(read("/meetings/part/"), "//aside")
    assert "November 2022 The day is not known" in words(page, "//div[@class='engagement']")


def test_what_a_meeting_follows_comes_before_it(newsroom: Newsroom, read: Read) -> None:
    chain = "//aside//ol[@class='records']/li"

    assert words(read(PAGE), f"{chain}[1]").startswith("This meeting")
    assert words(read("/meetings/dinner/"), f"{chain}[2]").startswith("This meeting")


def test_a_case_is_raised_under_the_public_name_alone(newsroom: Newsroom, read: Read) -> None:
    hidden = row_of(
        Detainee,
        full_name="Unsaid Name",
        short_name="Unsaid",
        sort_name="Name, Unsaid",
        slug="a-teacher",
        name_withheld=True,
        description="A teacher",
        **LIVE,
    )
    row_of(AgendaItem, meeting=talks(), topic=None, detainee=hidden, stage="raised")
    private = row_of(Detainee, full_name="Nobody Known", slug="nobody-known")
    row_of(AgendaItem, meeting=talks(), topic=None, detainee=private, stage="raised")
    ledger.read_state()

    page = words(read(PAGE))

    assert "A teacher" in page
    assert "Unsaid" not in page
    assert "Nobody Known" not in page


def test_a_readout_that_was_taken_back_is_gone(newsroom: Newsroom, read: Read) -> None:
    readout = Readout.objects.get(words="Candid.")
    readout.live_period = between(RECORDED, timezone.now() - timedelta(days=1))
    readout.retraction_reason = "wrong"
    readout.save()
    ledger.read_state()

    page = read(PAGE)

    assert words(page, "//h2[@id='readouts']") == "The readout"
    assert "Candid." not in words(page)


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        (
            {
                "starts_at": datetime(2023, 6, 18, 6, 30, tzinfo=UTC),
                "time_zone": "Asia/Shanghai",
            },
            "14:30 (06:30 UTC)",
        ),
        ({"starts_at": datetime(2023, 6, 18, 6, 30, tzinfo=UTC), "time_zone": "UTC"}, "06:30 UTC"),
        ({"part_of_day": "evening"}, "Evening"),
        ({}, "Time not known"),
    ],
)
def test_a_time_is_local_first(newsroom: Newsroom, fields: dict[str, object], shown: str) -> None:
    meeting = row_of(Meeting, **{"on": "2023-06-18", **fields}, **LIVE)
    [made] = Meetings().make([meeting.public_id], ledger.read_state())

    assert time_there(made.body) == shown


def test_a_day_that_passed_without_word_is_said(newsroom: Newsroom, read: Read) -> None:
    meeting = row_of(Meeting, slug="silent", on="2023-06-19", **LIVE)
    row_of(StatusChange, meeting=meeting, status="expected", on="2023-06-14", **LIVE)
    ledger.read_state()

    assert "Its day has passed" in words(read("/meetings/silent/?as_of=2023-06-20"), "//main")
    assert "has passed" not in words(read("/meetings/silent/?as_of=2023-06-19"), "//main")


def test_the_list_states_its_question_and_the_status_of_the_day(
    newsroom: Newsroom, read: Read
) -> None:
    page = read("/meetings/?as_of=2023-06-17&host_country=china&kind=bilateral&status=expected")

    assert words(page, "//h1") == "Bilateral meetings in China: expected on 17 June 2023"
    assert "18 June 2023 Expected Diaoyutai" in words(page, "//tbody")


def test_no_exact_day_is_made_of_a_partial_one(newsroom: Newsroom, read: Read) -> None:
    row_of(Meeting, slug="autumn", on="2022-11", **LIVE)
    ledger.read_state()

    days = "//section[@class='strip']//ul[@class='days']"
    assert words(read("/meetings/autumn/"), days) == "Today"
    assert words(read(PAGE), days) == "Its day, 18 June 2023 Today"
