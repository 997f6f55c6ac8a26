"""An article's text as it was read from a file, and the refusal of a file that cannot be read."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from briefings.bodies.blocks import Block, leaves


class UnreadableFile(Exception):  # noqa: N818 - it is what the editor is told, not a fault
    """Raised for a file that cannot become an article.

    `place` is a line, a byte offset or a part of the file; `rule` is what it breaks.
    """

    def __init__(self, filename: str, place: str, rule: str) -> None:
        """Word the refusal for an editor: file, place, rule."""
        super().__init__(f"{filename}, {place}: {rule}")
        self.filename = filename
        self.place = place
        self.rule = rule

    def __reduce__(self) -> tuple[type["UnreadableFile"], tuple[str, str, str]]:
        """Return what makes the same refusal in another process."""
        return type(self), (self.filename, self.place, self.rule)


@dataclass(frozen=True)
class Document:
    """The text of a file as blocks of the schema.

    `title` is the headline that the file states, "" where it states none; it is not in `blocks`.
    `pictures` are the addresses of pictures that the file shows, which are not taken over.
    `marks_headings` tells whether the format says which lines are headings: plain text does not.
    """

    blocks: tuple[Block, ...]
    title: str = ""
    marks_headings: bool = True
    pictures: tuple[str, ...] = ()

    @cached_property
    def paragraphs(self) -> tuple[Block, ...]:
        """Every leaf in reading order: paragraph 1 of a suggestion is the first."""
        return tuple(leaves(self.blocks))

    def top_level(self) -> Iterator[tuple[int, Block]]:
        """Yield, with their numbers, the paragraphs and headings in no list or table."""
        number = 0
        for block in self.blocks:
            if not block.blocks:
                yield number + 1, block
            number += sum(1 for _ in leaves((block,)))
