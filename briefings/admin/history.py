"""A record's history: every deed on it and its rows, by whom, when, why and in what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.apps import apps
from django.contrib.auth.models import User
from django.db.models import Model
from pghistory.models import Events

EVENTS = 500
KEPT_BY_TRIGGER = {"version", "updated_at"}
LABELS = {"insert": "added", "update": "changed", "delete": "deleted"}


@dataclass
class Deed:
    """What one action did to a record. `by` is None for what no person did."""

    at: datetime
    by: User | None
    action: str
    reason: str
    changes: list[str] = field(default_factory=list)


def history_of(rows: Sequence[Model], models: Iterable[type[Model]]) -> list[Deed]:
    """Return the last deeds on rows of `models` that are, or point at, one of `rows`.

    The latest comes first; events of one action are one deed. Two queries.
    """
    tables = {model.pgh_event_model for model in models}  # type: ignore[attr-defined]
    found = Events.objects.across(*tables).references(*rows)  # type: ignore[no-untyped-call]
    events = list(found.order_by("-pgh_created_at", "-pgh_id")[:EVENTS])
    contexts = [event.pgh_context or {} for event in events]
    people = User.objects.in_bulk({c["user"] for c in contexts if c.get("user")})
    deeds: dict[Any, Deed] = {}
    for event, context in zip(events, contexts, strict=True):
        deed = deeds.setdefault(
            event.pgh_context_id or event.pgh_slug,
            Deed(
                event.pgh_created_at,
                people.get(context.get("user")),
                context.get("action", ""),
                context.get("reason", ""),
            ),
        )
        deed.changes.append(in_words(event))
    return list(deeds.values())


def in_words(event: Any) -> str:
    """Return what one event was, as in “tenure changed: ended, end status”."""
    model = apps.get_model(event.pgh_obj_model)
    done = f"{model._meta.verbose_name} {LABELS.get(event.pgh_label, event.pgh_label)}"
    fields = [
        name.removesuffix("_id") for name in event.pgh_diff or {} if name not in KEPT_BY_TRIGGER
    ]
    return f"{done}: {', '.join(fields).replace('_', ' ')}" if fields else done
