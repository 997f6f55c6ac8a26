"""Doubts are refused at their fields, or asked about, before anything is saved."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db.models import Model
from django.utils import timezone

from briefings.models import (
    CustodyEvent,
    Detention,
    Dismissal,
    Meeting,
    Official,
    Participant,
    Readout,
    Source,
    Statement,
    StatusChange,
    Visit,
)
from tests.admin.conftest import Person, text_of
from tests.admin.test_faults_are_said_on_the_form import rows, tenure
from tests.factories import (
    CountryFactory,
    CustodyEventFactory,
    DetentionFactory,
    OfficeFactory,
    OfficialFactory,
    PlaceFactory,
    row_of,
)

NOW = datetime.now().astimezone()
WEEK = timedelta(days=7)
AHEAD = f"{(NOW + WEEK).date()}"
STATUS = {"order": "0", "confidence": "confirmed"}


def status(value: str, on: str, **typed: str) -> dict[str, str]:
    return {"status": value, "on": on, **STATUS, **typed}


def event(kind: str, on: str, **typed: str) -> dict[str, str]:
    return {"kind": kind, "on": on, **STATUS, **typed}


def confirming(page: Any) -> list[str]:
    """Return what a browser sends back once every question is answered."""
    return [str(box.get("value")) for box in page.xpath("//input[@name='_so']")]


def assert_refused(desk: Person, row: Model | str, words: str, /, **typed: Any) -> None:
    """Check that it is refused in these words, with nothing to tick."""
    page = desk("editor").send(row, **typed)
    assert words in text_of(page), text_of(page)
    assert not confirming(page)


def assert_asked(desk: Person, row: Model | str, words: str, /, **typed: Any) -> None:
    """Check that it is asked about in these words, and saved once it is so."""
    clare = desk("editor")
    page = clare.send(row, **typed)
    assert words in text_of(page.xpath("//fieldset[@class='desk-doubts']")[0]), text_of(page)
    page = clare.send(row, **typed, _so=confirming(page))
    assert "changed successfully" in text_of(page) or "added successfully" in text_of(page), (
        text_of(page)
    )


# Held, of a day ahead.


def test_held_is_not_said_of_a_day_ahead(desk: Person) -> None:
    talks = row_of(Meeting, title="Talks")

    assert_refused(desk, talks, "“Held” is said of", **rows("statuses", status("held", AHEAD)))
    assert not StatusChange.objects.exists()


def test_nor_of_a_meeting_whose_day_is_ahead(desk: Person) -> None:
    talks = row_of(Meeting, title="Talks", on=AHEAD)
    held = rows("statuses", status("held", f"{(NOW - WEEK).date()}"))

    assert_refused(desk, talks, "It cannot have been held on", **held)
    page = desk("editor").press(talks, "update_status", status="held", on=f"{(NOW - WEEK).date()}")
    assert "It cannot have been held on" in text_of(page)
    assert not StatusChange.objects.exists()


def test_the_day_is_that_of_the_place(desk: Person) -> None:
    """At noon UTC it is the next day at Kiritimati; there what was held may be of tomorrow."""
    kiribati = PlaceFactory(time_zone="Pacific/Kiritimati")
    samoa = PlaceFactory(time_zone="Pacific/Pago_Pago")
    furthest = (timezone.now() + timedelta(hours=14)).date()
    clare = desk("editor")
    for place, held in ((kiribati, True), (samoa, False)):
        talks = row_of(Meeting, title=f"Talks {held}", place=place)
        clare.send(talks, **rows("statuses", status("held", f"{furthest}")))
        assert talks.statuses.exists() is held


def test_a_dialogue_refuses_it_too(desk: Person) -> None:
    talks = row_of(Meeting, title="Talks")

    page = desk("editor").press(talks, "update_status", status="held", on=AHEAD)

    assert "“Held” is said of" in text_of(page)
    assert not StatusChange.objects.exists()


@pytest.mark.parametrize(
    ("address", "typed"),
    [
        ("statement", {"attribution": "An official", "words": "So.", "said_on": AHEAD}),
        ("source", {"title": "A page", "publisher": "Xinhua", "accessed_on": AHEAD}),
        (
            "official",
            {"full_name": "Qin Gang", "short_name": "Qin", "sort_name": "Qin", "born": AHEAD},
        ),
    ],
)
def test_nothing_else_that_was_is_of_a_day_ahead(
    desk: Person, address: str, typed: dict[str, str]
) -> None:
    assert_refused(desk, f"/admin/briefings/{address}/add/", "still to come", **typed)
    assert not any(model.objects.exists() for model in (Statement, Source, Official))


def test_what_is_planned_may_be_ahead(desk: Person) -> None:
    talks = row_of(Meeting, title="Talks", on=AHEAD)

    desk("editor").send(talks, **rows("statuses", status("confirmed", f"{NOW.date()}")))

    assert StatusChange.objects.get().status == "confirmed"


# Across the rows of one form.


def test_a_release_before_the_detention(desk: Person) -> None:
    detention = row_of(Detention)
    events = (event("released", "2023-05-01"), event("detained", "2023-06"))

    assert_refused(desk, detention, "is before the detention", **rows("custody_events", *events))
    assert not CustodyEvent.objects.exists()


def test_a_partial_date_leaves_room(desk: Person) -> None:
    detention = row_of(Detention)
    events = (event("released", "2023"), event("detained", "2023-06"))

    desk("editor").send(detention, **rows("custody_events", *events))

    assert CustodyEvent.objects.count() == 2


def test_who_is_free_is_freed_again_only_if_it_is_so(desk: Person) -> None:
    detention = row_of(Detention)
    for kind, on in (("detained", "2023-01"), ("released", "2023-02")):
        CustodyEventFactory(
            detention=detention, kind=kind, on=on, status="held" if kind == "detained" else "free"
        )

    assert_asked(
        desk,
        f"/admin/briefings/custodyevent/add/?detention={detention.pk}",
        "Released, March 2023 follows",
        detention=str(detention.pk),
        **event("released", "2023-03"),
    )
    assert CustodyEvent.objects.count() == 3


def test_what_comes_after_death_or_out_of_order(desk: Person) -> None:
    dead = rows("custody_events", event("died", "2023-01-01"), event("detained", "2023-02-01"))
    assert_refused(desk, DetentionFactory(), "is after the death", **dead)

    early = (event("sentenced", "2023-01-01"), event("charged", "2023-02-01"))
    sentenced = rows("custody_events", *early)
    assert_asked(
        desk, DetentionFactory(), "Sentenced, 1 January 2023 is before: Charged", **sentenced
    )


def test_a_readout_before_its_meeting(desk: Person) -> None:
    talks, country = row_of(Meeting, title="Talks", on="2023-06-19"), CountryFactory()

    def readout(on: str) -> dict[str, Any]:
        typed = {"country": str(country.pk), "words": "Candid.", "issued_on": on}
        return rows("readouts", typed)

    assert_refused(desk, talks, "tells of a meeting of 19 June 2023", **readout("2023-06-17"))
    # In another time zone it may have been the day before.
    assert_asked(desk, talks, "A readout of 18 June 2023", **readout("2023-06-18"))
    assert Readout.objects.count() == 1


def test_a_meeting_outside_its_visit_and_a_stop_outside_its_days(desk: Person) -> None:
    visit = row_of(Visit, title="The visit", starts="2023-06-18", ends="2023-06-19")
    talks = row_of(Meeting, title="Talks", visit=visit)
    assert_asked(
        desk, talks, "The meeting’s day, 17 June 2023, lies outside the visit", on="2023-06-17"
    )

    stop = {"country": str(CountryFactory().pk), "arrives": "2023-06-20", "order": "0"}
    assert_refused(desk, visit, "20 June 2023 lies outside the visit", **rows("stops", stop))


def test_who_was_present_at_what_was_cancelled(desk: Person) -> None:
    talks = row_of(Meeting, title="Talks")
    qin = row_of(Participant, meeting=talks, official=OfficialFactory(full_name="Qin Gang"))
    row_of(StatusChange, meeting=talks, status="cancelled", on="2023-06-18")

    page = desk("editor").press(qin, "update_status", status="present", on="2023-06-18")
    assert "Qin Gang was present, and the meeting is said to be: cancelled." in text_of(page)
    assert len(confirming(page)) == 1
    assert "Status updated." not in text_of(page)
    assert qin.statuses.count() == 0


def test_planned_again_after_it_was_held(desk: Person) -> None:
    talks = row_of(Meeting, title="Talks")
    row_of(StatusChange, meeting=talks, status="held", on="2023-06-18")

    typed = rows("statuses", status("expected", "2023-06-20"), initial=1)
    assert_asked(desk, talks, "It was held on 18 June 2023", **typed)


# From the other side: what is changed is right in itself, and another row contradicts it then.


def test_a_birth_after_the_detention(desk: Person) -> None:
    detained = CustodyEventFactory(kind="detained", on="2023-06", status="held")

    held = detained.detention.detainee
    assert_refused(desk, held, "Detained, June 2023 is before the birth, 2024.", born="2024")


def test_a_meeting_that_is_moved_behind_what_follows_it(desk: Person) -> None:
    first = row_of(Meeting, title="First", on="2023-01-01")
    row_of(Meeting, title="Second", on="2023-01-02", follows=first)

    words = "Second follows it, and is earlier: 2 January 2023."
    assert_refused(desk, first, words, on="2023-01-05")


def test_a_gathering_that_is_moved_away_from_its_parts(desk: Person) -> None:
    summit = row_of(Meeting, title="Summit", kind="gathering", on="2023-01-01")
    row_of(Meeting, title="Talks", on="2023-01-01", gathering=summit)

    words = "Talks is part of it, and has other days: 1 January 2023."
    assert_asked(desk, summit, words, on="2023-02-05")


def test_a_meeting_that_is_moved_away_from_what_was_said_there(desk: Person) -> None:
    talks = row_of(Meeting, title="Talks", on="2023-01-01")
    row_of(Statement, meeting=talks, said_on="2023-01-01")

    words = "It was said on 1 January 2023 at Talks, which was on 5 February 2023."
    assert_asked(desk, talks, words, on="2023-02-05")


def test_words_of_the_dead_and_of_the_unborn(desk: Person) -> None:
    zhou = OfficialFactory(full_name="Zhou Enlai", born="1898-03-05", died="1976-01-08")
    said = row_of(Statement, official=zhou, said_on="1972-02-21")

    assert_asked(desk, said, "It was said on 1980, after the death of Zhou", said_on="1980")
    assert_asked(desk, said, "It was said on 1890, before the birth of Zhou", said_on="1890")


# What the checks of the whole record find.


def test_a_check_asks_while_it_is_typed_and_the_answer_sets_it_aside(desk: Person) -> None:
    official = OfficialFactory(full_name="Ahmed Osman", born="1893", died="1953-01")
    typed = rows(
        "tenures", tenure(OfficeFactory(), started="1962", ended="1970", end_status="ended")
    )

    assert_asked(desk, official, "Ahmed Osman", **typed)

    assert Dismissal.objects.filter(tenure__official=official).exists()


def test_what_contradicted_itself_before_keeps_nobody_from_mending_another_word(
    desk: Person,
) -> None:
    detention = row_of(Detention)
    for kind, on, value in (("died", "2020", "free"), ("detained", "2021", "held")):
        CustodyEventFactory(detention=detention, kind=kind, on=on, status=value)

    page = desk("editor").send(detention, note="Seen at court.")

    assert "changed successfully" in text_of(page)
