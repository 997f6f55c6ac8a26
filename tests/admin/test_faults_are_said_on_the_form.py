"""What the database would refuse is said on the form, with nothing written and nothing lost."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection

from briefings.models import (
    Country,
    EditionTopic,
    ExternalIdentifier,
    Meeting,
    Office,
    Official,
    OfficialName,
    PartialDate,
    Tenure,
    Topic,
)
from tests.admin import newsroom
from tests.admin.conftest import Desk, Person, text_of
from tests.factories import row_of


@pytest.fixture
def clare(desk: Person) -> Desk:
    """Return an editor at the desk."""
    return desk("editor")


def rows(prefix: str, *typed: dict[str, Any], initial: int = 0) -> dict[str, Any]:
    """Return what a browser sends for new child rows, after `initial` that were there."""
    sent: dict[str, Any] = {f"{prefix}-TOTAL_FORMS": initial + len(typed)}
    for number, row in enumerate(typed, start=initial):
        sent |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return sent


def tenure(office: Any, **typed: Any) -> dict[str, Any]:
    """Return what is typed for a tenure."""
    known = {"status": "served", "end_status": "unknown", "confidence": "confirmed"}
    return {"office": office.pk, **known, **typed}


REVERSED = [
    ({"started": "2023-07", "ended": "2022"}, "A tenure does not end before it starts."),
    ({"appointed": "2023-07", "ended": "2022"}, "A tenure does not end before it begins."),
    ({"started": "2023-07", "ended": "2022-12", "end_status": "current"}, "Give a last day only"),
    ({"started": "5.3.1861"}, "5.3.1861"),
    ({"started": "2023-13"}, "2023-13"),
    ({"started": "2023/2022"}, "2023/2022"),
]


@pytest.mark.parametrize(("typed", "words"), REVERSED)
def test_a_wrong_tenure_in_a_row_is_an_error_on_that_row(
    clare: Desk, typed: dict[str, str], words: str
) -> None:
    qin, office = row_of(Official), row_of(Office)
    ended = {"end_status": "ended"} if "ended" in typed else {}

    page = clare.send(qin, **rows("tenures", tenure(office, **(ended | typed))))

    assert words in text_of(page.get_element_by_id("tenures-group"))
    assert not Tenure.objects.exists()


def test_a_wrong_tenure_on_a_new_official_writes_neither(clare: Desk) -> None:
    office = row_of(Office)

    page = clare.send(
        "/admin/briefings/official/add/",
        full_name="Qin Gang",
        short_name="Qin",
        sort_name="Qin Gang",
        slug="qin-gang",
        **rows("tenures", tenure(office, started="2023", ended="2022", end_status="ended")),
    )

    assert "A tenure does not end before it starts." in text_of(page)
    assert not Official.objects.exists()


def test_a_new_official_comes_with_all_child_rows(clare: Desk) -> None:
    china, office = row_of(Country), row_of(Office)

    clare.send(
        "/admin/briefings/official/add/",
        full_name="Qin Gang",
        short_name="Qin",
        sort_name="Qin Gang",
        slug="qin-gang",
        country=china.pk,
        born="1966-03",
        **rows("names", {"name": "秦刚", "kind": "native", "language": "zh", "shown": "on"}),
        **rows("tenures", tenure(office, started="2022-12-30", end_status="current")),
        **rows("identifiers", {"scheme": "wikidata", "value": "Q7205943"}),
    )

    qin = Official.objects.get()
    assert (qin.country, qin.born) == (china, PartialDate.parse("1966-03"))
    assert qin.names.get().name == "秦刚"
    assert qin.tenures.get().started == PartialDate.parse("2022-12-30")
    assert qin.identity.identifiers.get().value == "Q7205943"


@pytest.mark.parametrize(
    ("starts_at", "time_zone"),
    [("0001-01-01T00:30", "Asia/Shanghai"), ("9999-12-31T23:30", "America/New_York")],
)
def test_a_moment_at_the_calendars_end_is_an_error_on_the_form(
    clare: Desk, starts_at: str, time_zone: str
) -> None:
    page = clare.send("/admin/briefings/meeting/add/", starts_at=starts_at, time_zone=time_zone)

    assert "A moment is in the years 2 to 9998" in text_of(page)
    assert not Meeting.objects.exists()


def test_a_name_entered_twice_is_an_error_on_the_row(clare: Desk) -> None:
    qin = row_of(Official)
    twice = {"name": "Qin", "kind": "alias"}

    page = clare.send(qin, **rows("names", twice, twice))

    assert "This name is already entered." in text_of(page.get_element_by_id("names-group"))
    assert not OfficialName.objects.exists()


def test_a_name_that_is_there_already_is_an_error(clare: Desk) -> None:
    qin = row_of(Official)
    row_of(OfficialName, official=qin, name="Qin")

    page = clare.send(qin, **rows("names", {"name": "Qin", "kind": "alias"}, initial=1))

    assert "This name is already entered." in text_of(page)
    assert qin.names.count() == 1


def test_an_identifier_of_another_record_is_an_error(clare: Desk) -> None:
    row_of(ExternalIdentifier, scheme="wikidata", value="Q1")
    qin = row_of(Official)

    page = clare.send(qin, **rows("identifiers", {"scheme": "wikidata", "value": "Q1"}))

    assert "Another record has this identifier." in text_of(page)
    assert ExternalIdentifier.objects.count() == 1


def test_a_topic_entered_twice_is_an_error(clare: Desk) -> None:
    edition, topic = newsroom.draft(clare.person), row_of(Topic)
    row_of(EditionTopic, edition=edition, topic=topic)

    page = clare.send(edition, **rows("edition_topics", {"topic": topic.pk}, initial=1))

    assert "This topic is already entered." in text_of(page)
    assert edition.edition_topics.count() == 1


def test_an_address_that_once_was_another_records_is_an_error(clare: Desk) -> None:
    taiwan = row_of(Topic, slug="taiwan")
    taiwan.slug = "cross-strait"
    taiwan.save()

    page = clare.send("/admin/briefings/topic/add/", name="Taiwan", slug="taiwan")

    assert "is, or once was, another record" in text_of(page)
    assert page.xpath("//input[@name='name']/@value") == ["Taiwan"]
    assert Topic.objects.count() == 1


def test_a_country_of_two_codes_is_an_error_on_the_form(clare: Desk) -> None:
    row_of(Country, code="CN")

    page = clare.send("/admin/briefings/country/add/", name="China", slug="china", code="CN")
    again = clare.send("/admin/briefings/country/add/", name="China", slug="china", code="cn")

    assert "Country with this Code already exists." in text_of(page)
    assert "two capital letters" in text_of(again)


def test_a_schedule_in_the_past_is_said_and_keeps_what_was_typed(desk: Person) -> None:
    ben = desk("publisher")
    edition = newsroom.on_hold(desk("reporter").person, desk("publisher").person)

    page = ben.press(edition, "schedule", start="2023-06-19T06:00")

    assert "19 June 2023, 06:00 UTC is in the past." in text_of(page)
    assert page.xpath("//input[@name='schedule-start']/@value") == ["2023-06-19T06:00"]
    edition.refresh_from_db()
    assert edition.live_period.isempty


def test_a_refused_button_undoes_the_save_and_keeps_what_was_typed(desk: Person) -> None:
    ana = desk("reporter")
    edition = newsroom.draft(ana.person, body="")

    page = ana.press(edition, "submit")
    typed = ana.send(edition, _press="submit", headline="A better headline")

    assert "The body is empty." in text_of(page)
    assert typed.xpath("//input[@name='headline']/@value") == ["A better headline"]
    edition.refresh_from_db()
    assert edition.headline == "A visit 0"


def test_a_link_that_leads_nowhere_is_refused_at_approval(desk: Person) -> None:
    ben = desk("publisher")
    nowhere = "01a20cba-2f1b-7bca-bba4-da190c0d814b"
    edition = newsroom.in_review(
        desk("reporter").person, body=f'<p><a data-record="{nowhere}">Qin</a></p>'
    )

    page = ben.press(edition, "approve")

    assert f"A record link in the body leads nowhere: {nowhere}." in text_of(page)


def test_what_was_public_cannot_be_deleted(clare: Desk) -> None:
    qin = row_of(Official)
    clare.press(qin, "publish")

    page = clare.open(qin)
    answer = clare.post(f"/admin/briefings/official/{qin.pk}/delete/", {"post": "yes"})

    assert not page.xpath("//a[contains(@href, '/delete/')]")
    assert answer.status_code == 403
    assert Official.objects.exists()


def test_what_the_database_keeps_is_said_when_it_is_deleted_with_a_record(clare: Desk) -> None:
    held = row_of(Tenure)
    clare.press(held, "publish")

    page = clare.delete_row(held.official)

    assert page.status_code == 200
    assert Tenure.objects.exists()


@pytest.fixture(autouse=True)
def _nothing_is_left_to_commit(db: None) -> Any:
    """Fire what a commit would, after each test."""
    yield
    connection.check_constraints()


def test_a_panel_judges_a_meeting_as_it_stands_not_as_it_was_typed(clare: Desk) -> None:
    meeting = row_of(Meeting)

    page = clare.send(meeting, time_zone="Bejing")

    assert "Bejing" in text_of(page) or page.xpath("//input[@value='Bejing']")
    assert page.xpath("//*[contains(@class, 'errorlist')]")
