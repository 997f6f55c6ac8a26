"""A record's history at the desk: one entry for each action, with who did it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Model

from briefings.history import Event, events_of

VERBS = {"insert": "added", "update": "changed", "delete": "deleted"}


@dataclass
class HistoryEntry:
    """What one action changed on a record. `by` is None if nobody is known to have done it."""

    at: datetime
    by: User | None
    action: str
    reason: str
    changes: list[str] = field(default_factory=list)


def history_entries(
    rows: Sequence[Model], models: Iterable[type[Model]], *, without: Sequence[Model] = ()
) -> list[HistoryEntry]:
    """Return the last actions on `rows`, and on rows of `models` that point at them.

    Rows that point at one of `without` are left out. The latest comes first. One query a model, and
    one for the users.
    """
    events = events_of(rows, models, without=without)
    people = User.objects.in_bulk({event.context["user"] for event in events if event.context})
    done: dict[Any, HistoryEntry] = {}
    for event in events:
        who, why = people.get(event.context.get("user")), event.context.get("reason", "")
        action = event.context.get("action", "")
        entry = done.setdefault(event.group, HistoryEntry(event.at, who, action, why))
        entry.changes.append(describe_event(event))
    for entry in done.values():
        entry.changes = with_repeats(entry.changes)
    return list(done.values())


def with_repeats(changes: list[str]) -> list[str]:
    """Return each text once, with how often it occurs: “citation added (43 times)”."""
    times = Counter(changes)
    return [f"{change} ({n} times)" if n > 1 else change for change, n in times.items()]


def describe_event(event: Event) -> str:
    """Return a description of an event, as in “tenure changed: ended, end status”."""
    change = f"{event.model._meta.verbose_name} {VERBS[event.done]}"
    labels = {field.name: str(field.verbose_name) for field in event.model._meta.fields}
    fields = ", ".join(labels[name] for name in event.fields)
    return f"{change}: {fields}" if fields else change
