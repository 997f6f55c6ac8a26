"""Read strangers' articles, and HTML that a browser sent, in a child process."""

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
    is_editor_html,
    recognition,
)
from briefings.limits import PAGE
from briefings.sandbox.parent import Stopped, call


def clean(html: str) -> Cleaned:
    """Clean the HTML that a browser sent as a body; raises `TooMuch`, also if it takes too long.

    HTML as the desk's editor writes it is cleaned in this process, which is quick. Any other HTML
    may be made to keep a parser busy for minutes.
    """
    if is_editor_html(html):
        return clean_bounded(html)
    try:
        return call(clean_bounded, PAGE, html)
    except Stopped as stopped:
        raise TooMuch(str(stopped)) from stopped


def recognise_file(
    filename: str, data: bytes, known: Iterable[KnownName]
) -> tuple[Document, Suggestions]:
    """Read a file and recognise what it contains; `known` is every record that may be named.

    Raises `UnreadableFile`, also if a limit is reached.
    """
    try:
        return call(recognition.recognise_file, PAGE, filename, data, tuple(known))
    except Stopped as stopped:
        raise UnreadableFile(filename, "the file", str(stopped)) from stopped
