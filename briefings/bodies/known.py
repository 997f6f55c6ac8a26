"""All names of a record, held so that those in a text, and those near one, are found at once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from uuid import UUID

from briefings.bodies.names import folded
from briefings.bodies.suggestions import KnownName

_WORD = re.compile(r"\w+")


class KnownNames:
    """The names of all records, by the first and last word of each, and people's by their initials.

    A record is put in again when it changed; what it was called before is forgotten.
    """

    def __init__(self) -> None:
        self._known: dict[UUID, KnownName] = {}
        self._ends: dict[str, dict[str, set[UUID]]] = {}
        self._initials: dict[str, set[UUID]] = {}

    def __len__(self) -> int:
        """Return how many records are held."""
        return len(self._known)

    def put(self, one: KnownName) -> None:
        """Hold a record by its names of now."""
        self.discard(one.uuid)
        self._known[one.uuid] = one
        for first, last in _ends(one):
            self._ends.setdefault(first, {}).setdefault(last, set()).add(one.uuid)
        for letters in _initials(one):
            self._initials.setdefault(letters, set()).add(one.uuid)

    def discard(self, record: UUID) -> None:
        """Forget a record; one that is not held is no error."""
        one = self._known.pop(record, None)
        if one is None:
            return
        for first, last in _ends(one):
            self._ends[first][last].discard(record)
        for letters in _initials(one):
            self._initials[letters].discard(record)

    def occurring(self, text: str) -> list[KnownName]:
        """Return the records of which a name may occur in the text: its first and last word do."""
        words = {*_WORD.findall(folded(text).lower())}
        found: set[UUID] = set()
        for by_last in filter(None, map(self._ends.get, words)):
            fewer = words if len(words) < len(by_last) else by_last
            found.update(*(by_last[last] for last in fewer if last in words and last in by_last))
        return [self._known[record] for record in sorted(found)]

    def with_initials_of(self, name: str) -> list[KnownName]:
        """Return the people with a name that has as many words, with the same first letters."""
        return [self._known[record] for record in sorted(self._initials.get(initials(name), ()))]


def initials(name: str) -> str:
    """Return the first letters of the words of a name, plain and small."""
    return "".join(word[0] for word in _WORD.findall(plain(name)))


def plain(name: str) -> str:
    """Return a name without accents, in small letters."""
    return folded(unicodedata.normalize("NFC", name)).lower()


def _ends(one: KnownName) -> Iterator[tuple[str, str]]:
    """Yield the first and the last word of each name, plain."""
    for name in (*one.names, *one.short_names):
        if words := _WORD.findall(plain(name)):
            yield words[0], words[-1]


def _initials(one: KnownName) -> Iterator[str]:
    """Yield the initials of each name of a person that has several words."""
    if one.type in {"official", "detainee"}:
        yield from (initials(name) for name in one.names if len(name.split()) > 1)
