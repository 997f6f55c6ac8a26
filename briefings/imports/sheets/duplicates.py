"""Asks about rows of a sheet that seem to be in the record, or in the sheet, already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from briefings.imports.known import scheme
from briefings.imports.sheets import questions
from briefings.imports.sheets.cleaning import ROW, SheetCleaner
from briefings.imports.sheets.questions import OURS, SAME, Option
from briefings.imports.sheets.rows import SheetRow
from briefings.models import ExternalIdentifier, Meeting, Participant
from briefings.tables.cells import replace_undecoded

TOGETHER = 2  # participants in common from which on two meetings may be the same
PEOPLE = ("officials", "bodies", "groups")

People = frozenset[tuple[str, str | int]]


def ask_about_duplicates(cleaner: SheetCleaner, rows: Iterable[SheetRow]) -> None:
    """Ask about each new row that resembles a record, or an earlier row of the sheet.

    Meetings resemble each other by day and people, other records by name. Rows that an earlier
    import took in are recognised by their id and not asked about. Some ten queries.
    """
    ready = [row for row in rows if row.is_ready]
    if not cleaner.format.is_of_records:
        return
    _ask_about_repeated_rows(cleaner, ready)
    ids = [row.cells["id"] for row in ready if "id" in row.cells]
    known = {
        *ExternalIdentifier.objects.filter(
            scheme=scheme("", cleaner.format.name), value__in=ids
        ).values_list("value", flat=True)
    }
    new = [
        row
        for row in ready
        if row.is_ready and row.cells.get("id", "").startswith(ROW) and row.cells["id"] not in known
    ]
    like = (
        _matching_meetings(cleaner, new)
        if cleaner.reconciler.mixed
        else _records_of_same_name(cleaner, new)
    )
    for row, records in like:
        _apply_answer(cleaner, row, records)


def _apply_answer(cleaner: SheetCleaner, row: SheetRow, records: list[Any]) -> None:
    """Apply the answer about a row that resembles these records, or ask."""
    key = f"row:{row.number}"
    answer = cleaner.answers.get(key, "")
    slugs = {record.slug: record for record in records}
    kind, _, slug = answer.partition(":")
    if answer == questions.ANOTHER:
        return
    if kind == "ours" and slug in slugs:
        row.why_left_out = f"it is “{slugs[slug]}”, which we have"
    elif kind == "same" and slug in slugs:
        row.cells["slug"] = slug
        del row.cells["id"]
    elif answer == questions.OUT:
        row.why_left_out = "left out by hand"
    else:
        question = cleaner.ask(row, key, "", _summary(row), "we have this, it seems")
        table = cleaner.format.name
        for each in records:
            shown = {"table": table, "slug": each.slug, "note": _details(each)}
            question.options += [
                Option(f"{OURS}{each.slug}", f"It is “{each}”: keep ours", **shown),
                Option(f"{SAME}{each.slug}", f"It is “{each}”: take over what the row says"),
            ]
        question.options += [
            Option(questions.ANOTHER, "It is another: import it"),
            Option(questions.OUT, "Leave the row out"),
        ]
        question.proposed = question.options[0].answer


def _ask_about_repeated_rows(cleaner: SheetCleaner, rows: Iterable[SheetRow]) -> None:
    """Ask about each row that repeats an earlier one."""
    first: dict[Any, SheetRow] = {}
    for row in rows:
        sames: list[Any] = [row.cells.get("id")]
        if _has_day(row) and cleaner.reconciler.mixed and (people := _people(cleaner, row)):
            sames.append((row.cells["on"], row.cells.get("starts_at"), people))
        before = next((first[same] for same in sames if same in first), None)
        for same in sames:
            first.setdefault(same, row)
        key = f"row:{row.number}"
        answer = cleaner.answers.get(key, "")
        if before is None or answer == questions.ANOTHER:
            continue
        if answer == questions.OUT:
            row.why_left_out = f"it says what row {before.number} says"
            continue
        rule = f"row {before.number} says the same, it seems"
        question = cleaner.ask(row, key, "", _summary(row), rule)
        question.options = [
            Option(questions.OUT, "Leave this row out"),
            Option(questions.ANOTHER, "It is another: import both"),
        ]
        question.proposed = questions.OUT


def _people(cleaner: SheetCleaner, row: SheetRow) -> People:
    """Return the participants, as pairs of column and record or words."""
    named = {
        (name, key)
        for name in ("officials", "bodies")
        for key in cleaner.reconciler.keys_of(row, name)
    }
    groups = {("groups", each) for each in row.cells.get("groups", "").split("|") if each}
    return frozenset(named | groups)


def _matching_meetings(
    cleaner: SheetCleaner, rows: Iterable[SheetRow]
) -> Iterator[tuple[SheetRow, list[Any]]]:
    """Yield rows with the meetings of the same day and people. Two queries."""
    with_people = {row.number: _people(cleaner, row) for row in rows}
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


def _records_of_same_name(
    cleaner: SheetCleaner, rows: Iterable[SheetRow]
) -> Iterator[tuple[SheetRow, list[Any]]]:
    """Yield rows with the record of the same name. A few queries."""
    format_ = cleaner.format
    name = next((each for each in ("full_name", "name", "title") if each in cleaner.names), "")
    called = {text for row in rows if (text := row.cells.get(name, ""))}
    cleaner.known.look_up(format_.name, called)
    keys = {}
    for text in called:
        try:
            keys[text] = cleaner.known.find(format_.name, text)
        except ValueError:
            continue  # No record has this name, or several have it.
    records = format_.model._default_manager.in_bulk({*keys.values()})
    for row in rows:
        if record := records.get(keys.get(row.cells.get(name, ""))):
            yield row, [record]


def _has_day(row: SheetRow) -> bool:
    """Return whether the row has a full day: the same people may meet often in one month."""
    return len(row.cells.get("on", "")) == len("2023-06-18")


def _summary(row: SheetRow) -> str:
    return replace_undecoded(", ".join(text for text in row.theirs.values() if text.strip()))


def _details(record: Any) -> str:
    """Return day, hour and kind of a meeting, "" for other records."""
    if not isinstance(record, Meeting):
        return ""
    local = record.starts_at.astimezone(record.zone) if record.starts_at else None
    clock = f"{local:%H:%M}, {record.time_zone}" if local else ""
    return ", ".join(filter(None, (str(record.on), clock, record.get_kind_display())))
