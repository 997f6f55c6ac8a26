"""Places: who met there, and who was held there."""

import pytest

from briefings import ledger
from briefings.models import Citation, CustodyEvent, Detainee, Detention, Place
from tests.factories import row_of, since
from tests.pages.conftest import Read, words
from tests.pages.newsroom import RECORDED, Newsroom

PAGE = "/places/diaoyutai/"
LIVE = {"live_period": since(RECORDED)}
HELD = "//h2[@id='held']/ancestor::div[@class='record-page']/div/ul[@class='records']"


@pytest.fixture
def prison(newsroom: Newsroom) -> Place:
    """Return a prison where Jo Doe was held from some day of March 2020 until 5 May 2022."""
    prison = row_of(Place, slug="prison", kind="prison", country=newsroom.china, **LIVE)
    detainee = row_of(Detainee, full_name="Jo Doe", slug="jo-doe", **LIVE)
    detention = row_of(Detention, detainee=detainee, country=newsroom.china, **LIVE)
    event = row_of(CustodyEvent, detention=detention, place=prison, on="2020-03", **LIVE)
    row_of(Citation, source=newsroom.source, official=None, custodyevent=event)
    row_of(
        CustodyEvent, detention=detention, kind="released", status="free", on="2022-05-05", **LIVE
    )
    ledger.read_state()
    return prison


def test_a_place_says_where_it_lies_and_who_met_there(newsroom: Newsroom, read: Read) -> None:
    page = read(f"{PAGE}?as_of=2023-06-18")

    assert "39.92° N, 116.33° E" in words(page, "//dl[@class='terms']")
    assert "Asia/Shanghai" in words(page, "//dl[@class='terms']")
    assert "Held" in words(page, "//ol[@class='dated']")


@pytest.mark.parametrize(
    ("day", "line"),
    [
        ("2020-03-15", "Jo Doe by China, here since March 2020, possibly Confirmed Source 1"),
        ("2021-01-01", "Jo Doe by China, here since March 2020 Confirmed Source 1"),
        ("2022-05-05", "Jo Doe by China, here since March 2020 Confirmed Source 1"),
    ],
)
def test_who_was_held_there_is_asked_of_a_day(
    day: str, line: str, prison: Place, read: Read
) -> None:
    page = read(f"/places/prison/?as_of={day}")

    assert words(page, HELD) == line
    assert "Xinhua" in words(page, "//ol[@class='sources']")


@pytest.mark.parametrize("day", ["2020-02-29", "2022-05-06"])
def test_nobody_is_held_before_or_after(day: str, prison: Place, read: Read) -> None:
    page = words(read(f"/places/prison/?as_of={day}"), "//main")

    assert "Nobody in the record was held here on this day." in page
    assert "1 detention here, on any day" in page


@pytest.mark.parametrize("public", [True, False])
def test_who_was_moved_was_held_there_until_that_day(
    public: bool, prison: Place, newsroom: Newsroom, read: Read
) -> None:
    camp = row_of(Place, slug="camp", country=newsroom.china, **(LIVE if public else {}))
    moved = {"place": camp, "kind": "other", "status": "", "on": "2021-06-01"}
    row_of(CustodyEvent, detention=Detention.objects.get(detainee__slug="jo-doe"), **moved, **LIVE)
    ledger.read_state()

    days = ("2021-05-31", "2021-06-01", "2021-06-02")
    there = [words(read(f"/places/prison/?as_of={day}"), HELD) for day in days]
    sure = "Jo Doe by China, here since March 2020 Confirmed Source 1"

    assert there == [sure, sure, ""]
    if public:
        camped = [words(read(f"/places/camp/?as_of={day}"), HELD)[:6] for day in days]
        assert camped == ["", "Jo Doe", "Jo Doe"]


def test_a_withheld_name_is_a_description(newsroom: Newsroom, prison: Place, read: Read) -> None:
    detainee = Detainee.objects.get(slug="jo-doe")
    detainee.name_withheld, detainee.description = True, "A teacher"
    detainee.slug = "a-teacher"
    detainee.save()
    ledger.read_state()

    page = read("/places/prison/?as_of=2021-01-01")

    assert "A teacher" in words(page, HELD)
    assert "Jo Doe" not in words(page)


def test_places_are_listed_by_kind_and_country(
    newsroom: Newsroom, prison: Place, read: Read
) -> None:
    page = read("/places/?kind=prison&country=china")

    assert words(page, "//h1") == "Prisons in China"
    assert "Prison, China" in words(page, "//ul[@class='records']")
