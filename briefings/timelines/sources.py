"""Reads of what records rest on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
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
from briefings.models.sources import CITABLE
from briefings.timelines.prepared import prepared

Fact = tuple[str, int]
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


def citations_under(identity_id: int, at: datetime) -> dict[Fact, list[Citation]]:
    """Return the live citations of a record and of its facts, by the fact; one query.

    Without those that tell a withheld name of somebody whose case they are of. A fact is given by
    its model's name, in small letters, and its key.
    """
    return by_fact(_under(at, identity_id))


def by_fact(citations: Iterable[Citation]) -> dict[Fact, list[Citation]]:
    """Return citations by the fact that each is of, in their order."""
    found: dict[Fact, list[Citation]] = {}
    for citation in citations:
        for name in CITABLE:
            if (key := getattr(citation, f"{name}_id")) is not None:
                found.setdefault((name, key), []).append(citation)
    return found


@prepared
def _under(at: datetime, identity: int) -> QuerySet[Citation]:
    return Citation.objects.live(at).filter(record=identity).discreet().in_order()
