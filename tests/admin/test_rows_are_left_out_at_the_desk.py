"""A sheet of which some rows cannot go in: asked about at the desk, or left out into a file."""

from django.utils import timezone

from briefings.models import CustodyEvent, Official
from tests.admin.conftest import Person, text_of
from tests.admin.test_imports import chosen, pressed, sent_in
from tests.factories import DetentionFactory


def test_a_bad_byte_is_asked_about_and_the_other_names_stand(desk: Person) -> None:
    who = desk("editor")
    page = sent_in(who, "officials.csv", "name\nTomáš Masaryk\nJos\udcff Tiso\n")

    assert "name: Jos\N{REPLACEMENT CHARACTER} Tiso" in text_of(page)
    assert "Some of its bytes are no UTF-8" in text_of(page)
    (field,) = page.xpath("//div[@class='desk-ask-typed']//input/@name")
    pressed(who, **{field: "Jozef Tiso"})
    pressed(who, **{"import": "1"})

    assert {*Official.objects.values_list("full_name", flat=True)} == {
        *("Tomáš Masaryk", "Jozef Tiso")
    }


def test_a_row_with_a_bad_byte_is_left_out_into_a_file_as_it_stands(desk: Person) -> None:
    who = desk("editor")
    page = sent_in(who, "officials.csv", "name\nTomáš Masaryk\nJos\udcff Tiso\n")

    pressed(who, **chosen(page, "Leave these rows out"))
    response = who.get(f"{who.address}left-out.csv")

    kept = response.getvalue()
    assert b"Jos\xff Tiso" in kept
    assert "Tom" not in kept.decode("utf-8", "replace")


def test_all_rows_that_cannot_go_in_are_left_out_by_one_button(desk: Person) -> None:
    who = desk("editor")
    page = sent_in(
        who,
        "officials.csv",
        "name,born,country\nTomáš Masaryk,1850,\nEdvard Beneš,whenever,\nEmil Hácha,,Atlantis\n"
        "Klement Gottwald,1896,,a word too many\n",
    )
    assert "3 of 4 rows cannot go in as they are" in text_of(page)

    page = pressed(who, leave_out="1")

    assert "3 are left out" in text_of(page)
    kept = who.get(f"{who.address}left-out.csv").getvalue().decode()
    assert [line.split(",")[0] for line in kept.splitlines()] == [
        *("name", "Edvard Beneš", "Emil Hácha", "Klement Gottwald")
    ]
    assert kept.splitlines()[-1].endswith(",a word too many")
    pressed(who, **{"import": "1"})
    assert Official.objects.get().full_name == "Tomáš Masaryk"


def test_an_office_in_a_country_that_nobody_knows_is_asked_about(desk: Person) -> None:
    page = sent_in(desk("editor"), "offices.csv", "title,country\nMinister,Atlantis\n")

    assert "there is no such id, slug or name among the countries" in text_of(page).lower()
    assert "Enter it as new, with this name alone" in text_of(page)


def test_what_only_the_database_refuses_is_asked_about_row_by_row(desk: Person) -> None:
    who = desk("editor")
    detention = DetentionFactory(detainee__full_name="Milada Horáková")
    sheet = (
        "detention,kind,on,note\n"
        f"{detention.public_id},released,1949-09,\n{detention.public_id},detained,1949-10,\n"
        f"{detention.public_id},moved,{timezone.now().year + 2},Pankrác\n"
    )

    page = sent_in(who, "custody.csv", sheet)
    legends = [text.text_content().strip() for text in page.xpath("//legend")]
    assert legends == [f"{detention.public_id}", f"on: {timezone.now().year + 2}"]
    assert "2 of 3 rows cannot go in as they are" in text_of(page)

    page = pressed(who, leave_out="1")
    assert "2 are left out" in text_of(page)
    pressed(who, **{"import": "1"})
    assert [event.kind for event in CustodyEvent.objects.all()] == ["released"]
