"""Reads of what else people are called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, OuterRef, QuerySet, When
from django.db.models.functions import JSONObject

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
# What a page asks of a person whom it does not show: what to call, and what not to tell.
OF_PERSON = ("id", "full_name", "short_name", "sort_name", "name_withheld", "public_name", "slug")


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


def person_at(path: str) -> dict[str, Any]:
    """Return what `people_from` reads of the detainee at a path, as `as_json` takes it."""
    others = DetaineeName.objects.filter(detainee=OuterRef(path)).order_by("id")
    return {
        "person": JSONObject(**{column: f"{path}__{column}" for column in OF_PERSON}),
        "other_names": ArraySubquery(others.values("name")),
    }


def people_from(rows: Iterable[Mapping[str, Any]]) -> list[Detainee]:
    """Return the detainees that came along by `person_at`, with every other name."""
    found = []
    for told in rows:
        [detainee] = rows_from(Detainee, [told["person"]])
        detainee.other_names = told["other_names"]
        found.append(detainee)
    return found
