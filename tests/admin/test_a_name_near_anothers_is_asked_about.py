"""Who is entered under a name like another's is asked about once; a second press enters them."""

from __future__ import annotations

import pytest

from briefings.models import Detainee, Official, OfficialName, Organization, Place
from briefings.search.similar import similar_records
from tests.admin.conftest import Person, change_url, text_of
from tests.factories import row_of

ADD = "/admin/briefings/official/add/"


def names(full: str) -> dict[str, str]:
    """Return what is typed of a person."""
    return {"full_name": full, "short_name": full.split()[-1], "sort_name": full}


def test_the_first_press_warns_with_links_and_the_second_enters(desk: Person) -> None:
    """There were two men called John Forsyth."""
    first, ben = row_of(Official, full_name="John Forsyth"), desk("editor")

    shown = ben.send(ADD, **names("John Forsythe"))

    assert "“John Forsythe” may be entered already" in text_of(shown)
    assert shown.xpath("//a[text()='John Forsyth']/@href") == [change_url(first)]
    assert Official.objects.count() == 1
    [again] = shown.xpath("//form//input[@name='_another']/@value")
    ben.send(ADD, **names("John Forsythe"), _another=again)
    assert Official.objects.count() == 2


def test_another_name_is_asked_about_anew(desk: Person) -> None:
    row_of(Official, full_name="Rufus King")

    shown = desk("editor").send(ADD, **names("Rufus King"), _another="John Forsyth")

    assert "“Rufus King” may be entered already" in text_of(shown)


def test_who_is_like_nobody_is_entered_at_once(desk: Person) -> None:
    row_of(Official, full_name="John Forsyth")

    desk("editor").send(ADD, **names("John Kerry"))

    assert Official.objects.filter(full_name="John Kerry").exists()


def test_a_record_that_is_there_is_saved_without_a_question(desk: Person) -> None:
    row_of(Official, full_name="John Forsyth")
    second = row_of(Official, full_name="John Forsyth")

    desk("editor").send(second, biography="Of Virginia.")

    second.refresh_from_db()
    assert second.biography == "Of Virginia."


@pytest.mark.parametrize(
    ("typed", "there"),
    [
        ("George Herbert Walker Bush", "George H. W. Bush"),
        ("Buren Martin van", "Martin Van Buren"),
        ("Quin Gang", "Qin Gang"),
        ("ANNALENA BAERBÖCK", "Annalena Baerbock"),
        ("秦刚", "Qin Gang"),
        ("Anthony Blinken", "Antony Blinken"),
    ],
)
def test_accents_order_slips_and_other_scripts_are_forgiven(
    db: None, typed: str, there: str
) -> None:
    for name in (there, "Wang Yi", "Retno Marsudi"):
        row_of(Official, full_name=name)
    if there == "Qin Gang":
        row_of(OfficialName, official=Official.objects.get(full_name=there), name="秦刚")

    assert [row.full_name for row in similar_records(Official, typed)] == [there]


def test_detainees_organizations_and_places_are_asked_about_too(desk: Person) -> None:
    row_of(Detainee, full_name="Mark Swidan")
    row_of(Organization, name="United Nations", other_names=["UNO", "Vereinte Nationen"])
    row_of(Place, name="Diaoyutai State Guesthouse")
    ben = desk("editor")

    for kind, typed in (
        ("detainee", names("Marc Swidan")),
        ("organization", {"name": "Vereinte Nation"}),
        ("place", {"name": "Diaoyutai Guesthouse"}),
    ):
        shown = ben.send(f"/admin/briefings/{kind}/add/", **typed)
        assert "may be entered already" in text_of(shown), kind
