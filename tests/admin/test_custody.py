"""Detainees, detentions, custody events and exchanges at the desk."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from briefings.actions.records import retract
from briefings.models import (
    Country,
    CustodyEvent,
    Detainee,
    DetaineeName,
    Detention,
    Exchange,
    ExchangeSide,
    Nationality,
    Place,
)
from tests.admin.conftest import Desk, Person, public, text_of
from tests.admin.test_faults_are_said_on_the_form import rows
from tests.factories import row_of, since

ADD = "/admin/briefings/{}/add/"
SECOND = "A custody event needs a second person"
NAMED = {"full_name": "Ada Quill", "short_name": "Quill", "sort_name": "Quill, Ada"}


@pytest.fixture
def clare(desk: Person) -> Desk:
    """Return an editor at the desk."""
    return desk("editor")


def event(kind: str, on: str, **typed: Any) -> dict[str, Any]:
    """Return what is typed for a custody event."""
    return {"kind": kind, "on": on, "order": 0, "confidence": "confirmed", **typed}


def chain(detention: Detention) -> list[tuple[str, str, str]]:
    """Return what a detention's events say, in order."""
    return [(e.kind, e.status, str(e.on)) for e in detention.custody_events.in_order()]


def test_a_detainee_is_entered_with_names_nationalities_and_a_detention(clare: Desk) -> None:
    america, china = row_of(Country), row_of(Country)

    clare.send(
        ADD.format("detainee"),
        **NAMED,
        **rows("names", {"name": "艾达", "kind": "native"}),
        **rows("citizenships", {"country": america.pk}),
        **rows("detentions", {"country": china.pk, "order": 0}),
    )

    ada = Detainee.objects.get()
    assert ada.slug == "ada-quill"
    assert DetaineeName.objects.get().detainee == ada
    assert Nationality.objects.get().country == america
    assert ada.detentions.get().country == china


def test_what_happened_is_entered_in_rows_and_the_kind_says_the_status(clare: Desk) -> None:
    detention, prison = row_of(Detention), row_of(Place)

    clare.send(
        detention,
        **rows(
            "custody_events",
            event("detained", "2016-09", place=prison.pk),
            event("sentenced", "2018-12-05", sentence="Ten years"),
            event("released", "2024-11-27"),
        ),
    )

    assert chain(detention) == [
        ("detained", "held", "September 2016"),
        ("sentenced", "", "5 December 2018"),
        ("released", "free", "27 November 2024"),
    ]
    assert {e.entered_by for e in detention.custody_events.all()} == {clare.person}


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (event("released", "2024", status="held"), "released, exchanged, escaped and died mean"),
        (event("released", ""), "Say when it happened, as far as it is known."),
        (event("released", "2024-13"), "2024-13"),
        (event("", "2024"), "This field is required."),
    ],
)
def test_a_wrong_event_is_an_error_on_its_row(
    clare: Desk, typed: dict[str, Any], words: str
) -> None:
    detention = row_of(Detention)

    page = clare.send(detention, **rows("custody_events", typed))

    assert words in text_of(page.get_element_by_id("custody_events-group"))
    assert not CustodyEvent.objects.exists()


def test_a_detention_is_by_one(clare: Desk) -> None:
    page = clare.send(ADD.format("detention"), detainee=row_of(Detainee).pk, order=0)

    assert "A detention is by a country or by a group." in text_of(page)
    assert not Detention.objects.exists()


def test_nobody_is_held_twice_at_once_by_the_same_country(clare: Desk) -> None:
    first = row_of(CustodyEvent, on="2016-09").detention
    second = row_of(Detention, detainee=first.detainee, country=first.country)
    words = "holds the same person in another detention on the same days, from 30 September 2016"

    page = clare.send(second, **rows("custody_events", event("detained", "2018")))
    assert words in text_of(page)
    page = clare.send(ADD.format("custodyevent"), detention=second.pk, **event("detained", "2018"))
    assert words in text_of(page)
    assert not second.custody_events.exists()

    clare.send(first, **rows("custody_events", event("released", "2017-02"), initial=1))
    clare.send(second, **rows("custody_events", event("detained", "2018")))
    assert second.custody_events.count() == 1


def test_a_reporter_enters_and_a_second_person_publishes(desk: Person) -> None:
    ana, clare, detention = desk("reporter"), desk("editor"), row_of(Detention)
    clare.press(detention.detainee, "publish")

    ana.send(ADD.format("custodyevent"), detention=detention.pk, **event("detained", "2016-09"))
    waiting = CustodyEvent.objects.get()
    assert waiting.entered_by == ana.person
    assert "Your role does not publish records" in text_of(ana.press(waiting, "publish"))

    page = clare.press(waiting, "publish")

    assert public(waiting)
    assert waiting.approved_by == clare.person
    assert "Public since" in text_of(page)
    assert not ana.open(waiting).xpath("//select[@name='kind']")


def test_who_entered_it_is_told_why_it_waits(desk: Person) -> None:
    clare, detention = desk("editor"), row_of(Detention)
    clare.press(detention.detainee, "publish")
    clare.send(detention, **rows("custody_events", event("detained", "2016-09")))
    waiting = CustodyEvent.objects.get()

    assert SECOND in text_of(clare.open(waiting))
    assert SECOND in text_of(clare.press(waiting, "publish"))
    assert not public(waiting)
    assert "Custody events that wait for a second person: 1." in text_of(
        clare.open(detention.detainee)
    )


