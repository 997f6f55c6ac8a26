"""A hand-made sheet written as our tables want it: by what was answered, or asked for an answer."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from hashlib import sha256

from briefings.imports.cell_types import BETWEEN, ChoiceCell, ListCell, PartialDateCell
from briefings.imports.columns.places import zones
from briefings.imports.formats import Column, Format, references
from briefings.imports.known import Known
from briefings.imports.sheets import questions, typed
from briefings.imports.sheets.headings import columns_of
from briefings.imports.sheets.questions import Answers, Option, Question
from briefings.imports.sheets.reconciling import Naming
from briefings.imports.sheets.rows import Mended
from briefings.models import Place
from briefings.models.date_words import in_words
from briefings.tables import FileRow
from briefings.tables.cells import decoded, seen, undecoded, unseen

ROW = "row-"  # what the id of a row begins with that has none of its own
ORDER = "order"  # the key of the one question about days in numbers
LEAVE_OUT = Option(questions.OUT, "Leave these rows out")
WRITE = Option(questions.WRITE, "Read it as")


class Mending:
    """Mends the rows of one sheet; what nobody has answered goes to `questions`, each once."""

    def __init__(
        self, format_: Format, columns: Sequence[str], answers: Answers, known: Known
    ) -> None:
        self.format, self.answers, self.known = format_, answers, known
        self.first = columns[0] if columns else ""
        self.questions: dict[str, Question] = {}
        self.columns, asked = columns_of(format_, columns, answers)
        self.questions |= asked
        self.headings = {ours: theirs for theirs, ours in self.columns.items()}
        self.naming = Naming(format_, answers, known, ask=self.ask, answered=self.answered)

    def mend(self, rows: Iterable[FileRow]) -> list[Mended]:
        """Return the rows, mended as far as the answers go; a dozen queries however many."""
        mended = [self._read(row) for row in rows]
        self.naming.look_up(mended)
        for row in mended:
            if not row.why_out:
                self.naming.name(row)
        self._find_moments(mended)
        for row in mended:
            if not row.cells.get("id") and not row.cells.get("slug"):
                row.cells["id"] = _made_of(row, self.answers)
        return mended

    def ask(self, row: Mended, key: str, column: str, value: str, rule: str) -> Question:
        """Return the question, asked for this row too."""
        heading = self.headings.get(column, column)
        question = self.questions.setdefault(key, Question(key, heading, value, rule))
        if question.rows[-1:] != [row.number]:
            question.rows.append(row.number)
        row.open = True
        return question

    def ask_to_write(self, row: Mended, column: str, text: str, rule: str, *, once: bool) -> None:
        """Ask what a text should be: `once` for all rows that have it, else for this cell."""
        key = questions.value_key(column, text) if once else f"cell:{row.number}:{column}"
        question = self.ask(row, key, column, text, rule)
        if not question.options:
            question.options = [WRITE, LEAVE_OUT]

    def answered(self, row: Mended, column: str, text: str) -> str | None:
        """Return the text that stands for the text; None where its rows are left out."""
        passed = set()
        while text not in passed:
            passed.add(text)
            answer = self.answers.get(questions.value_key(column, text), "")
            if answer == questions.OUT:
                row.why_out = f"{self.headings.get(column, column)}: “{text}” is left out"
                return None
            if answer.startswith(questions.WRITE):
                text = answer.removeprefix(questions.WRITE).strip()
        return text

    def _read(self, row: FileRow) -> Mended:
        mended = Mended(row.number, row.cells)
        if self.answers.get(f"cell:{row.number}:") == questions.OUT:
            mended.why_out = "left out by hand"
        for theirs, text in row.cells.items():
            ours = self.columns.get(theirs)
            if ours:
                mended.cells[ours] = text.strip()
        for name in self.names | {"time"}:
            answer = self.answers.get(f"cell:{row.number}:{name}", "")
            if answer == questions.OUT:
                mended.why_out = f"{self.headings.get(name, name)}: left out by hand"
            elif answer.startswith(questions.WRITE):
                mended.cells[name] = answer.removeprefix(questions.WRITE).strip()
        broken = self._ask_about_bytes(mended)
        self._split_moment(mended)
        for column in self.format.columns:
            name = column.name
            if mended.cells.get(name) and name not in broken and not mended.why_out:
                self._read_cell(mended, column)
        return mended

    def _ask_about_bytes(self, row: Mended) -> set[str]:
        """Ask about cells with bytes that are no UTF-8, and return their columns.

        Such a text cannot be looked up or kept: the cell gets a replacement character for them.
        """
        broken = {name for name, text in row.cells.items() if undecoded(text)}
        for name in broken:
            row.cells[name] = decoded(row.cells[name])
            if not row.why_out:
                rule = "some of its bytes are no UTF-8"
                self.ask_to_write(row, name, row.cells[name], rule, once=False)
        return broken

    def _split_moment(self, row: Mended) -> None:
        """Take the time out of a cell that says day and time, as workbooks have them."""
        if "starts_at" in self.names:
            day, time = typed.day_and_time(row.cells.get("on", ""))
            if time:
                row.cells["on"] = day
                row.cells["time"] = row.cells.get("time") or time

    @property
    def names(self) -> set[str]:
        """The names of the columns of our table."""
        return {column.name for column in self.format.columns}

    def _read_cell(self, row: Mended, column: Column) -> None:
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

    def _visible(self, row: Mended, column: str, text: str) -> str | None:
        """Return the text as it is answered for; None where the row is out, or it is asked."""
        answered = self.answered(row, column, text)
        if answered is not None and (sign := unseen(answered)):
            rule = f"it holds {sign}, which nobody sees"
            key = questions.value_key(column, text)
            question = self.ask(row, key, column, text, rule)
            clean = f"{questions.WRITE}{seen(answered)}"
            question.options = [Option(clean, f"Read it as “{seen(answered)}”"), LEAVE_OUT]
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
            return BETWEEN.join(typed.typed_list(text))
        return text

    def _ask_order(
        self, row: Mended, column: Column, text: str, either: typed.DayOrMonthFirst
    ) -> None:
        rule = "which number stands first, in this and in all days written so?"
        question = self.ask(row, ORDER, column.name, text, rule)
        question.options = [
            Option(questions.DAY_FIRST, "The day", f"{text} is {in_words(either.day_first)}"),
            Option(questions.MONTH_FIRST, "The month", f"{text} is {in_words(either.month_first)}"),
        ]

    def _find_moments(self, rows: Iterable[Mended]) -> None:
        """Make the moment of day and time, by the clocks of the place; one query."""
        timed = [row for row in rows if row.stands and row.cells.get("time")]
        keys = {key for row in timed if (key := self.naming.place_of(row))}
        of_places = dict(Place.objects.filter(pk__in=keys).values_list("pk", "time_zone"))
        for row in timed:
            text = row.cells.pop("time")
            time = self.answered(row, "time", text)
            zone = row.cells.get("time_zone") or self.naming.zone_of(row, of_places)
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


def _made_of(row: Mended, answers: Answers) -> str:
    """Return an id for a row that has none: the same for the same words.

    A row that is said to be another than the one before it has one of its own.
    """
    words = json.dumps(sorted((name, text) for name, text in row.theirs.items() if text.strip()))
    another = f"-{row.number}" if answers.get(f"row:{row.number}") == questions.ANOTHER else ""
    return f"{ROW}{sha256(words.encode()).hexdigest()[:16]}{another}"
