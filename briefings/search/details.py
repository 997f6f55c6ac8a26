"""What a hit of each kind shows of its own words: its title, and a text to quote from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Case, F, Func, OuterRef, Subquery, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Concat, Left, NullIf

from briefings.models import (
    Article,
    Country,
    Detainee,
    Meeting,
    Office,
    Official,
    Organization,
    Place,
    Statement,
    Tenure,
    Topic,
    Visit,
)
from briefings.search.related import Rows

# How many characters of a text are searched for words to mark, and are a statement's title.
READ, TITLE = 1_500, 160


@dataclass(frozen=True)
class HitColumns:
    """The columns of a kind's hits: title and text."""

    model: type[models.Model]
    label: Combinable
    text: Callable[[datetime], Combinable]


def _as_text(words: Combinable | str) -> Cast:
    return Cast(words, models.TextField())


def _joined(separator: str, *parts: Combinable | str) -> Func:
    """Join the parts that are not empty with the separator; "" for none."""
    return Func(
        _as_text(Value(separator)),
        *(NullIf(_as_text(part), _as_text(Value(""))) for part in parts),
        function="concat_ws",
        output_field=models.TextField(),
    )


def _joined_column(rows: Rows, column: str, separator: str = "; ") -> Func:
    return Func(
        ArraySubquery(rows.values(column)),
        Value(separator),
        function="array_to_string",
        output_field=models.TextField(),
    )


def _related(model: type[models.Model], relation: str, column: str, at: datetime) -> Subquery:
    """Return a column of the row that a foreign key points at; NULL if it is not live."""
    rows = model._default_manager.live(at).filter(pk=OuterRef(relation))  # type: ignore[attr-defined]
    return Subquery(rows.order_by().values(column)[:1])


def _country(at: datetime) -> Subquery:
    return _related(Country, "country", "name", at)


def _other_names(column: str = "other_names") -> Func:
    return Func(column, Value(", "), function="array_to_string", output_field=models.TextField())


def _unless_withheld(column: str) -> Case:
    return Case(When(name_withheld=False, then=F(column)), output_field=models.TextField())


def _offices(at: datetime) -> Func:
    held = Tenure.objects.live(at).filter(official=OuterRef("pk"))
    return _joined_column(held.order_by("-held_possibly", "-pk"), "office__title")


HIT_COLUMNS: dict[str, HitColumns] = {
    "article": HitColumns(
        Article,
        F("live_edition__headline"),
        lambda _: Concat(
            "live_edition__standfirst",
            Value(" "),
            Left("live_edition__plain_text", READ),
            output_field=models.TextField(),
        ),
    ),
    "official": HitColumns(
        Official,
        F("full_name"),
        lambda at: _joined(". ", _country(at), _offices(at), Left("biography", READ)),
    ),
    "detainee": HitColumns(
        Detainee,
        F("public_name"),
        lambda _: _joined(
            ". ", *map(_unless_withheld, ("description", "occupation", "employer", "biography"))
        ),
    ),
    "visit": HitColumns(Visit, F("label"), lambda _: F("summary")),
    "meeting": HitColumns(
        Meeting,
        F("label"),
        lambda at: _joined(
            ". ", _joined(", ", _related(Place, "place", "name", at), _country(at)), "summary"
        ),
    ),
    "statement": HitColumns(
        Statement,
        Left("words", TITLE),
        lambda at: _joined(
            ", ",
            _related(Official, "official", "full_name", at),
            _related(Organization, "organization", "name", at),
            "attribution",
            _related(Meeting, "meeting", "label", at),
            "occasion",
        ),
    ),
    "office": HitColumns(
        Office,
        F("title"),
        lambda at: _joined(
            ". ",
            _country(at),
            _related(Organization, "organization", "name", at),
            _other_names("other_titles"),
        ),
    ),
    "organization": HitColumns(
        Organization, F("name"), lambda at: _joined(". ", _country(at), _other_names())
    ),
    "place": HitColumns(Place, F("name"), lambda at: _joined(". ", _country(at), _other_names())),
    "country": HitColumns(Country, F("name"), lambda _: _joined(". ", "long_name", _other_names())),
    "topic": HitColumns(Topic, F("name"), lambda _: _joined(". ", "description", _other_names())),
}
