"""Partial dates as model fields: the text, the days that it may be, and the rule for both.

A model with a partial date `started` declares three things, each on a line of its own::

    started = PartialDateField(null=True, blank=True)
    started_days = DaysField("started")

    class Meta:
        constraints = [partial_date_is_valid("started")]
"""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from django import forms
from django.contrib.postgres.fields import DateRangeField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Func, Q
from django.db.models.expressions import Combinable, Expression
from django.utils import timezone

from briefings.models.date_words import WRITTEN, from_words
from briefings.models.dates import PartialDate

_Set = TypeVar("_Set")
_Get = TypeVar("_Get")

if TYPE_CHECKING:

    class _Field(models.Field[_Set, _Get]):
        # What the types of Django read: with `null=True` None comes to both.
        _pyi_private_set_type: PartialDate | str | Combinable
        _pyi_private_get_type: PartialDate
else:
    _Field = {(_Set, _Get): models.Field}

HELP_TEXT = "1861, 1861-03, 1861-03-05, 2016-09/2017 or ../2018; add ~ for about"
IN_WORDS = "13 May 2025, May 2025, 2025, about 2025, between 2016 and 2018, 2018 or later, today"


class PartialDateFormField(forms.CharField):
    """A text input for a partial date, in English words or in EDTF; empty is `None`.

    It shows a date in words, reads those, "5 March 1861", "31/12/1861" and "today", which is the
    newsroom's, and refuses 5.3.1861, which may be two days.
    """

    examples = IN_WORDS
    today: Callable[[], date] = staticmethod(timezone.localdate)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Show by an example how a date is written."""
        return {**super().widget_attrs(widget), "placeholder": "13 May 2025, May 2025, or today"}

    def to_python(self, value: Any) -> Any:
        """Return the PartialDate or `None`; raises ValidationError that says what to write."""
        if value in self.empty_values or isinstance(value, PartialDate):
            return value or None
        if str(value).strip().lower() == "today":
            return PartialDate.of(self.today())
        try:
            return PartialDate.parse(from_words(str(value)))
        except ValueError as error:
            words = f"{str(error).removesuffix(WRITTEN)}. Dates are written as {self.examples}."
            raise ValidationError(words, code="invalid") from error

    def prepare_value(self, value: Any) -> Any:
        """Return the text for the input: a date in words, or the typed text that was refused."""
        if isinstance(value, str):
            try:
                value = PartialDate.parse(value)
            except ValueError:
                return value
        if not isinstance(value, PartialDate):
            return value
        words = str(value)
        return words if from_words(words) == value.text else value.text  # the year 861 has no words


class PartialDateField(_Field[_Set, _Get]):
    """A PartialDate stored as its EDTF text; NULL is unknown, and "" is never stored.

    The text can only be compared for equality. Compare before and after by its `DaysField`: texts
    do not sort as dates do.
    """

    description = "A partial date"
    _refused_lookups = ("lt", "lte", "gt", "gte", "range")

    def get_internal_type(self) -> str:
        """Return the field whose column type is used: text."""
        return "TextField"

    def get_lookup(self, lookup_name: str) -> Any:
        """Return None for the lookups that order texts, so that Django raises FieldError."""
        return None if lookup_name in self._refused_lookups else super().get_lookup(lookup_name)

    def from_db_value(
        self, value: str | None, expression: Expression, connection: BaseDatabaseWrapper
    ) -> PartialDate | None:
        """Return the date of a stored text, which the database has checked."""
        return None if value is None else PartialDate.parse(value)

    def to_python(self, value: Any) -> PartialDate | None:
        """Read EDTF text; raises ValidationError that says what to write instead."""
        if value is None or isinstance(value, PartialDate):
            return value
        try:
            return PartialDate.parse(str(value)) if value != "" else None
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error

    def get_prep_value(self, value: Any) -> Any:
        """Return the text to store or compare; raises ValidationError for what is no date."""
        prepared = super().get_prep_value(value)
        if prepared is None or hasattr(prepared, "resolve_expression"):
            return prepared
        partial_date = self.to_python(prepared)
        return partial_date.text if partial_date else None

    def value_to_string(self, obj: models.Model) -> str:
        """Return the text for a fixture; Django asks for known dates only."""
        return str(self.get_prep_value(self.value_from_object(obj)))

    def formfield(self, **kwargs: Any) -> Any:
        """Return a text input."""
        return super().formfield(**{"form_class": PartialDateFormField, **kwargs})


class DaysField(models.GeneratedField):
    """The days that the partial date `source` may be, as a stored `daterange`, for SQL.

    Half-open, unbounded on an open side, NULL if the date is unknown. Do not read it from an
    instance: it is stale after a save; ask the PartialDate. Fixtures leave it out.
    """

    def __init__(self, source: str, **kwargs: Any) -> None:
        self.source = source
        kwargs |= {
            "expression": Func(source, function="briefings_days"),
            "output_field": DateRangeField(),
            "db_persist": True,
            "serialize": False,
            "null": True,
        }
        super().__init__(**kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """Leave only the source in a migration; the rest follows from it."""
        name, path, _, kwargs = super().deconstruct()
        for derived in ("expression", "output_field", "db_persist", "serialize", "null"):
            del kwargs[derived]
        return name, path, [self.source], kwargs


def partial_date_is_valid(name: str) -> models.CheckConstraint:
    """Return the constraint that the partial date `name` is NULL or has days in `<name>_days`.

    Its name is `<model>_<name>_is_a_partial_date`.
    """
    return models.CheckConstraint(
        name=f"%(class)s_{name}_is_a_partial_date",
        condition=Q(**{f"{name}__isnull": True}) | Q(**{f"{name}_days__isnull": False}),
        violation_error_code="invalid",
        violation_error_message=f"“{name}” is not a date: write it as {HELP_TEXT}",
    )
