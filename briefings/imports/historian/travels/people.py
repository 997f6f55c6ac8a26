"""Reads persons and groups from the Historian's lists.

Pure functions. Each reads at a position of a text, and returns what it read and the position after
it; None where it is not certain, as a name is rather skipped than split wrongly.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefings.imports.historian.travels.titles import IN_TITLES, SEVERAL, TITLE, TITLES


@dataclass(frozen=True)
class Person:
    """A named person. `of`: whose title it is, as written ("Israeli", "PLO"); "" for none."""

    title: str
    name: str
    of: str = ""


@dataclass(frozen=True)
class Group:
    """People without names: "senior Korean officials"."""

    words: str


_WORD = re.compile(r"(?:[^\W\d_]\.)+|[^\W\d_][\w’'‘ʻ`-]*|\([^\W\d_]+\)|\d(?:st|nd|rd|th)\b")
# Small words within a name, and those that may begin one.
_LOW = re.compile(
    r"al-?|el-?|bin|ben|ibn|bint|de|del|della|di|da|dos|das|do|du|des|van|von|der|den|la|le|e|y|ul"
    r"|ud|ur|as|az|av|zu|af|ag|arap|ould|abu|ter|ten|ar|ad"
)
_OPENING = re.compile(r"de|von|van|al-?|el-?|da|du|bin|dos")
_JOINED = re.compile(r"(?:al|el|as|ash|az|ad|ar|an|at|ul|abd|bin|ed|es|d)[-’'](?=[^\W\d_])", re.I)
_SHORTENED = {"Jr", "Sr", "Dr", "St", "Gen", "Md"}
_NO_NAME = re.compile(
    r"January|February|March|April|June|July|August|September|October|November|December"
    r"|The|Council|Summit|Meeting|Conference|Parliament|Congress|Assembly|Cabinet|Mission|Group"
    r"|Union|Nations|United|States|Commission|Committee|Forum|Authority|League|Party|Government"
    r"|Embassy|University|Republic|Negotiators?|Mrs|Mr|Also|Met|Attended|Visited"
)
# Names that are also a month or a word of titles: names where no capital or number follows.
_ALSO_NAMES = {"May", "King", "Home"}
_CAPITAL_OR_NUMBER = re.compile(r" (?:\d|(?=[^\W\d_])[^a-z])")
_LORDS = {"Earl", "Count", "Duke", "Marquess"}
_WHOSE = re.compile(r"[^\W\d_][\w.]*(?:-[^\W\d_][\w.]*)*(?:’s|'s)? ")
_BETWEEN = re.compile(",? and |,? ")
_FROM = re.compile(r" of ((?:the )?[A-Z][\w-]+(?: [A-Z][\w-]+){0,3})")
_NOUNS = (
    r"officials?|oficials|leaders|leadership|representatives|members|activists|refugees|society"
    r"|counterparts?|ambassadors|students|staff|journalists|politicians|parliamentarians|[Cc]abinet"
    r"|officers|businessmen|delegates|delegations?|survivors|dissidents|scholars|clergy"
    r"|negotiators|scientists|lawyers|personnel|troops"
)
_STOP = r"in|at|on|to|during|while|regarding|for|en|about|concerning|before|after|following"
_GROUP = re.compile(
    rf"(?:(?!and |with )[\w.’'/-]+ ){{0,6}}?(?:{_NOUNS})\b"
    rf"(?: (?:of|from) (?:(?!(?:and|{_STOP}) )[\w.’'-]+ ?){{1,5}}?)?"
    rf"(?=,? and |[,;]|$| (?:{_STOP}|who) )"
)
_COUNTRY = r"(?:the )?[A-Z][\w.’'-]+(?: (?:of )?(?:the )?[A-Z][\w.’'-]+)*"
_OF_SEVERAL = re.compile(
    r"(?:the )?(?:[A-Za-z-]+ ){0,3}(?:Presidents|Ministers|Chancellors|[Ll]eaders|presidents"
    r"|[Hh]eads of [Ss]tate(?: and [Gg]overnment)?)"
    rf" (?:of|from) {_COUNTRY}(?:(?:, and |, | and ){_COUNTRY})*(?=$|;)"
    r"|(?:the [A-Z]\w+ and [A-Z]\w+|(?:the )?(?:[A-Z][\w+-]+ ){0,2}[A-Z][\w+-]+) Foreign Ministers"
    r"(?=$|,| and | to )"
    r"|the (?:Amir|Emir|King|Sultan|Prime Minister|President) of [A-Z]\w+(?: [A-Z]\w+)*"
    r"(?=$|,| and )"
)


def person(text: str, at: int = 0) -> tuple[Person, int] | None:
    """Read owner, title and name: "Israeli Prime Minister Shimon Peres"."""
    start = at
    for _ in range(5):
        if titled := TITLE.match(text, at):
            gap = text[titled.end() : titled.end() + 1] == " "
            read = name(text, titled.end() + gap)
            if read is None:
                return None
            of, (words, end) = text[start:at].strip(), read
            if origin := _FROM.match(text, end):
                if words in _LORDS:
                    words, end = text[origin.start() - len(words) : origin.end()], origin.end()
                elif not of:
                    of, end = origin[1], origin.end()
            return Person(titled[0], words, re.sub("[’']s$", "", of)), end
        whose = _WHOSE.match(text, at)
        if whose is None or not whose[0][0].isupper() or IN_TITLES.fullmatch(whose[0].strip()):
            return None
        at = whose.end()
    return None


def persons(text: str, at: int = 0) -> tuple[list[Person], int] | None:
    """Read persons who share a title: "Prime Ministers Eden and Mendes-France"."""
    titled = TITLES.match(text, at)
    if titled is None:
        return None
    found, end = [], titled.end()
    part = _BETWEEN.match(text, end)
    while part and (read := name(text, part.end())) and not person(text, part.end()):
        found.append(Person(SEVERAL[titled[0]], read[0]))
        end = read[1]
        part = _BETWEEN.match(text, end)
    return (found, end) if len(found) > 1 else None


def name(text: str, at: int) -> tuple[str, int] | None:
    """Read a name: capitalised words with particles between; None where not certain."""
    start, end, words = at, at, 0
    while match := _WORD.match(text, at):
        word = match[0]
        at = match.end() + (word in _SHORTENED and text[match.end() : match.end() + 1] == ".")
        alone = _CAPITAL_OR_NUMBER.match(text, at) is None
        if _is_name(word) or (word in _ALSO_NAMES and alone):
            words, end = words + 1, at
        elif words and text[at : at + 2].strip().isdigit():
            break
        elif word[0].isupper():
            return None
        elif not (_LOW if words else _OPENING).fullmatch(word):
            break
        if text[at : at + 1] != " " and word[-1] != "." and word != "al-":
            break
        at += text[at : at + 1] == " "
    if text[end : end + 5] in (", Jr.", ", Sr."):
        end += 5
    return (text[start:end], end) if 0 < words <= 8 else None


def _is_name(word: str) -> bool:
    if word.isupper() and len(word) > 2 and "." not in word:
        return re.fullmatch("[IVX]+", word) is not None
    if (
        word in _ALSO_NAMES
        or IN_TITLES.fullmatch(word)
        or _NO_NAME.fullmatch(word)
        or word in ("U.S.", "U.N.", "U.K.")
    ):
        return False
    return word.lstrip("(")[0].isupper() or word[0].isdigit() or bool(_JOINED.match(word))


def group(text: str, at: int = 0) -> tuple[Group, int] | None:
    """Read a group without names: "members of the Cabinet"."""
    match = _OF_SEVERAL.match(text, at) or _GROUP.match(text, at)
    if match is None or TITLE.search(match[0]):
        return None
    return Group(match[0].strip()), match.end()
