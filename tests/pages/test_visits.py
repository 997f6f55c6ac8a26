"""Visits: how each stood on any day, and whom it met."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from briefings import ledger
from briefings.documents.builder import Asked
from briefings.documents.visits import Visits
from briefings.models import (
    Citation,
    Objective,
    Participant,
    Place,
    StatusChange,
    Stop,
    Tenure,
    Visit,
)
from briefings.pages.occasions import in_rows
from tests.factories import row_of, since
from tests.pages.conftest import Read, words
from tests.pages.newsroom import RECORDED, Newsroom

PAGE = "/visits/blinken-to-beijing/"
STATUS = "//ul[@class='provenance']//*[contains(@class, 'status')]"


@pytest.mark.parametrize(
    ("day", "status"),
    [
        ("2022-11-14", "Agreed"),
        ("2023-02-02", "Agreed"),
        ("2023-02-03", "Postponed"),
        ("2023-06-17", "Confirmed"),
        ("2023-06-18", "Held"),
    ],
)
def test_the_status_is_that_of_its_day(
    day: str, status: str, newsroom: Newsroom, read: Read
) -> None:
    page = read(f"{PAGE}?as_of={day}")

    assert words(page, STATUS) == status
    assert words(page, "//ol[@class='statuses']/li[@aria-current]/h3") == status


def test_before_the_first_entry_it_says_when_the_record_begins(
    newsroom: Newsroom, read: Read
) -> None:
    page = read(f"{PAGE}?as_of=2022-11-13")

    assert "It begins: 14 November 2022." in words(page, "//p[@class='begins']")
    assert not page.xpath(STATUS)


def test_a_change_keeps_its_reason_the_days_planned_then_and_its_source(
    newsroom: Newsroom, read: Read
) -> None:
    page = read(PAGE)

    postponed = words(page, "//ol[@class='statuses']/li[2]")
    assert "3 February 2023 Postponed A balloon. Planned then for 5–6 February 2023" in postponed
    [number] = page.xpath("//ol[@class='statuses']/li[2]//a/@href")
    assert "Xinhua" in words(page, f"//li[@id='{number[1:]}']")


def test_a_day_that_is_not_known_makes_a_status_possible(newsroom: Newsroom, read: Read) -> None:
    visit = row_of(Visit, slug="to-come", live_period=since(RECORDED))
    row_of(
        StatusChange,
        meeting=None,
        visit=visit,
        status="agreed",
        on="2023-03",
        live_period=since(RECORDED),
    )
    ledger.read_state()

    assert words(read("/visits/to-come/?as_of=2023-03-10"), STATUS) == "Possibly agreed"
    assert words(read("/visits/to-come/?as_of=2023-03-31"), STATUS) == "Agreed"


def test_the_box_says_who_went_where_and_why(newsroom: Newsroom, read: Read) -> None:
    box = words(read(PAGE), "//section[@class='facts']")

    assert "Traveller Antony Blinken Secretary of State, United States" in box
    assert "Host China" in box
    assert "Channels that work in a crisis." in box
    assert "Raised Taiwan by the host’s side" in box
    assert "Outcomes The minister accepts an invitation." in box


def test_its_meetings_stand_in_their_order_with_the_offices_of_the_day(
    newsroom: Newsroom, read: Read
) -> None:
    page = read(PAGE)
    talks, dinner = page.xpath("//ol[@class='engagements']/li")

    assert "Sunday 18 June 2023 Afternoon" in words(talks, ".")
    assert "Held Bilateral meeting, Diaoyutai. 5 hours 30 minutes." in words(talks, ".")
    assert "Before: expected (14 June 2023)." in words(talks, ".")
    assert [words(side, ".") for side in talks.xpath(".//section")] == [
        "United States, visiting Antony Blinken Secretary of State",
        "China, host Qin Gang Foreign minister",
    ]
    assert "Working dinner" in words(dinner, ".")


def test_readouts_and_statements_are_set_side_by_side(newsroom: Newsroom, read: Read) -> None:
    page = read(PAGE)

    assert words(page, "//h2[@id='readouts']") == "Two readouts"
    sides = page.xpath("//div[@class='readouts']/section")
    assert [words(side, ".") for side in sides] == [
        "United States Candid.",
        "China At the lowest point.",
    ]
    assert "Qin Gang" in words(page, "//figure[@class='pullquote']")


def test_what_is_taken_back_or_under_embargo_shows_nowhere(newsroom: Newsroom, read: Read) -> None:
    visit = Visit.objects.get(slug="blinken-to-beijing")
    ahead = {"live_period": since(timezone.now() + timedelta(hours=1))}
    row_of(StatusChange, meeting=None, visit=visit, status="cancelled", reason="Unsaid", **ahead)
    row_of(Participant, meeting=None, visit=visit, official=None, group="Unsaid", **ahead)
    ledger.read_state()

    page = read(PAGE)

    assert words(page, STATUS) == "Held"
    assert "Unsaid" not in words(page)


def test_an_objective_cites_its_source_on_the_page(newsroom: Newsroom, read: Read) -> None:
    objective = Objective.objects.get()
    citation = row_of(Citation, official=None, objective=objective, page="12")
    citation.source.live_period = since(RECORDED)
    citation.source.save()
    ledger.read_state()

    assert "Page 12." in words(read(PAGE), "//ol[@class='sources']")


def test_visits_before_and_after_by_the_same_traveller_are_named(
    newsroom: Newsroom, read: Read
) -> None:
    first = Visit.objects.get(slug="blinken-to-beijing")
    later = row_of(Visit, slug="again", starts="2024-04-24", live_period=since(RECORDED))
    later.stops.create(country=newsroom.china)
    official = first.participants.get().official
    row_of(Participant, meeting=None, visit=later, official=official, live_period=since(RECORDED))
    ledger.read_state()

    chain = "//h2[@id='around']/ancestor::aside//ol[@class='records']/li"
    assert [words(item, ".")[:12] for item in read(PAGE).xpath(chain)] == [
        "This visit 1",
        "Antony Blink",
    ]


def test_a_visit_keeps_the_clocks_of_its_first_place_on_every_face(
    newsroom: Newsroom,
) -> None:
    place = Place.objects.get(slug="diaoyutai")
    place.time_zone = "Pacific/Kiritimati"
    place.save()
    live = {"live_period": since(RECORDED)}
    visit = row_of(Visit, slug="to-come", starts="2023-06-18", **live)
    row_of(Stop, visit=visit, country=newsroom.china, place=place)
    row_of(StatusChange, meeting=None, visit=visit, status="confirmed", on="2023-06-14", **live)
    state = ledger.read_state()
    at = datetime(2023, 6, 17, 12, 0, tzinfo=UTC)

    told = Visit.objects.with_zone().get(slug="to-come")
    [made] = Visits().make([told.public_id], state)
    [row] = in_rows([made.body], Asked(at, at.date()))

    assert told.zone == Visit.objects.get(slug="to-come").zone == place.zone
    assert told.today(at) == date(2023, 6, 18)
    assert row["status"]["word"] == "Under way"


def test_the_list_states_its_question(newsroom: Newsroom, read: Read) -> None:
    page = read("/visits/?as_of=2023-06-17&status=confirmed&host_country=china")

    assert words(page, "//h1") == "Visits to China: confirmed on 17 June 2023"
    assert "Confirmed Diaoyutai Official visit" in words(page, "//tbody")


def test_a_list_without_rows_says_what_it_does_not_prove(newsroom: Newsroom, read: Read) -> None:
    assert "it is not proof" in words(read("/visits/?status=declined"), "//div[@class='nothing']")


def test_a_source_says_all_that_its_citations_remark(newsroom: Newsroom, read: Read) -> None:
    for citation, day in zip(Citation.objects.exclude(statuschange=None), "34", strict=False):
        citation.says = f"{day} June"
        citation.save()

    [source] = read("/visits/blinken-to-beijing/").xpath("//ol[@class='sources']/li[1]")

    assert words(source, ".").endswith("It says 3 June. It says 4 June.")


def test_a_visit_without_meetings_names_the_source_of_its_traveller_s_office(
    newsroom: Newsroom, read: Read
) -> None:
    live = {"live_period": since(RECORDED)}
    tenure = Tenure.objects.get(office__slug="secretary")
    row_of(Citation, official=None, tenure=tenure, source=newsroom.source)
    visit = row_of(Visit, slug="alone", starts="2023-07-01", **live)
    row_of(Participant, visit=visit, meeting=None, official=tenure.official, role="lead", **live)

    page = read("/visits/alone/")

    assert "Secretary of State" in words(page, "//section[@class='facts']")
    assert "Xinhua" in words(page, "//ol[@class='sources']")
