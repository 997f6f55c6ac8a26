"""The structure of an article's text: blocks with runs of words.

All readers of file formats, and the cleaning of pasted HTML, produce blocks. HTML, contents, plain
text and suggestions are made from them.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from html import escape
from uuid import UUID

NO_ATTRIBUTES: Mapping[str, str] = {}
VOID = frozenset({"img"})


@dataclass(frozen=True)
class Run:
    """Words that share their marks, or one source note.

    `text` may contain ``\\n``, a line break. `href` and `record` exclude each other; None is no
    link. With `source` the run is a source note and `text` is empty. `statement` is the statement
    whose words these are; None for the article's own words.
    """

    text: str
    strong: bool = False
    emphasis: bool = False
    credit: bool = False
    href: str | None = None
    record: UUID | None = None
    source: UUID | None = None
    statement: UUID | None = None

    def has_same_marks(self, other: "Run") -> bool:
        """Return whether both runs have the same marks, so that they can be joined."""
        return self.source is None and replace(self, text="") == replace(other, text="")


@dataclass(frozen=True)
class Block:
    """One element of a body: either a leaf with runs or a container with blocks.

    `tag` is an element of the schema. `attributes` are written out in their order.
    """

    tag: str
    runs: tuple[Run, ...] = ()
    blocks: tuple["Block", ...] = ()
    attributes: Mapping[str, str] = field(default_factory=lambda: NO_ATTRIBUTES)

    @property
    def text(self) -> str:
        """The words of a leaf, without marks and notes; a line break is ``\\n``."""
        return "".join(run.text for run in self.runs)

    @property
    def is_heading(self) -> bool:
        """Whether the block is a heading (h2 or h3)."""
        return self.tag in {"h2", "h3"}


def leaves(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Yield every block with runs, at any depth, in reading order."""
    for block in blocks:
        if block.blocks:
            yield from leaves(block.blocks)
        elif block.runs:
            yield block


def rewrite(blocks: tuple[Block, ...], edit: Callable[[Block], Block | None]) -> tuple[Block, ...]:
    """Return the blocks with every leaf replaced by the result of `edit`.

    `edit` gets each leaf once, in the order of `leaves`. If it returns None the leaf is dropped,
    and so is a container that becomes empty.
    """
    kept: list[Block] = []
    for block in blocks:
        if block.blocks:
            inner = rewrite(block.blocks, edit)
            if inner:
                kept.append(replace(block, blocks=inner))
        elif block.runs:
            edited = edit(block)
            if edited is not None:
                kept.append(edited)
        else:
            kept.append(block)
    return tuple(kept)


def mark(
    runs: tuple[Run, ...], start: int, end: int, change: Callable[[Run], Run]
) -> tuple[Run, ...]:
    """Return the runs with `change` applied to the characters from `start` up to `end`.

    Offsets count characters of the leaf's `text`; a run across a bound is split.
    """
    marked: list[Run] = []
    at = 0
    for run in runs:
        low = min(max(start - at, 0), len(run.text))
        high = min(max(end - at, 0), len(run.text))
        at += len(run.text)
        if low >= high:
            marked.append(run)
            continue
        parts = (run.text[:low], run.text[low:high], run.text[high:])
        before, within, after = (replace(run, text=part) for part in parts)
        marked.extend(part for part in (before, change(within), after) if part.text)
    return tuple(marked)


def source_note(source: UUID) -> str:
    """Return a source note as it is stored, before it gets a number."""
    return f'<sup data-source="{source}"></sup>'


def to_html(blocks: tuple[Block, ...], note: Callable[[UUID], str] = source_note) -> str:
    """Return the blocks as HTML; `note` returns the HTML of each source note, in reading order."""
    return "".join(_element(block, note) for block in blocks)


def _element(block: Block, note: Callable[[UUID], str]) -> str:
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in block.attributes.items())
    opening = f"<{block.tag}{attributes}>"
    if block.tag in VOID:
        return opening
    inner = to_html(block.blocks, note) if block.blocks else _inline(block.runs, note)
    return f"{opening}{inner}</{block.tag}>"


def _wrappings(run: Run) -> tuple[tuple[str, str], ...]:
    """Return the tags around a run, outermost first, nested as by the desk's editor."""
    wrappings: list[tuple[str, str]] = []
    if run.credit:
        wrappings.append(("<small>", "</small>"))
    if run.statement is not None:
        wrappings.append((f'<q data-statement="{run.statement}">', "</q>"))
    if run.record is not None:
        wrappings.append((f'<a data-record="{run.record}">', "</a>"))
    elif run.href is not None:
        wrappings.append((f'<a href="{escape(run.href)}">', "</a>"))
    if run.strong:
        wrappings.append(("<strong>", "</strong>"))
    if run.emphasis:
        wrappings.append(("<em>", "</em>"))
    return tuple(wrappings)


def _inline(runs: tuple[Run, ...], note: Callable[[UUID], str]) -> str:
    """Return runs as HTML; neighbours share the elements that they have in common."""
    written: list[str] = []
    open_now: tuple[tuple[str, str], ...] = ()
    for run in runs:
        wanted = _wrappings(run)
        shared = 0
        while shared < min(len(open_now), len(wanted)) and open_now[shared] == wanted[shared]:
            shared += 1
        written.extend(closing for _, closing in reversed(open_now[shared:]))
        written.extend(opening for opening, _ in wanted[shared:])
        written.append(
            note(run.source)
            if run.source is not None
            else escape(run.text, quote=False).replace("\n", "<br>")
        )
        open_now = wanted
    written.extend(closing for _, closing in reversed(open_now))
    return "".join(written)
