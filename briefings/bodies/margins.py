"""Add short notes in the margin next to the source notes of stored HTML."""

import re
from collections.abc import Mapping
from html import escape

_NOTE = r'<sup class="note" id="note-ref-(\d+)(?:-\d+)?">.*?</sup>'
_RUN_OF_NOTES = re.compile(f"(?:{_NOTE})+")
_FIRST_PLACE = re.compile(r'id="note-ref-(\d+)"')


def with_margin_notes(html: str, notes: Mapping[int, str]) -> str:
    """Return the HTML with each note next to the first occurrence of its number.

    `notes` are plain text. They are hidden from screen readers, which have the number's link. At a
    place with several numbers they come after the last one, so that the numbers stay on one line.
    """

    def beside(found: re.Match[str]) -> str:
        numbers = [int(number) for number in _FIRST_PLACE.findall(found[0])]
        return found[0] + "".join(
            f'<span class="margin-note" aria-hidden="true"><b>{number}</b>'
            f"{escape(notes[number], quote=False)}</span>"
            for number in numbers
            if number in notes
        )

    return _RUN_OF_NOTES.sub(beside, html)
