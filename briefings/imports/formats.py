"""Declares a table of one type of row: columns, rules, and rows that lists turn into."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models

from briefings.imports.cell_types import (
    CellType,
    ListCell,
    ReferenceCell,
    SlugCell,
    TextCell,
    cell_type_of,
)

Values = dict[str, Any]
BrokenRule = tuple[str, str]


@dataclass(frozen=True)
class Column:
    """A column. Empty cells change nothing; a required one has none.

    `part`: each value becomes a row of its own.
    """

    name: str
    meaning: str
    type: CellType
    required: bool = False
    part: Part | None = None


@dataclass(frozen=True)
class Part:
    """Rows of `model`, one for each `value` listed; `parent`: foreign key to the imported row."""

    model: type[models.Model]
    parent: str
    value: str


def _complete_already(values: Values, *, new: bool) -> None:
    """Add nothing."""


def _no_rules(row: Any) -> Iterable[BrokenRule]:
    return ()


@dataclass(frozen=True)
class Format:
    """A table: its name is that of its files, its rows become rows of `model`.

    - `label`: makes a record's label, and by it a new slug; None for facts, which have neither.
    - `known_by`: fields by which a row without id matches an existing record.
    - `complete`: adds values that follow from others, in place.
    - `rules`: yields column and rule that the row breaks, where more than one cell is concerned.
    - `waits`: rows are not public until an editor publishes them.
    """

    name: str
    model: type[Any]
    columns: tuple[Column, ...]
    label: Callable[[Values], str] | None = None
    known_by: tuple[str, ...] = ()
    complete: Callable[..., None] = _complete_already
    rules: Callable[[Any], Iterable[BrokenRule]] = _no_rules
    waits: bool = False

    @property
    def is_of_records(self) -> bool:
        """Whether its rows are records, with slug and external identifiers; else facts or parts."""
        return self.label is not None

    @property
    def refers_to_itself(self) -> bool:
        """Whether a row may name another row of the table."""
        return any(references(column) == self.name for column in self.columns)

    def label_of(self, values: Values) -> str:
        """Return the label of the record with these values by column; "" for a fact."""
        return self.label(values) if self.label is not None else ""

    def column(self, name: str) -> Column:
        """Return the column of that name."""
        return next(column for column in self.columns if column.name == name)

    def attribute(self, column: Column) -> str:
        """Return the attribute of the row that the column sets."""
        return str(self.model._meta.get_field(column.name).attname)


ID = Column(
    "id",
    "Your own id of the row, unlike any other in your files of this table. It stays with the record"
    " as an external identifier, and a second import knows the row by it.",
    TextCell(200),
)
FACT_ID = Column(
    "id",
    "Your own id of the row; a second import knows the row by it.",
    TextCell(200),
    required=True,
)
SLUG = Column(
    "slug",
    "The record's address. A row without an id is known by it; of a new record it is made from the"
    " name where it is left empty.",
    SlugCell(),
)
FORMER_IDS = Column(
    "former_ids", "Ids that the row had before: they lead to the record.", ListCell(SlugCell())
)


def of(model: type[models.Model], name: str, meaning: str, *, required: bool = False) -> Column:
    """Return the column of a model's field of that name, with the field's type of cell."""
    return Column(name, meaning, cell_type_of(model._meta.get_field(name)), required)


def part(name: str, meaning: str, model: type[models.Model], parent: str, value: str) -> Column:
    """Return a column of lists, each item of which becomes a row of `model`."""
    type_ = ListCell(cell_type_of(model._meta.get_field(value)))
    return Column(name, meaning, type_, part=Part(model, parent, value))


def references(column: Column) -> str:
    """Return the table whose rows the column's values name, "" for none."""
    type_ = column.type.of if isinstance(column.type, ListCell) else column.type
    return type_.table if isinstance(type_, ReferenceCell) else ""


def by(column: str) -> Callable[[Values], str]:
    """Return a function that gives the text of a column as the label."""
    return lambda values: str(values.get(column, ""))


def in_order(first: str, last: str, rule: str) -> Callable[[Any], Iterator[BrokenRule]]:
    """Return a rule: one partial date or year is not after the other. None passes."""

    def check(row: Any) -> Iterator[BrokenRule]:
        begins, ends = getattr(row, first), getattr(row, last)
        if begins is None or ends is None:
            return
        earliest = getattr(begins, "earliest", begins)
        latest = getattr(ends, "latest", ends)
        if earliest is not None and latest is not None and earliest > latest:
            yield last, rule

    return check


def all_of(*rules: Callable[[Any], Iterable[BrokenRule]]) -> Callable[[Any], Iterator[BrokenRule]]:
    """Return a rule that applies all of these."""

    def check(row: Any) -> Iterator[BrokenRule]:
        for rule in rules:
            yield from rule(row)

    return check
