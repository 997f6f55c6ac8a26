"""The small schema of an article's body, and the cleaning of HTML to it.

It has paragraphs, headings (h2, h3), lists, quotations, pull quotes, figures, tables, bold, italic,
links, record links and source notes, and embeds statements and pictures of the record by their ids.
The normal form is that of the rich-text editor: words in list items, cells and quotations are in
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
# Elements that separate paragraphs without being one.
PARTING = frozenset(
    {"div", "section", "article", "main", "header", "footer", "aside", "nav", "address", "center"}
    | {"dl", "dt", "dd", "pre", "hr", "form", "fieldset", "details", "summary"}
)
# Elements that are removed with their words.
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
# A name or a password before the host of a link, which nobody may read.
_ACCOUNT = re.compile(r"^\s*(https?:[/\\]*|[/\\]{2,})[^/?#\\]*@", re.IGNORECASE)


def _without_account(tag: str, attribute: str, value: str) -> str:
    """Return an attribute's value; addresses without `user:password@`."""
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
    """Return the HTML reduced to the schema; the words of other elements stay.

    Scripts, styles, embedded documents and pictures of other sites are removed. Links are http,
    https, mailto or relative, never with a name or a password before the host. Cleaning clean HTML
    changes nothing. Without content the result is "".
    """
    return to_html(from_html(html))


class Cleaned(NamedTuple):
    """A clean body, and the addresses of the pictures of other sites that were removed."""

    html: str
    left_out: tuple[str, ...]


def clean_bounded(html: str) -> Cleaned:
    """Clean HTML from anybody; raises `TooMuch` beyond a limit."""
    require_few_tags(html)
    blocks, left_out = parse_html(html)
    require_bounds(blocks)
    return Cleaned(to_html(blocks), left_out)


def from_html(html: str) -> tuple[Block, ...]:
    """Return the blocks of any HTML, cleaned as by `clean`."""
    return parse_html(html)[0]


def parse_html(html: str, *, shows: bool = True) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """Return the blocks of any HTML, cleaned, and the addresses of the pictures left out.

    These are the pictures of other sites, or all pictures unless the body `shows` them.
    """
    normaliser = Normaliser(aliases=ALIASES, parting=PARTING, shows=shows)
    normaliser.feed(_SANITISER.clean(flatten(html)))
    normaliser.close()
    return normaliser.blocks(), tuple(dict.fromkeys(normaliser.left_out))
