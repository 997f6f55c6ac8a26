"""Queues of what was entered and is not published: every kind of record and fact, and imports."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.apps import apps
from django.contrib.auth.models import User
from django.db.models import Case, CharField, Count, F, Max, QuerySet, TextField, Value, When
from django.db.models.functions import Concat
from django.urls import reverse

from briefings.admin import states
from briefings.admin.base import desk_url
from briefings.admin.queues import COUNTED, PUBLISHES, SHOWN, QueueItem, Waiting, queue
from briefings.admin.rows import whole_of
from briefings.admin.unsourced import STATING
from briefings.imports.publishing import still_waiting
from briefings.models import (
    CustodyEvent,
    ImportRun,
    MaybeStub,
    ProposedMeeting,
    Published,
    Record,
    Source,
)
from briefings.models.base import PublishedFact
from briefings.models.expressions import among
from briefings.models.triggers.belonging import parents_of

NAMED = 3  # records of each kind, in the reason why
SEARCHED = 500  # rows of each kind among which a reporter's own are looked for


def kinds() -> dict[str, type[Published]]:
    """Return the kinds of row that an editor publishes, by name.

    Custody events have a queue of their own, and a source becomes public with what cites it.
    """
    return {
        str(model._meta.model_name): model
        for model in apps.get_app_config("briefings").get_models()
        if issubclass(model, Published) and model not in (CustodyEvent, Source)
    }


@queue("Not published", needs=PUBLISHES)
def unpublished_rows(by: User, at: datetime) -> Waiting:
    """Return a line for each kind of row that waits: how many, and the last records (2 queries)."""
    found, models = counted(), kinds()
    names: dict[str, list[str]] = {}
    for kind, name in named() if found else ():
        names.setdefault(kind, []).append(name)
    lines = []
    for kind, (number, last) in found.items():
        meta = models[kind]._meta
        title = f"{number:,} {meta.verbose_name if number == 1 else meta.verbose_name_plural}"
        more = ["…"] if number > len(names.get(kind, ())) and kind in names else []
        why = "; ".join([*names.get(kind, ()), *more])
        url = (
            reverse(f"admin:briefings_{kind}_change", args=[last])
            if number == 1
            else f"{desk_url(models[kind])}?publication=entered"
        )
        lines.append(QueueItem(title, why, url, "Look"))
    return Waiting(lines, sum(number for number, _ in found.values()))


def counted() -> dict[str, tuple[int, int]]:
    """Return how many rows of each kind wait, and the key of the last (one query)."""
    of_kinds = [
        waiting(model)
        .values(row_type=Value(kind, CharField()))
        .annotate(row_count=Count("pk"), last_key=Max("pk"))
        for kind, model in kinds().items()
    ]
    found = {row["row_type"]: (row["row_count"], row["last_key"]) for row in united(of_kinds)}
    return {kind: found[kind] for kind in kinds() if found[kind][0]}


def named() -> list[tuple[str, str]]:
    """Return the kind and the label of the last records that wait (one query)."""
    of_kinds = [
        waiting(model)
        .order_by("-pk")
        .values(row_type=Value(kind, CharField()), row_label=labelled(model))[:NAMED]
        for kind, model in kinds().items()
        if issubclass(model, Record)
    ]
    return [(row["row_type"], row["row_label"]) for row in united(of_kinds)]


def labelled(model: type[Record]) -> Any:
    """Return the label of a record, which says of a stub that it is one, as an expression."""
    label = F("identity__label")
    if not issubclass(model, MaybeStub):
        return label
    named = Concat(label, Value(" (a stub)"), output_field=TextField())
    return Case(When(stub=True, then=named), default=label, output_field=TextField())


def waiting(model: type[Published]) -> QuerySet[Any]:
    """Return the rows of a kind that wait, in no order."""
    rows: QuerySet[Any] = model._default_manager.entered().order_by()  # type: ignore[attr-defined]
    return rows


def united(queries: list[QuerySet[Any, Any]]) -> QuerySet[Any, Any]:
    """Return the rows of all queries, by one."""
    return queries[0].union(*queries[1:], all=True)


@queue("Entered by you, not published", needs="briefings.add_citation", unless=PUBLISHES)
def own_unpublished(by: User, at: datetime) -> Waiting:
    """Return what the user entered and nobody has published, the latest first.

    Looked for among the latest 500 of each kind that wait. One query, and one for each kind found.
    """
    models: dict[str, type[Published]] = {**kinds(), "custodyevent": CustodyEvent}
    entered = united([entered_by(by, model) for model in models.values()])
    latest = [(each["row_type"], each["key"]) for each in entered.order_by("-entered_at")[:SHOWN]]
    rows = {
        (kind, row.pk): row
        for kind in dict(latest)
        for row in fetched(models[kind]).filter(pk__in=[key for of, key in latest if of == kind])
    }
    return Waiting(
        [
            QueueItem(
                str(whole_of(row) or row) if isinstance(row, PublishedFact) else str(row),
                what_waits(row),
                desk_url(row),
                "Open",
            )
            for row in (rows[each] for each in latest if each in rows)
        ]
    )


def entered_by(by: User, model: type[Published]) -> QuerySet[Any, Any]:
    """Return kind, key and moment of the rows of a kind that wait and that `by` entered."""
    latest = waiting(model).order_by("-pk").values("pk")[:SEARCHED]
    events = model.pgh_event_model.objects  # type: ignore[attr-defined]
    entered = events.filter(
        pgh_obj__in=latest, pgh_label="insert", pgh_context__metadata__user=by.pk
    )
    return entered.order_by().values(  # type: ignore[no-any-return]
        row_type=Value(str(model._meta.model_name), CharField()),
        key=F("pgh_obj_id"),
        entered_at=F("pgh_created_at"),
    )


def fetched(model: type[Published]) -> QuerySet[Any]:
    """Return the rows of a kind, fetched with what names them."""
    rows: QuerySet[Any] = model._default_manager.order_by("-pk")
    if issubclass(model, PublishedFact):
        return rows.select_related(*STATING.get(model, parents_of(model)))
    return rows


def what_waits(row: Published) -> str:
    """Return what a row is, and that it waits."""
    kind = str(row._meta.verbose_name).capitalize()
    if isinstance(row, MaybeStub) and row.stub:
        return f"{kind}, a stub to be completed"
    return f"{kind}: {row}" if isinstance(row, PublishedFact) else kind


@queue("Proposed meetings", needs="briefings.change_proposedmeeting")
def proposed_meetings(by: User, at: datetime) -> Waiting:
    """Return how many proposals nobody has decided (one query)."""
    number = ProposedMeeting.objects.waiting()[:COUNTED].count()
    line = QueueItem(
        "Read from the remarks of visits",
        "Accept each as a meeting, or leave it out",
        f"{desk_url(ProposedMeeting)}?state__exact=waiting",
        "Decide",
    )
    return Waiting([line] if number else [], number)


@queue("Imported, not published", needs=PUBLISHES)
def unpublished_imports(by: User, at: datetime) -> Iterator[QueueItem]:
    """Yield the imports with rows that wait to be published, the latest first."""
    runs = ImportRun.objects.filter(among(still_waiting()), undone_at=None).select_related("by")
    for run in runs.order_by("-at")[:SHOWN]:
        yield QueueItem(
            ", ".join(file["name"] for file in run.files),
            f"From {states.person(run.by)}, {states.moment(run.at)}",
            reverse("import_run", args=[run.pk]),
            "Look",
        )
