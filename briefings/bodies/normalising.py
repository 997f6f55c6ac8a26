"""Turn sanitised HTML into blocks, keeping only what the schema allows in each place."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from itertools import groupby
from operator import itemgetter

from briefings.bodies import finishing
from briefings.bodies.blocks import Block, Run
from briefings.bodies.finishing import LEAVES

ROOT = "body"
_WORDS = {"p", "ul", "ol"}
# The elements that each element may contain. One in a wrong place is dissolved: its words stay in
# the element around it.
MAY_HOLD: Mapping[str, Set[str]] = {
    ROOT: {"p", "h2", "h3", "ul", "ol", "blockquote", "figure", "table"},
    "ul": {"li"},
    "ol": {"li"},
    "li": _WORDS,
    "blockquote": _WORDS,
    "figure": {"blockquote", "figcaption"},
    "table": {"caption", "thead", "tbody"},
    "thead": {"tr"},
    "tbody": {"tr"},
    "tr": {"th", "td"},
    "th": _WORDS,
    "td": _WORDS,
}
# The element that is put around bare words in another.
BARE: Mapping[str, str] = {
    ROOT: "p",
    "ul": "li",
    "ol": "li",
    "li": "p",
    "blockquote": "p",
    "figure": "figcaption",
    "th": "p",
    "td": "p",
}
MARKS = frozenset({"strong", "em", "a", "small", "span", "q"})
_SPACES = re.compile(r"[ \t\r\n\f]+")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u200b\u2060\ufeff\ufffc\ufffe\uffff]")
_WORD_BULLET = re.compile(r"mso-list:\s*ignore", re.IGNORECASE)
_WORD_ITEM = re.compile(r"mso-list:\s*l\d+", re.IGNORECASE)


# Marks a list that continues the list before it; the two are joined when the body is complete.
GOES_ON: Mapping[str, str] = {"goes-on": ""}
# Combining marks on one letter: no language has more; it is Unicode's limit (UAX 15, D4).
MARKS_OF_LETTER = 30


def _few_marks(text: str) -> str:
    """Return the text with at most 30 marks on a letter: normalising takes quadratic time."""
    if text.isascii():
        return text
    kept: list[str] = []
    marks = 0
    for letter in text:
        marks = marks + 1 if unicodedata.combining(letter) else 0
        if marks <= MARKS_OF_LETTER:
            kept.append(letter)
    return "".join(kept)


def _joined(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks, lists joined with those that continue them."""
    for _, group in groupby(_numbered(blocks), key=itemgetter(0)):
        first, *others = (block for _, block in group)
        if others:
            first = replace(
                first, blocks=tuple(item for block in (first, *others) for item in block.blocks)
            )
        yield first


def _numbered(blocks: Iterable[Block]) -> Iterator[tuple[int, Block]]:
    """Yield the blocks with numbers; parts of one list have the same number."""
    number = 0
    for block in blocks:
        number += block.attributes is not GOES_ON
        yield number, block


@dataclass
class _Open:
    """An element that is still being filled."""

    tag: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)


