"""Quotations tied to statements: check their words, and show who spoke only if they agree.

A block quotation has the whole statement. Omissions are marked by “…”, or by brackets around a
replacement, and the parts between must occur in the statement in order. In the running text any
passage is enough. Capitals, spaces, forms of quotation marks and dashes, and a final full stop or
comma make no difference.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from html import unescape
from itertools import groupby
from uuid import UUID

from briefings.bodies.blocks import Block, Run, leaves, to_html
from briefings.bodies.schema import from_html

STATEMENT_ATTRIBUTE = "data-statement"
_MARKS = str.maketrans(dict.fromkeys('’‘‚‛ʼ´`“”„‟«»‹›"', "'") | dict.fromkeys("‐‑‒–—―−", "-"))
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_CAPITAL = re.compile(r"\[(\w)\](?=\w)")
_GAP = re.compile(r"\[[^\]]*\]|\(…\)|…")
_IDLE = " '.,;:"
_WITHIN_WORD = re.compile(r"\w\w")
_FIGURE = re.compile(
    r'<figure class="(?P<kind>quotation|pullquote)"(?: data-statement="(?P<id>[0-9a-f-]{36})")?>'
    r"<blockquote>(?P<words>(?:(?!<figure).)*?)</blockquote>"
    r"(?P<caption><figcaption>(?:(?!</figure>).)*?</figcaption>)?</figure>",
    re.DOTALL,
)
_SAID = re.compile(
    r'<q class="said"(?: data-statement="(?P<id>[0-9a-f-]{36})")?'
    r' title="(?P<line>[^"]*)">(?P<words>.*?)</q>',
    re.DOTALL,
)
_STATEMENT_IN_HTML = re.compile(rf'{STATEMENT_ATTRIBUTE}="([0-9a-f-]{{36}})"')
_NOTE = re.compile(r"<sup\b.*?</sup>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Quote:
    """Words of a body that are tied to a statement, numbered from 1 in reading order.

    `passage`: they are in the running text.
    """

    number: int
    statement: UUID
    words: str
    passage: bool


@dataclass(frozen=True)
class AttributedWords:
    """The words of a statement and its speaker; `record` is None for an unnamed speaker."""

    speaker: str
    record: UUID | None
    words: str


def quotes_words(quote: str, words: str, *, passage: bool = False) -> bool:
    """Return whether a quotation has the words of its statement.

    Takes time linear in both texts for each omission.
    """
    quoted, whole = _plain(quote), _plain(words)
    if quoted == whole:
        return quoted != ""
    parts = [part.strip(_IDLE) for part in _GAP.split(quoted)]
    starts_open, ends_open = passage or not parts[0], passage or not parts[-1]
    parts = [part for part in parts if part]
    if not parts:
        return False
    at = 0
    for place, part in enumerate(parts):
        first, last = place == 0 and not starts_open, place == len(parts) - 1 and not ends_open
        found = len(whole) - len(part) if last else _find(part, whole, at)
        if found < at or (first and found != 0) or not _is_at(part, whole, found):
            return False
        at = found + len(part)
    return True


def _find(part: str, whole: str, at: int) -> int:
    """Return where the part next occurs as whole words; -1 for nowhere."""
    found = whole.find(part, at)
    while found >= 0 and not _is_at(part, whole, found):
        found = whole.find(part, found + 1)
    return found


def _is_at(part: str, whole: str, at: int) -> bool:
    """Return whether the part is at this place and cuts no word."""
    end = at + len(part)
    cut = at > 0 and _WITHIN_WORD.fullmatch(whole[at - 1 : at + 1])
    return (
        whole[at:end] == part and not cut and not _WITHIN_WORD.fullmatch(whole[end - 1 : end + 1])
    )


def _plain(text: str) -> str:
    """Return a text without the differences that do not count."""
    plain = _UNSEEN.sub("", unicodedata.normalize("NFKC", text)).translate(_MARKS).casefold()
    plain = re.sub(r"\.\s?\.\s?\.", "…", _CAPITAL.sub(r"\1", plain))
    plain = re.sub(r"\s?-\s?", "-", " ".join(plain.split()))
    return plain.strip(_IDLE)


@lru_cache(maxsize=32)
def quotes(html: str) -> tuple[Quote, ...]:
    """Return the quotations of a body that are tied to statements, in reading order."""
    if STATEMENT_ATTRIBUTE not in html:
        return ()
    return tuple(
        Quote(number, statement, words, passage)
        for number, (statement, words, passage) in enumerate(_tied(from_html(html)), start=1)
    )


def _tied(blocks: tuple[Block, ...]) -> Iterator[tuple[UUID, str, bool]]:
    for block in blocks:
        if STATEMENT_ATTRIBUTE in block.attributes:
            yield UUID(block.attributes[STATEMENT_ATTRIBUTE]), words_of(block), False
        yield from _tied(block.blocks)
        for statement, runs in groupby(block.runs, lambda run: run.statement):
            if statement is not None:
                yield statement, "".join(run.text for run in runs), True


def words_of(block: Block) -> str:
    """Return all words of a block in one line."""
    return " ".join(" ".join(leaf.text.split()) for leaf in leaves((block,)))


def with_quote_replaced(html: str, number: int, words: str | None) -> str:
    """Return the body with other words in one quotation; None unties it from its statement."""
    count = 0

    def is_next() -> bool:
        nonlocal count
        count += 1
        return count == number

    def edited_runs(runs: tuple[Run, ...]) -> Iterator[Run]:
        for statement, group in groupby(runs, lambda run: run.statement):
            tied = [*group]
            if statement is None or not is_next():
                yield from tied
            elif words is None:
                yield from (replace(run, statement=None) for run in tied)
            else:
                yield Run(" ".join(words.split()), statement=statement)
                yield from (run for run in tied if run.source is not None)

    def edited(block: Block) -> Block:
        if STATEMENT_ATTRIBUTE in block.attributes and is_next():
            if words is not None:
                return replace(block, blocks=_paragraphs(words), runs=())
            kept = {
                name: value
                for name, value in block.attributes.items()
                if name != STATEMENT_ATTRIBUTE
            }
            block = replace(block, attributes=kept)
        return replace(
            block, blocks=tuple(map(edited, block.blocks)), runs=tuple(edited_runs(block.runs))
        )

    return to_html(tuple(map(edited, from_html(html))))


def _paragraphs(words: str) -> tuple[Block, ...]:
    parts = (" ".join(part.split()) for part in re.split(r"\n\s*\n", words))
    return tuple(Block("p", runs=(Run(part),)) for part in parts if part)


def statements_in(html: str) -> tuple[UUID, ...]:
    """Return the statements that stored HTML quotes, each once."""
    return tuple(dict.fromkeys(map(UUID, _STATEMENT_IN_HTML.findall(html))))


def with_valid_speakers(html: str, statements: Mapping[UUID, AttributedWords]) -> str:
    """Return stored HTML with the speakers' names only where they are still valid.

    `statements` are those of `statements_in` that readers see. The words stay and the name goes if
    the statement is not among them, has other words or another speaker by now, or is not known any
    more.
    """

    def holds(found: re.Match[str], line: str, *, passage: bool) -> bool:
        known = statements.get(UUID(found["id"])) if found["id"] else None
        return (
            known is not None
            and _names(line, known)
            and quotes_words(_text(found["words"]), known.words, passage=passage)
        )

    def figure(found: re.Match[str]) -> str:
        kind, caption = found["kind"], found["caption"] or ""
        if found["id"] is None and kind == "pullquote":
            return found[0]
        named = caption if holds(found, caption, passage=False) else ""
        quoted = f"<blockquote>{found['words']}</blockquote>"
        return f'<figure class="{kind}">{quoted}{named}</figure>'

    def said(found: re.Match[str]) -> str:
        if not holds(found, found["line"], passage=True):
            return found["words"]
        return f'<q class="said" title="{found["line"]}">{found["words"]}</q>'

    return _SAID.sub(said, _FIGURE.sub(figure, html))


def _names(line: str, statement: AttributedWords) -> bool:
    """Return whether an attribution names the speaker, by record or by name."""
    if statement.record is not None and f'data-record="{statement.record}"' in line:
        return True
    following = re.compile(re.escape(statement.speaker) + r"(?:,| \(|$)")
    return following.match(_text(line)) is not None


def _text(html: str) -> str:
    """Return the words of HTML without source notes."""
    return unescape(_TAG.sub("", re.sub(r"</p>|<br>", " ", _NOTE.sub("", html))))
