"""What is hardly plausible in the record: each check a module, here in one list.

A finding is a warning: nothing is refused for it. An editor sets it aside for a reason; it comes
back when what it was about changes.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import CharField, Exists, Model, Q, QuerySet, Value

from briefings.checks.ages import AGE_AT_MEETING, AGE_IN_CUSTODY, AGE_IN_OFFICE
from briefings.checks.base import Check, Finding
from briefings.checks.chains import CHAIN
from briefings.checks.lives import MEETING_IN_LIFE, OFFICE_IN_LIFE
from briefings.checks.long_tenures import LONG_TENURE
from briefings.checks.office_years import OFFICE_YEARS
from briefings.checks.predecessors import PREDECESSOR
from briefings.checks.two_offices import TWO_OFFICES
from briefings.models import Detention, Participant, SetAside, Tenure

Key = tuple[str, int]
WANTED = -1
CHECKS = (
    *(LONG_TENURE, TWO_OFFICES, PREDECESSOR, CHAIN, OFFICE_YEARS),
    *(OFFICE_IN_LIFE, MEETING_IN_LIFE, AGE_IN_OFFICE, AGE_AT_MEETING, AGE_IN_CUSTODY),
)
NAMED = {check.name: check for check in CHECKS}
# What the words of a finding name.
FETCHED: dict[type[Model], tuple[str, ...]] = {
    Tenure: ("official", "office"),
    Participant: ("official", "meeting"),
    Detention: ("detainee", "country", "organization"),
}


def warnings(check: Check, today: date) -> QuerySet[Any]:
    """Return the rows in which a check finds something that nobody has set aside."""
    row = str(check.model._meta.model_name)
    aside = SetAside.objects.of_outer(check.name, row)
    return check.rows(today).filter(~Exists(aside))


def found(today: date, *, most: int, of: Model | None = None) -> list[Key]:
    """Return what the checks find, at most so many: each check's name, and the key of a row.

    In every row, or in those `of` a row: itself, or what points at it. One query.
    """
    compiled = _compiled(today, most, None if of is None else type(of))
    if compiled is None:
        return []
    sql, params = compiled
    with connection.cursor() as cursor:
        cursor.execute(sql, [of.pk if of and param == WANTED else param for param in params])
        keys: list[Key] = cursor.fetchall()
        return keys


def findings(keys: Iterable[Key], today: date) -> list[Finding]:
    """Return what was `found`, with its rows; one query for each check that found anything."""
    by_check: dict[str, list[int]] = {}
    for name, pk in keys:
        by_check.setdefault(name, []).append(pk)
    return [
        Finding(NAMED[name], row)
        for name, pks in by_check.items()
        for row in warnings(NAMED[name], today)
        .filter(pk__in=pks)
        .select_related(*FETCHED[NAMED[name].model])
        .order_by("pk")
    ]


@lru_cache(maxsize=32)
def _compiled(today: date, most: int, of: type[Model] | None) -> tuple[str, tuple[Any, ...]] | None:
    """Return the query over all checks, None where none looks at such rows.

    To make it takes longer than to ask it, and the desk asks it for every page. `WANTED` stands
    among the parameters for the key of the row asked about.
    """
    parts: list[QuerySet[Any, Any]] = [
        warnings(check, today)
        .filter(concerned)
        .annotate(check=Value(check.name, CharField()))
        .values_list("check", "pk")
        for check in CHECKS
        if (concerned := _concerned(check.model, of)) is not None
    ]
    if not parts:
        return None
    keys = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
    sql, params = keys.order_by("check", "pk")[:most].query.sql_with_params()
    return sql, tuple(params)


def _concerned(model: type[Model], of: type[Model] | None) -> Q | None:
    """Return the condition that a row is the one asked about, or points at it; None for neither."""
    if of is None:
        return Q()
    if of is model:
        return Q(pk=WANTED)
    fields = [
        field.name
        for field in model._meta.fields
        if field.is_relation and field.related_model is of
    ]
    return Q(**{fields[0]: WANTED}) if fields else None
