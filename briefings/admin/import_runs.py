"""An import's page: what it did, row by row; publish what waits of it, or undo all of it."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import Any

from django.contrib import admin, messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from briefings.actions import Refused
from briefings.actions.locking import locked_elsewhere
from briefings.admin.base import desk_url, user_of
from briefings.admin.import_sheets import busy_page
from briefings.admin.import_uploads import guarded
from briefings.admin.states import moment, of_row, person
from briefings.imports.columns import FORMATS
from briefings.imports.publishing import publish, waiting, why_not_publish
from briefings.imports.sheets.reconciling import STUB
from briefings.imports.sheets.uploads import rehearse_undo, undo_with_source
from briefings.imports.undoing import why_not_undo
from briefings.models import Detention, ImportedRow, ImportRun, Participant, Published, Stop
from briefings.models.detentions import NAMED_BY

# Relations that labels and addresses of rows need.
LABEL_RELATIONS: dict[type[Any], tuple[str, ...]] = {
    Stop: ("place", "country", "visit"),
    Participant: ("official", "organization"),
    Detention: NAMED_BY,
}
SHOWN = 50  # rows of a table, and rows that an undo leaves


def run_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what an import did and what of it waits to be published; a POST publishes that."""
    run = _get_run(request, pk)
    if request.method == "GET" and locked_elsewhere([run]):
        return busy_page(request, describe_run(run)["name"])
    by, refusals = user_of(request), list[str]()
    if request.method == "POST":
        try:
            done = publish(by=by, run=run)
        except Refused as refused:
            refusals = refused.reasons
        else:
            messages.success(request, f"Published: {done.in_words}.")
            return HttpResponseRedirect(reverse("import_run", args=[pk]))
    sent = getattr(run, "upload", None)
    found = waiting(run, by)
    words = describe_run(run)
    context = {
        **admin.site.each_context(request),
        **words,
        "title": f"Import of {words['name']}",
        "run": run,
        "upload": sent,
        "left_out": sum(file.get("left_out", 0) for file in run.files),
        "source_url": desk_url(sent.source) if sent and sent.source else "",
        "tables": rows_by_table(run),
        "waiting": found if run.undone_at is None else None,
        "why_not_publish": why_not_publish(run, by, found),
        "refusals": refusals,
        "why_not_undo": why_not_undo(run, by),
    }
    status = 422 if refusals else 200
    return TemplateResponse(request, "admin/briefings/import_run.html", context, status=status)


def undo_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer to undo an import; a POST rehearses or does it, and shows what is left alone.

    A rehearsal locks the rows until it ends: that is why a GET does not run one.
    """
    run = _get_run(request, pk)
    if request.method == "GET" and locked_elsewhere([run]):
        return busy_page(request, describe_run(run)["name"])
    by, tried = user_of(request), None
    refusals = why_not_undo(run, by)
    if request.method == "POST":
        try:
            if "try" not in request.POST:
                return _undo(request, run)
            tried = rehearse_undo(by=by, run=run)
        except Refused as refused:
            refusals = refused.reasons
    context = {
        **admin.site.each_context(request),
        "title": f"Undo the import of {describe_run(run)['name']}",
        "run": run,
        "rows": sum(file["created"] + file["changed"] for file in run.files),
        "tried": tried,
        "left": tried.left[:SHOWN] if tried else [],
        "more": max(0, len(tried.left) - SHOWN) if tried else 0,
        "refusals": refusals,
    }
    status = 422 if request.method == "POST" and refusals else 200
    return TemplateResponse(request, "admin/briefings/import_undo.html", context, status=status)


def _undo(request: HttpRequest, run: ImportRun) -> HttpResponse:
    done = undo_with_source(by=user_of(request), run=run)
    counts = f"{done.deleted:,} deleted, {done.retracted:,} retracted, {done.restored:,} as before"
    messages.success(request, f"It is undone: {counts}.")
    for words in done.left[:SHOWN]:
        messages.warning(request, f"Left alone: {words}")
    if (more := len(done.left) - SHOWN) > 0:
        messages.warning(request, f"And {more:,} more were left alone.")
    return HttpResponseRedirect(reverse("import_run", args=[run.pk]))


def _get_run(request: HttpRequest, pk: int) -> ImportRun:
    guarded(request)
    runs = ImportRun.objects.select_related("by", "undone_by", "upload__source", "upload__by")
    return get_object_or_404(runs.defer("upload__data"), pk=pk)


def describe_run(run: ImportRun) -> dict[str, str]:
    """Return an import's name, tables, and by whom and when it was run and undone, in words."""
    sent = getattr(run, "upload", None)
    tables = ", ".join(dict.fromkeys(str(file["sheet"]) for file in run.files))
    return {
        "name": sent.name if sent else ", ".join(file["name"] for file in run.files),
        "table": f"{run.profile}: {tables}" if run.profile else tables,
        "by": person(run.by),
        "at": moment(run.at),
        "undone": f"by {person(run.undone_by)} on {moment(run.undone_at)}" if run.undone_at else "",
    }


def rows_by_table(run: ImportRun) -> list[dict[str, Any]]:
    """Return what the run created and changed by table, the first 50 rows with links.

    Two queries a table.
    """
    made = run.rows.exclude(outcome=ImportedRow.Outcome.UNCHANGED)
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    by_table = made.values_list("table", "outcome").annotate(count=Count("pk")).order_by("outcome")
    for table, outcome, count in by_table:
        counts[table][outcome] = count
    at = timezone.now()
    tables = []
    for table in (name for name in FORMATS if name in counts):
        noted = [*made.filter(table=table).order_by("number", "pk")[:SHOWN]]
        model = FORMATS[table].model
        identity = ("identity",) if hasattr(model, "identity") else ()
        rows: Any = model._default_manager.select_related(
            *identity, *LABEL_RELATIONS.get(model, ())
        )
        found = rows.in_bulk([each.row for each in noted], field_name="public_id")
        tables.append(
            {
                "table": table,
                "counts": ", ".join(f"{n:,} {outcome}" for outcome, n in counts[table].items()),
                "rows": [_row(each, found.get(each.row), at) for each in noted],
                "more": max(0, sum(counts[table].values()) - SHOWN),
            }
        )
    return tables


def _row(noted: ImportedRow, row: Any, at: datetime) -> dict[str, Any]:
    number = None if noted.key.startswith(STUB) else noted.number
    if row is None:
        return {"number": number, "label": noted.key, "url": "", "state": "deleted"}
    return {
        "number": number,
        "label": str(row),
        "url": desk_url(row.visit if isinstance(row, Stop) else row),  # its page is its visit's
        "state": of_row(row, at) if isinstance(row, Published) else noted.get_outcome_display(),
    }
