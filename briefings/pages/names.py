"""The names of persons as pages show them, and the keeping of one that is withheld."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import Any

from briefings.models import Detainee
from briefings.models.names import PersonName

Say = Callable[[str], str]  # what may be said of free text, "" where it tells a withheld name


def is_native(name: PersonName) -> bool:
    """Return whether a name is in the person's own script."""
    return name.kind == PersonName.Kind.NATIVE


def natives(names: Sequence[PersonName]) -> list[dict[str, str]]:
    """Return the names in native script, with the language that a reader's software needs."""
    return [
        {
            "text": name.name,
            "lang": "-".join(part for part in (name.language, name.script) if part),
        }
        for name in names
        if is_native(name)
    ]


def discretion(record: Detainee) -> Say:
    """Return what gives free text back, and "" in its stead where it tells a withheld name.

    A word of the name is enough; one of one letter tells nothing.
    """
    if not record.name_withheld:
        return str
    names = (record.full_name, record.short_name, record.sort_name)
    hidden = {word for word in words_of(" ".join(names)) if len(word) > 1}
    whole = [plain(name) for name in names if len(name) > 1]

    def say(text: str) -> str:
        told = hidden & words_of(text) or any(name in plain(text) for name in whole)
        return "" if told else text

    return say


def discreet(source: dict[str, Any], say: Say) -> dict[str, Any]:
    """Return a source without what of it tells a withheld name."""
    texts = ("publisher", "title", "url", "archived_url", "remark")
    kept = {key: say(source[key] or "") for key in texts}
    return source | kept | {"publisher": kept["publisher"] or "A source"}


def words_of(text: str) -> set[str]:
    """Return the words of a text, capitals and accents aside."""
    return set(re.findall(r"[^\W_]+", plain(text)))


def plain(text: str) -> str:
    """Return a text without capitals and accents."""
    parts = unicodedata.normalize("NFD", text.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))
