"""Rows of a hand-made sheet that are, it seems, what the record or the sheet has already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from briefings.imports.known import scheme
from briefings.imports.sheets import questions
from briefings.imports.sheets.cleaning import ROW, Mending
from briefings.imports.sheets.questions import OURS, SAME, Option
from briefings.imports.sheets.rows import Mended
from briefings.models import ExternalIdentifier, Meeting, Participant
from briefings.tables.cells import decoded

TOGETHER = 2  # who are both there and here, so that it may be one meeting
PEOPLE = ("officials", "bodies", "groups")

People = frozenset[tuple[str, str | int]]


def ask_what_resembles(mending: Mending, rows: Iterable[Mended]) -> None:
    """Ask of each row that is like a record, or like a row before it, whether it is the same.

    A meeting is like one of the same day and people; any other record, like one of its name. A row
    that an earlier import took in is known by its words and not asked about. Some ten queries.
    """
    standing = [row for row in rows if row.stands]
    if not mending.format.is_of_records:
        return
    _ask_about_doubles(mending, standing)
    ids = [row.cells["id"] for row in standing if "id" in row.cells]
    known = {
        *ExternalIdentifier.objects.filter(
            scheme=scheme("", mending.format.name), value__in=ids
        ).values_list("value", flat=True)
    }
    new = [
        row
        for row in standing
        if row.stands and row.cells.get("id", "").startswith(ROW) and row.cells["id"] not in known
    ]
    like = _meetings_like(mending, new) if mending.naming.mixed else _called_the_same(mending, new)
    for row, records in like:
        _settle(mending, row, records)


def _settle(mending: Mending, row: Mended, records: list[Any]) -> None:
    """Do with the row what was answered, or ask."""
    key = f"row:{row.number}"
    answer = mending.answers.get(key, "")
    slugs = {record.slug: record for record in records}
    kind, _, slug = answer.partition(":")
    if answer == questions.ANOTHER:
        return
    if kind == "ours" and slug in slugs:
        row.why_out = f"it is “{slugs[slug]}”, which we have"
    elif kind == "same" and slug in slugs:
        row.cells["slug"] = slug
        del row.cells["id"]
    elif answer == questions.OUT:
        row.why_out = "left out by hand"
    else:
        question = mending.ask(row, key, "", _in_short(row), "we have this, it seems")
        table = mending.format.name
        for each in records:
            shown = {"table": table, "slug": each.slug, "note": _told(each)}
            question.options += [
                Option(f"{OURS}{each.slug}", f"It is “{each}”: keep ours", **shown),
                Option(f"{SAME}{each.slug}", f"It is “{each}”: take over what the row says"),
            ]
        question.options += [
            Option(questions.ANOTHER, "It is another: import it"),
            Option(questions.OUT, "Leave the row out"),
        ]
        question.proposed = question.options[0].answer


def _ask_about_doubles(mending: Mending, rows: Iterable[Mended]) -> None:
    """Ask of each row that says what one before it says whether it is another."""
    first: dict[Any, Mended] = {}
    for row in rows:
        sames: list[Any] = [row.cells.get("id")]
        if _has_day(row) and mending.naming.mixed and (people := _people(mending, row)):
            sames.append((row.cells["on"], row.cells.get("starts_at"), people))
        before = next((first[same] for same in sames if same in first), None)
        for same in sames:
            first.setdefault(same, row)
        key = f"row:{row.number}"
        answer = mending.answers.get(key, "")
        if before is None or answer == questions.ANOTHER:
            continue
        if answer == questions.OUT:
            row.why_out = f"it says what row {before.number} says"
            continue
        rule = f"row {before.number} says the same, it seems"
        question = mending.ask(row, key, "", _in_short(row), rule)
        question.options = [
            Option(questions.OUT, "Leave this row out"),
            Option(questions.ANOTHER, "It is another: import both"),
        ]
        question.proposed = questions.OUT


def _people(mending: Mending, row: Mended) -> People:
    """Return who takes part, by the column and what it names."""
    named = {
        (name, key) for name in ("officials", "bodies") for key in mending.naming.keys_of(row, name)
    }
    groups = {("groups", each) for each in row.cells.get("groups", "").split("|") if each}
    return frozenset(named | groups)


def _meetings_like(mending: Mending, rows: Iterable[Mended]) -> Iterator[tuple[Mended, list[Any]]]:
    """Yield the rows with the meetings of their day at which the same people are; two queries."""
    with_people = {row.number: _people(mending, row) for row in rows}
    days = {row.cells["on"] for row in rows if _has_day(row)}
    meetings: dict[str, list[Meeting]] = defaultdict(list)
    of_these_days = Meeting.objects.filter(
        on__in=days, retraction_reason="", identity__merged_into__isnull=True
    )
    for meeting in of_these_days.order_by("pk"):
        meetings[meeting.on.text].append(meeting)  # type: ignore[union-attr]
    there: dict[int, set[tuple[str, str | int]]] = defaultdict(set)
    keys = [each.pk for found in meetings.values() for each in found]
    taking_part = Participant.objects.filter(meeting__in=keys, retraction_reason="")
    for part in taking_part:
        who = (part.official_id, part.organization_id, part.group)
        there[part.meeting_id or 0] |= {
            (name, each) for name, each in zip(PEOPLE, who, strict=True) if each
        }
    for row in rows:
        here = with_people[row.number]
        found = [
            meeting
            for meeting in meetings.get(row.cells.get("on", ""), ())
            if here and (here == there[meeting.pk] or len(here & there[meeting.pk]) >= TOGETHER)
        ]
        if found:
            yield row, found


def _called_the_same(
    mending: Mending, rows: Iterable[Mended]
) -> Iterator[tuple[Mended, list[Any]]]:
    """Yield the rows of records with the one that has their name; a few queries."""
    format_ = mending.format
    name = next((each for each in ("full_name", "name", "title") if each in mending.names), "")
    called = {text for row in rows if (text := row.cells.get(name, ""))}
    mending.known.look_up(format_.name, called)
    keys = {}
    for text in called:
        try:
            keys[text] = mending.known.find(format_.name, text)
        except ValueError:
            continue  # None has this name, or several have it: then nobody can tell which it is.
    records = format_.model._default_manager.in_bulk({*keys.values()})
    for row in rows:
        if record := records.get(keys.get(row.cells.get(name, ""))):
            yield row, [record]


def _has_day(row: Mended) -> bool:
    """Return whether the row says the day: in one month the same people may meet often."""
    return len(row.cells.get("on", "")) == len("2023-06-18")


def _in_short(row: Mended) -> str:
    return decoded(", ".join(text for text in row.theirs.values() if text.strip()))


def _told(record: Any) -> str:
    """Return what tells the record from others: of a meeting also its day and hour."""
    if not isinstance(record, Meeting):
        return ""
    local = record.starts_at.astimezone(record.zone) if record.starts_at else None
    clock = f"{local:%H:%M}, {record.time_zone}" if local else ""
    return ", ".join(filter(None, (str(record.on), clock, record.get_kind_display())))
