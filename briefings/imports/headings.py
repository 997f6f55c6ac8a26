"""Which column of ours a heading of a hand-made sheet means."""

from __future__ import annotations

from collections.abc import Sequence

from briefings.imports import asking
from briefings.imports.asking import Answers, Option, Question
from briefings.imports.formats import Format

# What people write above a column, where the table has none of that name.
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
# Of a file of rows that were left out: it may be sent in again as it is.
LEFT_OUT = ("row in the file", "left out because")


def more_columns(format_: Format) -> tuple[str, ...]:
    """Return what a hand-made sheet may have beside our columns: the time of day of a meeting."""
    return ("time",) if any(column.name == "starts_at" for column in format_.columns) else ()


def columns_of(
    format_: Format, headings: Sequence[str], answers: Answers
) -> tuple[dict[str, str], dict[str, Question]]:
    """Return our column of each heading that has one, and what is to be asked of the others."""
    names = [*(column.name for column in format_.columns), *more_columns(format_)]
    columns: dict[str, str] = {}
    asked: dict[str, Question] = {}
    for heading in headings:
        if heading in LEFT_OUT:
            continue
        plain = "_".join(heading.lower().split())
        name = plain if plain in names else ALSO_CALLED.get(plain, "")
        key = f"heading:{heading}".replace("\0", "\N{SYMBOL FOR NULL}")
        answer = answers.get(key, "")
        if answer.startswith(asking.COLUMN):
            name = answer.removeprefix(asking.COLUMN)
        if answer != asking.OUT and name in names and name not in columns.values():
            columns[heading] = name
        elif answer != asking.OUT:
            free = [each for each in names if each not in columns.values()]
            options = [Option(f"{asking.COLUMN}{each}", each) for each in free]
            rule = "which column is it?"
            asked[key] = Question(
                *(key, heading, heading, rule),
                [Option(asking.OUT, "None: leave this column out"), *options],
            )
    return columns, asked
