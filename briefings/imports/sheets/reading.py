"""Reads a sheet kept by hand: its questions, the rows left out, and the files to import."""

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
from briefings.imports.sheets.cleaning import SheetCleaner
from briefings.imports.sheets.duplicates import ask_about_duplicates
from briefings.imports.sheets.headings import more_columns
from briefings.imports.sheets.questions import Answers, Option, Question
from briefings.imports.sheets.rows import SheetRow
from briefings.limits import PAGE, SHEET_ROWS
from briefings.sandbox import tables as apart
from briefings.search.similar import similar_records
from briefings.tables import CellNote, Faults, write

AT_ONCE = 40  # questions for which records of similar names are looked up


@dataclass
class Sheet:
    """A sheet with the answers applied. `faults`: of the whole file, so that no answer helps.

    `questions` are in the order of the rows; the first 40 offer records of similar names.
    """

    name: str
    table: str
    columns: Sequence[str]
    notes: tuple[str, ...] = ()
    rows: list[SheetRow] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    faults: list[CellNote] = field(default_factory=list)
    stubs: dict[str, list[dict[str, str]]] = field(default_factory=dict)

    @property
    def left_out(self) -> list[SheetRow]:
        """Rows that are left out."""
        return [row for row in self.rows if row.why_left_out]

    def file_of(self, table: str) -> str:
        """Return the name of the file of records that are entered for names."""
        return f"{self.name}: new {table}"

    def file_of_left_out(self, data: bytes) -> tuple[list[str], list[list[str]]]:
        """Return columns and rows that are left out of the file `data`, with number and reason."""
        left_out = {(self.name, row.number): row.why_left_out for row in self.left_out}
        return left_out_table(File(self.name, self.table, io.BytesIO(data)), left_out)

    def files(self) -> list[File]:
        """Return the files to import: new records for names first, then the rows that are ready."""
        files = []
        for table, stubs in self.stubs.items():
            columns = [*stubs[0]]
            rows = [[stub[column] for column in columns] for stub in stubs]
            files.append(File(self.file_of(table), table, _csv(columns, rows), ours=True))
        columns = [column.name for column in FORMATS[self.table].columns]
        ready = [row for row in self.rows if row.is_ready]
        rows = [[row.cells.get(column, "") for column in columns] for row in ready]
        numbers = [row.number for row in ready]
        file = File(self.name, self.table, _csv(columns, rows), ours=True, numbers=numbers)
        return [*files, file]


def read_sheet(name: str, data: bytes, table: str, answers: Answers) -> Sheet:
    """Read a sheet kept by hand and apply the answers; writes nothing.

    A dozen queries, and two for each unknown name among the first 40 questions.
    """
    faults = Faults()
    with closing(apart.read(name, io.BytesIO(data), PAGE, faults)) as file:
        read_rows = [*islice(file.rows, SHEET_ROWS)]
        if next(file.rows, None) is not None:
            faults.add(name, None, "", "", f"over {SHEET_ROWS:,} rows: import it by command")
    sheet = Sheet(name, table, file.columns, file.notes)
    cleaner = SheetCleaner(FORMATS[table], file.columns, answers, Known(""))
    sheet.rows = cleaner.clean(read_rows)
    there = {row.number for row in read_rows}
    for fault in faults:
        if fault.row is None or fault.row == 1 or not sheet.columns:
            sheet.faults.append(fault)
        elif fault.row not in there:
            sheet.rows.append(_unreadable(cleaner, fault, answers))
    ask_about_duplicates(cleaner, sheet.rows)
    sheet.rows.sort(key=lambda row: row.number)
    wanted = {each for row in sheet.rows if row.is_ready for each in _handles(row)}
    for of, stubs in cleaner.reconciler.stubs.items():
        if needed := [cells for handle, cells in stubs.items() if handle in wanted]:
            sheet.stubs[of] = needed
    sheet.questions = sorted(cleaner.questions.values(), key=lambda each: each.rows or [0])
    for question in sheet.questions[:AT_ONCE]:
        question.options[:0] = _nearest(question)
    return sheet


def ask_about_faults(sheet: Sheet, faults: Faults) -> None:
    """Turn the faults of an import into questions; those of the whole file stay faults."""
    by_number = {row.number: row for row in sheet.rows}
    asked: dict[str, Question] = {}
    for fault in faults:
        row = by_number.get(fault.row or 0)
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
    """Return the columns of an empty sheet: those that people fill in, no ids."""
    format_ = FORMATS[table]
    columns = [column.name for column in format_.columns]
    left_out = {"id", "slug", "former_ids", "starts_at", "order"}
    return [*(name for name in columns if name not in left_out), *more_columns(format_)]


def table_of(name: str) -> str:
    """Return the table whose name the file's name begins with, "" for none."""
    begun = name.lower().replace("-", "_").replace(" ", "_")
    return max((table for table in FORMATS if begun.startswith(table)), key=len, default="")


def _handles(row: SheetRow) -> set[str]:
    return {each for name in row.lists for each in row.cells.get(name, "").split("|")}


def _unreadable(cleaner: SheetCleaner, fault: CellNote, answers: Answers) -> SheetRow:
    """Return a row that cannot be read; the only answer is to leave it out."""
    row = SheetRow(fault.row or 0, {cleaner.first: fault.value})
    key = f"cell:{row.number}:"
    if answers.get(key) == questions.OUT:
        row.why_left_out = fault.rule
    else:
        question = cleaner.ask(row, key, fault.column, fault.value, fault.rule)
        question.options = [Option(questions.OUT, "Leave the row out")]
    return row


def _nearest(question: Question) -> list[Option]:
    """Return records with names similar to the value, from each table of the question."""
    near = []
    for table in question.tables:
        for record in similar_records(TYPES[table].model, question.value):
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
