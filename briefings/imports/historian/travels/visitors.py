"""Reads the visitors of the Historian's state visits. Pure functions."""

from __future__ import annotations

import re

from briefings.imports.historian.travels.people import Person, person

_AND = re.compile(r",? and |, ")


def visitors(text: str) -> list[Person]:
    """Return the persons in a visitor's text, with title and name; [] where not certain."""
    found, at = [], 0
    while read := person(text, at):
        found.append(read[0])
        if read[1] == len(text):
            return found
        part = _AND.match(text, read[1])
        if part is None:
            break
        at = part.end()
    return []
