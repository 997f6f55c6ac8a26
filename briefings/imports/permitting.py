"""Refuses changes of published rows to those who may not publish."""

from __future__ import annotations

from collections.abc import Sequence

from briefings.imports.drafts import Draft, Reader
from briefings.models import Published
from briefings.models.triggers.belonging import parents_of, target_of

RULE = "it is public, or will be: an editor changes it"


def refuse_public_changes(reader: Reader, drafts: Sequence[Draft]) -> None:
    """Add faults for changes of published rows and of their parts. A query for each parent."""
    model = reader.format.model
    if issubclass(model, Published):
        public = [
            draft
            for draft in drafts
            if not draft.new and draft.changes and draft.row.live_period is not None
        ]
    else:
        public = []
        for parent in parents_of(model):
            keys = {getattr(draft.row, f"{parent}_id") for draft in drafts}
            parents = target_of(model, parent)._default_manager.filter(pk__in=keys)
            live = {*parents.filter(live_period__isnull=False).values_list("pk", flat=True)}
            public += [
                draft
                for draft in drafts
                if (draft.new or draft.changes) and getattr(draft.row, f"{parent}_id") in live
            ]
    for draft in public:
        reader.fault(draft.mapped, "id", draft.key, RULE)
