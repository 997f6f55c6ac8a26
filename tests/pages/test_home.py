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


def test_the_ministers_of_a_day_are_drawn(newsroom: Newsroom, read: Read) -> None:
    page = read("/?as_of=2023-06-18")

    assert "Foreign ministers on 18 June 2023" in words(page, "//main")
    assert page.xpath("//figure//a[contains(@href, 'officials')]/@href") == ["/officials/qin-gang/"]


def test_who_was_held_and_who_met_on_a_day_is_told(newsroom: Newsroom, read: Read) -> None:
    page = read("/?as_of=2023-06-18")

    assert "Held on 18 June 2023" in words(page, "//main")
    assert page.xpath("//figure//a[contains(@href, 'detainees')]/@href") == [
        "/detainees/otto-lind/",
        "/detainees/nora-vane/",
    ]
    assert "Held" in words(page, "//ol[contains(@class, 'meetings')]//b")
    assert "Held on" not in words(read("/"), "//main")


def test_what_changed_in_the_record_is_told_once_a_record(newsroom: Newsroom, read: Read) -> None:
    changes = read("/").xpath("//aside//a/@href")

    assert "/visits/blinken-to-beijing/" in changes
    assert len(changes) == len(set(changes)) == 6


def test_the_last_correction_is_told(newsroom: Newsroom, read: Read) -> None:
    page = read("/")

    assert "Correction, 20 June 2023" in words(page, "//div[contains(@class, 'correction-line')]")


def test_an_empty_newsroom_says_so(db: None, read: Read) -> None:
    assert "Nothing is published yet." in words(read("/"))
