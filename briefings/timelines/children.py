"""Rows that come along with the row that they belong to, in its own query, as JSON.

A query less for each kind; and a row of few columns is read from JSON in a fraction of what it
costs as a row of all its columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db import DEFAULT_DB_ALIAS
from django.db.models import Case, Func, JSONField, Model, Q, QuerySet, When
from django.db.models.functions import JSONObject

M = TypeVar("M", bound=Model)


def as_json(rows: QuerySet[Any], *columns: str, **named: Any) -> Func:
    """Return the rows as one list, in their order, for use in the query of what they belong to.

    Of each the columns, and those `named` otherwise than their path; of what a foreign key points
    at, under its name, what `related_if` gives.
    """
    told = JSONObject(**{column: column for column in columns}, **named)
    return Func(
        ArraySubquery(rows.values(json=told)), function="to_jsonb", output_field=JSONField()
    )


def related_if(condition: Q, path: str, *columns: str, **named: Any) -> Case:
    """Return columns of the row that a foreign key points at; NULL unless the condition holds."""
    told = JSONObject(**{column: f"{path}__{column}" for column in columns}, **named)
    return Case(When(condition, then=told), output_field=JSONField())


def rows_from(model: type[M], told: Iterable[Mapping[str, Any]]) -> list[M]:
    """Return rows that came as JSON, with the rows that they point at.

    A column that did not come along costs a query when it is asked for, as with `only`.
    """
    return [_row_from(model, each) for each in told]


def _row_from(model: type[M], told: Mapping[str, Any]) -> M:
    fields = [field for field in model._meta.concrete_fields if field.attname in told]
    row = model.from_db(
        DEFAULT_DB_ALIAS,
        [field.attname for field in fields],
        [field.to_python(told[field.attname]) for field in fields],
    )
    for name in told.keys() - {field.attname for field in fields}:
        related: Any = model._meta.get_field(name).related_model
        setattr(row, name, None if told[name] is None else _row_from(related, told[name]))
    return row
