"""Imports at the desk: those that wait for answers, those that were run, and the way back."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.contrib import admin
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone

from briefings.actions import Refused
from briefings.admin.base import address, editor
from briefings.admin.sheets import (
    guarded,
    left_out_file,
    sheet_page,
    template_file,
    upload_page,
)
from briefings.admin.states import moment, of_row, person
from briefings.imports.naming import STUB
from briefings.imports.tables import FORMATS
from briefings.imports.undoing import Undone, why_not_undo
from briefings.imports.uploads import take_back
from briefings.models import ImportedRow, ImportRun, ImportUpload, Published

PER_PAGE = 50
SHOWN = 50  # rows of a table


def imports_page(request: HttpRequest) -> HttpResponse:
    """List the uploads that wait and the runs, the latest first; four queries."""
    guarded(request)
    waiting = ImportUpload.objects.filter(run=None).select_related("by").defer("data")
    if not editor(request).has_perm("briefings.publish_identity"):
        waiting = waiting.filter(by=editor(request))
    runs = (
        ImportRun.objects.select_related("by", "undone_by", "upload")
        .defer("upload__data")
        .order_by("-at", "-pk")
    )
    page = Paginator(runs, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        **admin.site.each_context(request),
        "title": "Imports of records",
        "waiting": [(each, person(each.by), moment(each.at)) for each in waiting.order_by("-at")],
        "page": page,
        "runs": [{"run": run, "counts": _counts(run), **_told(run)} for run in page],
    }
    return TemplateResponse(request, "admin/briefings/imports.html", context)


def run_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what an import did, with links; a POST takes it back and tells what was left alone."""
    guarded(request)
    runs = ImportRun.objects.select_related("by", "undone_by", "upload__source")
    run = get_object_or_404(runs.defer("upload__data"), pk=pk)
    undone: Undone | None = None
    refusals: list[str] = []
    if request.method == "POST":
        try:
            undone = take_back(by=editor(request), run=run)
        except Refused as refused:
            refusals = refused.reasons
            run.refresh_from_db()
    sent = getattr(run, "upload", None)
    told = _told(run)
    context = {
        **admin.site.each_context(request),
        **told,
        "title": told["name"],
        "run": run,
        "upload": sent,
        "source_url": address(sent.source) if sent and sent.source else "",
        "tables": rows_of(run),
        "undone": undone,
        "refusals": refusals,
        "may_undo": not why_not_undo(run, editor(request)),
    }
    status = 422 if refusals else 200
    return TemplateResponse(request, "admin/briefings/import_run.html", context, status=status)


def _told(run: ImportRun) -> dict[str, str]:
    state = "stands"
    if run.undone_at is not None:
        state = f"undone by {person(run.undone_by)} on {moment(run.undone_at)}"
    sent = getattr(run, "upload", None)
    name = sent.name if sent else ", ".join(file["name"] for file in run.files)
    return {"name": name, "by": person(run.by), "at": moment(run.at), "state": state}


def _counts(run: ImportRun) -> str:
    of = ("created", "changed", "unchanged")
    return ", ".join(f"{sum(file[each] for file in run.files):,} {each}" for each in of)


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
        rows: Any = model._default_manager.all()
        if hasattr(model, "identity"):
            rows = rows.select_related("identity")
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


def _row(noted: ImportedRow, row: Any, at: Any) -> dict[str, Any]:
    number = None if noted.key.startswith(STUB) else noted.number
    if row is None:
        return {"number": number, "label": noted.key, "url": "", "state": "deleted"}
    return {
        "number": number,
        "label": str(row),
        "url": address(row),
        "state": of_row(row, at) if isinstance(row, Published) else noted.get_outcome_display(),
    }


_guarded = admin.site.admin_view
urlpatterns: list[URLPattern] = [
    path("", _guarded(imports_page), name="imports"),
    path("new/", _guarded(upload_page), name="import_upload"),
    path("template/<slug:table>.<slug:kind>", _guarded(template_file), name="import_template"),
    path("<int:pk>/", _guarded(sheet_page), name="import_sheet"),
    path("<int:pk>/left-out.csv", _guarded(left_out_file), name="import_left_out"),
    path("runs/<int:pk>/", _guarded(run_page), name="import_run"),
]
