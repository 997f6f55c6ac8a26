"""Imports at the desk: who may do what, what is said, and what is not written before its time."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from lxml import html

from briefings.imports.sheets.uploads import rehearse
from briefings.models import ImportRun, ImportUpload, Meeting, Official, Source
from tests.admin.conftest import Desk, Person, public, text_of
from tests.factories import ImportUploadFactory, OfficialFactory, PlaceFactory, row_of

NEW = "/admin/imports/new/"


def sent_in(desk: Desk, name: str, text: str, **more: Any) -> Any:
    """Send a file in and return the page that follows."""
    data = text.encode("utf-8", "surrogateescape")
    file = SimpleUploadedFile(name, data)
    response = desk.post(NEW, {"file": file, **more}, follow=True)
    if response.redirect_chain:
        desk.address = response.redirect_chain[-1][0]
    return html.fromstring(response.content.decode())


def pressed(desk: Desk, **typed: Any) -> Any:
    """Send the page's form and return what follows."""
    response = desk.post(desk.address, typed, follow=True)
    if response.redirect_chain:
        desk.address = response.redirect_chain[-1][0]
    return html.fromstring(response.content.decode())


def undone(desk: Desk) -> Any:
    """Take the import that was opened last back, and return what follows."""
    run = desk.address
    response = desk.post(f"{run}undo/", follow=True)
    return html.fromstring(response.content.decode())


def chosen(page: Any, label: str) -> dict[str, str]:
    """Return what a form sends where each question is answered in these words."""
    found = page.xpath(f"//div[@class='desk-ask-option'][starts-with(label, '{label}')]/input")
    assert found, f"nobody can answer “{label}”"
    return {radio.get("name"): radio.get("value") for radio in found}


def test_an_editors_import_is_public_at_once_and_a_reporters_waits(desk: Person) -> None:
    for role, name in (("editor", "Golda Meir"), ("reporter", "Olof Palme")):
        who = desk(role)
        page = sent_in(who, "officials.csv", f"name\n{name}\n")
        assert ("Readers see it at once" in text_of(page)) == (role == "editor")
        pressed(who, **{"import": "1"})

        assert public(Official.objects.get(full_name=name)) == (role == "editor")


def test_what_a_reporter_imported_and_takes_back_is_gone(desk: Person) -> None:
    ana = desk("reporter")
    sent_in(ana, "officials.csv", "name\nOlof Palme\n", publisher="Riksdag", title="Members")
    pressed(ana, **{"import": "1"})

    tried = ana.post(f"{ana.address}undo/", {"try": "1"}).content.decode()
    shown = text_of(html.fromstring(tried))
    assert "1 would be deleted: readers never saw it." in shown
    assert "would be retracted" not in shown
    assert Official.objects.exists()
    assert "1 deleted" in text_of(undone(ana))
    assert not Official.objects.exists()


def test_the_type_is_guessed_from_the_name_or_asked_for(desk: Person) -> None:
    ana = desk("reporter")

    assert "does not say it: choose" in text_of(sent_in(ana, "list.csv", "name\nOlof Palme\n"))
    sent_in(ana, "list.csv", "name\nOlof Palme\n", table="officials")

    assert ImportUpload.objects.get().table == "officials"


def test_what_changes_is_shown_before_it_does(desk: Person) -> None:
    official = row_of(Official, full_name="Golda Meir", slug="golda-meir", biography="A teacher.")
    ben = desk("editor")

    page = sent_in(ben, "officials.csv", "slug,full_name,biography\ngolda-meir,Golda Meir,She led.")

    assert [each.text for each in page.iter("del", "ins")] == ["A teacher.", "She led."]
    official.refresh_from_db()
    assert official.biography == "A teacher."


