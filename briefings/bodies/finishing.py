"""Finish an element at its end tag: its attributes, marks, and words without idle space."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from briefings.bodies.blocks import Block, Run

LEAVES = frozenset({"p", "h2", "h3", "figcaption", "caption"})
_BOLD = re.compile(r"(?<![\w-])font-weight:\s*(bold|[6-9]00)", re.IGNORECASE)
_NOT_BOLD = re.compile(r"(?<![\w-])font-weight:\s*(normal|[1-5]00)", re.IGNORECASE)
_ITALIC = re.compile(r"(?<![\w-])font-style:\s*italic", re.IGNORECASE)
# Stands for a source note among the words while space is tidied.
NOTE = "\ufffc"
_AROUND = " \n\xa0"
_UNSEEN = re.compile(r" +(?=\n)|(?<=[ \n]) +")
# The path of a picture on this site. Browsers read "\\" as "/" and skip tabs.
_OURS = re.compile(r"/(?![/\\])[^\s\\]*")
_CELL: tuple[tuple[str, ...], int] = (("colspan", "rowspan"), 100)
# Attributes with the public id of a row of the record.
_NAMING = {"blockquote": "data-statement", "figure": "data-image"}
# Attributes that are numbers, with their highest value; 1 is the default and is not written.
_NUMBERED = {"td": _CELL, "th": _CELL, "ol": (("start",), 9999)}


def public_id(value: str) -> UUID | None:
    """Return the public id in an attribute's value; None if it is none."""
    try:
        return UUID(value) if len(value) == 36 else None
    except ValueError:
        return None


def add_mark(run: Run, name: str, given: Mapping[str, str]) -> Run:
    """Return the run with the mark of one more element around it.

    Word processors' styles count: a `b` may be styled not bold, and a `span` bold.
    """
    style = given.get("style", "")
    if name == "a":
        record = public_id(given.get("data-record", ""))
        href = given.get("href", "").strip()
        leads = bool(href) and not re.match(r"[/\\]{2}", href) and record is None
        return replace(run, record=record, href=href if leads else None)
    if name == "q":
        return replace(run, statement=public_id(given.get("data-statement", "")))
    if name == "small":
        return replace(run, credit=True)
    strong = (name == "strong" and not _NOT_BOLD.search(style)) or bool(_BOLD.search(style))
    emphasis = name == "em" or bool(_ITALIC.search(style))
    return replace(run, strong=run.strong or strong, emphasis=run.emphasis or emphasis)


def kept_attributes(name: str, given: Mapping[str, str]) -> dict[str, str]:
    """Return the attributes that an element keeps; a span of 1 is left out."""
    if name in _NAMING and (named := public_id(given.get(_NAMING[name], ""))):
        return {_NAMING[name]: str(named)}
    names, most = _NUMBERED.get(name, ((), 0))
    numbers = {n: int(given[n]) for n in names if re.fullmatch(r"[0-9]{1,4}", given.get(n, ""))}
    return {n: str(number) for n, number in numbers.items() if 2 <= number <= most}


def picture(given: Mapping[str, str]) -> Block | None:
    """Return the image with these attributes; None if it is not on this site."""
    source = given.get("src", "").strip()
    if not _OURS.fullmatch(source):
        return None
    kept = {"src": source}
    kept |= {name: given[name] for name in ("alt", "data-file") if name in given}
    kept |= {name: given[name] for name in ("width", "height") if given.get(name, "").isdecimal()}
    return Block("img", attributes=kept)


def finish_block(
    tag: str, attributes: Mapping[str, str], blocks: Sequence[Block], runs: Sequence[Run]
) -> Block | None:
    """Return the element in the schema's form; None if nothing is left of it."""
    if tag in LEAVES:
        words = tidy_runs(runs)
        return Block(tag, runs=words) if words else None
    if tag == "figure":
        return Block(tag, attributes=attributes) if attributes else _figure(blocks)
    if tag == "table":
        rows = [block for block in blocks if block.tag != "caption"]
        captions = [block for block in blocks if block.tag == "caption"]
        return Block(tag, blocks=(*captions[:1], *rows)) if rows else None
    if not blocks and tag not in {"td", "th"}:
        return None
    return Block(tag, blocks=tuple(blocks), attributes=attributes)


def _figure(blocks: Sequence[Block]) -> Block | None:
    shown = next((block for block in blocks if block.tag in {"img", "blockquote"}), None)
    captions = [run for b in blocks if b.tag == "figcaption" for run in (*b.runs, Run("\n"))]
    words = tidy_runs(captions)
    if shown is None:
        return (
            Block("p", runs=tuple(replace(run, credit=False) for run in words)) if words else None
        )
    caption = (Block("figcaption", runs=words),) if words else ()
    pulled = {"class": "pullquote"} if shown.tag == "blockquote" else {}
    return Block("figure", blocks=(shown, *caption), attributes=pulled)


def tidy_runs(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Join runs with the same marks, and remove space that is not visible."""
    text = "".join(run.text or NOTE for run in runs)
    start = len(text) - len(text.lstrip(_AROUND))
    end = max(start, len(text.rstrip(_AROUND)))
    unseen = {at for found in _UNSEEN.finditer(text, start, end) for at in range(*found.span())}
    unseen |= {*range(start), *range(end, len(text))}
    joined: list[tuple[Run, list[str]]] = []
    at = 0
    for run in runs:
        length = len(run.text or NOTE)
        words = "".join(text[i] for i in range(at, at + length) if i not in unseen)
        at += length
        if run.source is not None:
            joined.append((run, []))
        elif joined and run.has_same_marks(joined[-1][0]):
            joined[-1][1].append(words)
        elif words:
            joined.append((run, [words]))
    return tuple(replace(run, text="".join(words)) for run, words in joined)
