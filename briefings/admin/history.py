"""A record's history as the desk shows it: by entry, with the name of who did it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Model

from briefings.history import Event, events_of

DONE = {"insert": "added", "update": "changed", "delete": "deleted"}


@dataclass
class HistoryEntry:
    """What one action did to a record. `by` is None for what no person did."""

    at: datetime
    by: User | None
    action: str
    reason: str
    changes: list[str] = field(default_factory=list)


def history_entries(
    rows: Sequence[Model], models: Iterable[type[Model]], *, without: Sequence[Model] = ()
) -> list[HistoryEntry]:
    """Return the last actions on rows of `models` that are, or point at, one of `rows`.

    Of what points at one of `without` nothing is told.

    The latest comes first. One query a model, and one for the people.
    """
    events = events_of(rows, models, without=without)
    people = User.objects.in_bulk({event.context["user"] for event in events if event.context})
    done: dict[Any, HistoryEntry] = {}
    for event in events:
        who, why = people.get(event.context.get("user")), event.context.get("reason", "")
        action = event.context.get("action", "")
        entry = done.setdefault(event.group, HistoryEntry(event.at, who, action, why))
        entry.changes.append(in_words(event))
    for entry in done.values():
        entry.changes = counted(entry.changes)
    return list(done.values())


def counted(changes: list[str]) -> list[str]:
    """Return each change once, as in “citation added (43 times)”, in the order of the first."""
    times = Counter(changes)
    return [f"{said} ({n} times)" if n > 1 else said for said, n in times.items()]


def in_words(event: Event) -> str:
    """Return what one event was, as in “tenure changed: ended, end status”."""
    said = f"{event.model._meta.verbose_name} {DONE[event.done]}"
    labels = {field.name: str(field.verbose_name) for field in event.model._meta.fields}
    fields = ", ".join(labels[name] for name in event.fields)
    return f"{said}: {fields}" if fields else said
