"""Officials, on any day."""

import pytest

from briefings import ledger
from briefings.models import Meeting, Official, StatusChange, Tenure
from tests.factories import row_of, since
from tests.pages.conftest import Read, words
from tests.pages.detained import case, met
from tests.pages.newsroom import RECORDED, Newsroom, official

LIVE = {"live_period": since(RECORDED)}


@pytest.mark.parametrize(
    ("day", "statement"),
    [
        ("2023-06-18", "Foreign minister."),
        ("2022-12-30", "Foreign minister."),
        ("2023-07-25", "Foreign minister."),
        ("2023-07-26", "No office in the record on this day."),
        ("2022-12-29", "No office in the record on this day."),
    ],
)
def test_the_statement_is_true_on_its_day(
    day: str, statement: str, newsroom: Newsroom, read: Read
) -> None:
    page = read(f"/officials/qin-gang/?as_of={day}")

    assert words(page, "//p[@class='statement']") == statement


def test_what_dates_leave_open_is_called_possible(newsroom: Newsroom, read: Read) -> None:
    page = read("/officials/wang-yi/?as_of=2013-03-10")

    assert words(page, "//p[@class='statement']") == "Possibly Foreign minister."


def test_names_in_native_script_say_their_language(newsroom: Newsroom, read: Read) -> None:
    [name] = read("/officials/qin-gang/").xpath("//h1/bdi")

    assert (name.text, name.get("lang")) == ("秦刚", "zh-Hans")


def test_partial_dates_are_written_as_partial(newsroom: Newsroom, read: Read) -> None:
    page = read("/officials/wang-yi/")

    assert "Born October 1953" in words(page, "//dl")
    assert "March 2013 – 30 December 2022" in words(page, "//table")


def test_the_chart_holds_every_office_and_the_day(newsroom: Newsroom, read: Read) -> None:
    page = read("/officials/wang-yi/?as_of=2023-06-18")

    bars = page.xpath("//figure[@class='chart']//rect/@class")
    assert bars == ["possible-bar", "ended-bar", "later-bar"]
    assert words(page, "//figure//*[@class='day']") == "18 June 2023"


def test_pieces_that_name_an_official_are_listed(newsroom: Newsroom, read: Read) -> None:
    assert "Blinken lands in Beijing" in words(read("/officials/qin-gang/"), "//aside")
    assert "No published piece" in words(read("/officials/wang-yi/"), "//aside")


def test_the_page_of_a_day_keeps_the_address_without_it(newsroom: Newsroom, read: Read) -> None:
    page = read("/officials/qin-gang/?as_of=2023-06-18")

    assert page.xpath("//link[@rel='canonical']/@href") == ["http://testserver/officials/qin-gang/"]


def test_foreign_ministers_of_a_day_are_one_question(newsroom: Newsroom, read: Read) -> None:
    page = read("/officials/?as_of=2023-06-18&office_kind=foreign_minister&country=CN")

    assert words(page, "//h1") == "Foreign ministers of China on 18 June 2023"
    assert page.xpath("//tbody//a[@class='name']/@href") == ["/officials/qin-gang/"]


def test_meetings_stand_as_they_stood_on_the_day(newsroom: Newsroom, read: Read) -> None:
    meetings = "//ol[contains(@class, 'meetings')]/li"

    assert "18 June 2023" in words(read("/officials/qin-gang/?as_of=2023-06-18"), meetings)
    assert "Held" in words(read("/officials/qin-gang/?as_of=2023-06-18"), f"{meetings}//b")
    before = words(read("/officials/qin-gang/?as_of=2023-06-17"), meetings)
    assert "Held" not in before
    assert "In the record from 18 June 2023" in before


def test_who_held_the_office_instead_is_said(newsroom: Newsroom, read: Read) -> None:
    head = words(read("/officials/wang-yi/?as_of=2023-06-18"), "//header[@class='identity']")
    qin = words(read("/officials/qin-gang/?as_of=2023-06-18"), "//header[@class='identity']")

    assert "Not Foreign minister on this day, but Qin Gang: 30 December 2022" in head
    assert "Not " not in qin


@pytest.mark.parametrize("end_status", ["unknown", "ended_date_unknown"])
def test_who_only_possibly_held_it_is_called_so_on_both_pages(
    end_status: str, newsroom: Newsroom, read: Read
) -> None:
    Tenure.objects.filter(official__slug="qin-gang").update(ended=None, end_status=end_status)

    wang = words(read("/officials/wang-yi/?as_of=2023-06-18"), "//header[@class='identity']")
    qin = words(read("/officials/qin-gang/?as_of=2023-06-18"), "//header[@class='identity']")

    assert "Not Foreign minister on this day, but possibly Qin Gang: 30 December 2022" in wang
    assert "Possibly Foreign minister." in qin


def test_counterparts_are_drawn_and_counted_by_the_day(newsroom: Newsroom, read: Read) -> None:
    qin, guest = newsroom.qin, Official.objects.get(slug="ann-guest")
    met(newsroom.china, qin, guest, LIVE)
    absent = met(newsroom.china, qin, guest, LIVE).participants.get(official=guest)
    row_of(StatusChange, meeting=None, participant=absent, status="absent", **LIVE)
    met(newsroom.china, qin, newsroom.wang, LIVE)
    ledger.read_state()

    chart = "//h2[@id='counterparts']/../following-sibling::figure[1]"
    after = read("/officials/qin-gang/?as_of=2023-06-18").xpath(chart)[0]
    before = read("/officials/qin-gang/?as_of=2023-06-17").xpath(chart)[0]
    assert "Ann Guest Met 2 times, last 18 June 2023" in words(after, ".")
    assert "Wang Yi" not in words(after, ".")
    assert "later-bar" not in after.xpath(".//rect/@class")
    assert "Ann Guest Not met by this day" in words(before, ".")
    assert {*before.xpath(".//rect/@class")} == {"later-bar"}


