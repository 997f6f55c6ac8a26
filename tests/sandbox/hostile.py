"""Small files that would take minutes to read where a reader's work grows by the square."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx
from docx.oxml.ns import nsdecls

WORD_XML = "word/document.xml"
WORDS = "The delegations met again on Monday and agreed on nothing in particular. "


def word(body: str) -> bytes:
    """Return a Word document with this body."""
    sound = io.BytesIO()
    docx.Document().save(sound)
    packed = io.BytesIO()
    document = f"<w:document {nsdecls('w', 'r', 'a')}><w:body>{body}</w:body></w:document>"
    with zipfile.ZipFile(sound) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, document if name == WORD_XML else old.read(name))
    return packed.getvalue()


def paragraph(words: str = WORDS, properties: str = "") -> str:
    """Return a paragraph of a Word document."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"


def cell(properties: str, words: str = "") -> str:
    """Return a cell of a table of a Word document."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(words)}</w:tc>"


def merged_cells(size: int) -> bytes:
    """A cell 1,000,000 columns wide, and as many rows as `size` merged into one."""
    wide = cell('<w:gridSpan w:val="1000000"/>', "Wide")
    first, more = cell('<w:vMerge w:val="restart"/>', "High"), cell("<w:vMerge/>")
    rows = "".join(f"<w:tr>{each}</w:tr>" for each in (wide, first, *[more] * size))
    return word(paragraph() + f"<w:tbl><w:tblGrid/>{rows}</w:tbl>")


def nested_tables(size: int) -> bytes:
    """Tables, each in a cell of the one before."""
    ends = "</w:tc></w:tr></w:tbl>" * size
    return word(f"{paragraph()}{'<w:tbl><w:tr><w:tc>' * size}{paragraph()}{ends}")


def deep_lists(size: int) -> bytes:
    """Items of a list, each a level deeper than the one before."""
    numbered = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="1"/></w:numPr>'
    items = "".join(paragraph(f"Item {n}", numbered.format(n)) for n in range(size))
    return word(paragraph() + items)


def many_runs(size: int) -> bytes:
    """One paragraph of as many runs."""
    return word(f"<w:p>{'<w:r><w:t>a</w:t></w:r>' * size}</w:p>" + paragraph())


def many_styles(size: int) -> bytes:
    """Paragraphs in a style that is not there."""
    return word(paragraph(WORDS, '<w:pStyle w:val="Gone"/>') * size)


def _text(words: str) -> bytes:
    return f"{WORDS}\n\n{words}\n\n{WORDS}".encode()


LINK = '<w:hyperlink r:id="rId1"><w:r><w:t>a</w:t></w:r></w:hyperlink>'
FONTS = "".join(f"<font a{n}=1>" for n in range(149))
Make = Callable[[int], bytes]
# By name: the end of the file's name, what makes it, and how large it is tried.
ARTICLES: dict[str, tuple[str, Make, int]] = {
    "merged cells": (".docx", merged_cells, 5_000),
    "deep lists": (".docx", deep_lists, 9_900),
    "runs of a paragraph": (".docx", many_runs, 40_000),
    "paragraphs without a style": (".docx", many_styles, 9_000),
    "paragraphs of text": (".txt", lambda n: _text("a\n\n" * n), 1_000_000),
    "lines of text": (".txt", lambda n: _text("a.\n" * n), 1_000_000),
    "empty lines": (".txt", lambda n: _text("\n" * n), 4_000_000),
    "a line of blanks": (".txt", lambda n: _text(" " * n + "x"), 4_000_000),
    "one long word": (".txt", lambda n: _text("A-" * n), 20_000),
    "quotation marks": (".txt", lambda n: _text("“a b c d.” said He. " * n), 2_000),
    "open quotation marks": (".txt", lambda n: _text("“a ‘a «a „a " * n), 4_000),
    "unnamed speakers": (".txt", lambda n: _text("one senior " * n + "official said that"), 4_000),
    "the adverbs of a speaker": (".txt", lambda n: _text("He " + "only " * n + "x"), 9_000),
    "titles without names": (".txt", lambda n: _text("deputy foreign minister " * n), 2_000),
    "officials": (
        ".txt",
        lambda n: _text("\n\n".join(f"President {_name(i)} spoke of it." for i in range(n))),
        4_900,
    ),
    "a typed contents": (
        ".txt",
        lambda n: _text("Contents\n" + "\n".join([f"Part {i}" for i in range(n)] * 2)),
        4_900,
    ),
    "contents of contents": (".txt", lambda n: _text("Contents\n" * n), 9_900),
    "bullets": (".txt", lambda n: _text("- a\n" * n), 9_900),
    "accents on one letter": (
        ".txt",
        lambda n: _text("a" + "\u0301\u0323" * n),
        20_000,
    ),
    "attributes": (".html", lambda n: _html(f"<p {_attributes(n)}>a</p>"), 200_000),
    "line breaks": (".html", lambda n: _html("<p>a" + "<br>" * n + "a</p>"), 40_000),
    "blanks that do not break": (".html", lambda n: _html("<p>a" + "&nbsp;" * n + "a</p>"), 49_000),
    "words in pieces": (".html", lambda n: _html("<p>" + "a<span>b</span>" * n + "</p>"), 20_000),
    "buttons between words": (".html", lambda n: _html("<p>" + "<button></button>a" * n), 40_000),
    "items of Word's list": (
        ".html",
        lambda n: _html("<p style='mso-list:l0 level1'>a</p>" * n),
        9_900,
    ),
    "bold that is never ended": (".html", lambda n: _html("<b><i><u>" * 40 + "<p>a" * n), 9_900),
    "pictures without an end": (".html", lambda n: _html("<p>a" + "<img src=" * n), 90_000),
    "headings of the same words": (".html", lambda n: _html("<h2>a</h2>" * n), 9_900),
    "captions": (".html", lambda n: _html("<table>" + "<caption>a</caption>" * n), 9_900),
    "a table of Markdown": (".md", lambda n: _text("a|" * n + "\n" + "-|" * n + "\na" * n), 5_000),
    "quotations of Markdown": (".md", lambda n: _text(">" * n + "a"), 40_000),
    "brackets of Markdown": (".md", lambda n: _text("[" * n), 10_000),
    "links of Markdown": (".md", lambda n: _text("[a](" * n), 5_000),
    "stars of Markdown": (".md", lambda n: _text("*a **a " * n), 5_000),
    "ticks of Markdown": (
        ".md",
        lambda n: _text("".join("a" + "`" * i for i in range(n))),
        250,
    ),
    "a title of blanks": (
        ".md",
        lambda n: f"---\ntitle: a{' ' * n}a\n---\n{WORDS}".encode(),
        90_000,
    ),
    "links of Word": (
        ".docx",
        lambda n: word(f"{paragraph()}<w:p>{LINK * n}</w:p>"),
        30_000,
    ),
    "comments that are never ended": (".html", lambda n: _html("<!--" * n), 90_000),
    "cells that are never ended": (".html", lambda n: _html("<td>" * n + "a"), 90_000),
    "fonts that are never ended": (".html", lambda n: _html(FONTS + "<p>a" * n), 9_000),
    "references of Markdown": (
        ".md",
        lambda n: _text("\n".join(f"[a{i}]: /x" for i in range(n)) + "\n\n" + "[a1] " * n),
        9_000,
    ),
    "fences of Markdown": (".md", lambda n: _text("```\n" * n), 9_000),
    "initials": (".txt", lambda n: _text("A." * n), 24_000),
    "capitals": (".txt", lambda n: _text("Aa " * n), 16_000),
    "angle brackets of Markdown": (".md", lambda n: _text("a <" * n), 15_000),
    "lists in lists of Markdown": (".md", lambda n: _text("- " * n + "a"), 10_000),
    "a paragraph of Markdown": (".md", lambda n: _text("a: b\n" * n), 400_000),
    "one long address of Markdown": (
        ".md",
        lambda n: _text("[a]: <" + "x" * 40_000 + ">\n\n" + "[a]" * n),
        9_000,
    ),
    "tables in tables of Word": (".docx", nested_tables, 500),
}


def _html(body: str) -> bytes:
    return f"<html><body><p>{WORDS}</p>{body}".encode()


def _attributes(size: int) -> str:
    return " ".join(f"a{n}" for n in range(size))


def _name(number: int) -> str:
    letters = "abcdefghij"
    return "".join(letters[int(digit)] for digit in str(number)).capitalize() + " Doe"
