"""A fact that was taken back: the pages on which it stood say so, as its reason allows."""

from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.test import Client
from django.utils import timezone

from briefings.models import (
    CustodyEvent,
    Detainee,
    Meeting,
    Participant,
    Readout,
    Statement,
    StatusChange,
    Tenure,
    Visit,
)
from briefings.models.base import PublishedFact
from tests.factories import between, row_of, since
from tests.pages.conftest import Read, words
from tests.pages.newsroom import RECORDED, Newsroom

NAMELESS = ("safety", "privacy", "legal")
NOTE = "Xinhua named another."


def take_back(row: PublishedFact, reason: str = "wrong", note: str = NOTE) -> None:
    """Take a published fact back now."""
    row.live_period = between(row.live_period.lower, timezone.now())
    row.retraction_reason, row.retraction_note = reason, note
    row.save()


def last_of(model: type[Any], **where: Any) -> Any:
    """Return the published fact of a kind that was entered last."""
    return model.objects.live(timezone.now()).filter(**where).order_by("-pk")[0]


def tenure_of(newsroom: Newsroom) -> Tenure:
    """Return the tenure of Qin Gang."""
    tenure: Tenure = last_of(Tenure, official=newsroom.qin)
    return tenure


def told(tree: Any) -> str:
    """Return what a page says was taken back."""
    return words(tree, "//section[@class='notice'][starts-with(h2, 'Withdrawn on')]")


@pytest.mark.parametrize("page", ["/officials/qin-gang/", "/offices/foreign-minister-of-china/"])
def test_each_page_where_it_stood_says_what_when_and_why(
    page: str, newsroom: Newsroom, read: Read
) -> None:
    assert told(read(page)) == ""
    take_back(tenure_of(newsroom))

    said = told(read(page))

    assert "this page told a tenure: Qin Gang as Foreign minister. " in said
    assert said.endswith(f"What it said was wrong. {NOTE}")


@pytest.mark.parametrize("reason", NAMELESS)
def test_a_reason_that_lets_no_name_through_says_the_kind_alone(
    reason: str, newsroom: Newsroom, read: Read
) -> None:
    take_back(tenure_of(newsroom), reason)

    said = told(read("/offices/foreign-minister-of-china/"))

    assert "this page told a tenure. It was taken down" in said
    assert "Qin" not in said
    assert "Xinhua" not in said


@pytest.mark.parametrize(
    ("occasion", "model"),
    [
        *((Visit, model) for model in (Participant, StatusChange)),
        *((Meeting, model) for model in (Participant, StatusChange, Readout)),
    ],
)
def test_what_a_visit_or_a_meeting_told_is_withdrawn_there(
    occasion: type[Visit | Meeting], model: type[Any], newsroom: Newsroom, read: Read
) -> None:
    relation = str(occasion._meta.model_name)
    row = last_of(model, **{f"{relation}__isnull": False})
    take_back(row)

    assert NOTE in told(read(getattr(row, relation).get_absolute_url()))


def test_a_statement_is_withdrawn_where_its_speaker_is_told(newsroom: Newsroom, read: Read) -> None:
    row = last_of(Statement, official__isnull=False)
    take_back(row)

    assert "this page told a statement. " in told(read(row.official.get_absolute_url()))


def test_an_event_in_custody_is_withdrawn_and_tells_no_withheld_name(
    newsroom: Newsroom, read: Read
) -> None:
    row = last_of(CustodyEvent, detention__detainee__name_withheld=False)
    person = row.detention.detainee
    take_back(row, note=f"{person.full_name} was elsewhere.")

    said = told(read(person.get_absolute_url()))

    assert f"this page told an event in custody: {row.get_kind_display()}" in said
    assert f"{person.full_name} was elsewhere." in said

    Detainee.objects.filter(pk=person.pk).update(
        name_withheld=True, description="A teacher", occupation="", slug="a-teacher"
    )

    said = told(read("/detainees/a-teacher/"))

    assert "this page told an event in custody. " in said
    assert person.full_name not in said


def test_a_note_tells_no_name_that_is_withheld_on_any_page(newsroom: Newsroom, read: Read) -> None:
    person = Detainee.objects.live(timezone.now()).order_by("-pk")[0]
    Detainee.objects.filter(pk=person.pk).update(
        name_withheld=True, description="A teacher", occupation="", slug="a-teacher"
    )
    take_back(tenure_of(newsroom), note=f"It was {person.full_name} who said so.")

    said = told(read("/officials/qin-gang/"))

    assert said.endswith("What it said was wrong.")


def test_what_nobody_saw_is_not_told(newsroom: Newsroom, read: Read) -> None:
    row_of(
        Tenure,
        official=newsroom.qin,
        office=newsroom.ministry,
        live_period=DateTimeTZRange(empty=True),
        retraction_reason="wrong",
    )

    assert told(read("/officials/qin-gang/")) == ""


def test_what_belonged_to_a_record_that_is_gone_is_told_nowhere(
    newsroom: Newsroom, client: Client
) -> None:
    take_back(tenure_of(newsroom))
    ministry = newsroom.ministry
    ministry.live_period = between(ministry.live_period.lower, timezone.now())
    ministry.retraction_reason = "legal"
    ministry.save()

    page = client.get("/officials/qin-gang/").content.decode()

    assert "Withdrawn on" not in page


def changes(tree: Any) -> str:
    """Return what the front page says of changes to the record."""
    return words(tree, "//section[@aria-labelledby='changes']")


def test_the_front_page_names_it_among_the_changes(newsroom: Newsroom, read: Read) -> None:
    take_back(tenure_of(newsroom))

    said = changes(read("/"))

    assert "Qin Gang withdrawn, a tenure: Qin Gang as Foreign minister. What it said" in said
    assert "withdrawn" not in changes(read("/?as_of=2023-06-20"))


@pytest.mark.parametrize("reason", NAMELESS)
def test_the_front_page_says_no_more_than_the_reason_allows(
    reason: str, newsroom: Newsroom, read: Read
) -> None:
    take_back(tenure_of(newsroom), reason)

    said = changes(read("/"))

    assert "withdrawn, a tenure. It was taken down" in said
    assert NOTE not in said
    assert "a tenure: " not in said


def test_the_front_page_names_no_meeting_that_is_not_public(newsroom: Newsroom, read: Read) -> None:
    hidden = row_of(Meeting, slug="behind-doors", title="Talks behind closed doors")
    unnamed = {"official": None, "attribution": "a senior official", "meeting": hidden}
    live = {"live_period": since(RECORDED)}
    take_back(row_of(Statement, words="We agreed.", **unnamed, **live))

    page = read("/")

    assert "closed doors" not in words(page)
    assert not page.xpath("//a[contains(@href, 'behind-doors')]")
