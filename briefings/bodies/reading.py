"""Read an article from a file: plain text, Markdown, HTML or Word."""

from pathlib import PurePath

from briefings.bodies import docx, html, markdown, text
from briefings.bodies.bounds import (
    TooMuch,
    require_bounds,
    require_characters,
    require_few_tags,
)
from briefings.bodies.decoding import decode
from briefings.bodies.documents import Document, UnreadableFile
from briefings.bodies.nesting import too_deep
from briefings.limits import ARTICLE_BYTES, NESTED

FORMATS = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".docx": "docx",
}
_HEADING_MOST_WORDS = 12


def read(filename: str, data: bytes) -> Document:
    """Return the text of a file; the suffix of its name is the format.

    Raises UnreadableFile for a file that is over 5 MB, of another format, empty, binary,
    undecodable, damaged, beyond a limit (`briefings.limits`), or without a paragraph. `data` is the
    whole file; nothing is opened.
    """
    name = PurePath(filename).name
    kind = FORMATS.get(PurePath(filename).suffix.lower())
    if kind is None:
        known = ", ".join(FORMATS)
        raise UnreadableFile(name, "name", f"only these formats are read: {known}")
    if len(data) > ARTICLE_BYTES:
        raise UnreadableFile(name, f"byte {ARTICLE_BYTES}", "a file may have 5 MB at most")
    if not data.strip():
        raise UnreadableFile(name, "line 1", "the file is empty")
    try:
        title, markup = _markup(name, kind, data)
        _require_shallow(markup)
        require_few_tags(markup)
        blocks, pictures = html.to_blocks(markup)
        require_bounds(blocks)
    except TooMuch as much:
        raise UnreadableFile(name, "body", str(much)) from much
    document = Document(blocks, title, marks_headings=kind != "text", pictures=pictures)
    _require_paragraphs(name, document)
    return document


def _markup(name: str, kind: str, data: bytes) -> tuple[str, str]:
    if kind == "docx":
        return docx.to_markup(name, data)
    words = decode(name, data, html.declared_encoding(data) if kind == "html" else "")
    if not words.strip():
        raise UnreadableFile(name, "line 1", "the file is empty")
    if kind == "text":
        require_characters(words)
        return text.to_markup(words)
    require_few_tags(words)
    _require_shallow(words)
    return markdown.to_markup(words) if kind == "markdown" else html.to_markup(words)


def _require_shallow(markup: str) -> None:
    if too_deep(markup):
        raise TooMuch(f"elements are nested more than {NESTED} deep")


def _require_paragraphs(name: str, document: Document) -> None:
    """Raise UnreadableFile without a paragraph; a short line of plain text may be a heading."""
    paragraphs = document.paragraphs
    if not paragraphs and not document.title:
        raise UnreadableFile(name, "body", "the file is empty: it holds no words")
    for block in paragraphs:
        ends = block.text.rstrip("”\"»’')").endswith((".", "!", "?", "…", ":", ";", ","))
        long = len(block.text.split()) > _HEADING_MOST_WORDS
        if not block.is_heading and (document.marks_headings or ends or long):
            return
    raise UnreadableFile(name, "body", "the file holds headings only, no paragraph")
