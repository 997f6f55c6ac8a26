"""The front page: pieces, who is in office, what changed, what was wrong."""

from datetime import timedelta

from django.utils import timezone

from briefings.models import Edition
from tests.factories import approved, row_of, since
from tests.pages.conftest import Read, words
from tests.pages.newsroom import Newsroom


def test_the_newest_piece_leads(newsroom: Newsroom, read: Read) -> None:
    for hours, headline in [(2, "Second"), (1, "First")]:
        edition = row_of(Edition, headline=headline)
        approved(edition, since(timezone.now() - timedelta(hours=hours)))

    page = read("/")

    assert words(page, "//article[contains(@class, ' lead')]//h2") == "First"
    assert words(page, "(//article[contains(@class, 'second-lead')])[1]//h2") == "Second"


def test_who_was_held_and_who_met_on_a_day_is_told(newsroom: Newsroom, read: Read) -> None:
    page = read("/?as_of=2023-06-18")

    assert "Held on 18 June 2023" in words(page, "//main")
    assert page.xpath("//figure//a[contains(@href, 'detainees')]/@href") == [
        "/detainees/otto-lind/",
        "/detainees/nora-vane/",
    ]
    assert "Held" in words(page, "//aside//b")


def test_what_changed_by_the_day_is_told_newest_first(newsroom: Newsroom, read: Read) -> None:
    changes = read("/?as_of=2023-06-18").xpath("//section[@aria-labelledby='changes']//li")

    told = [words(change, ".") for change in changes]
    assert len(told) == 6
    assert (
        "18 June 2023 Meeting of Antony Blinken and Qin Gang, 18 June 2023 Held Confirmed" in told
    )
    assert not [words for words in told if "25 July 2023" in words]


def test_the_last_engagements_stand_where_none_is_near(newsroom: Newsroom, read: Read) -> None:
    page = read("/?as_of=2024-06-18")

    assert words(page, "(//aside//h3)[last()]") == "18 June 2023"
    assert "Afternoon" in words(page, "//aside")


def test_the_last_correction_is_told(newsroom: Newsroom, read: Read) -> None:
    page = read("/")

    assert "Correction, 20 June 2023" in words(page, "//div[contains(@class, 'correction-line')]")


def test_an_empty_newsroom_says_so(db: None, read: Read) -> None:
    assert "Nothing is published yet." in words(read("/"))
