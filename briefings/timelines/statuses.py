"""Reads of how meetings and visits stood, along with themselves."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import Model, OuterRef, QuerySet

from briefings.models import Meeting, StatusChange, Visit
from briefings.timelines.children import as_json, rows_from

M = TypeVar("M", bound=Model)


def with_statuses(occasions: QuerySet[M], at: datetime) -> QuerySet[M]:
    """Return meetings or visits with what `statuses_along` reads; no query more."""
    of = str(occasions.model._meta.model_name)
    changes = StatusChange.objects.live(at).filter(**{of: OuterRef("pk")}).in_order()
    told = as_json(changes, "id", "meeting_id", "visit_id", "status", "on", "confidence")
    annotated: QuerySet[Any] = occasions.annotate(statuses_told=told)
    return annotated


def statuses_along(occasions: Iterable[Meeting | Visit]) -> list[StatusChange]:
    """Return the live changes of status of meetings and visits, of each as they happened.

    They came along by `with_statuses`: whose they are, status, day and confidence.
    """
    told = [row for occasion in occasions for row in occasion.statuses_told]  # type: ignore[union-attr]
    return rows_from(StatusChange, told)
