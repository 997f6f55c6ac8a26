"""Short notes in the margin, beside the source notes of stored HTML."""

import re
from collections.abc import Mapping
from html import escape

_FIRST_NOTE = re.compile(r'<sup class="note" id="note-ref-(\d+)">.*?</sup>')


def with_margin_notes(html: str, notes: Mapping[int, str]) -> str:
    """This will set each note beside the first place of its number; the full one is elsewhere.

    `notes` are plain words. They are hidden from screen readers, which have the number's link.
    """

    def beside(found: re.Match[str]) -> str:
        number = int(found[1])
        if number not in notes:
            return found[0]
        words = escape(notes[number], quote=False)
        return (
            f'{found[0]}<span class="margin-note" aria-hidden="true"><b>{number}</b>{words}</span>'
        )

    return _FIRST_NOTE.sub(beside, html)
