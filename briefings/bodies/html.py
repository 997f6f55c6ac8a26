"""Read HTML files: find the article in a page of a content-management system."""

import re

import lxml.html
from lxml import etree

from briefings.bodies.blocks import Block
from briefings.bodies.schema import parse_html

# Parts of a page that are not the article.
_AROUND = ("nav", "footer", "aside", "button", "script", "style", "template", "noscript")
_CHARSET = re.compile(rb"<meta[^>]+charset=[\"']?([\w-]+)", re.IGNORECASE)


def declared_encoding(data: bytes) -> str:
    """Return the encoding that the page's head declares; "" without one."""
    found = _CHARSET.search(data[:2048])
    return found[1].decode("ascii") if found else ""


def to_markup(text: str) -> tuple[str, str]:
    """Return the title of a page and the HTML of its article.

    The article is the first `article`, else `main`, else the whole body. The title is its first h1,
    which is removed; without one it is the page's `title`.
    """
    if not text.strip():
        return "", ""
    try:
        page = lxml.html.document_fromstring(re.sub(r"\A\s*<\?xml[^>]*>", "", text))
    except etree.ParserError:
        return "", ""
    stated = " ".join((page.findtext(".//title") or "").split())
    article = next(page.iter("article"), None)
    if article is None:
        article = next(page.iter("main"), page)
    etree.strip_elements(article, *_AROUND, with_tail=False)
    for caption in [*article.iter("caption")]:
        _before_its_table(caption)
    heading = next(article.iter("h1"), None)
    if heading is not None and (words := " ".join(heading.text_content().split())):
        heading.drop_tree()
        stated = words
    return stated, lxml.html.tostring(article, encoding="unicode")


def _before_its_table(caption: lxml.html.HtmlElement) -> None:
    """Turn a caption into a paragraph before its table: the desk's editor has no captions."""
    table = next(caption.iterancestors("table"), None)
    if table is not None:
        caption.tag, caption.tail = "p", None
        table.addprevious(caption)


def to_blocks(markup: str) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """Return the blocks of an imported article, and the addresses of its pictures.

    The pictures themselves are dropped: a picture is entered with credit and rights, not imported
    with a text. Captions stay as paragraphs.
    """
    return parse_html(markup, shows=False)
