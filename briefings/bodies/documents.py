"""A document: the text read from a file; and the error for a file that cannot be read."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from briefings.bodies.blocks import Block, leaves


class UnreadableFile(Exception):  # noqa: N818 - it is what the editor is told, not a fault
    """Raised for a file that cannot become an article.

    `place` is a line, a byte offset or a part of the file; `rule` is what is wrong there.
    """

    def __init__(self, filename: str, place: str, rule: str) -> None:
        """Make the message for an editor: file, place, rule."""
        super().__init__(f"{filename}, {place}: {rule}")
        self.filename = filename
        self.place = place
        self.rule = rule

    def __reduce__(self) -> tuple[type["UnreadableFile"], tuple[str, str, str]]:
        """Return what pickle needs to make the same error in another process."""
        return type(self), (self.filename, self.place, self.rule)


@dataclass(frozen=True)
class Document:
    """The text of a file as blocks of the schema.

    `title` is the headline given by the file, "" without one; it is not in `blocks`. `pictures` are
    the addresses of the file's pictures, which are not imported. `marks_headings` is whether the
    format marks headings: plain text does not.
    """

    blocks: tuple[Block, ...]
    title: str = ""
    marks_headings: bool = True
    pictures: tuple[str, ...] = ()

    @cached_property
    def paragraphs(self) -> tuple[Block, ...]:
        """All leaves in reading order; a suggestion counts them from 1."""
        return tuple(leaves(self.blocks))

    def top_level(self) -> Iterator[tuple[int, Block]]:
        """Yield the paragraphs and headings outside of lists and tables, with their numbers."""
        number = 0
        for block in self.blocks:
            if not block.blocks:
                yield number + 1, block
            number += sum(1 for _ in leaves((block,)))
