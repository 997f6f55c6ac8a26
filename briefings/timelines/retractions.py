"""Reads of what was taken back: the facts that a record's page told and tells no more."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    Case,
    DateTimeField,
    Exists,
    F,
    Func,
    Model,
    OuterRef,
    Q,
    QuerySet,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Concat, JSONObject
from psycopg.types.multirange import TimestamptzMultirange

from briefings.models import (
    Correction,
    CustodyEvent,
    Detention,
    Identity,
    Participant,
    Published,
    Readout,
    Statement,
    StatusChange,
    Tenure,
)
from briefings.models.names import tells_withheld
from briefings.models.record_types import RECORD_TYPES
from briefings.models.triggers.belonging import FACTS, periods_column, target_of
from briefings.timelines.prepared import prepared

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


def with_retractions(records: QuerySet[Any], type_: str, at: datetime) -> QuerySet[Any]:
    """Return the records of a type with `retracted_here`: what was taken back of each by `at`.

    At most six of a kind of fact, the latest first, each as `retracted` tells it. No query more.
    """
    kinds = [
        ArraySubquery(
            retracted(model, at).filter(**{path: OuterRef("pk")}).values("told")[:OF_A_KIND]
        )
        for model, path in told_on(type_)
    ]
    if not kinds:
        return records
    annotated: QuerySet[Any] = records.annotate(
        retracted_here=Func(*kinds, template="(%(expressions)s)", arg_joiner=" || ")
    )
    return annotated


def retracted_of(type_: str, public_id: str, at: datetime) -> list[Mapping[str, str]]:
    """Return what was taken back of a record by `at`, each as `retracted` tells it.

    At most six of a kind of fact, the latest first. One query where it is nothing, as it mostly
    is; none for a record on whose page no fact stands; else two.
    """
    anything = Q()
    for model, path in told_on(type_):
        facts: Any = model._default_manager
        anything |= Q(Exists(facts.retracted().filter(**{path: OuterRef("pk")})))
    records: Any = RECORD_TYPES[type_].model._default_manager
    if not anything or not records.filter(anything, public_id=public_id).exists():
        return []
    told: list[Mapping[str, str]] = (
        with_retractions(records.filter(public_id=public_id), type_, at).get().retracted_here
    )
    return told


def told_on(type_: str) -> list[tuple[type[Model], str]]:
    """Return the facts that stand on the page of a type of record, with their ways to it."""
    return [
        (model, path)
        for model, paths in TOLD_ON.items()
        for path in paths
        if path.rpartition("__")[2] == type_
    ]


def last_told_wrong(at: datetime) -> list[Any]:
    """Return what readers were last told was wrong in live records: one query for all of it.

    The last correction, if there was one, as JSON: its `kind` "correction" and its words, the
    `note`. Of each kind of fact the last six that were taken back, as `retracted` tells them. Each
    with the `label`, `type` and `slug` of its record; what is told on no page that is live is
    left out, and what corrects a detainee whose name is withheld.
    """
    return list(_told_wrong(at))


@prepared
def _told_wrong(at: datetime) -> QuerySet[Any]:
    told = Identity.objects.live(at).exclude(detainee__name_withheld=True)
    corrections = (
        Correction.objects.filter(kind=Correction.Kind.CORRECTION, identity__in=told)
        .live(at)
        .newest_first()
        .annotate(
            told=JSONObject(
                kind=_text("correction"),
                note="words",
                ended_at="told_at",
                **_record(at, "identity"),
            )
        )
    )
    arms = []
    for model, paths in TOLD_ON.items():
        record = _record(at, *(f"{path}__identity" for path in paths))
        rows = retracted(model, at, **record).alias(address=record["slug"]).exclude(address="")
        arms.append(rows.values_list("told", flat=True)[:OF_A_KIND])
    told_last: QuerySet[Any] = corrections.values_list("told", flat=True)[:1]
    return told_last.union(*arms, all=True)


def _record(at: datetime, *identities: str) -> dict[str, Any]:
    """Return what a record is called and where it is: the first of these that is live."""

    def told(name: str) -> list[Case]:
        return [
            Case(When(Q(**{f"{one}__live_periods__holds": at}), then=f"{one}__{name}"))
            for one in identities
        ]

    return {name: Coalesce(*told(name), Value("")) for name in ("label", "type", "slug")}


def retracted(model: Any, at: datetime, **record: Any) -> QuerySet[Any]:
    """Return the facts of a kind that readers saw and that were taken back by `at`, with `told`.

    `told` is JSON: `kind`, what the fact `said`, when it was public (`began_at`, `ended_at`), the
    `reason` and the `note`. What the fact said and the note are "" where the reason lets no name
    through, or where they tell a name that is withheld. What belonged to something that is not
    public now is left out. `record` is told with it. The latest first; no query yet.
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
    rows: QuerySet[Any] = (
        model._default_manager.retracted()
        .exclude(public_periods=TimestamptzMultirange())
        .alias(
            in_short=SAID.get(model, _text("")),
            ended_at=Func("public_periods", function="upper", output_field=DateTimeField()),
        )
        .filter(_belongs_to_what_is_public(model, at), ended_at__lte=at)
    )
    latest: QuerySet[Any] = rows.annotate(told=told_of_it).order_by("-ended_at", "-pk")
    return latest


def _text(words: str) -> Cast:
    # Within JSON a parameter has no type of its own: PostgreSQL 15 refuses it.
    return Cast(Value(words), TextField())


def _belongs_to_what_is_public(model: Any, at: datetime) -> Q:
    declared, public = FACTS[model._meta.model_name], Q()
    for parent in (*declared.of, *declared.published_with):
        column = periods_column(target_of(model, parent))
        public &= Q(**{f"{parent}__isnull": True}) | Q(**{f"{parent}__{column}__holds": at})
    return public
