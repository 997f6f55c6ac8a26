"""Reads that are alike for every record: what became of it, its corrections, its sources."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar, cast

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    Model,
    OuterRef,
    QuerySet,
)
from django.db.models.functions import JSONObject
from django.utils import timezone
from psycopg.types.multirange import TimestamptzMultirange

from briefings.models import (
    Article,
    Correction,
    Identity,
    Merge,
    Published,
    Slug,
)
from briefings.models.record_types import RECORD_TYPES

M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Withdrawn:
    """What may be told of a record that was public and is not; `what` names it where it may."""

    what: str
    reason: str
    note: str
    began_on: date
    ended_on: date


@dataclass(frozen=True)
class CorrectionTold:
    """A correction as readers were told it; `edition` is the number of the one it came with."""

    key: int
    public_id: str
    kind: str
    words: str
    told_at: datetime
    edition: int | None

    @property
    def kind_label(self) -> str:
        """What kind of correction it is, in words."""
        return str(Correction.Kind(self.kind).label)


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


def with_merged(records: QuerySet[Any]) -> QuerySet[Any]:
    """Return the records with `merged_here`: what was public and was merged into each, by day.

    Of each its `label`, and `merged_at` as the database writes a moment. No query more.
    """
    merges = Merge.objects.in_force().filter(merged__merged_into=OuterRef("identity"))
    once_public = merges.exclude(merged__live_periods=TimestamptzMultirange())
    told = once_public.order_by("merged_at").values(
        json=JSONObject(label="merged__label", merged_at="merged_at")
    )
    annotated: QuerySet[Any] = records.annotate(merged_here=ArraySubquery(told))
    return annotated


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


def with_corrections(rows: QuerySet[M], at: datetime, *, of: str = "identity") -> QuerySet[M]:
    """Return the rows with what `corrections_told` reads: of the identity at the path `of`.

    No query more.
    """
    told = Correction.objects.filter(identity=OuterRef(of)).live(at).newest_first()
    annotated = rows.annotate(
        corrections_as_json=ArraySubquery(
            told.values(
                json=JSONObject(
                    key="pk",
                    public_id="public_id",
                    kind="kind",
                    words="words",
                    told_at="told_at",
                    edition="edition__number",
                )
            )
        )
    )
    return cast("QuerySet[M]", annotated)


def corrections_told(row: Any) -> list[CorrectionTold]:
    """Return the corrections that readers have been told of a row, the latest first.

    It was read `with_corrections`; no query.
    """
    return [
        CorrectionTold(**{**told, "told_at": datetime.fromisoformat(told["told_at"])})
        for told in row.corrections_as_json
    ]
