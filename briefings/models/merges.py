"""Merges: two records of one thing made one, with what was moved so that it can be undone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pgtrigger
from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from pghistory.models import Event

from briefings.models.base import Published, Record
from briefings.models.identities import Identity
from briefings.models.triggers.survivors import NamedOnInsert, NamedOnUpdate

# References that a merge does not move. Ledger, heads and merges tell of the record as it was;
# former slugs lead to the survivor; marks of a withheld name count for the survivor as they are;
# a trigger writes the record that shows a citation.
STAYING = frozenset(
    {
        "change.identity",
        "slug.identity",
        "merge.survivor",
        "merge.merged",
        "citation.record",
        "namemark.detainee",
        "naming.identity",
    }
)


def reference_name(field: models.ForeignKey[Any, Any]) -> str:
    """Return the name of a foreign key in lists of them: "tenure.official"."""
    return f"{field.model._meta.model_name}.{field.name}"


def references_to(model: type[Record]) -> Iterator[models.ForeignKey[Any, Any]]:
    """Yield every foreign key to a type of record, or to any record, that a merge moves.

    All models are searched. `STAYING`, a record's key of its own identity and the history are left
    out.
    """
    for other in apps.get_app_config("briefings").get_models():
        for field in references_of(other):
            if field.related_model in (model, Identity):
                yield field


def references_of(model: type[models.Model]) -> Iterator[models.ForeignKey[Any, Any]]:
    """Yield the foreign keys of a model that a merge of their targets moves."""
    if issubclass(model, Event):
        return
    for field in model._meta.local_concrete_fields:
        if (
            isinstance(field, models.ForeignKey)
            and (field.related_model is Identity or _is_merged(field.related_model))
            and not (field.name == "identity" and issubclass(model, Record))
            and reference_name(field) not in STAYING
        ):
            yield field


def _is_merged(model: type[models.Model]) -> bool:
    """Return whether the model is a type of record that can be merged: any but articles."""
    return issubclass(model, Record) and issubclass(model, Published)


def refuse_merged() -> None:
    """Install triggers by which no row can newly point at a record that was merged.

    Call it once all models are loaded. `Identity.merged_into` has a trigger of its own.
    """
    for model in apps.get_app_config("briefings").get_models():
        references = [*references_of(model)]
        if references and model is not Identity:
            pgtrigger.register(NamedOnInsert(references), NamedOnUpdate(references))(model)


class MergeQuerySet(models.QuerySet["Merge"]):
    """Queries for merges."""

    def in_force(self) -> MergeQuerySet:
        """Keep the merges that were not undone."""
        return self.filter(undone_at__isnull=True)


class Merge(models.Model):
    """One record merged into another of the same type, the `survivor`.

    `undone_at` and `undone_by` are NULL while it is in force.
    """

    survivor = models.ForeignKey(Identity, on_delete=models.PROTECT, related_name="merges")
    merged = models.ForeignKey(Identity, on_delete=models.PROTECT, related_name="mergings")
    reason = models.TextField()
    merged_at = models.DateTimeField()
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="merges"
    )
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="merges_undone"
    )

    objects = MergeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["merged"],
                condition=Q(undone_at__isnull=True),
                name="merge_stands_once",
                violation_error_message="It is merged already.",
            ),
            models.CheckConstraint(
                name="merge_of_two",
                condition=~Q(survivor=F("merged")),
                violation_error_message="A record is not merged into itself.",
            ),
            models.CheckConstraint(
                name="merge_has_reason",
                condition=~Q(reason=""),
                violation_error_message="A merge says why.",
            ),
            models.CheckConstraint(
                name="merge_undone_whole",
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                violation_error_message="An undone merge says when and by whom.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.merged} → {self.survivor}"


class MovedReference(models.Model):
    """One column of one row that a merge changed, with its value before and after.

    `column` is "" for a row that the merge added. `digest` covers the whole row after the merge, if
    the row belongs to the record; "" if it only points at it.
    """

    merge = models.ForeignKey(Merge, on_delete=models.CASCADE, related_name="moved")
    table = models.CharField(max_length=63)
    row = models.BigIntegerField()
    column = models.CharField(max_length=63, blank=True)
    old_value = models.JSONField(null=True)
    new_value = models.JSONField(null=True)
    digest = models.CharField(max_length=32, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["merge", "table", "row", "column"], name="movedreference_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.table} {self.row} {self.column}"
