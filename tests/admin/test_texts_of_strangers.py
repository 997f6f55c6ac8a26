"""What a browser or a file may hold that no editor typed: refused in words, nothing is lost."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from briefings.limits import AT_ONCE, PAGE
from briefings.models import Edition
from briefings.sandbox import parent
from briefings.sandbox.parent import stream
from tests.admin import newsroom
from tests.admin.conftest import Desk, Person, text_of
from tests.sandbox import readers

IMPORT = "/admin/briefings/article/import/"
WORDS = "The two ministers met for an hour and agreed on nothing in particular."
TRACKER = "https://tracker.example/a.png"


@pytest.fixture
def ana(desk: Person) -> Desk:
    """Return a reporter at the desk."""
    return desk("reporter")


def test_a_picture_of_another_site_is_refused_by_its_address(ana: Desk) -> None:
    edition = newsroom.draft(ana.person, body="<p>Two rooms.</p>")

    page = ana.send(edition, body=f'<p>{WORDS}</p><figure><img src="{TRACKER}"></figure>')

    assert f"The picture {TRACKER} is not ours: upload it under Pictures" in text_of(page)
    assert WORDS in str(page.xpath("//textarea[@name='body']/text()"))
    assert Edition.objects.get().body == "<p>Two rooms.</p>"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (f"<p {' '.join(f'a{n}' for n in range(90_000))}>a</p>", "more than 500 attributes"),
        ("<p>a</p>" * 10_001, "more than 10,000 paragraphs"),
        (f"<p>{'a ' * 30_000}</p>", "a paragraph has more than 50,000 characters"),
    ],
    ids=["attributes", "paragraphs", "a paragraph"],
)
def test_a_body_that_would_stall_the_house_is_refused(ana: Desk, body: str, words: str) -> None:
    edition = newsroom.draft(ana.person, body="<p>Two rooms.</p>")

    page = ana.send(edition, body=body)

    assert f"This text cannot be taken: {words}" in text_of(page).replace("it has ", "").replace(
        "an element has ", ""
    )
    assert Edition.objects.get().body == "<p>Two rooms.</p>"


def test_what_was_pasted_untidily_is_cleaned_as_ever(ana: Desk) -> None:
    edition = newsroom.draft(ana.person, body="<p>Two rooms.</p>")

    ana.send(edition, body=f"<div><p class=MsoNormal>{WORDS}<o:p></o:p><p>More.")

    assert Edition.objects.get().body == f"<p>{WORDS}</p><p>More.</p>"


def test_the_pictures_of_a_file_are_named_before_the_draft_is_made(ana: Desk) -> None:
    file = SimpleUploadedFile("talks.md", f"{WORDS}\n\n![]({TRACKER})\n".encode())

    page = ana.post(IMPORT, {"file": file}).content.decode()

    assert "Pictures left out: upload them under Pictures" in page
    assert TRACKER in page


def test_a_reader_that_is_busy_says_so_and_keeps_what_was_chosen(
    ana: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parent, "WAIT", 0.01)
    file = SimpleUploadedFile("talks.txt", f"{WORDS}\n\nTalks in Lisbon\n\n{WORDS}\n".encode())
    page = ana.post(IMPORT, {"file": file}).content.decode()
    (kept,) = re.findall(r'name="upload" value="([^"]+)"', page)
    chosen = re.findall(r'name="accepted" value="([^"]+)"', page)
    form = {"upload": kept, "headline": "An hour", "slug": "an-hour", "accepted": chosen}
    form["section"] = "briefing"
    reading = [stream(readers.counting, PAGE, BytesIO(b"ab"), 1) for _ in range(AT_ONCE)]
    for each in reading:
        next(each)

    again = ana.post(IMPORT, form).content.decode()

    assert "the desk is reading other files: try again in a minute" in again
    assert re.findall(r'name="accepted" value="([^"]+)" checked', again) == sorted(chosen)
    assert 'value="An hour"' in again
    assert not Edition.objects.exists()
    for each in reading:
        each.close()
    ana.post(IMPORT, form)
    assert "<h2>Talks in Lisbon</h2>" in Edition.objects.get().body
