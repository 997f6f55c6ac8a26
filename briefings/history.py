"""Read the history: every version of every row, with who and why, as triggers wrote it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Model, Q

from briefings.models import Citation, Source

LATEST = 500  # how many of the latest citations are searched for a person's last one
WRITTEN_BY_TRIGGER = frozenset({"version", "updated_at"})


@dataclass(frozen=True)
class Event:
    """One row inserted, updated or deleted, as `done` says.

    `fields` are the names of the changed fields, empty for an insert or a delete. `context` holds
    the person's id, the action and the reason; empty if no action did it. Events of one action
    share `group`.
    """

    at: datetime
    group: Any
    context: Mapping[str, Any]
    model: type[Model]
    done: str
    fields: tuple[str, ...]


def events_of(
    rows: Sequence[Model],
    models: Iterable[type[Model]],
    *,
    without: Sequence[Model] = (),
    limit: int = 500,
) -> list[Event]:
    """Return the latest events of `rows`, and of rows of `models` that point at one of them.

    Events of `without`, and of rows that point at one of those, are left out. The latest comes
    first; at most `limit` events and one query for each model.
    """
    events = [event for model in models for event in _events(rows, model, without, limit)]
    return sorted(events, key=lambda event: event.at, reverse=True)


def _events(
    rows: Sequence[Model], model: type[Model], without: Sequence[Model], limit: int
) -> list[Event]:
    table = model.pgh_event_model  # type: ignore[attr-defined]
    found = table.objects.filter(_concerning(table, rows))
    if without:
        found = found.exclude(_concerning(table, without))
    found = found.select_related("pgh_context").order_by("-pgh_id")
    oldest_first = sorted(found[:limit], key=lambda row: (row.pgh_obj_id, row.pgh_id))
    return [
        _event(version, before, model)
        for _, versions in groupby(oldest_first, key=lambda row: row.pgh_obj_id)
        for before, version in _with_previous(versions)
    ]


def _concerning(table: type[Model], rows: Sequence[Model]) -> Q:
    """Return the condition that an event is of one of the rows, or of a row that points at one."""
    concerned = Q(pk__in=[])
    for row in rows:
        for field in table._meta.fields:
            if field.is_relation and field.related_model is type(row):
                concerned |= Q(**{field.attname: row.pk})
    return concerned


def _with_previous(versions: Iterable[Any]) -> Iterable[tuple[Any, Any]]:
    before = None
    for version in versions:
        yield before, version
        before = version


def _event(version: Any, before: Any, model: type[Model]) -> Event:
    changed = (
        field.name
        for field in model._meta.fields
        if before is not None
        and version.pgh_label == "update"
        and field.name not in WRITTEN_BY_TRIGGER
        and hasattr(version, field.attname)
        and getattr(version, field.attname) != getattr(before, field.attname)
    )
    return Event(
        at=version.pgh_created_at,
        group=version.pgh_context_id or (model, version.pgh_id),
        context=version.pgh_context.metadata if version.pgh_context else {},
        model=model,
        done=version.pgh_label,
        fields=tuple(changed),
    )


def versions_since(model: type[Model], since: Mapping[int, int]) -> dict[int, list[Any]]:
    """Return the kept versions of rows, by their keys, from a version each on, the oldest first.

    The first is that version itself, if it was kept. One query.
    """
    wanted = Q(pk__in=[])
    for key, version in since.items():
        wanted |= Q(pgh_obj_id=key, version__gte=version)
    table = model.pgh_event_model  # type: ignore[attr-defined]
    found = table.objects.filter(wanted).select_related("pgh_context").order_by("pgh_id")
    kept: dict[int, list[Any]] = {}
    for version in found:
        kept.setdefault(version.pgh_obj_id, []).append(version)
    return kept


def last_version(model: type[Model], key: int) -> Any:
    """Return the last kept version of a row, deleted or not; None without one. One query."""
    table = model.pgh_event_model  # type: ignore[attr-defined]
    of_row = table.objects.filter(pgh_obj_id=key).select_related("pgh_context")
    return of_row.order_by("-pgh_id").first()


def last_source(by: User) -> Source | None:
    """Return the source that `by` cited last; None if not among the desk's latest 500 citations.

    Retracted sources do not count. One query.
    """
    events = Citation.pgh_event_model.objects  # type: ignore[attr-defined]
    latest = events.order_by("-pgh_id").values("pgh_id")[:LATEST]
    own = events.filter(pgh_id__in=latest, pgh_context__metadata__user=by.pk)
    cited = own.order_by("-pgh_id").values("source")[:1]
    return Source.objects.filter(pk__in=cited, retraction_reason="").first()
