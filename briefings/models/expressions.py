"""Database expressions and a field type that Django does not have."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.lookups import Exact
from psycopg.types.multirange import TimestamptzMultirange

if TYPE_CHECKING:
    _Moments = models.Field[TimestamptzMultirange | None, TimestamptzMultirange | None]
    _Condition = models.Lookup[datetime]
else:
    _Moments = models.Field
    _Condition = models.Lookup


class UUID7(models.Func):
    """A new time-ordered UUID (RFC 9562, version 7), made by the database."""

    function = "briefings_uuid7"
    output_field = models.UUIDField()


class NextIdentity(models.Func):
    """The next key of an `Identity`, which the record's trigger then writes."""

    template = "nextval('briefings_identity_id_seq'::regclass)"
    output_field = models.BigIntegerField()


class MomentsField(_Moments):
    """A set of moments: zero or more half-open periods (`tstzmultirange`)."""

    description = "Set of moments"

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        """Return PostgreSQL's name of the type."""
        return "tstzmultirange"


@DateTimeRangeField.register_lookup
@MomentsField.register_lookup
class Holds(_Condition):
    """`live_period__holds=at`: whether the moment is in the period, or in one of the periods.

    False for NULL. In a plan for any moment PostgreSQL expects one row in 200 to match, where
    nearly all do, and joins so few by nested loops; of a `coalesce` it expects every second row.
    No index answers it: most rows of every table are public.
    """

    lookup_name = "holds"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        """Return `coalesce(periods @> moment, false)`."""
        left, left_params = self.process_lhs(compiler, connection)
        holds = f"coalesce({left} @> %s::timestamptz, false)"
        return holds, (*left_params, self.rhs)


def exactly_one_of(*names: str) -> Exact:
    """Return the condition that exactly one of the columns is not NULL."""
    counted = models.Func(*names, function="num_nonnulls", output_field=models.IntegerField())
    return Exact(counted, 1)


def is_time_zone(column: str) -> Exact:
    """Return the condition that a column names a time zone that the database knows."""
    known = models.Func(
        column, function="briefings_is_time_zone", output_field=models.BooleanField()
    )
    return Exact(known, True)


def earliest_day(days: str, *, unknown: str) -> models.Func:
    """Return the first of a column's days as a key to sort by; `unknown` if it is not known.

    Pass the calendar's last day for an ascending order and its first for a descending one: the
    unknown then comes last in both.
    """
    return models.Func(
        days,
        template=f"coalesce(lower(%(expressions)s), '{unknown}'::date)",
        output_field=models.DateField(),
    )


def one_of(column: str, keys: Collection[int] | Collection[UUID]) -> models.Func:
    """Return the condition that a key or an id is one of some: one parameter, however many.

    How many ids they are is hidden from the planner: a plan for these alone would look cheaper than
    one for any, and each question would be planned anew.
    """
    is_id = column.endswith("public_id")
    given: models.Value | models.Func = models.Value(
        [*keys], ArrayField(models.UUIDField() if is_id else models.BigIntegerField())
    )
    if is_id:
        given = models.Func(given, template="(SELECT %(expressions)s)::uuid[]")
    return models.Func(
        models.F(column),
        given,
        template="%(expressions)s)",
        arg_joiner=" = ANY(",
        output_field=models.BooleanField(),
    )


def among(keys: models.QuerySet[Any, Any], of: str = "pk") -> models.Func:
    """Return the condition that a row's key, or the foreign key `of`, is in a query of keys.

    The query runs once, before the rest. With `pk__in` it would be one more table to join, and
    the planner might take it last, after reading every row.
    """
    return models.Func(
        models.F(of),
        ArraySubquery(keys),
        template="%(expressions)s)",
        arg_joiner=" = ANY(",
        output_field=models.BooleanField(),
    )
