"""Statuses of visits, meetings and participants as pages tell them: on a day, and as a history.

An occasion is the document of a meeting or of a visit; its item where no sources are told.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from itertools import takewhile
from typing import Any

from briefings.documents.builder import Asked
from briefings.documents.days import LABELS, Standing, chain_of
from briefings.documents.local_days import Occasion
from briefings.documents.meetings import Meetings
from briefings.documents.occasions import Occasions
from briefings.documents.visits import Visits
from briefings.models.statuses import AHEAD, Attendance, Status
from briefings.pages.dates import date_in_words, day_in_words, iso, partial, period_in_words
from briefings.pages.sources import Notes

MARKS: dict[str, str] = {
    **dict.fromkeys((Status.HELD, Attendance.PRESENT), "full"),
    **dict.fromkeys((Status.AGREED, Status.EXPECTED, Status.CONFIRMED), "half"),
    **dict.fromkeys((Status.POSSIBLE, Status.INVITED), "empty"),
    **dict.fromkeys((Status.POSTPONED, Status.CANCELLED, Status.DECLINED), "struck"),
    **dict.fromkeys((Status.DID_NOT_TAKE_PLACE, Attendance.ABSENT), "struck"),
}
OCCASIONS: Mapping[str, Occasions[Any]] = {"meeting": Meetings(), "visit": Visits()}
UNDER_WAY = {"word": "Under way", "mark": "half"}
UNSETTLED = "Its day has passed; whether it was held is not settled."


def told(status: str | None, possibly: Collection[str] = ()) -> dict[str, str] | None:
    """Return a status as `status` takes it: the word, and the mark of its box; None for none.

    What is not certain, as nothing is of a day to come, is called possible.
    """
    if status is None:
        return None
    word = LABELS[status]
    unsure = status in possibly and status != Status.POSSIBLE
    return {"word": f"Possibly {word.lower()}" if unsure else word, "mark": MARKS[status]}


def standing(occasion: Mapping[str, Any], asked: Asked) -> dict[str, Any]:
    """Return the `status` on a day and its `confidence`, None before the first, and a `remark`.

    The remark is what the clock or a partial date adds. "Under way" is said of the present alone;
    whether its day has passed, of the day asked about.
    """
    days, stands = _stands(occasion, asked)
    status = _with_note(stands)
    remark = status.pop("note", "") if status else ""
    if stands.status in AHEAD:
        kind = OCCASIONS[occasion["type"]]
        if days.is_asked_of_today and kind.is_going_on(occasion, days, asked.at):
            status, remark = UNDER_WAY, ""
        elif days.has_passed:
            remark = UNSETTLED
    confidence = stands.row["confidence"] if stands.row else None
    return {"status": status, "remark": remark, "confidence": confidence}


def then(occasion: Mapping[str, Any], asked: Asked) -> dict[str, str] | None:
    """Return the status on a day, None before the first; what else it possibly was is a `note`."""
    _, stands = _stands(occasion, asked)
    return _with_note(stands)


def _with_note(stands: Standing) -> dict[str, str] | None:
    status = told(stands.status, stands.possibly)
    others = [each for each in stands.possibly if each != stands.status]
    note = {"note": f"possibly {LABELS[others[-1]].lower()} by then"} if others else {}
    return status and status | note


def _stands(occasion: Mapping[str, Any], asked: Asked) -> tuple[Occasion, Standing]:
    days = Occasion.of(occasion["days"], asked)
    chain = chain_of(occasion["statuses"], "status")
    return days, Standing.of(chain, days.on, days.today)


def earlier(occasion: Mapping[str, Any], asked: Asked) -> str:
    """Return "before: possible (16 June 2023), expected (17 June 2023)"; "" of the first one."""
    _, stands = _stands(occasion, asked)
    before = takewhile(
        lambda row: row is not stands.row, occasion["statuses"] if stands.row else ()
    )
    words = ", ".join(
        f"{LABELS[row['status']].lower()} ({date_in_words(row['on'])})" for row in before
    )
    return f"before: {words}" if words else ""


def not_begun(occasion: Mapping[str, Any], asked: Asked) -> str:
    """Return when the record of a status begins, where that is after the day; else ""."""
    days, stands = _stands(occasion, asked)
    if stands.row or not occasion["statuses"]:
        return ""
    first = date_in_words(occasion["statuses"][0]["on"])
    return (
        f"On {day_in_words(days.day)} the record of this {occasion['type']} had not begun."
        f" It begins: {first}."
    )


def changes(occasion: Mapping[str, Any], asked: Asked, notes: Notes) -> list[dict[str, Any]]:
    """Return the changes as `status_history` takes them, the one that holds marked."""
    days = Occasion.of(occasion["days"], asked)
    chain = chain_of(occasion["status_history"], "status")
    holds = Standing.of(chain, days.on, days.today).row
    return [
        {
            **(told(row["status"]) or {}),
            "iso": iso(partial(row["on"])),
            "date_text": date_in_words(row["on"]),
            "date_note": notes.differing(row),
            "reason": row["reason"] or "",
            "planned": period_in_words(partial(row["planned_start"]), partial(row["planned_end"])),
            "confidence": row["confidence"],
            "sources": notes.of(row),
            "current": row is holds,
            "later": first > days.day,
        }
        for row, _, first, _ in chain
    ]


def first_days(occasion: Mapping[str, Any]) -> list[date]:
    """Return the first day of each change, where there is one: the ticks of the ruler."""
    chain = chain_of(occasion["statuses"], "status")
    return [row.first for row in chain if row.first > date.min]


def attends(standing: str | None, possibly: Collection[str]) -> str:
    """Return the word that stands after a participant's name; "" for who certainly is present."""
    said = told(standing, possibly)
    return "" if said is None or said["word"] == Attendance.PRESENT.label else said["word"].lower()
