"""Opens the ZIP archive of a workbook, within limits of size."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import IO, Any, BinaryIO
from zipfile import ZipFile

from briefings.tables.unreadable import UnreadableTable

UNPACKED = 400 << 20  # bytes, of the whole workbook
BLOCK = 1 << 20
# Declarations that may expand without limit. No spreadsheet program writes any.
DECLARATIONS = [
    words.encode(encoding)
    for words in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("ascii", "utf-16-le", "utf-16-be")
]
ENCODING = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']*)")
# Encodings in which "<" is the ASCII byte, with or without a zero byte.
ENCODINGS = {b"utf-8", b"utf-16", b"us-ascii", b"ascii", b"iso-8859-1", b"windows-1252"}


@dataclass(frozen=True)
class PartLimits:
    """Limits of one part: bytes, and tags, each of which costs memory."""

    size: int
    tags: int
    of: str = ""


# A part that is read whole; one of formats, the slowest, takes a second or two.
PART = PartLimits(16 << 20, 60_000)
TEXTS = PartLimits(80 << 20, 8_000_000, " of texts")
# A sheet, which is read row by row.
SHEET = PartLimits(UNPACKED, UNPACKED)


class Archive(ZipFile):
    """A ZIP archive that checks each member's size before it is first opened.

    `most`: the limits of any member that is none of the `sheets`. Raises `UnreadableTable`.
    """

    def __init__(self, file: BinaryIO) -> None:
        super().__init__(file)
        self.most = PART
        self.sheets: Collection[str] = ()
        self._measured: set[tuple[str, PartLimits]] = set()
        unpacked = sum(member.file_size for member in self.infolist())
        if unpacked > UNPACKED:
            raise UnreadableTable(
                f"it unpacks to {unpacked >> 20} MB, at most {UNPACKED >> 20} are read:"
                " save it as CSV"
            )

    def open(self, name: Any, mode: Any = "r", *args: Any, **options: Any) -> IO[bytes]:
        """Open a member that is within the limits."""
        member = self.getinfo(name) if isinstance(name, str) else name
        most = SHEET if member.filename in self.sheets else self.most
        if (member.filename, most) not in self._measured:
            if member.file_size > most.size:
                raise UnreadableTable(
                    f"it holds {member.file_size >> 20} MB{most.of or f' in {member.filename}'},"
                    f" at most {most.size >> 20} are read: save it as CSV"
                )
            with super().open(member) as part:
                _measure(part, member.filename, most)
            self._measured.add((member.filename, most))
        return super().open(member, mode, *args, **options)


def _measure(part: IO[bytes], name: str, most: PartLimits) -> None:
    """Raise `UnreadableTable` for a part with declarations, or with more tags than `most`."""
    before, tags = b"", 0
    while block := part.read(BLOCK):
        encoding = None if before else ENCODING.search(block[:200])
        if encoding and encoding[1].lower() not in ENCODINGS:
            raise UnreadableTable("it is not written in Unicode, as a workbook is")
        if any(declaration in before + block for declaration in DECLARATIONS):
            raise UnreadableTable("it declares entities, as no spreadsheet program does")
        tags += block.count(b"<")
        if tags > most.tags:
            raise UnreadableTable(
                f"it has more than {most.tags:,} tags{most.of or f' in {name}'}: save it as CSV"
            )
        before = block[-32:]
