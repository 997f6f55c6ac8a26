"""A hand-made sheet as it stands: what is asked, what is left out, and the files to import."""

from __future__ import annotations

import io
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import islice

from briefings.imports.columns import FORMATS
from briefings.imports.files import File
from briefings.imports.known import TYPES, Known
from briefings.imports.leaving_out import left_out_table
from briefings.imports.sheets import questions
from briefings.imports.sheets.cleaning import Mending
from briefings.imports.sheets.duplicates import ask_what_resembles
from briefings.imports.sheets.headings import more_columns
from briefings.imports.sheets.questions import Answers, Option, Question
from briefings.imports.sheets.rows import Mended
from briefings.limits import PAGE, SHEET_ROWS
from briefings.sandbox import tables as apart
from briefings.search.near import records_near
from briefings.tables import CellNote, Faults, write

AT_ONCE = 40  # questions for which the nearest records are looked up


@dataclass
class Sheet:
    """A sheet with what was answered. `faults` are of the whole file: nobody can answer those.

    `questions` are in the order of the rows; nearest records are given with the first 40.
    """

    name: str
    table: str
    columns: Sequence[str]
    said: tuple[str, ...] = ()
    rows: list[Mended] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    faults: list[CellNote] = field(default_factory=list)
    stubs: dict[str, list[dict[str, str]]] = field(default_factory=dict)

    @property
    def left_out(self) -> list[Mended]:
        """The rows that are left out."""
        return [row for row in self.rows if row.why_out]

    def file_of(self, table: str) -> str:
        """Return the name of the file of what is entered for names."""
        return f"{self.name}: new {table}"

    def file_of_left_out(self, data: bytes) -> tuple[list[str], list[list[str]]]:
        """Return columns and rows of what is left out of the file `data`, with number and why."""
        left_out = {(self.name, row.number): row.why_out for row in self.left_out}
        return left_out_table(File(self.name, self.table, io.BytesIO(data)), left_out)

    def files(self) -> list[File]:
        """Return what is to be imported: its rows, each with its number, and what they need."""
        files = []
        for table, stubs in self.stubs.items():
            columns = [*stubs[0]]
            rows = [[stub[column] for column in columns] for stub in stubs]
            files.append(File(self.file_of(table), table, _csv(columns, rows), ours=True))
        columns = [column.name for column in FORMATS[self.table].columns]
        by_number = {row.number: row.cells for row in self.rows if row.stands}
        # An empty row in place of each that is left out: so every row keeps its number.
        last = max(by_number, default=1)
        cells = [by_number.get(number, {}) for number in range(2, last + 1)]
        rows = [[each.get(column, "") for column in columns] for each in cells]
        return [*files, File(self.name, self.table, _csv(columns, rows), ours=True)]


def read_sheet(name: str, data: bytes, table: str, answers: Answers) -> Sheet:
    """Read a hand-made sheet, mended by what was answered; writes nothing.

    A dozen queries, and two for each name that nobody knows, of the first 40.
    """
    faults = Faults()
    with closing(apart.read(name, io.BytesIO(data), PAGE, faults)) as file:
        read_rows = [*islice(file.rows, SHEET_ROWS)]
        if next(file.rows, None) is not None:
            faults.add(name, None, "", "", f"over {SHEET_ROWS:,} rows: import it by command")
    sheet = Sheet(name, table, file.columns, file.said)
    mending = Mending(FORMATS[table], file.columns, answers, Known(""))
    sheet.rows = mending.mend(read_rows)
    there = {row.number for row in read_rows}
    for fault in faults:
        if fault.row is None or fault.row == 1 or not sheet.columns:
            sheet.faults.append(fault)
        elif fault.row not in there:
            sheet.rows.append(_unreadable(mending, fault, answers))
    ask_what_resembles(mending, sheet.rows)
    sheet.rows.sort(key=lambda row: row.number)
    wanted = {each for row in sheet.rows if row.stands for each in _handles(row)}
    for of, stubs in mending.naming.stubs.items():
        if needed := [cells for handle, cells in stubs.items() if handle in wanted]:
            sheet.stubs[of] = needed
    sheet.questions = sorted(mending.questions.values(), key=lambda each: each.rows or [0])
    for question in sheet.questions[:AT_ONCE]:
        question.options[:0] = _nearest(question)
    return sheet


def ask_about_faults(sheet: Sheet, faults: Faults) -> None:
    """Turn what an import would refuse into questions; what no row can answer is a fault."""
    mended = {row.number: row for row in sheet.rows}
    asked: dict[str, Question] = {}
    for fault in faults:
        row = mended.get(fault.row or 0)
        if fault.file != sheet.name or row is None:
            sheet.faults.append(fault)
            continue
        key = f"cell:{row.number}:{fault.column}"
        write = [Option(questions.WRITE, "Read it as")] if fault.column else []
        out = Option(questions.OUT, "Leave the row out")
        rows = [row.number]
        begins = "" if fault.column else next(filter(None, row.theirs.values()), "")
        value = fault.value or begins or "(empty)"
        question = Question(key, fault.column, value, fault.rule, [*write, out], rows=rows)
        asked.setdefault(key, question)
    sheet.questions += sorted(asked.values(), key=lambda each: each.rows)


def template_of(table: str) -> list[str]:
    """Return the columns of an empty hand-made sheet: what people fill in, no ids."""
    format_ = FORMATS[table]
    columns = [column.name for column in format_.columns]
    left_out = {"id", "slug", "former_ids", "starts_at", "order"}
    return [*(name for name in columns if name not in left_out), *more_columns(format_)]


def table_of(name: str) -> str:
    """Return the table whose name a file's begins with, "" for none."""
    begun = name.lower().replace("-", "_").replace(" ", "_")
    return max((table for table in FORMATS if begun.startswith(table)), key=len, default="")


def _handles(row: Mended) -> set[str]:
    return {each for name in row.lists for each in row.cells.get(name, "").split("|")}


def _unreadable(mending: Mending, fault: CellNote, answers: Answers) -> Mended:
    """Return a row that cannot be read: it can only be left out."""
    row = Mended(fault.row or 0, {mending.first: fault.value})
    key = f"cell:{row.number}:"
    if answers.get(key) == questions.OUT:
        row.why_out = fault.rule
    else:
        question = mending.ask(row, key, fault.column, fault.value, fault.rule)
        question.options = [Option(questions.OUT, "Leave the row out")]
    return row


def _nearest(question: Question) -> list[Option]:
    """Return the records whose names are like the value, of each table that it may name."""
    near = []
    for table in question.tables:
        for record in records_near(TYPES[table].model, question.value):
            answer = f"{questions.IS}{table}:{record.slug}"
            of = "" if table == question.tables[0] else table
            note = ", ".join(filter(None, (of, "retracted" if record.retraction_reason else "")))
            near.append(Option(answer, str(record), note, table, record.slug))
    return near


def _csv(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> io.BytesIO:
    """Return a table as a file."""
    file = io.BytesIO()
    write(rows, columns, file, kind="csv")
    file.seek(0)
    return file