def test_a_gathering_and_what_is_part_of_it_are_one_time(newsroom: Newsroom, read: Read) -> None:
    qin, guest = newsroom.qin, Official.objects.get(slug="ann-guest")
    for _ in range(2):
        summit, bilateral, dinner = (met(newsroom.china, qin, guest, LIVE) for _ in range(3))
        Meeting.objects.filter(pk=summit.pk).update(kind="gathering", on="2023-06", starts_at=None)
        for part in (bilateral, dinner):
            Meeting.objects.filter(pk=part.pk).update(gathering=summit)
    ledger.read_state()

    chart = read("/officials/qin-gang/").xpath(
        "//h2[@id='counterparts']/../following-sibling::figure[1]"
    )[0]
    # One meeting there was before. The day of a bilateral is known better than the gathering's.
    assert "Ann Guest Met 3 times, last 18 June 2023" in words(chart, ".")
    assert {*chart.xpath(".//rect/@class")} == {"held-bar"}


def test_who_is_of_no_country_has_counterparts_and_is_one(newsroom: Newsroom, read: Read) -> None:
    of_none, guest = (
        official("Bo Loos", "博", newsroom.china),
        Official.objects.get(slug="ann-guest"),
    )
    of_none.country = None
    of_none.save()
    met(newsroom.china, of_none, guest, LIVE)
    ledger.read_state()

    for page, other in (("bo-loos", "Ann Guest"), ("ann-guest", "Bo Loos")):
        chart = read(f"/officials/{page}/").xpath("//h2[@id='counterparts']/../..")[0]
        assert f"{other} Met once" in words(chart, ".")


def test_statements_say_the_office_of_their_day(newsroom: Newsroom, read: Read) -> None:
    page = read("/officials/qin-gang/")

    assert "“The case was dealt with by law.”" in words(page, "//blockquote")
    assert "Qin Gang, Foreign minister, China" in words(page, "//figcaption/span[1]")


def test_an_official_who_was_detained_leads_to_the_case(newsroom: Newsroom, read: Read) -> None:
    case("Qin Gang", newsroom.china, [], LIVE, official=newsroom.qin)
    ledger.read_state()

    assert "/detainees/qin-gang/" in read("/officials/qin-gang/").xpath("//aside//a/@href")


def test_a_filter_is_dropped_by_its_link(newsroom: Newsroom, read: Read) -> None:
    page = read("/officials/?as_of=2023-06&country=china")

    assert page.xpath("//ul[@class='filters-on']//a/@href") == [
        "/officials/?country=china",
        "/officials/?as_of=2023-06",
        "/officials/",
    ]


def test_the_bar_keeps_the_filters_that_it_has_no_field_for(newsroom: Newsroom, read: Read) -> None:
    page = read("/officials/?office=foreign-minister-of-china&country=china&ordering=-name")

    hidden = page.xpath("//form[@id='filters']//input[@type='hidden']")
    assert {field.name: field.value for field in hidden} == {"office": "foreign-minister-of-china"}


def test_the_bar_asks_for_nothing_that_is_so_anyway(newsroom: Newsroom, read: Read) -> None:
    options = read("/officials/").xpath("//select[@name='date_match']/option/@value")

    assert options == ["", "certain"]


def test_the_list_says_what_is_only_possible(newsroom: Newsroom, read: Read) -> None:
    possible = read("/officials/?as_of=2013-03-10")
    certain = read("/officials/?as_of=2013-03-10&date_match=certain")

    assert "Possibly Foreign minister" in words(possible, "//tbody")
    assert words(certain, "//p[@class='nothing-words']") == (
        "The record has no officials in office on 10 March 2013, certainly."
    )


@pytest.mark.parametrize(
    ("url", "title"),
    [
        ("/officials/?oficce=x", "There is no parameter “oficce” here."),
        ("/officials/qin-gang/?asof=2023-06-18", "There is no parameter “asof” here."),
        (
            "/officials/qin-gang/?as_of=2023-06-18&as_of=2023-06-19",
            "“as_of” is given more than once; give it once.",
        ),
    ],
)
def test_a_question_that_makes_no_sense_is_refused(
    url: str, title: str, newsroom: Newsroom, read: Read
) -> None:
    assert words(read(url, status=400), "//h1") == title


def test_the_nearest_parameter_is_offered(newsroom: Newsroom, read: Read) -> None:
    page = read("/officials/qin-gang/?asof=2023-06-18", status=400)

    assert "/officials/qin-gang/?as_of=2023-06-18" in page.xpath("//main//a/@href")


@pytest.mark.parametrize("day", ["2023", "2023-02-30", "yesterday", ""])
def test_a_page_is_asked_of_a_day(day: str, newsroom: Newsroom, read: Read) -> None:
    page = read(f"/officials/qin-gang/?as_of={day}", status=400)

    assert f"“{day}” is not a day" in words(page)


def test_a_list_is_walked_forwards_and_back(newsroom: Newsroom, read: Read) -> None:
    for number in range(30):
        official(f"Li Wei {number:02}", "李伟", newsroom.china)

    first = read("/officials/")
    second = read(first.xpath("//a[@rel='next']/@href")[0])
    back = read(second.xpath("//a[@rel='prev']/@href")[0])

    names = "//tbody//a[@class='name']/@href"
    assert len(first.xpath(names)) == 25
    assert len(second.xpath(names)) == 9
    assert back.xpath(names) == first.xpath(names)
