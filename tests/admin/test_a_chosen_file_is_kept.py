"""A file that was chosen on a page that asks something first need not be chosen again."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from lxml import html
from PIL import Image as Picture

from briefings.models import Image
from tests.admin.conftest import Desk, Person, change_url, sent_by
from tests.admin.interleaved import Form
from tests.factories import row_of

NEW = "/admin/briefings/image/add/"
PLACE = "Taken by Ana at the safe house"


def kept() -> dict[str, bytes]:
    """Return the files that are kept, by name."""
    found = default_storage.listdir("unsaved")[1] if default_storage.exists("unsaved") else []
    return {name: default_storage.open(f"unsaved/{name}").read() for name in found}


@pytest.fixture
def ana(desk: Person) -> Desk:
    """Return an editor."""
    return desk("editor")


@pytest.fixture
def ben(desk: Person) -> Desk:
    """Return another."""
    return desk("editor")


def picture() -> SimpleUploadedFile:
    """Return a small picture, as a browser sends it."""
    file, exif = BytesIO(), Picture.Exif()
    exif[0x010E] = PLACE
    Picture.new("RGB", (8, 8), "red").save(file, "PNG", exif=exif)
    return SimpleUploadedFile("gate.png", file.getvalue(), "image/png")


def test_a_file_that_was_chosen_need_not_be_chosen_again(ana: Desk, ben: Desk) -> None:
    image = row_of(Image, alt="A gate")
    before = image.file.name
    his = Form(ben, image)
    Form(ana, image).send(alt="A gate in Almaty")

    asked = his.send(alt="The gate", file=picture())
    assert "The file you chose, gate.png, is kept" in asked.words
    assert asked.send("yours").saved

    image.refresh_from_db()
    assert image.alt == "The gate"
    assert image.file.name != before
    assert (image.width, image.height) == (8, 8)


def test_a_file_kept_for_one_is_nobody_elses(ana: Desk, ben: Desk) -> None:
    image = row_of(Image, alt="A gate")
    before = image.file.name
    his = Form(ben, image)
    Form(ana, image).send(alt="A gate in Almaty")
    asked = his.send(alt="The gate", file=picture())

    sent = sent_by(asked.page) | dict.fromkeys(asked.choices, "yours")
    ana.post(change_url(image), sent)

    image.refresh_from_db()
    assert image.file.name == before


def test_what_is_kept_of_a_picture_is_its_pixels(ana: Desk, ben: Desk) -> None:
    image = row_of(Image, alt="A gate")
    his = Form(ben, image)
    Form(ana, image).send(alt="A gate in Almaty")
    assert PLACE.encode() in picture().read()
    before = kept()

    his.send(alt="The gate", file=picture())

    [file] = [words for name, words in kept().items() if name not in before]
    assert PLACE.encode() not in file


def test_what_is_no_picture_is_not_kept(ana: Desk, ben: Desk) -> None:
    image = row_of(Image, alt="A gate")
    his = Form(ben, image)
    Form(ana, image).send(alt="A gate in Almaty")
    before = kept()

    asked = his.send(alt="The gate", file=SimpleUploadedFile("gate.png", b"<svg/>"))
    ben.post(change_url(image), his.sent | {"unasked": picture()})

    assert "The file you chose" not in asked.words
    assert kept() == before


def test_the_picture_of_a_new_image_is_kept_too(ben: Desk) -> None:
    sent = sent_by(ben.open(NEW)) | {"credit": "The Chancery", "rights": "own", "file": picture()}
    asked = html.fromstring(ben.post(NEW, sent).content.decode())
    assert "gate.png, is kept" in asked.text_content()

    answer = ben.post(NEW, sent_by(asked) | {"alt": "A gate"})

    assert answer.status_code == 302, answer.content.decode()
    assert Image.objects.get().width == 8
