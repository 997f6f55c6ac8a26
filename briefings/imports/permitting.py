"""Refuses changes of published rows to those who may not publish."""

from __future__ import annotations

from collections.abc import Sequence

from briefings.imports.entries import Reader, RowEntry
from briefings.models import Published
from briefings.models.triggers.belonging import parents_of, target_of

RULE = "it is public, or will be: an editor changes it"


def refuse_public_changes(reader: Reader, entries: Sequence[RowEntry]) -> None:
    """Add faults for changes of published rows and of their parts. A query for each parent."""
    model = reader.format.model
    if issubclass(model, Published):
        public = [
            entry
            for entry in entries
            if not entry.new and entry.changes and entry.row.live_period is not None
        ]
    else:
        public = []
        for parent in parents_of(model):
            keys = {getattr(entry.row, f"{parent}_id") for entry in entries}
            parents = target_of(model, parent)._default_manager.filter(pk__in=keys)
            live = {*parents.filter(live_period__isnull=False).values_list("pk", flat=True)}
            public += [
                entry
                for entry in entries
                if (entry.new or entry.changes) and getattr(entry.row, f"{parent}_id") in live
            ]
    for entry in public:
        reader.fault(entry.mapped, "id", entry.key, RULE)
