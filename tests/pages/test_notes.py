"""Each fact that cites has its numbered note, each note leads back, and none tells too much."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from briefings.models import (
    AgendaItem,
    Citation,
    Correction,
    CustodyEvent,
    Detainee,
    Meeting,
    Source,
    Statement,
    StatementSubject,
    Visit,
)
from tests.factories import row_of
from tests.pages.conftest import Read, words
from tests.pages.newsroom import Newsroom

ASKED = "?as_of=2023-06-18"
PAGES = ("official", "office", "country", "place", "visit", "meeting", "detainee")


def cite(newsroom: Newsroom, title: str, **fact: Any) -> None:
    """Let a fact rest on a source of its own."""
    source = row_of(
        Source,
        publisher="The Times",
        title=title,
        live_period=newsroom.source.live_period,
    )
    row_of(Citation, source=source, **{"official": None, **fact})


def talks() -> Meeting:
    """Return the talks with Qin Gang."""
    return Meeting.objects.get(slug="talks")


def withhold(detainee: Detainee) -> None:
    """Withhold the name of a detainee."""
    detainee.name_withheld, detainee.description, detainee.slug = True, "A student", "a-student"
    detainee.save()


def marked(page: Any, title: str) -> list[str]:
    """Return what stands at the marks of the source with a title."""
    [note] = page.xpath(f"//ol[@class='sources']/li[contains(., '{title}')]/@id")
    return [
        words(mark, "ancestor::*[self::li or self::div or self::tr][1]")
        for mark in (page.xpath(f"//a[@href='#{note}']"))
    ]


@pytest.mark.parametrize("kind", PAGES)
def test_each_mark_leads_to_a_note_and_each_note_back_to_one_mark(
    kind: str, newsroom: Newsroom, read: Read
) -> None:
    page = read(newsroom.pages[kind])
    ids = page.xpath("//@id")
    marks = page.xpath("//a[starts-with(@href, '#note-') and not(contains(@href, 'ref'))]/@href")
    back = page.xpath("//ol[@class='sources']//a[@class='number']/@href")

    assert {mark.removeprefix("#") for mark in marks} <= {*ids}
    assert {link.removeprefix("#") for link in back} <= {*ids}
    assert sorted(link.replace("note-ref-", "note-") for link in back) == sorted({*marks})
    assert len(ids) == len({*ids})


def test_a_country_says_what_its_facts_rest_on(newsroom: Newsroom, read: Read) -> None:
    event = CustodyEvent.objects.get(detention__detainee__slug="otto-lind", kind="detained")
    cite(newsroom, "Arrest of Mr Lind", custodyevent=event)
    cite(newsroom, "Talks in Beijing", meeting=talks())
    page = read(f"/countries/china/{ASKED}")

    assert "Qin Gang, 30 December 2022" in marked(page, "A new minister appointed")[0]
    assert "Otto Lind" in marked(page, "Arrest of Mr Lind")[0]
    assert "Qin Gang" in marked(page, "Talks in Beijing")[0]


@pytest.mark.parametrize("page", ["/officials/qin-gang/", "/places/diaoyutai/"])
def test_meetings_say_what_they_rest_on(page: str, newsroom: Newsroom, read: Read) -> None:
    cite(newsroom, "Talks in Beijing", meeting=talks())

    assert "18 June 2023" in marked(read(page + ASKED), "Talks in Beijing")[0]


@pytest.mark.parametrize(
    "page", ["/officials/qin-gang/", "/places/diaoyutai/", "/countries/china/"]
)
def test_a_source_that_tells_a_withheld_name_is_not_named(
    page: str, newsroom: Newsroom, read: Read
) -> None:
    otto = Detainee.objects.get(slug="otto-lind")
    row_of(AgendaItem, meeting=talks(), topic=None, detainee=otto)
    cite(newsroom, "Lind was discussed", meeting=talks())
    cite(
        newsroom,
        "Arrest of Mr Lind",
        custodyevent=CustodyEvent.objects.live(timezone.now()).filter(detention__detainee=otto)[0],
    )
    assert "Lind was discussed" in words(read(page + ASKED), "//ol[@class='sources']")

    withhold(otto)

    assert "Lind" not in words(read(page + ASKED))


@pytest.mark.parametrize(
    ("page", "cited"),
    [
        ("/officials/qin-gang/", talks),
        ("/places/diaoyutai/", talks),
        ("/countries/china/", talks),
        ("/countries/china/", lambda: Visit.objects.get(slug="blinken-to-beijing")),
    ],
)
def test_nor_one_that_tells_the_name_of_whom_was_spoken_there(
    page: str, cited: Callable[[], Meeting | Visit], newsroom: Newsroom, read: Read
) -> None:
    otto = Detainee.objects.get(slug="otto-lind")
    statement = row_of(
        Statement,
        official=newsroom.wang,
        words="He is well.",
        meeting=talks(),
        live_period=newsroom.source.live_period,
    )
    row_of(StatementSubject, statement=statement, record=otto)
    occasion = cited()
    cite(newsroom, "Lind was spoken of", **{str(occasion._meta.model_name): occasion})
    assert "Lind was spoken of" in words(read(page + ASKED), "//ol[@class='sources']")

    withhold(otto)

    assert "Lind" not in words(read(page + ASKED))


@pytest.mark.parametrize("page", ["/countries/china/", "/detainees/nora-vane/"])
def test_nor_one_that_tells_the_name_of_whom_was_exchanged_along(
    page: str, newsroom: Newsroom, read: Read
) -> None:
    nora, otto = (Detainee.objects.get(slug=slug) for slug in ("nora-vane", "otto-lind"))
    event = CustodyEvent.objects.get(kind="exchanged", detention__detainee=nora)
    event.note = "She flew home with Mr Lind."
    event.save()
    cite(newsroom, "Vane and Lind fly home", custodyevent=event)
    row_of(Correction, record=nora, words="Mr Lind did not fly with her.")
    asked = page + "?as_of=2024-07-01"
    assert "Vane and Lind fly home" in words(read(asked), "//ol[@class='sources']")

    withhold(otto)

    assert "Lind" not in words(read(asked))