def test_a_publisher_forces_and_another_person_approves(desk: Person) -> None:
    cleo, clare, detention = desk("publisher"), desk("editor"), row_of(Detention)
    cleo.press(detention.detainee, "publish")
    cleo.send(ADD.format("custodyevent"), detention=detention.pk, **event("detained", "2016-09"))
    waiting = CustodyEvent.objects.get()
    assert "Your role does not force" in text_of(clare.open(waiting))

    page = cleo.press(waiting, "force", reason="It is midnight.")

    assert public(waiting)
    assert "Forced: It is midnight." in text_of(page)
    assert "A second person has still to approve it." in text_of(page)
    assert "forced" in text_of(clare.open("/admin/briefings/custodyevent/?second=flagged"))
    assert "It is midnight." in text_of(clare.open("/admin/"))

    clare.press(waiting, "approve")
    waiting.refresh_from_db()
    assert (waiting.approved_by, waiting.is_flagged) == (clare.person, False)
    assert "It is midnight." not in text_of(clare.open("/admin/"))


def test_a_change_of_what_is_public_is_flagged(desk: Person) -> None:
    clare, cleo, row = desk("editor"), desk("publisher"), row_of(CustodyEvent)
    for each in (row.detention.detainee, row.detention, row):
        if not public(each):
            clare.press(each, "publish")

    page = cleo.send(row, charge="Espionage", _continue="1")

    row.refresh_from_db()
    assert (row.entered_by, row.approved_by) == (cleo.person, None)
    assert "Forced: Changed while public" in text_of(page)


def test_an_event_is_retracted_for_a_reason_and_reinstated_by_another(desk: Person) -> None:
    clare, cleo, detention = desk("editor"), desk("publisher"), row_of(Detention)
    clare.press(detention.detainee, "publish")
    clare.send(detention, **rows("custody_events", event("detained", "2016-09")))
    row = CustodyEvent.objects.get()
    cleo.press(row, "publish")

    clare.press(row, "retract", reason="hoax", note="The letter was forged.")
    assert not public(row)
    assert SECOND in text_of(clare.press(row, "reinstate"))
    cleo.press(row, "reinstate")
    assert public(row)


def test_what_was_not_checked_for_long_is_verified_by_one_button(desk: Person) -> None:
    clare, cleo, row = desk("editor"), desk("publisher"), row_of(CustodyEvent)
    clare.press(row.detention.detainee, "publish")
    assert "Never verified" in text_of(clare.open("/admin/"))

    cleo.press(row.detention, "verify")

    row.detention.refresh_from_db()
    assert row.detention.verified_on == timezone.localdate()
    assert "Never verified" not in text_of(clare.open("/admin/"))
    assert "It was verified today." in text_of(clare.open(row.detention))


def test_an_exchange_is_entered_on_one_page(desk: Person) -> None:
    clare, cleo = desk("editor"), desk("publisher")
    detentions = [row_of(Detention) for _ in range(5)]
    country = row_of(Country)

    clare.send(
        ADD.format("exchange"),
        on="2024-11-27",
        confidence="confirmed",
        words="Five for five.",
        detentions=[detention.pk for detention in detentions],
        **rows("sides", {"country": country.pk}),
    )

    exchange = Exchange.objects.get()
    assert ExchangeSide.objects.get().country == country
    assert {chain(detention)[0] for detention in detentions} == {
        ("exchanged", "free", "27 November 2024")
    }
    assert SECOND in text_of(clare.press(exchange, "publish"))
    cleo.press(exchange, "publish")
    assert [public(row) for row in exchange.custody_events.all()] == [True] * 5

    cleo.send(exchange, on="2024-11-28")
    page = clare.press(exchange, "approve")
    assert {str(row.on) for row in exchange.custody_events.all()} == {"28 November 2024"}
    assert not CustodyEvent.objects.flagged().exists()
    assert "held by" in text_of(page.get_element_by_id("custody_events-group"))


def test_a_wrong_day_of_an_exchange_is_said(clare: Desk) -> None:
    page = clare.send(ADD.format("exchange"), on="31/11/2024", confidence="confirmed")

    assert "There is no 31 November 2024: November has 30 days" in text_of(page)
    assert not Exchange.objects.exists()


def test_an_event_of_an_exchange_has_its_day(clare: Desk) -> None:
    detention, exchange = row_of(Detention), row_of(Exchange)

    clare.send(detention, **rows("custody_events", event("exchanged", "", exchange=exchange.pk)))
    assert chain(detention) == [("exchanged", "free", "27 November 2024")]

    page = clare.send(
        detention, **rows("custody_events", event("released", "", exchange=exchange.pk), initial=1)
    )
    assert "Only an “exchanged” event can be part of an exchange." in text_of(page)


def test_who_is_free_is_not_offered_as_released(clare: Desk) -> None:
    china = row_of(Country, name="China")
    for name, *kinds in (("Ada Quill", "detained", "released"), ("Ben Stone", "detained")):
        detention = row_of(Detention, detainee=row_of(Detainee, full_name=name), country=china)
        for year, kind in enumerate(kinds, start=2001):
            status = "free" if kind == "released" else "held"
            row_of(CustodyEvent, detention=detention, kind=kind, status=status, on=str(year))
    hoax = row_of(Detention, country=china, live_period=since(timezone.now()))
    retract(by=clare.person, row=hoax, reason="hoax")
    asked = {"app_label": "briefings", "model_name": "custodyevent", "field_name": "detention"}

    answer = clare.get("/admin/briefings/detention/open/", {**asked, "term": "china"}).json()

    assert [one["text"] for one in answer["results"]] == ["Ben Stone, held by China (2001)"]
