"""What readers were last told was wrong, of any record: for the front page."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import Case, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Coalesce, JSONObject

from briefings.composed import Composed, composed
from briefings.models import Correction, Identity
from briefings.models.expressions import one_of
from briefings.pages.taken_back import OF_A_KIND, TOLD_ON, latest, retracted, retracted_by

# By its name, a kind of fact and the ways to the records on whose pages it stands.
KINDS = {model._meta.model_name: (model, paths) for model, paths in TOLD_ON.items()}


def last_correction(at: datetime) -> Mapping[str, str] | None:
    """Return the last correction of a live record; None without one. One query.

    Its words are the `note`; with the `label`, `type` and `slug` of its record, and when it was
    told (`ended_at`). What corrects a detainee whose name is withheld is left out.
    """
    found = next(iter(_last_correction(at).rows()), None)
    return json.loads(found[0]) if found else None


def last_retracted(at: datetime) -> list[Mapping[str, str]]:
    """Return the facts of live records that were taken back last, at most six, the latest first.

    Each as `retracted` tells it, with the `label`, `type` and `slug` of its record. What is told on
    no page that is live is left out. Two queries, one where nothing was taken back: first which
    they are, of any kind, then what they said, of the kinds that are among them.
    """
    found: dict[str, list[UUID]] = {}
    for kind, public_id, _ in _last_retracted(at).rows():
        found.setdefault(kind, []).append(public_id)
    if not found:
        return []
    kinds = tuple(sorted(found))
    told = _retracted_facts(kinds)(at, *(found[kind] for kind in kinds)).rows()
    return latest(json.loads(each) for (each,) in told)


@composed
def _last_correction(at: datetime) -> QuerySet[Any]:
    told = Identity.objects.live(at).exclude(detainee__name_withheld=True)
    corrections = (
        Correction.objects.filter(kind=Correction.Kind.CORRECTION, identity__in=told)
        .live(at)
        .newest_first()
    )
    words = JSONObject(note="words", ended_at="told_at", **_record(at, "identity"))
    found: QuerySet[Any] = corrections.annotate(told=words).values_list("told")[:1]
    return found


@composed
def _last_retracted(at: datetime) -> QuerySet[Any]:
    arms = []
    for model, paths in TOLD_ON.items():
        told = Q(_connector=Q.OR)
        for path in paths:
            told |= Q(**{f"{path}__identity__live_periods__holds": at})
        kind = Value(model._meta.model_name, TextField())
        rows = retracted_by(at, model).filter(told).order_by("-ended_at", "-pk")
        arms.append(rows.values_list(kind, "public_id", "ended_at")[:OF_A_KIND])
    last: QuerySet[Any] = arms[0].union(*arms[1:], all=True).order_by("-ended_at")[:OF_A_KIND]
    return last


@cache
def _retracted_facts(kinds: tuple[str, ...]) -> Composed[Any]:
    """Return the query for what facts of these kinds said, with their ids, a list for each kind."""

    def compose(at: datetime, *ids: list[UUID]) -> QuerySet[Any, Any]:
        arms = []
        for kind, of_kind in zip(kinds, ids, strict=True):
            model, paths = KINDS[kind]
            record = _record(at, *(f"{path}__identity" for path in paths))
            facts = retracted(model, at, **record).filter(one_of("public_id", of_kind))
            arms.append(facts.values_list("told"))
        return arms[0].union(*arms[1:], all=True)

    return Composed(compose)


def _record(at: datetime, *identities: str) -> dict[str, Any]:
    """Return what a record is called and where it is: the first of these that is live."""

    def told(name: str) -> list[Case]:
        return [
            Case(When(Q(**{f"{one}__live_periods__holds": at}), then=f"{one}__{name}"))
            for one in identities
        ]

    return {name: Coalesce(*told(name), Value("")) for name in ("label", "type", "slug")}
