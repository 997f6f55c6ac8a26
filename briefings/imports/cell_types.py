"""Types of cells: each reads a text as a value, and says in words what to write."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Protocol

from django.contrib.postgres.fields import ArrayField
from django.db import models

from briefings.models import PartialDate
from briefings.models.date_fields import PartialDateField
from briefings.models.record_types import RECORD_TYPES

SEPARATOR = "|"
YEARS = 9999
DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


class CellType(Protocol):
    """How the text of a cell is read; `words` tells a stranger what to write."""

    @property
    def words(self) -> str:
        """What to write."""

    def read(self, text: str) -> Any:
        """Return what the text says; raises ValueError with the rule that it breaks."""

    def write(self, value: Any) -> str:
        """Return the text that `read` reads as the value, which is not None."""


@dataclass(frozen=True)
class TextCell:
    """Words; `longest` None: of any length."""

    longest: int | None

    @property
    def words(self) -> str:
        """What to write."""
        return f"text, at most {self.longest} characters" if self.longest else "text"

    def read(self, text: str) -> str:
        """Return the text."""
        if self.longest and len(text) > self.longest:
            raise ValueError(f"{len(text)} characters, at most {self.longest} fit")
        return text

    def write(self, value: Any) -> str:
        """Return the text."""
        return str(value)


@dataclass(frozen=True)
class SlugCell:
    """A slug."""

    words = "letters, digits, `-` and `_`, at most 120"

    def read(self, text: str) -> str:
        """Return the slug."""
        if not re.fullmatch(r"[-a-zA-Z0-9_]{1,120}", text):
            raise ValueError("an address has letters, digits, - and _, at most 120")
        return text

    def write(self, value: Any) -> str:
        """Return the slug."""
        return str(value)


@dataclass(frozen=True)
class PartialDateCell:
    """A partial date."""

    words = "a date as far as it is known: `1861`, `1861-03`, `1861-03-05`, `1861~` for about"

    def read(self, text: str) -> PartialDate:
        """Return the date; what has no one spelling is refused with how to write it."""
        return PartialDate.parse(text)

    def write(self, value: Any) -> str:
        """Return it as EDTF."""
        return str(value.text)


@dataclass(frozen=True)
class DayCell:
    """A day of the calendar."""

    words = "a day, as in `2023-06-18`"

    def read(self, text: str) -> date:
        """Return the day."""
        try:
            # Python reads 20230618 and 2023-W24-7 too.
            return date.fromisoformat(text if DAY.fullmatch(text) else "")
        except ValueError as error:
            raise ValueError("it is no day: write it as in 2023-06-18") from error

    def write(self, value: Any) -> str:
        """Return it in ISO 8601."""
        return str(value)


@dataclass(frozen=True)
class MomentCell:
    """A moment."""

    words = "a moment with its distance from UTC, as in `2023-06-18T14:30+08:00`"

    def read(self, text: str) -> datetime:
        """Return the moment, in UTC."""
        try:
            moment = datetime.fromisoformat(text)
        except ValueError as error:
            raise ValueError("it is no moment: write it as in 2023-06-18T14:30+08:00") from error
        if moment.tzinfo is None:
            raise ValueError("how far is it from UTC? Write it as in 2023-06-18T14:30+08:00")
        try:
            return moment.astimezone(UTC)
        except OverflowError as error:
            raise ValueError("it is no moment of the calendar in UTC") from error

    def write(self, value: Any) -> str:
        """Return it in ISO 8601."""
        return str(value.isoformat())


@dataclass(frozen=True)
class NumberCell:
    """A whole number, both bounds included."""

    least: int
    most: int

    @property
    def words(self) -> str:
        """What to write."""
        return f"a whole number from {self.least} to {self.most}"

    def read(self, text: str) -> int:
        """Return the number."""
        if not re.fullmatch(r"-?[0-9]{1,9}", text) or not self.least <= int(text) <= self.most:
            raise ValueError(f"{self.words} is wanted")
        return int(text)

    def write(self, value: Any) -> str:
        """Return its digits."""
        return str(value)


@dataclass(frozen=True)
class DegreesCell:
    """A coordinate in decimal degrees, both bounds included, kept to the fifth place."""

    most: int

    @property
    def words(self) -> str:
        """What to write."""
        return f"decimal degrees from -{self.most} to {self.most}"

    def read(self, text: str) -> Any:
        """Return the degrees as a decimal number."""
        if not re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]{1,20})?", text):
            raise ValueError(f"{self.words} are wanted")
        if abs(float(text)) > self.most:
            raise ValueError(f"{self.words} are wanted")
        return models.DecimalField(max_digits=8, decimal_places=5).to_python(f"{float(text):.5f}")

    def write(self, value: Any) -> str:
        """Return its digits."""
        return str(value)


@dataclass(frozen=True)
class FlagCell:
    """Yes or no."""

    words = "`true` or `false`"

    def read(self, text: str) -> bool:
        """Return whether it is so."""
        if text not in ("true", "false"):
            raise ValueError("true or false is wanted")
        return text == "true"

    def write(self, value: Any) -> str:
        """Return the word."""
        return str(value).lower()


@dataclass(frozen=True)
class ChoiceCell:
    """One of several words."""

    values: tuple[str, ...]

    @property
    def words(self) -> str:
        """What to write."""
        return "one of " + ", ".join(f"`{value}`" for value in self.values)

    def read(self, text: str) -> str:
        """Return the word."""
        if text not in self.values:
            raise ValueError(f"it is none of {', '.join(self.values)}")
        return text

    def write(self, value: Any) -> str:
        """Return the word."""
        return str(value)


@dataclass(frozen=True)
class ReferenceCell:
    """A row of another table, by its id, a record also by its slug or its name.

    They are looked up for many at once.
    """

    table: str
    is_record: bool = True

    @property
    def words(self) -> str:
        """What to write."""
        handles = "its id, its slug or its name" if self.is_record else "its id"
        return f"one of the {self.table}: {handles}"

    def read(self, text: str) -> str:
        """Return the text: what it names, `Known` finds."""
        return text

    def write(self, value: Any) -> str:
        """Return the text."""
        return str(value)


@dataclass(frozen=True)
class ListCell:
    """A list of cells of one type."""

    of: CellType

    @property
    def words(self) -> str:
        """What to write."""
        return f"any number, with `{SEPARATOR}` between them, of: {self.of.words}"

    def read(self, text: str) -> list[Any]:
        """Return what is listed, each once."""
        items = (item.strip() for item in text.split(SEPARATOR))
        return [*dict.fromkeys(self.of.read(item) for item in items if item)]

    def write(self, value: Sequence[Any]) -> str:
        """Return the list as one text."""
        return SEPARATOR.join(self.of.write(item) for item in value)


def cell_type_of(field: Any) -> CellType:
    """Return the type of cell for a model's field."""
    if isinstance(field, ArrayField):
        return ListCell(cell_type_of(field.base_field))
    if isinstance(field, models.ForeignKey):
        return _reference(field.related_model)
    if isinstance(field, PartialDateField):
        return PartialDateCell()
    if field.choices:
        return ChoiceCell(tuple(value for value, _ in field.choices))
    if isinstance(field, models.DateTimeField):
        return MomentCell()
    if isinstance(field, models.DateField):
        return DayCell()
    if isinstance(field, models.BooleanField):
        return FlagCell()
    if isinstance(field, models.PositiveSmallIntegerField):
        return NumberCell(0 if field.name == "order" else 1, 32_767)
    if isinstance(field, models.SmallIntegerField):
        return NumberCell(-YEARS, YEARS)
    if isinstance(field, models.DecimalField):
        return DegreesCell(90 if field.name == "latitude" else 180)
    return TextCell(field.max_length)


def _reference(model: Any) -> ReferenceCell:
    """Return what names rows of a model: a fact's table is called as its rows are."""
    if record_type := RECORD_TYPES.get(model._meta.model_name):
        return ReferenceCell(record_type.plural)
    return ReferenceCell(str(model._meta.verbose_name_plural), is_record=False)
