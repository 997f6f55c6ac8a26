"""Doubtful facts of the record: each check is a module; `CHECKS` lists them.

A finding is a warning: it refuses nothing. An editor dismisses it with a reason; it opens again
when the facts that it rests on change.
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
from briefings.models import Detention, Dismissal, Participant, Tenure

Key = tuple[str, int]
PLACEHOLDER = -1
CHECKS = (
    *(LONG_TENURE, TWO_OFFICES, PREDECESSOR, CHAIN, OFFICE_YEARS),
    *(OFFICE_IN_LIFE, MEETING_IN_LIFE, AGE_IN_OFFICE, AGE_AT_MEETING, AGE_IN_CUSTODY),
)
CHECKS_BY_NAME = {check.name: check for check in CHECKS}
# The relations that a finding's sentence names, fetched with its row.
FETCHED_RELATIONS: dict[type[Model], tuple[str, ...]] = {
    Tenure: ("official", "office"),
    Participant: ("official", "meeting"),
    Detention: ("detainee", "country", "organization"),
}


def open_rows(check: Check, today: date) -> QuerySet[Any]:
    """Return the rows of a check's findings that nobody has dismissed."""
    row = str(check.model._meta.model_name)
    dismissed = Dismissal.objects.of_outer(check.name, row)
    return check.rows(today).filter(~Exists(dismissed))


def finding_keys(today: date, *, most: int, of: Model | None = None) -> list[Key]:
    """Return at most `most` open findings, each as the check's name and the row's key.

    All of them, or those about `of`: in that row itself, or in a row that points at it. One query.
    """
    compiled = _compiled(today, most, None if of is None else type(of))
    if compiled is None:
        return []
    sql, params = compiled
    with connection.cursor() as cursor:
        cursor.execute(sql, [of.pk if of and param == PLACEHOLDER else param for param in params])
        keys: list[Key] = cursor.fetchall()
        return keys


def findings(keys: Iterable[Key], today: date) -> list[Finding]:
    """Return the findings with these keys, rows included; one query for each check named."""
    by_check: dict[str, list[int]] = {}
    for name, pk in keys:
        by_check.setdefault(name, []).append(pk)
    return [
        Finding(CHECKS_BY_NAME[name], row)
        for name, pks in by_check.items()
        for row in open_rows(CHECKS_BY_NAME[name], today)
        .filter(pk__in=pks)
        .select_related(*FETCHED_RELATIONS[CHECKS_BY_NAME[name].model])
        .order_by("pk")
    ]


@lru_cache(maxsize=32)
def _compiled(today: date, most: int, of: type[Model] | None) -> tuple[str, tuple[Any, ...]] | None:
    """Return one query over all checks; None if no check looks at rows of this kind.

    Cached: composing it takes longer than running it, and every page of the desk runs it. The
    parameter `PLACEHOLDER` stands for the key of the row asked about.
    """
    parts: list[QuerySet[Any, Any]] = [
        open_rows(check, today)
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
    """Return the condition that a row is the one asked about or points at it; None if it cannot."""
    if of is None:
        return Q()
    if of is model:
        return Q(pk=PLACEHOLDER)
    fields = [
        field.name
        for field in model._meta.fields
        if field.is_relation and field.related_model is of
    ]
    return Q(**{fields[0]: PLACEHOLDER}) if fields else None
