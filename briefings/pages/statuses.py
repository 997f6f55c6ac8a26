"""Statuses of visits, meetings and participants as pages tell them: on a day, and as a history.

An occasion is the document of a meeting or of a visit; its item where no sources are told.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from itertools import takewhile
from typing import Any
from zoneinfo import ZoneInfo

from briefings.documents.builder import Asked
from briefings.documents.days import LABELS, Standing, chain_of
from briefings.documents.local_days import Occasion
from briefings.documents.meetings import Meetings
from briefings.documents.occasions import Occasions
from briefings.documents.visits import Visits
from briefings.models import Meeting, StatusChange, Visit
from briefings.models.chains import dated
from briefings.models.days import State, at_end_of
from briefings.models.statuses import AHEAD, Attendance, Status
from briefings.pages.citations import Notes as NotesOf
from briefings.pages.dates import date_in_words, day_in_words, iso, partial, period_in_words
from briefings.pages.sources import Notes, cited_for
from briefings.timelines import Fact, rows_of

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
    status = then(occasion, asked)
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


def changes(occasion: Mapping[str, Any], asked: Asked, notes: NotesOf) -> list[dict[str, Any]]:
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


def status(row: StatusChange) -> dict[str, str]:
    """Return a status as `status` takes it: the word, and the mark of its box."""
    return {"word": row.get_status_display(), "mark": MARKS[row.status]}


def stood(rows: Sequence[StatusChange], day: date, today: date = date.max) -> State[StatusChange]:
    """Return where changes, in order, stand at the end of a day; after `today` possibly."""
    return at_end_of(dated(rows, "status"), day, today)


def status_on(rows: Sequence[StatusChange], day: date, today: date) -> dict[str, str] | None:
    """Return the status at the end of a day, of changes in order; None before the first.

    What only may have been so by then, as all is after `today`, says so: in the word, or in a
    `note` beside it.
    """
    stands = stood(rows, day, today)
    if stands.shown is None:
        return None
    told = status(stands.shown)
    if stands.last is None and stands.shown.status != Status.POSSIBLE:
        told["word"] = f"Possibly {told['word'].lower()}"
    later = [row.row for row in stands.maybe if row.value != stands.shown.status]
    if later:
        told["note"] = f"possibly {later[-1].get_status_display().lower()} by then"
    return told


def local_day(day: date, today: date, at: datetime, zone: ZoneInfo) -> date:
    """Return the day by an occasion's own clocks where the newsroom's today is asked about."""
    return at.astimezone(zone).date() if day == today else day


def as_it_stands(
    occasion: Meeting | Visit, rows: Sequence[StatusChange], day: date, at: datetime
) -> dict[str, Any]:
    """Return the `status` on a day and its `confidence`, None before the first, and a `remark`.

    The remark is what the clock or a partial date adds. "Under way" is said of the present alone;
    whether its day has passed, of the day asked about.
    """
    shown = stood(rows, day).shown
    told = status_on(rows, day, occasion.today(at))
    remark = told.pop("note", "") if told else ""
    if told and shown and shown.status in AHEAD:
        if day == occasion.today(at) and occasion.is_under_way(at):
            told, remark = UNDER_WAY, ""
        elif (last := last_day(occasion)) is not None and last < day:
            remark = UNSETTLED
    return {
        "status": told,
        "remark": remark,
        "confidence": shown.confidence if shown else None,
    }


def last_day(occasion: Meeting | Visit) -> date | None:
    """Return the last day that it may have been on; None where that is not known."""
    if isinstance(occasion, Meeting):
        return occasion.on.latest if occasion.on else None
    ends = occasion.ends or occasion.starts
    return ends.latest if ends else None


def before(rows: Sequence[StatusChange], day: date) -> str:
    """Return "before: possible (16 June 2023), expected (17 June 2023)".

    "" where the status on the day is its first one.
    """
    shown = stood(rows, day).shown
    earlier = rows[: list(rows).index(shown)] if shown else []
    words = ", ".join(f"{row.get_status_display().lower()} ({row.on})" for row in earlier)
    return f"before: {words}" if words else ""


def begins(rows: Sequence[StatusChange], day: date, what: str) -> str:
    """Return when the record of a status begins, where that is after the day; else ""."""
    if not rows or rows[0].first_day <= day:
        return ""
    return (
        f"On {day_in_words(day)} the record of this {what} had not begun. It begins: {rows[0].on}."
    )


def history(
    rows: Sequence[StatusChange], day: date, notes: Notes, differing: Mapping[Fact, str]
) -> list[dict[str, Any]]:
    """Return the changes as `status_history` takes them, the one that holds on the day marked.

    `notes` are the numbers of the sources by fact, `differing` says which of them say what.
    """
    shown = stood(rows, day).shown
    return [
        {
            **status(row),
            "iso": iso(row.on),
            "date_text": str(row.on),
            "date_note": differing.get(("statuschange", row.pk)),
            "reason": row.reason,
            "planned": period_in_words(row.planned_start, row.planned_end),
            "confidence": row.confidence,
            "sources": notes.get(("statuschange", row.pk), []),
            "current": row is shown,
            "later": row.first_day > day,
        }
        for row in rows
    ]


def days_of(rows: Sequence[StatusChange]) -> list[date]:
    """Return the first day of each change, where there is one: the ticks of the ruler."""
    return [row.first_day for row in rows if row.first_day > date.min]


def attendance(rows: Sequence[StatusChange], day: date, today: date) -> str:
    """Return the word that stands after a participant's name; "" for who is there as a matter of
    course, which nobody is after `today`."""
    told = status_on(rows, day, today)
    return "" if told is None or told["word"] == Attendance.PRESENT.label else told["word"].lower()


def rows_told(
    occasions: Sequence[Meeting | Visit],
    statuses: Sequence[StatusChange],
    asked: date,
    today: date,
    at: datetime,
    notes: Notes | None = None,
) -> list[dict[str, Any]]:
    """Return meetings or visits as `meeting_list` takes them, as they stood on a day.

    Where the newsroom's `today` is asked about, on the day that it is where each was. `notes` are
    the numbers of the sources by fact, None on a page that lists no sources.
    """
    rows: list[dict[str, Any]] = []
    for occasion in occasions:
        day = local_day(asked, today, at, occasion.zone)
        on = occasion.on if isinstance(occasion, Meeting) else occasion.starts
        ends = None if isinstance(occasion, Meeting) else occasion.ends
        own = rows_of(statuses, occasion)
        stood = as_it_stands(occasion, own, day, at)
        if stood["status"] is None and own:
            stood["remark"] = f"In the record from {own[0].on}"
        rows.append(
            {
                "name": occasion.label,
                "url": occasion.get_absolute_url(),
                "date_text": period_in_words(on, ends),
                "iso": None if ends else iso(on),
                "sources": cited_for([occasion, *own], notes or {}),
                **stood,
            }
        )
    return rows
