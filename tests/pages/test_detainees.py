"""Detainees: who was held on a day, each case event by event, and names that are withheld."""

import pytest
from django.test import Client

from briefings import ledger
from briefings.models import (
    AgendaItem,
    Citation,
    Correction,
    CustodyEvent,
    Detainee,
    DetaineeName,
    ExternalIdentifier,
    Meeting,
    Official,
    Place,
    Source,
)
from tests.factories import row_of, since
from tests.pages.conftest import Read, words
from tests.pages.detained import case, detention, event, said
from tests.pages.newsroom import RECORDED, Newsroom

LIVE = {"live_period": since(RECORDED)}
NORA = "/detainees/nora-vane/"
STATEMENT = "//p[@class='statement']"


@pytest.mark.parametrize(
    ("day", "statement", "status"),
    [
        ("2022-04-30", "The record of this case begins in May 2022.", ""),
        ("2022-05-10", "Possibly held in China since May 2022.", "Possibly held"),
        ("2023-06-18", "Held in China since May 2022.", "Held"),
        ("2024-06-30", "Held in China since May 2022.", "Held"),
        ("2024-07-01", "Exchanged on 1 July 2024; held in China from May 2022.", "Exchanged"),
    ],
)
def test_the_statement_is_true_at_the_end_of_its_day(
    day: str, statement: str, status: str, newsroom: Newsroom, read: Read
) -> None:
    page = read(f"{NORA}?as_of={day}")

    assert words(page, STATEMENT) == statement
    assert words(page, "//ul[@class='provenance']//b[contains(@class, 'status')]") == status


@pytest.mark.parametrize(
    ("events", "statement"),
    [
        ([("exit_ban", "2020-01-02")], "Banned from leaving China since 2 January 2020."),
        (
            [("detained", "2020"), ("released", "2023-06/2023-08")],
            "Held in China since 2020; possibly released between June and August 2023.",
        ),
        ([("charged", "2020")], "The record holds no day in custody."),
        ([], "The record holds no day in custody."),
    ],
)
def test_a_case_is_told_in_one_sentence(
    events: list[tuple[str, str]], statement: str, newsroom: Newsroom, read: Read
) -> None:
    case("Ada Moor", newsroom.china, events, LIVE)
    ledger.read_state()

    assert words(read("/detainees/ada-moor/?as_of=2023-06-18"), STATEMENT) == statement


def test_the_name_stands_with_its_native_script_and_who_detained(
    newsroom: Newsroom, read: Read
) -> None:
    page = read(NORA)
    [name] = page.xpath("//h1/bdi")

    assert (name.text, name.get("lang")) == ("诺拉", "zh-Hans")
    assert words(page, "//p[@class='overline']") == "Detained in China"


def test_a_day_ahead_is_possible_alone(newsroom: Newsroom, read: Read) -> None:
    case("Ada Ahead", newsroom.china, [("detained", "2023-05-01")], LIVE)
    ledger.read_state()

    def told(day: str) -> str:
        return words(read(f"/detainees/ada-ahead/?as_of={day}"), "//header[@class='identity']")

    assert "Held in China since 1 May 2023." in told("2023-06-18")
    assert "Possibly held in China since 1 May 2023." in told("2090-01-01")
    assert "possibly" not in words(read(f"{NORA}?as_of=2023-06-18"), "//dl")
    ahead = words(read(f"{NORA}?as_of=2090-01-01"), "//dl")
    assert "Last place North Prison possibly" in ahead
    assert "Charge Espionage possibly" in ahead
    [row] = read("/detainees/?q=Ahead&as_of=2090-01-01").xpath("//tbody/tr")
    assert "Possibly held" in words(row, ".")


def test_the_bar_says_its_sentence_and_both_counts(newsroom: Newsroom, read: Read) -> None:
    page = read(f"{NORA}?as_of=2023-06-18")
    [bar] = page.xpath("//svg[@role='img']")

    # From 31 or from 1 May 2022.
    assert "at least 383 and at most 413 days up to 18 June 2023." in bar.get("aria-label")
    labels = bar.xpath(".//g/text[@class='ink']/text()")
    assert labels == ["at least 383 days", "at most 413 days"]


