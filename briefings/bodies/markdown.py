"""Read Markdown (CommonMark with tables), with optional front matter."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

from briefings.bodies import html
from briefings.bodies.bounds import TooMuch
from briefings.limits import CHARACTERS_OF_PARAGRAPH, MARKUP

_FRONT_MATTER = re.compile(r"\A(---|\+\+\+)[ \t]*\n(.*?\n)?\1[ \t]*(?:\n|\Z)", re.DOTALL)
_TITLE = re.compile(r"^(?:title|headline)[ \t]*[:=](.+)$", re.MULTILINE | re.IGNORECASE)
_DEEPEST = 20  # lists and quotations; what is deeper, the parser leaves out
_NESTING = {"list_item_open", "blockquote_open"}


def to_markup(text: str) -> tuple[str, str]:
    """Return the title of a Markdown text and its HTML. Raises `TooMuch`.

    The title is that of the front matter, else the first heading of level 1, which is removed.
    """
    stated = ""
    if found := _FRONT_MATTER.match(text):
        text = text[found.end() :]
        title = _TITLE.search(found[2] or "")
        stated = title[1].strip().strip("\"'") if title else ""
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": _DEEPEST}).enable("table")
    parser.core.ruler.after("block", "bounds", _require_bounds)
    markup = parser.render(text)
    if len(markup) > MARKUP:
        raise TooMuch(f"its links and tables come to more than {MARKUP:,} characters of HTML")
    heading, body = html.to_markup(markup)
    return stated or heading, body


def _require_bounds(state: StateCore) -> None:
    """Raise `TooMuch` for what is nested too deep or too long, before words are looked at."""
    for token in state.tokens:
        # An item is inside its list: both count.
        if token.type in _NESTING and token.level >= _DEEPEST - 1:
            raise TooMuch(f"lists and quotations are nested more than {_DEEPEST // 2} deep")
        if token.type == "inline" and len(token.content) > CHARACTERS_OF_PARAGRAPH:
            raise TooMuch(f"a paragraph has more than {CHARACTERS_OF_PARAGRAPH:,} characters")
