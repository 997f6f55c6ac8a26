"""Read Markdown (CommonMark with tables), with optional front matter."""

import re

from markdown_it import MarkdownIt

from briefings.bodies import html

_FRONT_MATTER = re.compile(r"\A(---|\+\+\+)[ \t]*\n(.*?\n)?\1[ \t]*(?:\n|\Z)", re.DOTALL)
_TITLE = re.compile(r"^(?:title|headline)[ \t]*[:=](.+)$", re.MULTILINE | re.IGNORECASE)


def to_markup(text: str) -> tuple[str, str]:
    """Return the title of a Markdown text and its HTML.

    The title is that of the front matter, else the first heading of level 1, which is removed.
    """
    stated = ""
    if found := _FRONT_MATTER.match(text):
        text = text[found.end() :]
        title = _TITLE.search(found[2] or "")
        stated = title[1].strip().strip("\"'") if title else ""
    markup = MarkdownIt("commonmark", {"html": True}).enable("table").render(text)
    heading, body = html.to_markup(markup)
    return stated or heading, body
