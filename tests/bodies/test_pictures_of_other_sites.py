"""A picture of another site is no part of a body: who serves it would learn who reads."""

import io

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from PIL import Image

from briefings.bodies import clean, clean_bounded, read

WORDS = "The delegations met again on Monday and agreed on nothing in particular."


@pytest.mark.parametrize(
    "source",
    [
        "https://tracker.example/a.png",
        "http://tracker.example/a.png",
        "//tracker.example/a.png",
        "/\t/tracker.example/a.png",
        "/\\tracker.example/a.png",
        "\\\\tracker.example\\a.png",
        "a.png",
        "data:image/png;base64,iVBORw0KGgo=",
        "mailto:a@tracker.example",
        "javascript:alert(1)",
    ],
)
def test_a_picture_of_another_site_is_left_out_and_named(source: str) -> None:
    body = f'<p>{WORDS}</p><figure><img src="{source}" alt=""><figcaption>Two flags</figcaption>'

    cleaned = clean_bounded(f"{body}</figure>")

    assert "<img" not in cleaned.html
    assert "tracker" not in cleaned.html
    assert "Two flags" in cleaned.html
    assert len(cleaned.left_out) == 1
    assert clean(cleaned.html) == cleaned.html


def test_a_picture_of_ours_stays() -> None:
    body = '<figure><img src="/images/0190a5f0-0000-7000-8000-000000000000/" alt="Flags"></figure>'

    assert clean_bounded(body) == (body, ())


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.html", f'<p>{WORDS}</p><img src="https://tracker.example/a.png">'.encode()),
        ("a.md", f"{WORDS}\n\n![Flags](https://tracker.example/a.png)\n".encode()),
        ("a.md", f'{WORDS}\n\n<img src="https://tracker.example/a.png">\n'.encode()),
    ],
    ids=["html", "markdown", "html in markdown"],
)
def test_an_imported_file_says_which_pictures_it_shows(name: str, data: bytes) -> None:
    document = read(name, data)

    assert document.pictures == ("https://tracker.example/a.png",)
    assert [block.tag for block in document.blocks] == ["p"]


def test_a_word_document_says_which_pictures_it_shows() -> None:
    """One that lies in the file, and one that Word would fetch."""
    word = docx.Document()
    word.add_paragraph(WORDS)
    flags = io.BytesIO()
    Image.new("RGB", (16, 9)).save(flags, "PNG")
    flags.seek(0)
    word.add_picture(flags)
    word.add_picture(flags)
    address = "https://tracker.example/a.png"
    far = word.part.relate_to(address, RELATIONSHIP_TYPE.IMAGE, is_external=True)
    *_, blip = word.element.body.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}blip")
    blip.attrib.clear()
    blip.set("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}link", far)
    file = io.BytesIO()
    word.save(file)

    document = read("a.docx", file.getvalue())

    assert document.pictures == ("media/image1.png", address)
