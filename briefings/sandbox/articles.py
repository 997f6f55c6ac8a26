"""A stranger's article and the HTML that a browser sends, read in a child process."""

from __future__ import annotations

from collections.abc import Iterable

from briefings.bodies import (
    Cleaned,
    Document,
    KnownName,
    Suggestions,
    TooMuch,
    UnreadableFile,
    clean_bounded,
    is_plainly_written,
    recognition,
)
from briefings.limits import PAGE
from briefings.sandbox.parent import Stopped, call


def clean(html: str) -> Cleaned:
    """Clean the HTML that a browser sent as a body; raises `TooMuch`, also where it takes too long.

    What the desk's editor writes is cleaned in this process: that is soon done. Anything else may
    be written so that a parser of HTML takes minutes.
    """
    if is_plainly_written(html):
        return clean_bounded(html)
    try:
        return call(clean_bounded, PAGE, html)
    except Stopped as stopped:
        raise TooMuch(str(stopped)) from stopped


def recognise_file(
    filename: str, data: bytes, known: Iterable[KnownName]
) -> tuple[Document, Suggestions]:
    """Read a file and recognise what it holds; `known` is every record that may be named.

    Raises `UnreadableFile`, also where a limit is reached.
    """
    try:
        return call(recognition.recognise_file, PAGE, filename, data, tuple(known))
    except Stopped as stopped:
        raise UnreadableFile(filename, "the file", str(stopped)) from stopped
