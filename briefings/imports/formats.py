"""How a table of one record type is declared: its columns, what its lists become, its rules."""

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
    """One column. A required cell is never empty; an empty one says nothing, and changes nothing.

    `part`: its values are rows of their own.
    """

    name: str
    meaning: str
    type: CellType
    required: bool = False
    part: Part | None = None


@dataclass(frozen=True)
class Part:
    """Rows of `model` that belong to the imported row by `parent`, one for each `value` listed."""

    model: type[models.Model]
    parent: str
    value: str


def _complete_already(values: Values, *, new: bool) -> None:
    """Add nothing."""


def _no_rules(row: Any) -> Iterable[BrokenRule]:
    return ()


@dataclass(frozen=True)
class Format:
    """One table: its name is that of its files, its rows become rows of `model`.

    `named` gives the words that a new record's slug is made of; None for facts, which have none.
    `known_by` names fields by which a row is that of a record that we have, without its id.
    `complete` adds to the values of a row what follows from them; `rules` tells column and rule of
    what no single cell shows. What `waits` is public only when an editor publishes it.
    """

    name: str
    model: type[Any]
    columns: tuple[Column, ...]
    named: Callable[[Values], str] | None = None
    known_by: tuple[str, ...] = ()
    complete: Callable[..., None] = _complete_already
    rules: Callable[[Any], Iterable[BrokenRule]] = _no_rules
    waits: bool = False

    @property
    def is_of_records(self) -> bool:
        """Whether its rows have an identity: slug and external identifiers."""
        return self.named is not None

    def called(self, said: Values) -> str:
        """Return the words that a record is called by, from what its row says by column."""
        return self.named(said) if self.named is not None else ""

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
    """Return a column that lists rows of their own."""
    type_ = ListCell(cell_type_of(model._meta.get_field(value)))
    return Column(name, meaning, type_, part=Part(model, parent, value))


def references(column: Column) -> str:
    """Return the table that the column's values name; "" if none."""
    type_ = column.type.of if isinstance(column.type, ListCell) else column.type
    return type_.table if isinstance(type_, ReferenceCell) else ""


def by(column: str) -> Callable[[Values], str]:
    """Return what gives the text of a column."""
    return lambda said: str(said.get(column, ""))


def in_order(first: str, last: str, rule: str) -> Callable[[Any], Iterator[BrokenRule]]:
    """Return the rule that one partial date or year is not after the other; both may be unknown."""

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
    """Return the rules as one."""

    def check(row: Any) -> Iterator[BrokenRule]:
        for rule in rules:
            yield from rule(row)

    return check
