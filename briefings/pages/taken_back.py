"""What was taken back, as the record keeps it: records, rows, and facts that a page told."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import (
    Case,
    DateTimeField,
    F,
    Func,
    Model,
    Q,
    QuerySet,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Concat, JSONObject
from django.utils import timezone
from psycopg.types.multirange import TimestamptzMultirange

from briefings.composed import Composed
from briefings.models import (
    Article,
    CustodyEvent,
    Detention,
    Identity,
    Participant,
    Published,
    Readout,
    Slug,
    Statement,
    StatusChange,
    Tenure,
)
from briefings.models.names import tells_withheld
from briefings.models.record_types import RECORD_TYPES
from briefings.models.triggers.belonging import FACTS, periods_column, target_of

OF_A_KIND = 6
# The facts, with the records on whose pages each stood.
TOLD_ON: dict[type[Model], tuple[str, ...]] = {
    Tenure: ("official", "office"),
    Participant: ("meeting", "visit", "official"),
    StatusChange: ("meeting", "visit"),
    Readout: ("meeting", "visit"),
    Statement: ("official", "meeting"),
    Detention: ("detainee",),
    CustodyEvent: ("detention__detainee",),
}
# What each said in short: words, or a value of a choice.
SAID: dict[type[Model], Any] = {
    Tenure: Concat("official__full_name", Value(" as "), "office__title"),
    Participant: Concat(
        "official__full_name", "organization__name", "group", output_field=TextField()
    ),
    StatusChange: F("status"),
    CustodyEvent: F("kind"),
}


@dataclass(frozen=True)
class Withdrawn:
    """What may be told of a record that was public and is not; `what` names it where it may."""

    what: str
    reason: str
    note: str
    began_on: date
    ended_on: date


def last_known(type_: str, slug: str, at: datetime) -> Withdrawn | None:
    """Return what became of the record that has or had a slug; None if it never was public.

    Of one that was merged it is what became of the survivor. One query. Reasons of safety, privacy
    and law let no name and no note through; of a detainee none does.
    """
    slugs = Slug.objects.filter(type=type_, slug=slug).values("identity")
    found = (
        Identity.objects.filter(pk__in=Identity.objects.filter(pk__in=slugs).surviving())
        .select_related(type_)
        .first()
    )
    if found is None:
        return None
    record: Any = getattr(found, type_)
    article = isinstance(record, Article)
    reason = record.withdrawal_reason if article else record.retraction_reason
    note = record.withdrawal_note if article else record.retraction_note
    periods = found.live_periods or ()
    past = [period for period in periods if period.upper and period.upper <= at]
    if not reason or not past:
        return None
    nameless = reason in Published.NAMELESS_REASONS or RECORD_TYPES[type_].nameless
    kind = record.get_section_display().lower() if article else type_
    what = f"This {kind}" if article or nameless else f"The record of {record}"
    return Withdrawn(
        what="This page" if nameless else what,
        reason=reason,
        note="" if nameless else note,
        began_on=timezone.localdate(past[0].lower),
        ended_on=timezone.localdate(past[-1].upper),
    )


def taken_back(rows: QuerySet[Any], what: str, at: datetime) -> Withdrawn | None:
    """Return what became of the one row among `rows`, called `what`; None if it is not gone.

    One query. Reasons of safety, privacy and law let no note through.
    """
    row = rows.retracted().filter(live_period__endswith__lte=at).first()  # type: ignore[attr-defined]
    if row is None:
        return None
    return Withdrawn(
        what=what,
        reason=row.retraction_reason,
        note="" if row.retraction_reason in Published.NAMELESS_REASONS else row.retraction_note,
        began_on=timezone.localdate(row.live_period.lower),
        ended_on=timezone.localdate(row.live_period.upper),
    )


def retracted_of(type_: str, public_id: UUID, at: datetime) -> list[Mapping[str, str]]:
    """Return what was taken back of a record by `at`, each as `retracted` tells it.

    The latest first, at most six in all. One query where nothing was, two where something was; none
    for a record on whose page no fact stands.
    """
    if not facts_on(type_) or not _anything_retracted_of(type_)(public_id).rows():
        return []
    told = (json.loads(each) for (each,) in _retracted_of(type_)(at, public_id).rows())
    return latest(told)


def latest(retracted: Iterable[Mapping[str, str]]) -> list[Mapping[str, str]]:
    """Return what was taken back last, at most six, the latest first."""
    return sorted(retracted, key=lambda one: one["ended_at"], reverse=True)[:OF_A_KIND]


def facts_on(type_: str) -> list[tuple[type[Model], str]]:
    """Return the facts that stand on the page of a type of record, with their ways to it."""
    return [
        (model, path)
        for model, paths in TOLD_ON.items()
        for path in paths
        if path.rpartition("__")[2] == type_
    ]


@cache
def _anything_retracted_of(type_: str) -> Composed[[UUID]]:
    """Return the query that finds a row where a fact of a record was ever taken back: a short one.

    What it was is told by a query that takes three times as long, and of most records nothing was.
    """

    def compose(public_id: UUID) -> QuerySet[Any, Any]:
        arms: list[QuerySet[Any, Any]] = [
            model._default_manager.retracted()  # type: ignore[attr-defined]
            .filter(**{f"{path}__public_id": public_id})
            .values_list(Value(1))
            for model, path in facts_on(type_)
        ]
        return arms[0].union(*arms[1:], all=True)[:1]

    return Composed(compose)


@cache
def _retracted_of(type_: str) -> Composed[[datetime, UUID]]:
    def compose(at: datetime, public_id: UUID) -> QuerySet[Any, Any]:
        first, *others = (
            retracted(model, at)
            .filter(**{f"{path}__public_id": public_id})
            .values_list("told")[:OF_A_KIND]
            for model, path in facts_on(type_)
        )
        return first.union(*others, all=True)

    return Composed(compose)


def retracted(model: Any, at: datetime, **record: Any) -> QuerySet[Any]:
    """Return the facts of a kind that readers saw and that were taken back by `at`, with `told`.

    `told` is JSON: `kind`, what the fact `said`, when it was public (`began_at`, `ended_at`), the
    `reason` and the `note`. What the fact said and the note are "" where the reason lets no name
    through, or where they tell a name that is withheld. `record` is told with it. As
    `retracted_by`.
    """
    withheld = Q(retraction_reason__in=Published.NAMELESS_REASONS) | Q(
        tells_withheld("in_short", "retraction_note")
    )
    told = {
        "kind": _text(str(model._meta.model_name)),
        "reason": "retraction_reason",
        "began_at": Func("public_periods", function="lower", output_field=DateTimeField()),
        "ended_at": "ended_at",
        **record,
    }
    nothing = {"said": _text(""), "note": _text("")}
    # One condition for both: to plan it takes longer than to answer it.
    told_of_it = Case(
        When(withheld, then=JSONObject(**told, **nothing)),
        default=JSONObject(**told, said="in_short", note="retraction_note"),
    )
    rows = retracted_by(at, model).alias(in_short=SAID.get(model, _text("")))
    facts: QuerySet[Any] = rows.annotate(told=told_of_it)
    return facts


def retracted_by(at: datetime, model: Any) -> QuerySet[Any]:
    """Return the facts of a kind that readers saw and that were taken back by `at`.

    What belonged to something that is not public now is left out. The latest first, by `ended_at`;
    no query yet.
    """
    rows: QuerySet[Any] = (
        model._default_manager.retracted()
        .exclude(public_periods=TimestamptzMultirange())
        .annotate(ended_at=Func("public_periods", function="upper", output_field=DateTimeField()))
        .filter(_belongs_to_what_is_public(model, at), ended_at__lte=at)
    )
    return rows.order_by("-ended_at", "-pk")


def _text(words: str) -> Cast:
    # Within JSON a parameter has no type of its own: PostgreSQL 15 refuses it.
    return Cast(Value(words), TextField())


def _belongs_to_what_is_public(model: Any, at: datetime) -> Q:
    declared, public = FACTS[model._meta.model_name], Q()
    for parent in (*declared.of, *declared.published_with):
        column = periods_column(target_of(model, parent))
        public &= Q(**{f"{parent}__isnull": True}) | Q(**{f"{parent}__{column}__holds": at})
    return public