def test_a_record_of_the_same_name_is_proposed_and_not_doubled(desk: Person) -> None:
    row_of(Official, full_name="Golda Meir", slug="golda-meir")
    ben = desk("editor")
    page = sent_in(ben, "officials.csv", "name,biography\nGolda Meir,She led.\n")
    assert page.xpath("//input[@checked]/@value") == ["ours:golda-meir"]

    pressed(ben, **chosen(page, "It is “Golda Meir”: take over"))
    pressed(ben, **{"import": "1"})

    assert Official.objects.get().biography == "She led."


def test_a_second_import_of_a_sheet_asks_nothing_and_changes_nothing(desk: Person) -> None:
    ben = desk("editor")
    for name in ("Golda Meir", "Willy Brandt"):
        OfficialFactory(full_name=name)
    text = "date,who\n18 June 1970,Golda Meir and Willy Brandt\n"
    sent_in(ben, "meetings.csv", text)
    pressed(ben, **{"import": "1"})

    page = sent_in(ben, "meetings.csv", text)

    assert not page.xpath("//fieldset | //button[@name='import']")
    assert "1 says what the record has already" in text_of(page)
    assert Meeting.objects.count() == 1


def test_what_was_undone_is_put_back_by_the_same_sheet_with_whom_it_entered(desk: Person) -> None:
    ben, text = desk("editor"), "date,who\n1970,Golda Meir and Olof Palme\n"
    for _ in range(2):
        page = sent_in(ben, "meetings.csv", text)
        pressed(ben, **chosen(page, "Enter it as new"))
        assert ben.get(ben.address).status_code == 200
        pressed(ben, **{"import": "1"})
        assert public(Meeting.objects.get())
        assert all(public(official) for official in Official.objects.all())
        assert Official.objects.count() == 2
        assert "It is undone" in text_of(undone(ben))
        assert not public(Meeting.objects.get())
        assert not any(public(official) for official in Official.objects.all())


def test_what_is_put_back_needs_no_fact_that_cites_its_source(desk: Person) -> None:
    ben, text = desk("editor"), "date\n1970\n"
    for title in ("Diary", "Minutes"):
        sent_in(ben, "meetings.csv", text, publisher="Knesset", title=title)
        pressed(ben, **{"import": "1"})
        assert public(Meeting.objects.get())
        undone(ben)

    assert not public(Source.objects.get(title="Minutes"))


def test_the_undo_names_what_was_edited_since_and_leaves_it(desk: Person) -> None:
    ben = desk("editor")
    sent_in(ben, "officials.csv", "name\nGolda Meir\nOlof Palme\n")
    pressed(ben, **{"import": "1"})
    Official.objects.filter(full_name="Golda Meir").update(biography="She led.")

    page = undone(ben)

    assert "1 retracted" in text_of(page)
    assert "it was edited since." in text_of(page)
    assert public(Official.objects.get(full_name="Golda Meir"))
    assert not public(Official.objects.get(full_name="Olof Palme"))


def test_an_answer_can_be_taken_back(desk: Person) -> None:
    ben = desk("editor")
    page = sent_in(ben, "meetings.csv", "date,who\n1970,Golda Meyer\n")
    page = pressed(ben, **chosen(page, "Leave these rows out"))
    assert "1 is left out" in text_of(page)

    page = pressed(ben, again=page.xpath("//input[@name='again']/@value"))

    assert page.xpath("//fieldset/legend")[0].text == "who: Golda Meyer"
    assert ImportUpload.objects.get().answers == {}


def test_an_hour_that_the_clocks_leave_out_is_asked_about(desk: Person) -> None:
    PlaceFactory(name="Berlin", time_zone="Europe/Berlin")

    page = sent_in(desk("editor"), "meetings.csv", "date,time,where\n31 March 2024,2:30,Berlin\n")

    assert "the clocks there leave this hour out" in text_of(page)


def test_an_answer_that_was_not_offered_is_refused(desk: Person) -> None:
    ben = desk("editor")
    page = sent_in(ben, "meetings.csv", "date\nsoon\n")
    name = page.xpath("//fieldset//input/@name")[0]

    page = pressed(ben, **{name: "is:officials:nobody"})

    assert "choose one of the answers" in text_of(page)
    assert ImportUpload.objects.get().answers == {}


