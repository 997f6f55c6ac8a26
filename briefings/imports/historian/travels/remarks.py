"""Reads meetings from the Historian's remarks: "Met with President Xi and Premier Li."

Pure functions. Clauses that are not understood are skipped; each meeting keeps its exact words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefings.imports.historian.travels.people import Group, Person, group, person, persons

Who = Person | Group

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
_SHORTENED = re.compile(
    r"(?:\A|[\s(.-])(?:[^\W\d_]|St|Dr|Mr|Mrs|Jr|Sr|Gen|Gov|Lt|Col|No|Mt|Ft|Amb|Sen|Rep)$"
)
_HOW = (
    r"(?:also|separately|informally|privately|briefly|again|later|afterwards?|there|twice|jointly)"
)
_DAY = rf"(?:on )?(?:{'|'.join(_MONTHS)}) \d{{1,2}}"
_HEAD = re.compile(
    rf"(?:\b[Mm]et (?:{_HOW} )*(?:(?P<early>{_DAY}) )?(?:{_HOW} )*with (?:met with )?"
    rf"|\b[Cc]onferred (?:{_HOW} )*with "
    r"|\b[Hh]eld (?:an? |further )?(?:\w+ )?(?:talks|meetings?|discussions|consultations) with "
    r"|^(?:Attended |Held )?(?:an? |the )?(?:[Ss]ummit|[Ii]nformal|[Bb]ilateral|[Tt]rilateral"
    r"|[Pp]rivate)? ?[Mm]eetings? with "
    r"|\b[Hh]ad (?:an? )?(?:working )?(?:dinner|lunch|breakfast) with "
    r"|^(?:Also )?[Dd]iscussed (?:(?!with )[\w.’'/-]+,? ){1,14}?with )"
)
_AND = re.compile(
    r",? and (?:also )?(?:(?:separately )?with )?|, (?:with )?|,? along with |,? together with "
)
_DID = (
    r"(?:co-|re)?[a-z]+ed|gave|held|took|left|made|met|spoke|laid|led|saw|paid|then|also|afterwards?|had"
    r"|sought|received|signing|to|inspected|later"
)
_AFTER = re.compile(
    rf"(?:,? and|,|)\s(?:(?:subsequently|jointly) )?(?:{_DID})\b"
    r"|,?\s(?:in|at|on|during|while|before|after|where)\b"
    r"|\s(?:en|to|regarding|concerning|about|for|following|aboard|when|as|upon|over|prior|enroute)\b"
)
_ON = re.compile(
    rf",? (?:on )?(?P<month>{'|'.join(_MONTHS)}) (?P<day>\d{{1,2}})(?!\d|[-–]| and \d|, \d+)"
)
_AT = re.compile(r" (?:in|at) (?P<place>(?:the )?[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*)(?=$|,| and )")
_GATHERING = re.compile(
    r"[Aa]ttended (?:the |an? )?(?P<gathering>(?:[\w.’'-]+ ){1,7}?"
    r"(?:Summit Meeting|Summit|Conference|Ministerial Meeting|Ministerial|Council Meeting"
    r"|Ministers[’'] Meeting|General Assembly)(?: meetings?)?)(?=$|,| and |;)"
)
_AT_GATHERING = re.compile(
    r" (?:at|during|following) the (?P<gathering>(?:[\w.’'-]+ ){1,6}?"
    r"(?:Summit|Conference|Ministerial)(?: [Mm]eeting)?)(?=$|,| and |;| in )"
)
_UNSURE = re.compile(
    r"\bnot\b|\bcancel|unable|declin|postpon|scheduled|intended|invitation to|\bhe met|\bwho met"
    r"|where he|^Accompanied[^;]* (?:he|who) "
)


@dataclass(frozen=True)
class MentionedMeeting:
    """A meeting that a remark mentions. `words`: quoted from the remark, letter for letter.

    `kind` is one of `Meeting.Kind`. `month` and `day` are 0 without a day; `place` and `gathering`
    are words, "" for none.
    """

    words: str
    kind: str
    who: tuple[Who, ...]
    gathering: str = ""
    place: str = ""
    month: int = 0
    day: int = 0


def meetings_in(remark: str) -> list[MentionedMeeting]:
    """Return the meetings that a remark mentions with certainty, in order. Never raises."""
    return [meeting for clause in clauses(remark) for meeting in _read(clause)]


def clauses(remark: str) -> list[str]:
    """Return the sentences of a remark, also divided at semicolons."""
    found, start = [], 0
    for mark in re.finditer(r"[.;](?:[\]”\"’')]*)(?:\s+|$)", remark):
        if mark[0][0] == "." and _SHORTENED.search(
            remark, max(start, mark.start() - 5), mark.start()
        ):
            continue
        found.append(remark[start : mark.start()])
        start = mark.end()
    return [
        clause.strip() for clause in (*found, remark[start:].removesuffix(".")) if clause.strip()
    ]


def _read(clause: str) -> Iterator[MentionedMeeting]:
    if _UNSURE.search(clause):
        return
    at = 0
    gathering = _GATHERING.search(clause)
    while head := _HEAD.search(clause, at):
        at = head.end()
        read = _list(clause, at)
        if read is None:
            continue
        who, at = read
        on, place, there = (each.match(clause, at) for each in (_ON, _AT, _AT_GATHERING))
        near = there or gathering
        early = head["early"].removeprefix("on ").split() if head["early"] else []
        month, day = early or ((on["month"], on["day"]) if on else ("", "0"))
        end = max([at, *(match.end() for match in (on, place, there) if match)])
        if "separately" in head[0] and len(who) > 1:
            continue
        yield MentionedMeeting(
            words=clause[head.start() : end],
            kind=_kind(head[0]),
            who=tuple(who),
            gathering=near["gathering"] if near else "",
            place=place["place"] if place else "",
            month=_MONTHS.index(month) + 1 if month else 0,
            day=int(day),
        )


def _list(clause: str, at: int) -> tuple[list[Who], int] | None:
    """Return persons, groups and the end of their list; None if any of it is not understood."""
    who: list[Who] = []
    while True:
        one = person(clause, at) or group(clause, at)
        several = persons(clause, at)
        if several:
            who += several[0]
            at = several[1]
        elif one:
            who.append(one[0])
            at = one[1]
        else:
            return None
        if at == len(clause) or _AFTER.match(clause, at) or _ON.match(clause, at):
            return who, at
        part = _AND.match(clause, at)
        if part is None:
            return None
        at = part.end()


def _kind(head: str) -> str:
    """Return the kind of meeting by the words before the names, "other" if they name none."""
    if "working dinner" in head:
        return "working_dinner"
    said = re.search(r"\b(summit|bilateral|trilateral) (?:meetings?|talks) with $", head.lower())
    sort = said[1] if said else "other"
    return "multilateral" if sort == "trilateral" else sort
