"""Reads of what else people are called."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, OuterRef, QuerySet, When

from briefings.models import Detainee, DetaineeName, Official, OfficialName
from briefings.models.names import PersonName
from briefings.timelines.children import as_json, rows_from

# What readers see; of a withheld name there is no other.
SHOWN: dict[type, QuerySet[Any]] = {
    Official: OfficialName.objects.filter(official=OuterRef("pk"), shown=True),
    Detainee: DetaineeName.objects.filter(
        detainee=OuterRef("pk"), detainee__name_withheld=False, shown=True
    ),
}


def with_names(people: QuerySet[Any]) -> QuerySet[Any]:
    """Return officials or detainees with what `names_along` reads; no query more."""
    native_first = Case(When(kind=PersonName.Kind.NATIVE, then=0), default=1)
    names = SHOWN[people.model].order_by(native_first, "id")
    told = as_json(names, "id", "name", "kind", "language", "script")
    annotated: QuerySet[Any] = people.annotate(names_told=told)
    return annotated


def names_along(person: Any) -> list[PersonName]:
    """Return the other names of an official or detainee that readers see, native script first.

    They came along by `with_names`.
    """
    return rows_from(SHOWN[type(person)].model, person.names_told)
