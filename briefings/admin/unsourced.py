"""Facts that cite nothing: a queue of the desk."""

from __future__ import annotations

from typing import Any

from django.db.models import CharField, Exists, Model, OuterRef, QuerySet, Value

from briefings.models import (
    Citation,
    CustodyEvent,
    Participant,
    Readout,
    Statement,
    StatusChange,
    Tenure,
)

# The rows that state a fact, each of which should say where it is from, with what names them.
STATING: dict[type[Model], tuple[str, ...]] = {
    Tenure: ("official", "office"),
    Participant: ("meeting", "visit", "official", "organization"),
    StatusChange: ("meeting", "visit", "participant__official", "participant__organization"),
    Readout: ("meeting", "visit", "country", "organization"),
    Statement: ("official", "organization"),
    CustodyEvent: ("detention__detainee", "detention__country", "detention__organization"),
}


def unsourced(model: type[Model]) -> QuerySet[Any]:
    """Return the rows of a model of `STATING` that cite nothing, published or not.

    What was retracted is left out, and an event of an exchange that cites.
    """
    of_row = Citation.objects.filter(**{f"{model._meta.model_name}": OuterRef("pk")})
    rows = model._default_manager.filter(~Exists(of_row), retraction_reason="")
    if model is CustodyEvent:
        of_exchange = Citation.objects.filter(exchange=OuterRef("exchange"))
        rows = rows.filter(~Exists(of_exchange))
    return rows


def unsourced_facts(*, most: int) -> list[Any]:
    """Return facts that cite nothing, the last entered of each kind first, at most so many.

    One query, and one more for each kind that there is.
    """
    found: dict[str, list[int]] = {}
    for kind, pk in _unsourced().order_by("fact", "-pk").values_list("fact", "pk")[:most]:
        found.setdefault(kind, []).append(pk)
    return [
        row
        for model, fetched in STATING.items()
        if (pks := found.get(str(model._meta.model_name)))
        for row in model._default_manager.filter(pk__in=pks)
        .select_related(*fetched)
        .order_by("-pk")
    ]


def count_unsourced(*, most: int) -> int:
    """Return how many facts cite nothing, at most so many; one query."""
    return _unsourced().order_by()[:most].count()


def _unsourced() -> QuerySet[Any, Any]:
    parts: list[QuerySet[Any, Any]] = [
        unsourced(model)
        .annotate(fact=Value(str(model._meta.model_name), CharField()))
        .values("fact", "pk")
        for model in STATING
    ]
    return parts[0].union(*parts[1:], all=True)