def test_a_file_that_is_no_table_is_named_and_can_be_discarded(desk: Person) -> None:
    ben = desk("editor")
    page = sent_in(ben, "meetings.csv", "%PDF-1.7")
    assert "it is a PDF: a table is wanted" in text_of(page)

    pressed(ben, discard="1")

    assert not ImportUpload.objects.exists()


def test_what_is_left_out_comes_back_as_a_file_that_can_be_sent_in_again(desk: Person) -> None:
    ben = desk("editor")
    page = sent_in(ben, "meetings.csv", "date,notes\nsoon,A dinner\n1970,=1+1\n")
    pressed(ben, **chosen(page, "Leave these rows out"))

    file = ben.get(f"{ben.address}left-out.csv").getvalue().decode()

    assert file.splitlines() == [
        "date,notes,row in the file,left out because",
        "soon,A dinner,2,date: “soon” is left out",
    ]
    page = sent_in(ben, "meetings.csv", file.replace("soon", "1971", 1))
    assert not page.xpath("//fieldset")


def test_a_reporter_sees_no_upload_of_another(desk: Person) -> None:
    upload = ImportUploadFactory()
    address = f"/admin/imports/{upload.pk}/"

    assert desk("reporter").get(address).status_code == 403
    assert desk("editor").get(address).status_code == 200
    assert upload.name not in text_of(desk("reporter").open("/admin/imports/"))


def test_an_import_of_another_is_reopened_by_an_editor_alone(desk: Person) -> None:
    ben, ana = desk("editor"), desk("reporter")
    sent_in(ben, "officials.csv", "name\nGolda Meir\n")
    pressed(ben, **{"import": "1"})
    ana.address = ben.address

    page = undone(ana)

    assert "Somebody else imported it: ask an editor." in text_of(page)
    assert public(Official.objects.get())


def test_what_no_database_holds_is_asked_about_like_anything_unseen(desk: Person) -> None:
    ben = desk("editor")
    page = sent_in(ben, "officials.csv", "name\nGolda\0 Meir\n")
    page = pressed(ben, **chosen(page, "Read it as “Golda Meir”"))
    pressed(ben, **{"import": "1"})

    assert Official.objects.get().full_name == "Golda Meir"


def test_who_enters_no_records_imports_none(desk: Person) -> None:
    stranger = desk("reporter")
    stranger.person.groups.clear()

    for address in ("/admin/imports/", NEW, "/admin/imports/template/meetings.csv"):
        assert stranger.get(address).status_code == 403


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_template_goes_in_as_it_is(desk: Person, kind: str) -> None:
    ben = desk("editor")
    template = ben.get(f"/admin/imports/template/meetings.{kind}").getvalue()
    file = SimpleUploadedFile(f"meetings.{kind}", template)

    page = ben.post(NEW, {"file": file}, follow=True).content.decode()

    assert "there is no row under the header" in page
    assert "which column is it?" not in page


def test_a_source_is_entered_once_and_public_with_the_rows(desk: Person) -> None:
    ben, described = desk("editor"), {"publisher": "Knesset", "title": "Diary"}
    for number in (1, 2):
        sent_in(ben, "meetings.csv", f"date\n197{number}\n", url="https://example.org", **described)
        pressed(ben, **{"import": "1"})

    assert public(Source.objects.get())
    assert Source.objects.get().citations.count() == 2


def test_the_rehearsal_writes_nothing(desk: Person) -> None:
    ben = desk("editor")
    upload = ImportUploadFactory(by=ben.person)

    rehearsed = rehearse(by=ben.person, upload=upload)

    assert rehearsed.is_ready
    assert not Meeting.objects.exists()
    assert not ImportRun.objects.exists()
