"""Partial dates as model fields: the text, the days it may be, and the rule that they agree.

A model with a partial date `started` declares three things, each on a line of its own::

    started = PartialDateField(null=True, blank=True)
    started_days = DaysField("started")

    class Meta:
        constraints = [partial_date_is_valid("started")]
"""

from typing import TYPE_CHECKING, Any, TypeVar

from django import forms
from django.contrib.postgres.fields import DateRangeField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Func, Q
from django.db.models.expressions import Combinable, Expression

from briefings.models.date_words import from_words
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


class PartialDateFormField(forms.CharField):
    """Read a partial date, in EDTF or in English words, and give `None` for an empty one.

    "5 March 1861", "September 2016" and all that `str()` shows are read; 5.3.1861 is refused, as it
    means two days.
    """

    def to_python(self, value: Any) -> Any:
        """The PartialDate or `None`; raises ValidationError saying what to write."""
        if value in self.empty_values or isinstance(value, PartialDate):
            return value or None
        try:
            return PartialDate.parse(from_words(str(value)))
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error

    def prepare_value(self, value: Any) -> Any:
        """Show the stored text in the input, and again what was typed and refused."""
        return value.text if isinstance(value, PartialDate) else value


class PartialDateField(_Field[_Set, _Get]):
    """Store a PartialDate as its EDTF text; NULL is unknown, and "" is never stored.

    Only equality is asked of the text; before and after are asked of the days beside it, since
    texts do not sort as dates do.
    """

    description = "A partial date"
    _refused_lookups = ("lt", "lte", "gt", "gte", "range")

    def get_internal_type(self) -> str:
        """Have the database keep it as text."""
        return "TextField"

    def get_lookup(self, lookup_name: str) -> Any:
        """Refuse the lookups that order texts: Django then raises FieldError."""
        return None if lookup_name in self._refused_lookups else super().get_lookup(lookup_name)

    def from_db_value(
        self, value: str | None, expression: Expression, connection: BaseDatabaseWrapper
    ) -> PartialDate | None:
        """Read what the database's check has let in."""
        return None if value is None else PartialDate.parse(value)

    def to_python(self, value: Any) -> PartialDate | None:
        """Read EDTF text; raises ValidationError saying what to write instead."""
        if value is None or isinstance(value, PartialDate):
            return value
        try:
            return PartialDate.parse(str(value)) if value != "" else None
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error

    def get_prep_value(self, value: Any) -> Any:
        """The text to store or compare; raises ValidationError for what is none."""
        prepared = super().get_prep_value(value)
        if prepared is None or hasattr(prepared, "resolve_expression"):
            return prepared
        partial_date = self.to_python(prepared)
        return partial_date.text if partial_date else None

    def value_to_string(self, obj: models.Model) -> str:
        """The text in a fixture; Django asks for it only where the date is known."""
        return str(self.get_prep_value(self.value_from_object(obj)))

    def formfield(self, **kwargs: Any) -> Any:
        """A text input that explains the notation unless the field says otherwise."""
        return super().formfield(
            **{
                "form_class": PartialDateFormField,
                "help_text": self.help_text or HELP_TEXT,
                **kwargs,
            }
        )


class DaysField(models.GeneratedField):
    """The days that the partial date `source` may be, as a stored `daterange`.

    Half-open, unbounded on an open side, NULL where the date is unknown. For SQL: on an instance
    it is stale after a save, so Python asks the PartialDate itself. Fixtures leave it out.
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
        """Name the source alone in a migration; the rest follows from it."""
        name, path, _, kwargs = super().deconstruct()
        for derived in ("expression", "output_field", "db_persist", "serialize", "null"):
            del kwargs[derived]
        return name, path, [self.source], kwargs


def partial_date_is_valid(name: str) -> models.CheckConstraint:
    """Let the partial date `name` be NULL or one that has days, in the `_days` beside it.

    The constraint is called `<model>_<name>_is_a_partial_date`.
    """
    return models.CheckConstraint(
        name=f"%(class)s_{name}_is_a_partial_date",
        condition=Q(**{f"{name}__isnull": True}) | Q(**{f"{name}_days__isnull": False}),
        violation_error_code="invalid",
        violation_error_message=f"“{name}” is not a date: write it as {HELP_TEXT}",
    )
