"""Reads of the history: every version of every row, with who and why, as triggers kept them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Model, Q

from briefings.models import Citation, Source

LATEST = 500  # citations among which the last one of a person is looked for
KEPT_BY_TRIGGER = frozenset({"version", "updated_at"})


@dataclass(frozen=True)
class Event:
    """One row added, changed or deleted.

    `fields` are the names of those that changed, empty where the row was added or deleted.
    `context` holds the id of the person, the action and the reason; empty for what no action did.
    Events of one action share `group`.
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
    """Return the last events of rows of `models` that are, or point at, one of `rows`.

    Not those that are, or point at, one of `without`. The latest comes first; at most `limit` of
    each model. One query a model.
    """
    events = [event for model in models for event in _events(rows, model, without, limit)]
    return sorted(events, key=lambda event: event.at, reverse=True)


def _events(
    rows: Sequence[Model], model: type[Model], without: Sequence[Model], limit: int
) -> list[Event]:
    table = model.pgh_event_model  # type: ignore[attr-defined]
    found = table.objects.filter(_pointing(table, rows))
    if without:
        found = found.exclude(_pointing(table, without))
    found = found.select_related("pgh_context").order_by("-pgh_id")
    oldest_first = sorted(found[:limit], key=lambda row: (row.pgh_obj_id, row.pgh_id))
    return [
        _event(version, before, model)
        for _, versions in groupby(oldest_first, key=lambda row: row.pgh_obj_id)
        for before, version in _with_the_one_before(versions)
    ]


def _pointing(table: type[Model], rows: Sequence[Model]) -> Q:
    """Return the condition that an event is of one of the rows, or of what points at one."""
    concerned = Q(pk__in=[])
    for row in rows:
        for field in table._meta.fields:
            if field.is_relation and field.related_model is type(row):
                concerned |= Q(**{field.attname: row.pk})
    return concerned


def _with_the_one_before(versions: Iterable[Any]) -> Iterable[tuple[Any, Any]]:
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
        and field.name not in KEPT_BY_TRIGGER
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
    """Return of each row, by its key, what was kept from the version given on, the oldest first.

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
    """Return what was kept last of a row, also of one that was deleted; None for nothing.

    One query.
    """
    table = model.pgh_event_model  # type: ignore[attr-defined]
    of_row = table.objects.filter(pgh_obj_id=key).select_related("pgh_context")
    return of_row.order_by("-pgh_id").first()


def last_source(by: User) -> Source | None:
    """Return the source that `by` cited last, None where it is not among the desk's latest 500.

    One query.
    """
    events = Citation.pgh_event_model.objects  # type: ignore[attr-defined]
    latest = events.order_by("-pgh_id").values("pgh_id")[:LATEST]
    own = events.filter(pgh_id__in=latest, pgh_context__metadata__user=by.pk)
    cited = own.order_by("-pgh_id").values("source")[:1]
    return Source.objects.filter(pk__in=cited, retraction_reason="").first()