class Normaliser(HTMLParser):
    """A parser that builds blocks from balanced HTML, fed once; `blocks` returns them at the end.

    `aliases` map elements to those of the schema; `parting` elements only end a paragraph.
    `left_out` holds the addresses of dropped pictures: those of other sites, and all of them unless
    the body `shows` pictures.
    """

    def __init__(
        self, *, aliases: Mapping[str, str], parting: Set[str], shows: bool = True
    ) -> None:
        """Begin an empty body."""
        super().__init__(convert_charrefs=True)
        self.left_out: list[str] = []
        self._shows = shows
        self._aliases = aliases
        self._parting = parting
        self._stack = [_Open(ROOT)]
        self._marks = [Run("")]
        # What the end tag of each open element undoes: a mark, silence, all elements opened since
        # the stack had this length, or nothing (None).
        self._endings: list[str | int | None] = []
        self._silent = 0

    def blocks(self) -> tuple[Block, ...]:
        """Close all open elements and return the blocks of the whole body."""
        self._close_to(1)
        return tuple(_joined(self._stack[0].blocks))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element if it may stand here."""
        given = {name: value or "" for name, value in attrs}
        name = self._aliases.get(tag, tag)
        if name == "br":
            self._append("\n")
        elif name == "img":
            picture = finishing.picture(given) if self._shows else None
            if picture is None:
                self.left_out.append(given.get("src", "").strip())
            self._show(picture)
        else:
            self._endings.append(self._open(name, given))

    def handle_endtag(self, tag: str) -> None:
        """Undo what the matching start tag opened."""
        ending = self._endings.pop()
        if ending == "mark":
            self._marks.pop()
        elif ending == "silence":
            self._silent -= 1
        elif isinstance(ending, int):
            self._close_to(ending)

    def handle_data(self, data: str) -> None:
        """Add words to the open leaf; open one for bare words."""
        text = _SPACES.sub(
            " ", unicodedata.normalize("NFC", _few_marks(_UNPRINTABLE.sub("", data)))
        )
        if text and (text != " " or self._stack[-1].tag in LEAVES):
            self._append(text)

    def _open(self, name: str, given: dict[str, str]) -> str | int | None:
        """Open the element and return what its end tag undoes."""
        if name == "span" and _WORD_BULLET.search(given.get("style", "")):
            self._silent += 1
            return "silence"
        if name in MARKS:
            self._marks.append(finishing.add_mark(self._marks[-1], name, given))
            return "mark"
        if name == "sup":
            return self._note(given)
        self._end_leaf()
        if name in self._parting:
            return len(self._stack)
        if (
            name == "p"
            and self._stack[-1].tag == ROOT
            and _WORD_ITEM.search(given.get("style", ""))
        ):
            return self._item_by_style()
        return self._open_element("tbody" if name == "tfoot" else name, given)

    def _note(self, given: dict[str, str]) -> str | None:
        source = finishing.public_id(given.get("data-source", ""))
        if source is None:
            return None
        if self._leaf():
            self._stack[-1].runs.append(Run("", source=source, statement=self._marks[-1].statement))
        self._silent += 1
        return "silence"

    def _open_element(self, name: str, given: dict[str, str]) -> int:
        """Open an element that is no mark; return the stack's length before it."""
        if name == "li" and self._stack[-1].tag == "li":
            self._close_to(len(self._stack) - 1)
        depth = len(self._stack)
        around = self._stack[-1].tag
        if name not in MAY_HOLD[around] and BARE.get(around) == "li":
            self._stack.append(_Open("li"))
            around = "li"
        if name in MAY_HOLD[around]:
            self._stack.append(_Open(name, finishing.kept_attributes(name, given)))
        return depth

    def _item_by_style(self) -> int:
        """Open a list item for a paragraph that Word styles as one; join it to a list before."""
        depth = len(self._stack)
        before = self._stack[-1].blocks
        goes_on = bool(before) and before[-1].tag == "ul"
        self._stack += [_Open("ul", GOES_ON if goes_on else {}), _Open("li"), _Open("p")]
        return depth

    def _show(self, picture: Block | None) -> None:
        """Place an image in the figure around it, or in a figure of its own."""
        self._end_leaf()
        around = self._stack[-1]
        if picture is not None and around.tag == "figure":
            around.blocks.append(picture)
        elif picture is not None and around.tag == ROOT:
            around.blocks.append(Block("figure", blocks=(picture,)))

    def _append(self, text: str) -> None:
        if self._silent or not self._leaf():
            return
        leaf = self._stack[-1]
        mark = self._marks[-1]
        credit = mark.credit and leaf.tag == "figcaption"
        leaf.runs.append(replace(mark, text=text, credit=credit))

    def _leaf(self) -> bool:
        """Make sure that a leaf is open; return False if no words may stand here."""
        while self._stack[-1].tag not in LEAVES:
            bare = BARE.get(self._stack[-1].tag)
            if bare is None:
                return False
            self._stack.append(_Open(bare))
        return True

    def _end_leaf(self) -> None:
        if self._stack[-1].tag in LEAVES:
            self._close_to(len(self._stack) - 1)

    def _close_to(self, depth: int) -> None:
        """Close the innermost elements until `depth` are open; drop empty ones."""
        while len(self._stack) > depth:
            done = self._stack.pop()
            block = finishing.finish_block(done.tag, done.attributes, done.blocks, done.runs)
            if block is not None:
                self._stack[-1].blocks.append(block)
