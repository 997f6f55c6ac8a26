"""What an article says of the records that it names: what their own pages say of its day."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from briefings.models import Detainee, Edition, Meeting, Mention, Record
from tests.factories import approved, row_of, since
from tests.pages.conftest import Read, words
from tests.pages.detained import detention
from tests.pages.newsroom import RECORDED, Newsroom


def dated(newsroom: Newsroom, about: Record, day: str, read: Read) -> Any:
    """Publish a piece of a day about a record, which it names, and return its page."""
    edition = row_of(
        Edition, headline="A piece", about=about.identity, dateline_on=date.fromisoformat(day)
    )
    row_of(Mention, edition=edition, record=about)
    approved(edition, since(timezone.now() - timedelta(days=1)))
    return read(edition.article.get_absolute_url())


@pytest.mark.parametrize(
    ("day", "status", "line"),
    [
        ("2022-05-10", "Possibly held", "since May 2022"),
        ("2023-06-18", "Held", "since May 2022"),
        ("2024-07-01", "Exchanged", "on 1 July 2024"),
        ("2090-01-01", "Possibly exchanged", "on 1 July 2024"),
    ],
)
def test_a_piece_says_of_custody_what_the_persons_page_says(
    day: str, status: str, line: str, newsroom: Newsroom, read: Read
) -> None:
    nora = Detainee.objects.get(full_name="Nora Vane")
    page = dated(newsroom, nora, day, read)

    assert f"Status {status} {line}" in words(page, "//section[@class='facts']")
    assert f"Nora Vane {status} {line}" in words(page, "//h3[.='Detained']/..")
    drawn = page.xpath("//div[@class='hero drawn']//svg/@aria-label")
    assert all(("Possibly" in label) is status.startswith("Possibly") for label in drawn)
    header = words(read(f"/detainees/nora-vane/?as_of={day}"), "//header[@class='identity']")
    assert status in header


def test_who_is_free_by_one_detention_and_held_by_another_is_held(
    newsroom: Newsroom, read: Read
) -> None:
    nora = Detainee.objects.get(full_name="Nora Vane")
    live = {"live_period": since(RECORDED)}
    detention(nora, newsroom.china, [("detained", "2024-06-20")], live)

    page = dated(newsroom, nora, "2024-07-02", read)

    assert "Status Held since 20 June 2024" in words(page, "//section[@class='facts']")


def test_a_piece_of_a_day_ahead_is_certain_of_nothing_current(
    newsroom: Newsroom, read: Read
) -> None:
    talks = Meeting.objects.get(slug="talks")
    assert "Status Possibly held" in words(
        dated(newsroom, talks, "2090-01-01", read), "//section[@class='facts']"
    )
    for about, told in (
        (newsroom.ministry, "Held by Wang Yi possibly"),
        (newsroom.china, "Foreign minister Wang Yi possibly"),
        (newsroom.wang, "Office possibly Foreign minister, China"),
    ):
        facts = words(dated(newsroom, about, "2090-01-01", read), "//section[@class='facts']")
        assert told in facts
    [table] = dated(newsroom, talks, "2090-01-01", read).xpath("//div[@class='hero drawn']")
    assert "Possibly held" in words(table, ".")
