"""What an import did, row by row; what waits of it is published from here, or all taken back."""

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
from briefings.actions.locking import at_work
from briefings.admin.base import address, editor
from briefings.admin.sheets import working
from briefings.admin.states import moment, of_row, person
from briefings.admin.uploads import guarded
from briefings.imports.columns import FORMATS
from briefings.imports.publishing import publish, waiting, why_not_publish
from briefings.imports.sheets.reconciling import STUB
from briefings.imports.sheets.uploads import take_back, take_back_tried
from briefings.imports.undoing import why_not_undo
from briefings.models import Detention, ImportedRow, ImportRun, Participant, Published, Stop

# What rows are called by, or are reached through, that stands in others.
CALLED_BY: dict[type[Any], tuple[str, ...]] = {
    Stop: ("place", "country", "visit"),
    Participant: ("official", "organization"),
    Detention: ("detainee", "country", "organization"),
}
SHOWN = 50  # rows of a table, and rows that an undo leaves


def run_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what an import did, with links, and what waits of it; a POST publishes that."""
    run = _asked_for(request, pk)
    if request.method == "GET" and at_work([run]):
        return working(request, told(run)["name"])
    by, refusals = editor(request), list[str]()
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
    words = told(run)
    context = {
        **admin.site.each_context(request),
        **words,
        "title": f"Import of {words['name']}",
        "run": run,
        "upload": sent,
        "left_out": sum(file.get("left_out", 0) for file in run.files),
        "source_url": address(sent.source) if sent and sent.source else "",
        "tables": rows_of(run),
        "waiting": found if run.undone_at is None else None,
        "why_not_publish": why_not_publish(run, by, found),
        "refusals": refusals,
        "why_not_undo": why_not_undo(run, by),
    }
    status = 422 if refusals else 200
    return TemplateResponse(request, "admin/briefings/import_run.html", context, status=status)


def undo_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer to take an import back; a POST tries it or does it, and tells what was left alone.

    A try holds the rows until it ends: it is for who asks for it, and not for who looks.
    """
    run = _asked_for(request, pk)
    if request.method == "GET" and at_work([run]):
        return working(request, told(run)["name"])
    by, tried = editor(request), None
    refusals = why_not_undo(run, by)
    if request.method == "POST":
        try:
            if "try" not in request.POST:
                return _taken_back(request, run)
            tried = take_back_tried(by=by, run=run)
        except Refused as refused:
            refusals = refused.reasons
    context = {
        **admin.site.each_context(request),
        "title": f"Undo the import of {told(run)['name']}",
        "run": run,
        "rows": sum(file["created"] + file["changed"] for file in run.files),
        "tried": tried,
        "left": tried.left[:SHOWN] if tried else [],
        "more": max(0, len(tried.left) - SHOWN) if tried else 0,
        "refusals": refusals,
    }
    status = 422 if request.method == "POST" and refusals else 200
    return TemplateResponse(request, "admin/briefings/import_undo.html", context, status=status)


def _taken_back(request: HttpRequest, run: ImportRun) -> HttpResponse:
    done = take_back(by=editor(request), run=run)
    counts = f"{done.deleted:,} deleted, {done.retracted:,} retracted, {done.restored:,} as before"
    messages.success(request, f"It is undone: {counts}.")
    for words in done.left[:SHOWN]:
        messages.warning(request, f"Left alone: {words}")
    if (more := len(done.left) - SHOWN) > 0:
        messages.warning(request, f"And {more:,} more were left alone.")
    return HttpResponseRedirect(reverse("import_run", args=[run.pk]))


def _asked_for(request: HttpRequest, pk: int) -> ImportRun:
    guarded(request)
    runs = ImportRun.objects.select_related("by", "undone_by", "upload__source", "upload__by")
    return get_object_or_404(runs.defer("upload__data"), pk=pk)


def told(run: ImportRun) -> dict[str, str]:
    """Return what an import is called, what is in it, by whom and when it was made and undone."""
    sent = getattr(run, "upload", None)
    tables = ", ".join(dict.fromkeys(str(file["sheet"]) for file in run.files))
    return {
        "name": sent.name if sent else ", ".join(file["name"] for file in run.files),
        "table": f"{run.profile}: {tables}" if run.profile else tables,
        "by": person(run.by),
        "at": moment(run.at),
        "undone": f"by {person(run.undone_by)} on {moment(run.undone_at)}" if run.undone_at else "",
    }


def rows_of(run: ImportRun) -> list[dict[str, Any]]:
    """Return by table what the run made and changed: the first 50 with links; two queries each."""
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
        rows: Any = model._default_manager.select_related(*identity, *CALLED_BY.get(model, ()))
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
        "url": address(row.visit if isinstance(row, Stop) else row),  # its page is its visit's
        "state": of_row(row, at) if isinstance(row, Published) else noted.get_outcome_display(),
    }
