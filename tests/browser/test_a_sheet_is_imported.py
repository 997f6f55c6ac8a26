"""A sheet of meetings with a few faults is sent in, asked about, imported, and taken back."""

from __future__ import annotations

import pytest
from playwright.sync_api import Dialog, FilePayload, Page, expect

from briefings.models import Meeting
from tests.browser.conftest import Seat
from tests.factories import OfficialFactory, PlaceFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SHEET = """Date,Where,Who
5 March 1973,Geneva,Golda Meir and Willy Brandt
6 March 1973,Geneva,Golda Meyer
soon,Geneva,Willy Brandt
"""


def answer(page: Page, about: str, answer: str) -> None:
    """Choose an answer to the question about a value."""
    question = page.locator("fieldset", has=page.locator("legend", has_text=about))
    question.locator(".desk-ask-option", has_text=answer).first.locator("input").first.check()


def test_a_sheet_is_imported_and_taken_back(seat: Seat) -> None:
    for name in ("Golda Meir", "Willy Brandt"):
        OfficialFactory(full_name=name)
    PlaceFactory(name="Geneva", time_zone="Europe/Zurich")
    page, _ = seat("editor")
    page.click(".desk-begin a:text-is('Import records')")
    file: FilePayload = {
        "name": "meetings 1973.csv",
        "mimeType": "text/csv",
        "buffer": SHEET.encode(),
    }
    page.set_input_files("[name=file]", file)
    page.fill("[name=publisher]", "Office of the Historian")
    page.fill("[name=title]", "Diary")
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.evaluate("location.assign('/admin/')")
    expect(page.locator("[name=title]")).to_have_value("Diary")
    page.click("text=Read the file")

    expect(page.locator(".desk-ask-head")).to_have_text("2 questions")
    assert asked == ["beforeunload"]  # nobody is asked who sends the words
    answer(page, "Golda Meyer", "Golda Meir")
    answer(page, "soon", "Leave these rows out")
    page.click("text=Take these answers")
    page.click("summary:has-text('Meetings: 2 would be created')")
    expect(page.locator("details[open]")).to_contain_text("Row 3: 6 March 1973")
    assert not Meeting.objects.exists()
    page.click("button:text-is('Import')")

    expect(page.locator("main")).to_contain_text("meetings 1973.csv is imported.")
    expect(page.locator("main h2")).to_have_text("Meetings: 2 created")
    with page.expect_download() as download:
        page.click("text=as a file, with the reasons")
    assert download.value.path().read_text().splitlines()[1].startswith("soon,Geneva,Willy Brandt")

    page.click("text=All imports")
    expect(page.locator("tbody tr")).to_contain_text(["meetings 1973.csv"])
    expect(page.locator("tbody td.desk-number")).to_have_text(["2", "0", "1"])
    page.click("text=meetings 1973.csv")
    page.click("text=Undo the import …")
    page.click("text=What would it do?")
    expect(page.locator("#undo_form")).to_contain_text("5 would be retracted")
    page.click("button:text-is('Undo the import')")
    expect(page.locator("main")).to_contain_text("It is undone: 0 deleted, 5 retracted")
    assert not Meeting.objects.filter(retraction_reason="").exists()
