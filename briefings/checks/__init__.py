"""What is hardly plausible in the record: each check a module, here in one list.

A finding is a warning: nothing is refused for it. An editor sets it aside for a reason; it comes
back when what it was about changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

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


def findings(today: date, *, most: int, of: Model | None = None) -> list[Finding]:
    """Return what the checks find, at most so many: in every row, or in those `of` a row.

    Those are the row itself, or rows that point at it. One query, and where anything is found one
    more for each check that finds it.
    """
    keys = _keys(today, of)
    if keys is None:
        return []
    found: dict[str, list[int]] = {}
    for name, pk in keys.order_by("check", "pk").values_list("check", "pk")[:most]:
        found.setdefault(name, []).append(pk)
    return [
        Finding(NAMED[name], row)
        for name, pks in found.items()
        for row in warnings(NAMED[name], today)
        .filter(pk__in=pks)
        .select_related(*FETCHED[NAMED[name].model])
        .order_by("pk")
    ]


def count(today: date, *, most: int) -> int:
    """Return how many warnings there are, at most so many; one query."""
    keys = _keys(today, None)
    return 0 if keys is None else keys.order_by()[:most].count()


def _keys(today: date, of: Model | None) -> QuerySet[Any, Any] | None:
    """Return each check's name with the key of each row it finds; None where none is asked."""
    parts: Sequence[QuerySet[Any, Any]] = [
        warnings(check, today)
        .filter(concerned)
        .annotate(check=Value(check.name, CharField()))
        .values("check", "pk")
        for check in CHECKS
        if (concerned := _concerned(check.model, of)) is not None
    ]
    return parts[0].union(*parts[1:], all=True) if parts else None


def _concerned(model: type[Model], of: Model | None) -> Q | None:
    """Return the condition that a row is `of`, or points at it; None where none can."""
    if of is None:
        return Q()
    if isinstance(of, model):
        return Q(pk=of.pk)
    fields = [
        field.name
        for field in model._meta.fields
        if field.is_relation and field.related_model is type(of)
    ]
    return Q(**{fields[0]: of}) if fields else None
