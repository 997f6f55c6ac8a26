"""What a merge changes: references to the merged record, names, its live period."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import IntegrityError, models, transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.lookups import IsNull
from psycopg.types.range import TimestamptzRange

from briefings.actions.refusals import constraint_message
from briefings.actions.unmerging import label_of, set_digests
from briefings.models import Merge, MovedReference, Published
from briefings.models.base import Row
from briefings.models.merges import reference_name, references_to
from briefings.models.names import PersonName

Reference = models.ForeignKey[Any, Any]

# Two rows with equal values in these columns are duplicates, though the database allows both.
DUPLICATE_KEYS = {
    "tenure": ("official", "office", "held_possibly"),
    "externalidentifier": ("identity", "scheme"),
    "candidate": ("official", "proposedparticipant"),
}
DUPLICATE = "The survivor has one that says the same."
# How many rows of a kind a preview names.
LABELLED = 12


@dataclass
class ReferenceMove:
    """The rows of one foreign key that name the merged record.

    `keys` are those that move; `left` maps those that stay to the reason.
    """

    reference: Reference
    keys: list[int]
    left: dict[int, str]

    @property
    def model(self) -> type[models.Model]:
        """The kind of row."""
        return self.reference.model

    @property
    def moved_count(self) -> str:
        """How many rows move, with their kind: "4 tenures"."""
        return self._count_in_words(len(self.keys))

    @property
    def left_count(self) -> str:
        """How many rows stay, with their kind."""
        return self._count_in_words(len(self.left))

    @property
    def unlabelled(self) -> int:
        """How many rows move that `labels` does not name."""
        return max(0, len(self.keys) - LABELLED)

    def _count_in_words(self, count: int) -> str:
        """Return the count with the kind of row, and the field if that is not named after it."""
        opts, target = self.model._meta, self.reference.related_model._meta
        kind = opts.verbose_name if count == 1 else opts.verbose_name_plural
        as_itself = self.reference.name in (target.model_name, "identity", "subject")
        return f"{count} {kind}" + ("" if as_itself else f" ({self.reference.verbose_name})")

    def labels(self) -> list[str]:
        """Return the labels of the first rows that move (one query)."""
        return self._labels_of(self.keys[:LABELLED])

    def reasons(self) -> list[tuple[str, str]]:
        """Return the label of each row that stays, with the reason (one query)."""
        return [*zip(self._labels_of([*self.left]), self.left.values(), strict=True)]

    def _labels_of(self, keys: Sequence[int]) -> list[str]:
        relations = [each.name for each in self.model._meta.fields if each.is_relation]
        found = self.model._base_manager.select_related(*relations).in_bulk(keys)
        return [label_of(found[key], self.reference.name) for key in keys]


@dataclass
class Moves:
    """All that a merge changes, in the order in which it is done; `seen` are preview's versions."""

    survivor: Any
    merged: Any
    at: datetime
    groups: list[ReferenceMove] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    notes: list[MovedReference] = field(default_factory=list)
    seen: dict[str, dict[str, int]] = field(default_factory=dict)

    def move_references(self) -> None:
        """Move every reference from the merged record to the survivor, as far as allowed."""
        for reference in references_to(type(self.merged)):
            old, new = self._keys(reference)
            rows = reference.model._base_manager.filter(**{reference.attname: old})
            keys = [*rows.order_by("pk").values_list("pk", flat=True)]
            if not keys:
                continue
            left = dict.fromkeys(self._duplicates(reference, rows, new), DUPLICATE)
            moving = [key for key in keys if key not in left]
            left |= self._move(rows, moving, reference.attname, new)
            group = ReferenceMove(reference, [key for key in keys if key not in left], left)
            self.groups.append(group)
            self.notes += [
                _noted(group.model, key, reference.attname, old, new) for key in group.keys
            ]

    def add_names(self) -> None:
        """Add the merged record's names to the survivor, so that it is found by them."""
        if (others := getattr(self.merged, "names", None)) is not None:
            self._add_person_name(others.model)
            return
        for listed in self.merged._meta.local_fields:
            if isinstance(listed, ArrayField):
                self._add_listed_names(listed)

    def close_merged(self) -> None:
        """End the merged record's live period, if it has one, as a duplicate's."""
        row = self.merged
        if row.live_period is None:
            return
        first = row.live_period.lower
        row.live_period = TimestamptzRange(first, self.at)
        row.retraction_reason = Published.RetractionReason.DUPLICATE
        row.save(update_fields=["live_period", "retraction_reason"])
        self.notes.append(_noted(type(row), row.pk, "live_period", first.isoformat(), None))

    def versions(self) -> dict[str, dict[str, int]]:
        """Return the versions of all that a preview shows, by kind of row and key.

        Both records, the rows that move or stay, and the names added. One query a kind of row.
        """
        found = {"names": dict.fromkeys(self.added, 0)}
        for name, record in (("survivor", self.survivor), ("merged", self.merged)):
            found[name] = versions_of(type(record), [record.pk])
        for group in self.groups:
            name = reference_name(group.reference)
            for whither, keys in (("moves", group.keys), ("stays", [*group.left])):
                if keys:
                    found[f"{name} {whither}"] = versions_of(group.model, keys)
        return found

    def save_notes(self, merge: Merge) -> None:
        """Save every change with the merge, and a digest of each row that belongs to the record."""
        for note in self.notes:
            note.merge = merge
        set_digests(self.notes)
        MovedReference.objects.bulk_create(self.notes)

    def _keys(self, reference: Reference) -> tuple[int, int]:
        if reference.related_model is type(self.merged):
            return self.merged.pk, self.survivor.pk
        return self.merged.identity_id, self.survivor.identity_id

    def _duplicates(
        self, reference: Reference, rows: models.QuerySet[Any], survivor: int
    ) -> Iterable[int]:
        """Return the keys of the rows of which the survivor has a duplicate."""
        same = DUPLICATE_KEYS.get(str(reference.model._meta.model_name), ())
        if reference.name not in same:
            return ()
        duplicates = reference.model._base_manager.filter(
            **{reference.attname: survivor},
            **{name: OuterRef(name) for name in same if name != reference.name},
        )
        if issubclass(reference.model, Published):
            # A row that is not public does not replace one that is.
            duplicates = duplicates.filter(
                Q(live_period__isnull=False) | Q(IsNull(OuterRef("live_period"), True)),
                retraction_reason="",
            )
        return rows.filter(Exists(duplicates)).values_list("pk", flat=True)

    def _move(
        self, rows: models.QuerySet[Any], keys: Sequence[int], column: str, new: int
    ) -> dict[int, str]:
        """Move the rows at once; if the database refuses, half by half. Return the rows refused."""
        try:
            with transaction.atomic():
                rows.filter(pk__in=keys).update(**{column: new})
        except IntegrityError as error:
            if len(keys) == 1:
                return {keys[0]: constraint_message(error)}
            half = len(keys) // 2
            return self._move(rows, keys[:half], column, new) | self._move(
                rows, keys[half:], column, new
            )
        return {}

    def _add_person_name(self, model: type[PersonName]) -> None:
        name = self.merged.full_name
        if name == self.survivor.full_name or self.survivor.names.filter(name=name).exists():
            return
        row = self.survivor.names.create(name=name, shown=False)
        self.notes.append(_noted(model, row.pk, "", None, None))
        self.added.append(name)

    def _add_listed_names(self, listed: models.Field[Any, Any]) -> None:
        before = getattr(self.survivor, listed.name)
        known = {str(self.survivor), *before}
        others = [str(self.merged), *getattr(self.merged, listed.name)]
        self.added = [name for name in dict.fromkeys(others) if name not in known]
        if self.added:
            after = [*before, *self.added]
            setattr(self.survivor, listed.name, after)
            self.survivor.save(update_fields=[listed.name])
            self.notes.append(
                _noted(type(self.survivor), self.survivor.pk, listed.name, before, after)
            )


def versions_of(model: type[models.Model], keys: Sequence[int]) -> dict[str, int]:
    """Return the versions of rows by key (one query); 0 if the model has no versions."""
    if not issubclass(model, Row):
        return {str(key): 0 for key in keys}
    rows = model._base_manager.filter(pk__in=keys).values_list("pk", "version")
    return {str(key): version for key, version in rows}


def _noted(
    model: type[models.Model], row: int, column: str, old_value: Any, new_value: Any
) -> MovedReference:
    return MovedReference(
        table=model._meta.db_table,
        row=row,
        column=column,
        old_value=old_value,
        new_value=new_value,
    )
