"""The small schema of an article's body, and what becomes of anything outside it.

Paragraphs, headings (h2, h3), lists, quotations, pull quotes, figures, tables, bold, italic, links,
record links and source notes; statements and pictures of the record, by their ids. The normal form
is the one the rich-text editor writes itself: words in list items, cells and quotations stand in
paragraphs.
"""

import re
from typing import NamedTuple

import nh3

from briefings.bodies.blocks import Block, to_html
from briefings.bodies.bounds import require_bounds, require_few_tags
from briefings.bodies.nesting import flatten
from briefings.bodies.normalising import Normaliser

TEXT = {"p", "h2", "h3", "br", "strong", "em", "a", "sup", "small", "span", "q"}
LISTS = {"ul", "ol", "li", "blockquote"}
FIGURES = {"figure", "img", "figcaption"}
TABLES = {"table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"}
ALIASES = {"b": "strong", "i": "em", "h1": "h2", "h4": "h3", "h5": "h3", "h6": "h3"}
# Elements that part paragraphs without being one.
PARTING = frozenset(
    {"div", "section", "article", "main", "header", "footer", "aside", "nav", "address", "center"}
    | {"dl", "dt", "dd", "pre", "hr", "form", "fieldset", "details", "summary"}
)
# Words inside these are never the article's.
VANISHING = {
    "script",
    "style",
    "title",
    "template",
    "noscript",
    "iframe",
    "object",
    "embed",
    "svg",
} | {"math", "xml", "select", "textarea"}
ATTRIBUTES = {
    "a": {"href", "data-record"},
    "q": {"data-statement"},
    "blockquote": {"data-statement"},
    "figure": {"data-image"},
    "sup": {"data-source"},
    "img": {"src", "alt", "width", "height", "data-file"},
    "th": {"colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    "ol": {"start"},
    "b": {"style"},
    "span": {"style"},
    "p": {"style"},
}
# A name or a password before the host of a link: it is nobody's to read.
_ACCOUNT = re.compile(r"^\s*(https?:[/\\]*|[/\\]{2,})[^/?#\\]*@", re.IGNORECASE)


def _without_account(tag: str, attribute: str, value: str) -> str:
    """Return an attribute's value; a link's or a picture's address without `user:password@`."""
    return _ACCOUNT.sub(r"\1", value) if attribute in ("href", "src") else value


_SANITISER = nh3.Cleaner(
    tags=TEXT | LISTS | FIGURES | TABLES | PARTING | ALIASES.keys(),
    clean_content_tags=VANISHING,
    attributes=ATTRIBUTES,
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
    attribute_filter=_without_account,
)


def clean(html: str) -> str:
    """Return the HTML with everything outside the schema gone and its words kept.

    Scripts, styles, embedded documents and pictures of other sites vanish; links lead to http,
    https, mailto or a relative address only, and never with a name or a password before the host.
    Cleaning what is clean changes nothing. Empty: "".
    """
    return to_html(from_html(html))


class Cleaned(NamedTuple):
    """A clean body, and the addresses of the pictures of other sites that are not in it."""

    html: str
    left_out: tuple[str, ...]


def clean_bounded(html: str) -> Cleaned:
    """Clean HTML that anybody may have sent; raises `TooMuch`."""
    require_few_tags(html)
    blocks, left_out = parse_html(html)
    require_bounds(blocks)
    return Cleaned(to_html(blocks), left_out)


def from_html(html: str) -> tuple[Block, ...]:
    """Return the blocks of any HTML, cleaned as `clean` says."""
    return parse_html(html)[0]


def parse_html(html: str, *, shows: bool = True) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """Return the blocks of any HTML, and the addresses of the pictures that are not in them.

    Those are the pictures of other sites; all of them where the body `shows` none.
    """
    normaliser = Normaliser(aliases=ALIASES, parting=PARTING, shows=shows)
    normaliser.feed(_SANITISER.clean(flatten(html)))
    normaliser.close()
    return normaliser.blocks(), tuple(dict.fromkeys(normaliser.left_out))
