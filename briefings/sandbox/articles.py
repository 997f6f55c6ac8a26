"""A stranger's article and the HTML that a browser sends, read in a child process."""

from __future__ import annotations

from collections.abc import Iterable

from briefings.bodies import Document, KnownName, Proposal, UnreadableFile, recognition
from briefings.limits import PAGE
from briefings.sandbox.parent import Stopped, call


def propose(filename: str, data: bytes, known: Iterable[KnownName]) -> tuple[Document, Proposal]:
    """Read a file and recognise what it holds; `known` is every record that may be named.

    Raises `UnreadableFile`, also where a limit is reached.
    """
    try:
        return call(recognition.propose, PAGE, filename, data, tuple(known))
    except Stopped as stopped:
        raise UnreadableFile(filename, "the file", str(stopped)) from stopped