def test_events_come_in_order_with_their_sources_and_what_they_change(
    newsroom: Newsroom, read: Read
) -> None:
    page = read(NORA)
    rows = page.xpath("//ol[contains(@class, 'timeline')]/li")

    assert [words(row, ".//h3") for row in rows] == ["Detained", "Charged", "Exchanged"]
    assert [row.xpath("span/@class")[0] for row in rows] == ["node full", "node tick", "node empty"]
    assert "The day is not known" in words(rows[0])
    assert "Place North Prison Charge Espionage" in words(rows[1])
    assert rows[1].xpath(".//a/@href")[-1] == "#note-1"
    assert rows[2].get("class") == "over"


def test_an_exchange_is_told_with_its_sides_and_the_others(newsroom: Newsroom, read: Read) -> None:
    told = words(read(NORA), "//ol[contains(@class, 'timeline')]/li[3]")

    assert "Two for two. Part of an exchange between China. Exchanged with Otto Lind." in told


def test_the_case_is_that_of_the_day(newsroom: Newsroom, read: Read) -> None:
    before = words(read(f"{NORA}?as_of=2022-08-31"), "//section[@class='facts']")
    after = words(read(f"{NORA}?as_of=2022-09-01"), "//section[@class='facts']")

    assert "Nationality China" in before
    assert "Held by China" in before
    assert "Espionage" not in before
    assert "Charge Espionage" in after
    assert "Place North Prison" in after


def test_a_move_to_a_place_that_is_not_public_ends_the_stay_in_the_former(
    newsroom: Newsroom, read: Read
) -> None:
    held = Detainee.objects.get(slug="nora-vane").detentions.get()
    event(held, "moved", "2022-10-01", LIVE, place=row_of(Place, name="Black site"))
    ledger.read_state()

    assert "Place North Prison" in words(read(f"{NORA}?as_of=2022-09-30"), "//dl")
    assert "Place" not in words(read(f"{NORA}?as_of=2023-06-18"), "//section[@class='facts']")


def test_where_it_was_raised_and_what_was_said_stand_beside(newsroom: Newsroom, read: Read) -> None:
    page = read(NORA)

    assert "Raised by the visiting side, 18 June 2023" in words(page, "//aside")
    assert words(page, "//blockquote") == "“The case was dealt with by law.”"
    assert words(page, "//figcaption/span[1]") == "Qin Gang, Foreign minister, China"


def test_each_detention_has_its_bar_and_its_timeline(newsroom: Newsroom, read: Read) -> None:
    nora = Detainee.objects.get(slug="nora-vane")
    detention(nora, newsroom.china, [("detained", "2010-01-01"), ("released", "2011-01-01")], LIVE)
    ledger.read_state()
    page = read(f"{NORA}?as_of=2023-06-18")

    assert len(page.xpath("//svg[@role='img']")) == 2
    assert len(page.xpath("//ol[contains(@class, 'timeline')]")) == 2
    assert words(page, STATEMENT) == "Held in China since May 2022."


def test_the_list_is_of_who_was_held_and_counts_who_was_restricted(
    newsroom: Newsroom, read: Read
) -> None:
    case("Ada Moor", newsroom.china, [("exit_ban", "2020")], LIVE)
    case("Ben Noe", newsroom.china, [("detained", "2023")], LIVE)
    ledger.read_state()
    page = read("/detainees/?as_of=2023-06-18")

    assert words(page, "//h1") == "Who was held on 18 June 2023"
    assert words(page, "//p[@role='status']") == (
        "3 people held of 4 in the record, 1 restricted; 2 certainly, 1 possibly"
    )
    assert page.xpath("//tbody//a[@class='name']/text()") == [
        "Lind, Otto",
        "Noe, Ben",
        "Vane, Nora",
    ]
    assert "383–413 days" in words(page, "//tbody")


def test_the_list_is_of_today_unless_asked(newsroom: Newsroom, read: Read) -> None:
    page = read("/detainees/")

    assert words(page, "//h1") == "Who is held today"
    assert "0 people held of 2 in the record" in words(page, "//p[@role='status']")


@pytest.mark.parametrize(
    ("asked", "heading", "found"),
    [
        ("status=free", "Who was free on 1 August 2024", 2),
        ("held_by=china", "Who was held by China on 1 August 2024", 0),
        ("status=free&nationality=china", "Who was free on 1 August 2024: citizens of China", 2),
        ("status=free&q=nora", "Who was free on 1 August 2024, saying “nora”", 1),
    ],
)
def test_the_heading_states_the_question(
    asked: str, heading: str, found: int, newsroom: Newsroom, read: Read
) -> None:
    page = read(f"/detainees/?as_of=2024-08-01&{asked}")

    assert words(page, "//h1") == heading
    assert len(page.xpath("//tbody/tr")) == found


