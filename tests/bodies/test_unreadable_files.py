"""A file that cannot become an article is refused with its name, the place and the rule."""

import io
import zipfile

import docx
import pytest

from briefings.bodies import UnreadableFile, read


def word_document(**parts: bytes) -> bytes:
    """Return a sound Word document, with the parts named replaced or added."""
    word = docx.Document()
    word.add_paragraph("There is a paragraph here.")
    sound = io.BytesIO()
    word.save(sound)
    packed = io.BytesIO()
    with zipfile.ZipFile(sound) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, parts.get(name) or old.read(name))
        for name in parts.keys() - set(old.namelist()):
            new.writestr(name, parts[name])
    return packed.getvalue()


ENTITIES = b'<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><w>&x;</w>'


@pytest.mark.parametrize(
    ("name", "data", "place", "rule"),
    [
        ("a.txt", b"", "line 1", "empty"),
        ("a.txt", b"\xef\xbb\xbf \r\n\t ", "line 1", "empty"),
        ("a.txt", b"x" * (5 * 1024 * 1024 + 1), "byte 5242880", "5 MB"),
        ("a.txt", b"one\ntwo\x00three", "line 2, byte 7", "binary"),
        ("a.txt", b"%PDF-1.7 words", "byte 0", "a PDF"),
        ("a.txt", b"PK\x03\x04words", "byte 0", "a ZIP archive"),
        ("a.md", b"\xd0\xcf\x11\xe0words", "byte 0", "an old Word document"),
        ("a.txt", "Ça va, Jérôme.\nÉté ".encode() + b"\xff.", "line 2, byte 24", "UTF-8"),
        ("a.txt", b"\xef\xbb\xbfwords \x81", "line 1, byte 9", "UTF-8"),
        ("a.txt", b"words \x81", "line 1, byte 6", "CP1252"),
        ("a.txt", b"\xff\xfew\x00o", "byte 4", "UTF-16"),
        ("a.txt", b"\xff\xfew\x00\x00\x00", "line 1", "binary"),
        ("a.txt", b"The queue\n\nThe treaty\n", "body", "headings only"),
        ("a.md", b"# The queue\n\n## The treaty\n", "body", "headings only"),
        ("a.html", b"<script>x()</script>", "body", "empty"),
        ("a.html", b"<div>" * 5000 + b"Words.", "body", "nested"),
        ("a.pdf", b"words", "name", "only these formats"),
        ("a.docx", b"words", "archive", "not a sound DOCX"),
        ("a.docx", word_document()[:900], "archive", "not a sound DOCX"),
        ("a.docx", word_document(**{"word/document.xml": b"<w"}), "word/document.xml", "damaged"),
        (
            "a.docx",
            word_document(**{"word/document.xml": ENTITIES}),
            "word/document.xml",
            "entities",
        ),
        ("a.docx", word_document(**{"x.bin": b"0" * 51 * 1024 * 1024}), "archive", "50 MB"),
    ],
)
def test_the_refusal_names_file_place_and_rule(name, data, place, rule):
    with pytest.raises(UnreadableFile) as refusal:
        read(f"desk/{name}", data)
    assert refusal.value.place == place
    assert str(refusal.value).startswith(f"{name}, {place}: ")
    assert rule in refusal.value.rule


def test_a_zip_that_is_no_word_document_is_refused():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("notes.txt", "words")
    with pytest.raises(UnreadableFile, match=r"word/document\.xml: this part is missing"):
        read("a.docx", packed.getvalue())
