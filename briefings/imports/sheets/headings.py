"""Finds our column for each heading of a sheet kept by hand."""

from __future__ import annotations

from collections.abc import Sequence

from briefings.imports.formats import Format
from briefings.imports.selecting import LEFT_OUT_COLUMNS
from briefings.imports.sheets import questions
from briefings.imports.sheets.questions import Answers, Option, Question

# Headings that people write, by our column; used where the table has no column of that name.
ALSO_CALLED = {
    "date": "on",
    "day": "on",
    "when": "on",
    "start": "time",
    "hour": "time",
    "where": "place",
    "location": "place",
    "venue": "place",
    "who": "officials",
    "people": "officials",
    "participants": "officials",
    "type": "kind",
    "duration": "minutes",
    "notes": "summary",
    "name": "full_name",
}


def more_columns(format_: Format) -> tuple[str, ...]:
    """Return columns that a sheet may have in addition to ours: a meeting's time of day."""
    return ("time",) if any(column.name == "starts_at" for column in format_.columns) else ()


def columns_of(
    format_: Format, headings: Sequence[str], answers: Answers
) -> tuple[dict[str, str], dict[str, Question]]:
    """Return our column by heading, and the questions about headings that match none."""
    names = [*(column.name for column in format_.columns), *more_columns(format_)]
    columns: dict[str, str] = {}
    asked: dict[str, Question] = {}
    for heading in headings:
        if heading in LEFT_OUT_COLUMNS:
            continue
        plain = "_".join(heading.lower().split())
        name = plain if plain in names else ALSO_CALLED.get(plain, "")
        key = f"heading:{heading}".replace("\0", "\N{SYMBOL FOR NULL}")
        answer = answers.get(key, "")
        if answer.startswith(questions.COLUMN):
            name = answer.removeprefix(questions.COLUMN)
        if answer != questions.OUT and name in names and name not in columns.values():
            columns[heading] = name
        elif answer != questions.OUT:
            free = [each for each in names if each not in columns.values()]
            options = [Option(f"{questions.COLUMN}{each}", each) for each in free]
            rule = "which column is it?"
            asked[key] = Question(
                *(key, heading, heading, rule),
                [Option(questions.OUT, "None: leave this column out"), *options],
            )
    return columns, asked
