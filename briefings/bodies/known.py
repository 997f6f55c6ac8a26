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
    """The names of all records, by the first word of each, and people's by their initials.

    A record is put in again when it changed; what it was called before is forgotten.
    """

    def __init__(self) -> None:
        self._known: dict[UUID, KnownName] = {}
        self._words: dict[UUID, tuple[frozenset[str], ...]] = {}
        self._first: dict[str, set[UUID]] = {}
        self._initials: dict[str, set[UUID]] = {}

    def __len__(self) -> int:
        """Return how many records are held."""
        return len(self._known)

    def put(self, one: KnownName) -> None:
        """Hold a record by its names of now."""
        self.discard(one.uuid)
        self._known[one.uuid] = one
        self._words[one.uuid] = tuple({frozenset(words) for words in _words(one)})
        for index, key in _keys(one):
            getattr(self, index).setdefault(key, set()).add(one.uuid)

    def discard(self, record: UUID) -> None:
        """Forget a record; one that is not held is no error."""
        one = self._known.pop(record, None)
        self._words.pop(record, None)
        for index, key in {*_keys(one)} if one else ():
            held = getattr(self, index)
            held[key].discard(record)
            if not held[key]:
                del held[key]

    def occurring(self, text: str) -> list[KnownName]:
        """Return the records of which a name may occur in the text: all its words do."""
        words = {*_WORD.findall(folded(text).lower())}
        begun = {record for word in words for record in self._first.get(word, ())}
        found = (one for one in begun if any(map(words.issuperset, self._words[one])))
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


def _words(one: KnownName) -> Iterator[list[str]]:
    """Yield the words of each of its names, plain; not of a name without any."""
    yield from filter(None, (_WORD.findall(plain(name)) for name in one.names + one.short_names))


def _keys(one: KnownName) -> Iterator[tuple[str, str]]:
    for words in _words(one):
        yield "_first", words[0]
    if one.type in {"official", "detainee"}:
        for name in one.names:
            if len(name.split()) > 1:
                yield "_initials", initials(name)