@pytest.mark.parametrize("state", [{"retraction_reason": "wrong"}, {}])
def test_what_is_retracted_or_only_entered_counts_nowhere(
    state: dict[str, str], newsroom: Newsroom, read: Read
) -> None:
    held = Detainee.objects.get(slug="nora-vane").detentions.get()
    period = {"live_period": "empty"} if state else {"live_period": None}
    event(held, "released", "2023-01-01", {**period, **state}, note="Unsaid")
    ledger.read_state()

    page = read(f"{NORA}?as_of=2023-06-18")
    assert words(page, STATEMENT) == "Held in China since May 2022."
    assert "Unsaid" not in words(page)
    assert "2 people held" in words(read("/detainees/?as_of=2023-06-18"), "//p[@role='status']")


def test_a_withheld_name_is_nowhere(newsroom: Newsroom, client: Client) -> None:
    """The name is planted in everything that a page of the person could tell."""
    name = {"full_name": "Zelda Quarrel", "short_name": "Quarrel", "sort_name": "Quarrel, Zelda"}
    office = row_of(Official, full_name="Ulla Office", sort_name="Office, Ulla", **LIVE)
    hidden = row_of(
        Detainee,
        **name,
        slug="teacher",
        name_withheld=True,
        description="A teacher",
        employer="Quarrel Works",
        occupation="Teacher",
        biography="Zelda was born.",
        official=office,
        **LIVE,
    )
    row_of(DetaineeName, detainee=hidden, name="Zelda Q.")
    row_of(ExternalIdentifier, record=hidden, scheme="wikidata", value="Quarrel1")
    held = detention(hidden, newsroom.china, [("detained", "2020-01-01")], LIVE, note="Of Zelda")
    charged = event(held, "charged", "2021", LIVE, note="Zelda", charge="Quarrel", by_whom="ZELDA")
    source = row_of(
        Source, publisher="Zelda's", title="Zélda freed", url="https://q.example/quarrel", **LIVE
    )
    row_of(Citation, source=source, official=None, custodyevent=charged, quote="Quarrel said")
    statement = said(newsroom.qin, hidden, newsroom.source, LIVE)
    said(newsroom.qin, hidden, source, LIVE)
    row_of(Correction, record=hidden, words="Zelda was not well.")
    prison = row_of(Place, slug="cell", **LIVE)
    event(held, "moved", "2022", LIVE, place=prison)
    statement.words = "Zelda Quarrel is well."
    statement.save()
    other = Detainee.objects.get(slug="nora-vane")
    swap = CustodyEvent.objects.get(kind="exchanged", detention__detainee=other).exchange
    assert swap is not None
    swap.words = "Quarrel, for another"
    swap.save()
    event(held, "exchanged", "2024-07-01", LIVE, exchange=swap)
    meeting = row_of(Meeting, slug="closed-talks", **LIVE)
    item = row_of(AgendaItem, meeting=meeting, topic=None, detainee=hidden, note="Of Zelda Q.")
    row_of(Citation, source=source, official=None, agendaitem=item)
    row_of(Citation, source=source, official=None, custodyevent=prison.custody_events.get())
    ledger.read_state()

    urls = ["/detainees/teacher/", NORA, "/", "/countries/china/"]
    urls += [newsroom.qin.get_absolute_url(), "/places/cell/", "/meetings/closed-talks/"]
    urls += ["/detainees/", "/detainees/?status=free"]
    for url in [*urls, *(f"{url.partition('?')[0]}?as_of=2023-06-18" for url in urls)]:
        answer = client.get(url)
        assert answer.status_code == 200, url
        for word in ("zelda", "zélda", "quarrel"):
            assert word not in answer.content.decode().lower(), (url, word)
    asked = client.get("/detainees/?q=Quarrel&as_of=2023-06-18").content.decode()
    assert "0 people held" in asked
    page = client.get("/detainees/teacher/?as_of=2023-06-18").content.decode()
    assert "A teacher" in page
    assert "Ulla" not in page
    assert "The case" not in client.get(office.get_absolute_url()).content.decode()
    assert "The name of this person is withheld" in page
    assert "A teacher" in client.get(NORA).content.decode()


def test_a_list_calls_a_record_that_is_asked_for_by_its_name(
    newsroom: Newsroom, read: Read
) -> None:
    page = read("/detainees/?held_in=china")

    assert words(page, "//ul[@class='filters-on']//b") == "China"
