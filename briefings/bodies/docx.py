"""Read Word documents (DOCX) from strangers."""

import io
import re
import zipfile
from collections.abc import Iterator
from html import escape
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from lxml import etree

from briefings.bodies.bounds import TooMuch
from briefings.bodies.documents import UnreadableFile
from briefings.bodies.docx_tables import table_markup
from briefings.limits import PARAGRAPHS

MOST_UNPACKED = 50 * 1024 * 1024
MOST_PARTS = 2000
_BODY = "word/document.xml"
_P, _R, _BLIP, _LINK = qn("w:p"), qn("w:r"), qn("a:blip"), qn("w:hyperlink")
_NOT_READ = frozenset(qn(tag) for tag in ("w:del", "w:moveFrom", "w:txbxContent"))
DEEPEST_LIST = 9  # Word has so many levels
DEEPEST_XML = 255  # elements, which lxml reads; of tables in tables some 80


def to_markup(filename: str, data: bytes) -> tuple[str, str]:
    """Return the title of a Word document and the HTML of its text.

    The title is the first paragraph in the style Title, which is removed from the text, else the
    document's property. Deleted words of tracked changes, text boxes and footnotes are left out; a
    picture becomes an `img` with its address. Raises UnreadableFile for a file that is no valid
    DOCX, unpacks to more than 50 MB or declares entities, and `TooMuch`.
    """
    _inspect(filename, data)
    try:
        document = docx.Document(io.BytesIO(data))
        title, written = _read(document)
    except (TooMuch, MemoryError):
        raise
    except Exception as error:
        if isinstance(error, etree.XMLSyntaxError) and "depth" in str(error):
            raise TooMuch(f"its XML is nested more than {DEEPEST_XML} deep") from error
        # python-docx lets through any error of zipfile, of lxml or of a missing part.
        raise UnreadableFile(filename, _BODY, f"this part is damaged ({error})") from error
    return title, written


def _inspect(filename: str, data: bytes) -> None:
    """Raise UnreadableFile for an archive that is damaged, too large or no Word document."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS:
                raise UnreadableFile(filename, "archive", f"it has more than {MOST_PARTS} parts")
            if sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise UnreadableFile(filename, "archive", "it unpacks to more than 50 MB")
            if _BODY not in archive.namelist():
                raise UnreadableFile(filename, _BODY, "this part is missing: not a Word document")
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    text = archive.read(part)
                    if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
                        raise UnreadableFile(filename, part.filename, "it declares entities")
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError) as error:
        raise UnreadableFile(filename, "archive", f"this is not a sound DOCX ({error})") from error


def _read(document: WordDocument) -> tuple[str, str]:
    paragraphs = sum(1 for _ in document.element.body.iter(_P))
    if paragraphs > PARAGRAPHS:
        raise TooMuch(f"it has {paragraphs:,} paragraphs, at most {PARAGRAPHS:,} are read")
    styles = Styles(document)
    title = ""
    written: list[str] = []
    items: list[tuple[str, int, str]] = []
    for part in document.iter_inner_content():
        style = "" if isinstance(part, Table) else styles.of(part._p)
        if not isinstance(part, Table) and (place := _place_in_list(part._p, style)):
            items.append((*place, _words(part)))
            continue
        written.append(_list(items))
        items = []
        if isinstance(part, Table):
            written.append(table_markup(part._tbl, lambda p: _words(Paragraph(p, document._body))))
        elif style == "title" and not title:
            title = " ".join(part.text.split())
        else:
            written.append(_paragraph(part, style))
    written.append(_list(items))
    stated = document.core_properties.title.strip()
    return title or ("" if stated == "Word Document" else stated), "".join(written)


class Styles:
    """The names of a document's paragraph styles, read once because there may be thousands."""

    def __init__(self, document: WordDocument) -> None:
        default = document.styles.default(WD_STYLE_TYPE.PARAGRAPH)
        self.default = _lower(default.name if default is not None else None)
        self.names = {
            style.style_id: _lower(style.name)
            for style in document.styles
            if style.type == WD_STYLE_TYPE.PARAGRAPH
        }

    def of(self, paragraph: Any) -> str:
        """Return the name of a paragraph's style in lower case."""
        return self.names.get(paragraph.style, self.default)


def _lower(name: str | None) -> str:
    return (name or "").lower()


def _paragraph(paragraph: Paragraph, style: str) -> str:
    words = _words(paragraph)
    if found := re.fullmatch(r"heading (\d)", style):
        tag = "h2" if found[1] == "1" else "h3"
        return f"<{tag}>{words}</{tag}>"
    if "quote" in style:
        return f"<blockquote><p>{words}</p></blockquote>"
    return f"<p>{words}</p>"


def _place_in_list(paragraph: Any, style: str) -> tuple[str, int] | None:
    """Return the kind of list and the depth (from 1) of a list item; None for other text."""
    properties = paragraph.pPr
    numbering = properties.find(qn("w:numPr")) if properties is not None else None
    found = re.fullmatch(r"list (bullet|number)(?: (\d))?", style)
    if found:
        return ("ol" if found[1] == "number" else "ul"), int(found[2] or 1)
    if numbering is not None and not style.startswith("heading"):
        level = numbering.find(qn("w:ilvl"))
        depth = int(level.get(qn("w:val"), "0")) + 1 if level is not None else 1
        return "ul", min(max(depth, 1), DEEPEST_LIST)
    return None


def _list(items: list[tuple[str, int, str]]) -> str:
    """Return items as nested lists; a skipped depth counts as one step."""
    written: list[str] = []
    open_lists: list[tuple[str, int]] = []
    for kind, depth, words in items:
        while open_lists and open_lists[-1][1] > depth:
            written.append(f"</li></{open_lists.pop()[0]}>")
        if open_lists and open_lists[-1] == (kind, depth):
            written.append("</li>")
        else:
            if open_lists and open_lists[-1][1] == depth:
                written.append(f"</li></{open_lists.pop()[0]}>")
            written.append(f"<{kind}>")
            open_lists.append((kind, depth))
        written.append(f"<li>{words}")
    written.extend(f"</li></{kind}>" for kind, _ in reversed(open_lists))
    return "".join(written)


def _words(paragraph: Paragraph) -> str:
    return "".join(_runs(paragraph))


def _runs(paragraph: Paragraph) -> Iterator[str]:
    """Yield the paragraph's words (inserted ones too) with bold, italic and links, and pictures."""
    relations = paragraph.part.rels
    for element in paragraph._p.iter(_R, _BLIP):
        around = {ancestor.tag: ancestor for ancestor in element.iterancestors()}
        if not _NOT_READ.isdisjoint(around):
            continue
        if element.tag == _BLIP:
            target = element.get(qn("r:link")) or element.get(qn("r:embed"))
            address = relations[target].target_ref if target in relations else ""
            yield f'<img src="{escape(address)}">'
            continue
        words = escape(element.text).replace("\n", "<br>")
        run = Run(element, paragraph)
        words = f"<em>{words}</em>" if run.italic else words
        words = f"<strong>{words}</strong>" if run.bold else words
        link = around.get(_LINK)
        target = link.get(qn("r:id")) if link is not None else None
        if target and target in relations:
            words = f'<a href="{escape(relations[target].target_ref)}">{words}</a>'
        yield words
