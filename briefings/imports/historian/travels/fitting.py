"""Tells whether an office fits a title, and a person a name. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from unicodedata import combining, normalize

from briefings.models import Office

_NOT_IN_OFFICE = re.compile(r"\bformer\b|-? ?(?:elect|designate)$", re.IGNORECASE)
_FOR_NOW = re.compile(r"^(?:acting|interim|caretaker|provisional) ", re.IGNORECASE)
_BORN_TO = re.compile(r"(?<=Minister) Prince$")
_SMALL = {"of", "for", "the", "and"}
_BELOW = {"vice", "deputy", "assistant", "under"}
_SAME = {"defence": "defense", "secretary-general": "secretarygeneral"}
_HONOURS = {"sheikh", "sheik", "prince", "lord", "sir", "dr", "cardinal", "general", "ambassador"}
_JOINING = {
    *("al", "el", "bin", "ben", "ibn", "de", "del", "la", "da", "dos", "van", "von", "der", "abd"),
    *("jr", "sr", "as", "ash", "az", "ul", "d", "i", "ii", "iii", "iv"),
}
_STATE = {
    *("president", "king", "queen", "emperor", "empress", "sultan", "amir", "emir", "shah", "pope"),
    *("grand duke", "head of state"),
}
_GOVERNMENT = {"prime minister", "premier", "chancellor", "taoiseach"}
_FOREIGN = {
    frozenset({"foreign", "minister"}),
    frozenset({"foreign", "secretary"}),
    frozenset({"foreign", "affairs", "minister"}),
    frozenset({"external", "affairs", "minister"}),
    frozenset({"foreign", "affairs", "secretary"}),
    frozenset({"external", "affairs", "secretary"}),
}


def fits(title: str, office: Office) -> bool:
    """Return whether a person with the title may hold the office: no former or designated holder.

    Of several titles ("Prime Minister and Foreign Minister") one is enough.
    """
    if _NOT_IN_OFFICE.search(title):
        return False
    held = [_words(each) for each in (office.title, *office.other_titles)]
    return any(
        _kind(part.lower()) == office.kind
        or any(_is_that(_words(part), each, office) for each in held)
        for part in _titles(_BORN_TO.sub("", _FOR_NOW.sub("", title)))
    )


def _is_that(words: frozenset[str], held: frozenset[str], office: Office) -> bool:
    """Return whether the words are the office's title; organizations may be named in it."""
    if office.organization_id is None:
        return words == held
    return words <= held and not _BELOW & (held - words)


def _titles(title: str) -> Iterable[str]:
    """Return the title and its parts between "and" or "/", which may separate two titles."""
    return (title, *re.split(r" and |/", title))


def _kind(title: str) -> str:
    if title in _STATE:
        return Office.Kind.HEAD_OF_STATE
    if title in _GOVERNMENT:
        return Office.Kind.HEAD_OF_GOVERNMENT
    return Office.Kind.FOREIGN_MINISTER if _words(title) in _FOREIGN else ""


def _words(title: str) -> frozenset[str]:
    said = title.lower().replace("secretary general", "secretary-general").split()
    return frozenset(_SAME.get(word, word) for word in said) - _SMALL


def name_parts(name: str) -> frozenset[str]:
    """Return the distinctive words of a name, without accents and capitals."""
    plain = "".join(sign for sign in normalize("NFKD", name.casefold()) if not combining(sign))
    parts = frozenset(re.findall(r"[^\W\d_]+", re.sub(r"['’‘ʻ`]", "", plain)))
    telling = frozenset(part for part in parts - _JOINING - _HONOURS if len(part) > 1)
    return telling or parts


def is_called(name: str, known: Iterable[str]) -> bool:
    """Return whether every distinctive word of the name is in one of the person's names."""
    parts = name_parts(name)
    return bool(parts) and any(parts <= name_parts(each) for each in known)
