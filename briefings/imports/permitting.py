"""What only who may publish can do: change what has been published, or has its day set."""

from __future__ import annotations

from collections.abc import Sequence

from briefings.imports.drafts import Draft, Reader
from briefings.models import Published
from briefings.models.triggers.belonging import parents_of, target_of

RULE = "it is public, or will be: an editor changes it"


def refuse_what_is_public(reader: Reader, drafts: Sequence[Draft]) -> None:
    """Refuse changes of published rows, and plain rows of published ones (a query a relation)."""
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
        reader.fault(draft.made, "id", draft.key, RULE)
