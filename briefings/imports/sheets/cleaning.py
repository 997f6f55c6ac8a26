"""Cleans the rows of a sheet kept by hand: applies the answers given, asks what is still open."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from hashlib import sha256

from briefings.imports.cell_types import SEPARATOR, ChoiceCell, ListCell, PartialDateCell
from briefings.imports.columns.places import zones
from briefings.imports.formats import Column, Format, references
from briefings.imports.known import Known
from briefings.imports.sheets import questions, typed
from briefings.imports.sheets.headings import columns_of
from briefings.imports.sheets.questions import Answers, Option, Question
from briefings.imports.sheets.reconciling import Reconciler
from briefings.imports.sheets.rows import SheetRow
from briefings.models import Place
from briefings.models.date_words import in_words
from briefings.tables import FileRow
from briefings.tables.cells import (
    invisible_character,
    replace_undecoded,
    undecoded_bytes,
    without_invisible,
)

ROW = "row-"  # prefix of the ids made for rows that have none
ORDER = "order"  # the key of the one question about days in numbers
LEAVE_OUT = Option(questions.OUT, "Leave these rows out")
WRITE = Option(questions.WRITE, "Read it as")


class SheetCleaner:
    """Cleans the rows of one sheet. Open questions are collected in `questions`, each once."""

    def __init__(
        self, format_: Format, columns: Sequence[str], answers: Answers, known: Known
    ) -> None:
        self.format, self.answers, self.known = format_, answers, known
        self.first = columns[0] if columns else ""
        self.questions: dict[str, Question] = {}
        self.columns, asked = columns_of(format_, columns, answers)
        self.questions |= asked
        self.headings = {ours: theirs for theirs, ours in self.columns.items()}
        self.reconciler = Reconciler(format_, answers, known, ask=self.ask, answered=self.answered)

    def clean(self, rows: Iterable[FileRow]) -> list[SheetRow]:
        """Return the rows, cleaned as far as the answers go. A dozen queries, however many rows."""
        cleaned = [self._read(row) for row in rows]
        self.reconciler.look_up(cleaned)
        for row in cleaned:
            if not row.why_left_out:
                self.reconciler.reconcile(row)
        self._find_moments(cleaned)
        for row in cleaned:
            if not row.cells.get("id") and not row.cells.get("slug"):
                row.cells["id"] = _id_made_from(row, self.answers)
        return cleaned

    def ask(self, row: SheetRow, key: str, column: str, value: str, rule: str) -> Question:
        """Return the question with this key, now also about this row."""
        heading = self.headings.get(column, column)
        question = self.questions.setdefault(key, Question(key, heading, value, rule))
        if question.rows[-1:] != [row.number]:
            question.rows.append(row.number)
        row.open = True
        return question

    def ask_to_write(self, row: SheetRow, column: str, text: str, rule: str, *, once: bool) -> None:
        """Ask for a replacement of a text: `once` for all rows that have it, else for this cell."""
        key = questions.value_key(column, text) if once else f"cell:{row.number}:{column}"
        question = self.ask(row, key, column, text, rule)
        if not question.options:
            question.options = [WRITE, LEAVE_OUT]

    def answered(self, row: SheetRow, column: str, text: str) -> str | None:
        """Return the text with all answers applied; None where its rows are left out."""
        passed = set()
        while text not in passed:
            passed.add(text)
            answer = self.answers.get(questions.value_key(column, text), "")
            if answer == questions.OUT:
                row.why_left_out = f"{self.headings.get(column, column)}: “{text}” is left out"
                return None
            if answer.startswith(questions.WRITE):
                text = answer.removeprefix(questions.WRITE).strip()
        return text

    def _read(self, row: FileRow) -> SheetRow:
        cleaned = SheetRow(row.number, row.cells)
        if self.answers.get(f"cell:{row.number}:") == questions.OUT:
            cleaned.why_left_out = "left out by hand"
        for theirs, text in row.cells.items():
            ours = self.columns.get(theirs)
            if ours:
                cleaned.cells[ours] = text.strip()
        for name in self.names | {"time"}:
            answer = self.answers.get(f"cell:{row.number}:{name}", "")
            if answer == questions.OUT:
                cleaned.why_left_out = f"{self.headings.get(name, name)}: left out by hand"
            elif answer.startswith(questions.WRITE):
                cleaned.cells[name] = answer.removeprefix(questions.WRITE).strip()
        broken = self._ask_about_bytes(cleaned)
        self._split_moment(cleaned)
        for column in self.format.columns:
            name = column.name
            if cleaned.cells.get(name) and name not in broken and not cleaned.why_left_out:
                self._read_cell(cleaned, column)
        return cleaned

    def _ask_about_bytes(self, row: SheetRow) -> set[str]:
        """Ask about cells whose bytes are not UTF-8; return their columns.

        Such text cannot be looked up or stored, so the cell gets a replacement character.
        """
        broken = {name for name, text in row.cells.items() if undecoded_bytes(text)}
        for name in broken:
            row.cells[name] = replace_undecoded(row.cells[name])
            if not row.why_left_out:
                rule = "some of its bytes are no UTF-8"
                self.ask_to_write(row, name, row.cells[name], rule, once=False)
        return broken

    def _split_moment(self, row: SheetRow) -> None:
        """Move the time of day from the day's cell to its own: workbooks have both in one."""
        if "starts_at" in self.names:
            day, time = typed.day_and_time(row.cells.get("on", ""))
            if time:
                row.cells["on"] = day
                row.cells["time"] = row.cells.get("time") or time

    @property
    def names(self) -> set[str]:
        """The names of the columns of our table."""
        return {column.name for column in self.format.columns}

    def _read_cell(self, row: SheetRow, column: Column) -> None:
        text = self._visible(row, column.name, row.cells[column.name])
        if text is None:
            return
        row.cells[column.name] = text
        if references(column):
            several = isinstance(column.type, ListCell)
            row.lists[column.name] = typed.typed_list(text) if several else [text]
            return
        try:
            row.cells[column.name] = self._written(column, text)
            column.type.read(row.cells[column.name])
        except typed.DayOrMonthFirst as either:
            self._ask_order(row, column, text, either)
        except ValueError as error:
            rule = str(error).removeprefix(f"{text}: ")
            self.ask_to_write(row, column.name, text, rule, once=True)

    def _visible(self, row: SheetRow, column: str, text: str) -> str | None:
        """Return the text with answers applied; ask about invisible characters.

        None where the row is left out, or that question is open.
        """
        answered = self.answered(row, column, text)
        if answered is not None and (character := invisible_character(answered)):
            rule = f"it holds {character}, which nobody sees"
            key = questions.value_key(column, text)
            question = self.ask(row, key, column, text, rule)
            clean = f"{questions.WRITE}{without_invisible(answered)}"
            question.options = [
                Option(clean, f"Read it as “{without_invisible(answered)}”"),
                LEAVE_OUT,
            ]
            question.proposed = clean
            return None
        return answered

    def _written(self, column: Column, text: str) -> str:
        if isinstance(column.type, PartialDateCell):
            order = self.answers.get(ORDER, "")
            return typed.typed_date(text, order)  # type: ignore[arg-type]
        if isinstance(column.type, ChoiceCell):
            return typed.typed_choice(text)
        if isinstance(column.type, ListCell):
            return SEPARATOR.join(typed.typed_list(text))
        return text

    def _ask_order(
        self, row: SheetRow, column: Column, text: str, either: typed.DayOrMonthFirst
    ) -> None:
        rule = "which number stands first, in this and in all days written so?"
        question = self.ask(row, ORDER, column.name, text, rule)
        question.options = [
            Option(questions.DAY_FIRST, "The day", f"{text} is {in_words(either.day_first)}"),
            Option(questions.MONTH_FIRST, "The month", f"{text} is {in_words(either.month_first)}"),
        ]

    def _find_moments(self, rows: Iterable[SheetRow]) -> None:
        """Set `starts_at` from day and time, in the time zone of the place. One query."""
        timed = [row for row in rows if row.is_ready and row.cells.get("time")]
        keys = {key for row in timed if (key := self.reconciler.place_of(row))}
        of_places = dict(Place.objects.filter(pk__in=keys).values_list("pk", "time_zone"))
        for row in timed:
            text = row.cells.pop("time")
            time = self.answered(row, "time", text)
            zone = row.cells.get("time_zone") or self.reconciler.zone_of(row, of_places)
            if time is None:
                continue
            try:
                time = typed.typed_time(time)
            except ValueError as error:
                self.ask_to_write(row, "time", text, str(error), once=True)
                continue
            day = row.cells.get("on", "")
            if zone not in zones():
                rule = "a time needs a place, or a time zone as in Asia/Shanghai"
                self.ask_to_write(row, "time_zone", zone, rule, once=False)
            elif len(day) != len("2023-06-18"):
                self.ask_to_write(row, "on", day, "a time needs the day", once=False)
            else:
                try:
                    row.cells["starts_at"] = typed.moment(day, time, zone)
                except ValueError as error:
                    self.ask_to_write(row, "time", text, str(error), once=False)


def _id_made_from(row: SheetRow, answers: Answers) -> str:
    """Return an id for a row that has none, made from its words: equal rows get equal ids.

    A row that was answered to be another one gets its number added.
    """
    words = json.dumps(sorted((name, text) for name, text in row.theirs.items() if text.strip()))
    another = f"-{row.number}" if answers.get(f"row:{row.number}") == questions.ANOTHER else ""
    return f"{ROW}{sha256(words.encode()).hexdigest()[:16]}{another}"
