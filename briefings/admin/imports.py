"""The list of imports: uploads that wait for answers, and finished runs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django import forms
from django.contrib import admin
from django.core.paginator import Paginator
from django.db.models import QuerySet, TextChoices
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextInputWidget

from briefings.actions.locking import locked_elsewhere
from briefings.admin.base import user_of
from briefings.admin.import_runs import describe_run, run_page, undo_page
from briefings.admin.import_sheets import left_out_file, sheet_page
from briefings.admin.import_uploads import columns_page, guarded, template_file, upload_page
from briefings.admin.states import moment, person
from briefings.imports.columns import FORMATS
from briefings.imports.publishing import still_waiting
from briefings.imports.sheets.uploads import open_to
from briefings.models import ImportRun
from briefings.models.expressions import among

PER_PAGE = 25
MOST_OPEN = 100  # files that wait for answers, shown above the first page
OUTCOMES = ("created", "changed", "left_out")
AT_WORK = "At work on it"


class ImportState(TextChoices):
    """The state of an import."""

    OPEN = "open", "Not imported yet"
    WAITING = "waiting", "Waits to be published"
    DONE = "done", "Done"
    UNDONE = "undone", "Undone"


class ImportFilterForm(forms.Form):
    """The filter of the list."""

    q = forms.CharField(required=False, label="File or person", widget=UnfoldAdminTextInputWidget)
    table = forms.ChoiceField(
        required=False,
        label="What is in it",
        choices=[("", "Anything"), *((name, name.capitalize()) for name in FORMATS)],
        widget=UnfoldAdminSelectWidget,
    )
    state = forms.ChoiceField(
        required=False,
        label="State",
        choices=[("", "Any"), *ImportState.choices],
        widget=UnfoldAdminSelectWidget,
    )


@dataclass(frozen=True)
class ImportLine:
    """One import; `counts` (new, changed, left out) is empty if it is not imported yet."""

    url: str
    name: str
    table: str
    by: str
    at: str
    state: str
    counts: Sequence[int] = ()


def imports_page(request: HttpRequest) -> HttpResponse:
    """List the uploads that wait for answers, then the runs, the latest first; six queries."""
    guarded(request)
    form = ImportFilterForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    page = Paginator(_runs(wanted), PER_PAGE).get_page(request.GET.get("page"))
    lines = [*_upload_lines(request, wanted)] if page.number == 1 else []
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        **admin.site.each_context(request),
        "title": "Imports",
        "form": form,
        "lines": [*lines, *_run_lines([*page])],
        "filtered": any(wanted.values()),
        "page": page,
        "asked": query.urlencode(),
    }
    return TemplateResponse(request, "admin/briefings/imports.html", context)


def _upload_lines(request: HttpRequest, wanted: dict[str, str]) -> Iterator[ImportLine]:
    """Yield the uploads that wait for answers (two queries)."""
    if wanted.get("state", "") not in ("", ImportState.OPEN):
        return
    waiting = open_to(user_of(request)).matching(wanted.get("q", ""))
    if table := wanted.get("table"):
        waiting = waiting.filter(table=table)
    uploads = [*waiting.select_related("by").defer("data").order_by("-at", "-pk")[:MOST_OPEN]]
    busy = locked_elsewhere(uploads)
    for each in uploads:
        yield ImportLine(
            reverse("import_sheet", args=[each.pk]),
            *(each.name, each.table, person(each.by), moment(each.at)),
            AT_WORK if each.pk in busy else ImportState.OPEN.label,
        )


def _runs(wanted: dict[str, str]) -> QuerySet[ImportRun]:
    """Return the runs that match the filter."""
    runs = ImportRun.objects.matching(wanted.get("q", ""))
    if table := wanted.get("table"):
        runs = runs.of_table(table)
    match wanted.get("state"):
        case ImportState.OPEN:
            runs = runs.none()
        case ImportState.WAITING:
            runs = runs.filter(among(still_waiting()), undone_at=None)
        case ImportState.DONE:
            runs = runs.exclude(among(still_waiting())).filter(undone_at=None)
        case ImportState.UNDONE:
            runs = runs.exclude(undone_at=None)
    related = runs.select_related("by", "undone_by", "upload").defer("upload__data")
    return related.order_by("-at", "-pk")


def _run_lines(runs: list[ImportRun]) -> Iterator[ImportLine]:
    """Yield the lines of a page's runs (two queries)."""
    busy, waiting = locked_elsewhere(runs), {row["run"] for row in still_waiting(runs)}
    for run in runs:
        state = ImportState.WAITING if run.pk in waiting else ImportState.DONE
        state = ImportState.UNDONE if run.undone_at else state
        words = describe_run(run)
        counts = [sum(file.get(name, 0) for file in run.files) for name in OUTCOMES]
        yield ImportLine(
            reverse("import_run", args=[run.pk]),
            *(words["name"], words["table"], words["by"], words["at"]),
            AT_WORK if run.pk in busy else state.label,
            counts,
        )


_guarded = admin.site.admin_view
urlpatterns: list[URLPattern] = [
    path("", _guarded(imports_page), name="imports"),
    path("new/", _guarded(upload_page), name="import_upload"),
    path("columns/", _guarded(columns_page), name="import_columns"),
    path("template/<slug:table>.<slug:kind>", _guarded(template_file), name="import_template"),
    path("<int:pk>/", _guarded(sheet_page), name="import_sheet"),
    path("<int:pk>/left-out.csv", _guarded(left_out_file), name="import_left_out"),
    path("runs/<int:pk>/", _guarded(run_page), name="import_run"),
    path("runs/<int:pk>/undo/", _guarded(undo_page), name="import_undo"),
]
