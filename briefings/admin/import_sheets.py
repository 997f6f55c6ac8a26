"""An uploaded sheet at the desk: its questions are answered, then it is imported."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from unfold.widgets import UnfoldAdminTextInputWidget

from briefings.actions import Refused
from briefings.actions.locking import locked_elsewhere
from briefings.admin.base import desk_url, user_of
from briefings.admin.import_plans import RowChange, changes, created
from briefings.admin.import_uploads import download, guarded
from briefings.imports.known import TYPES
from briefings.imports.sheets.questions import Question, in_words
from briefings.imports.sheets.reading import AT_ONCE, read_sheet
from briefings.imports.sheets.uploads import (
    answer,
    confirm,
    discard,
    leave_out,
    rehearse,
    why_not_continue,
)
from briefings.models import ImportUpload

ASK_AGAIN = 5  # seconds
MANY = 2_000  # rows, of which an import takes more than a few seconds


def busy_page(request: HttpRequest, name: str) -> HttpResponse:
    """Return a page that says that the import is locked by an action; it reloads by itself."""
    context = {**admin.site.each_context(request), "title": f"At work on {name}"}
    response = TemplateResponse(request, "admin/briefings/import_working.html", context)
    response["Refresh"] = str(ASK_AGAIN)
    return response


def left_out_file(request: HttpRequest, pk: int) -> FileResponse | HttpResponseRedirect:
    """Return the rows of an upload that are left out, with the reasons, as a CSV file."""
    guarded(request)
    upload = get_object_or_404(ImportUpload, pk=pk)
    by = user_of(request)
    if upload.by_id != by.pk and not by.has_perm("briefings.publish_identity"):
        raise PermissionDenied
    data = bytes(upload.data)
    sheet = read_sheet(upload.name, data, upload.table, upload.answers)
    try:
        columns, rows = sheet.file_of_left_out(data)
    except Refused as refused:
        messages.error(request, " ".join(refused.reasons))
        return HttpResponseRedirect(reverse("import_sheet", args=[pk]))
    return download(rows, columns, f"{upload.table}-left-out", "csv")


def sheet_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an upload's questions and its plan; a POST answers, imports, leaves out or discards."""
    guarded(request)
    upload = get_object_or_404(ImportUpload.objects.select_related("by", "source"), pk=pk)
    if upload.run_id is not None:
        return HttpResponseRedirect(reverse("import_run", args=[upload.run_id]))
    if why_not_continue(upload, user_of(request)):
        raise PermissionDenied
    if request.method == "GET" and locked_elsewhere([upload]):
        return busy_page(request, upload.name)
    reasons: list[str] = []
    if request.method == "POST":
        try:
            return _do_pressed(request, upload)
        except Refused as refused:
            reasons = refused.reasons
            if not ImportUpload.objects.filter(pk=pk, run=None).exists():
                # While this was waiting, another imported or discarded it.
                messages.error(request, " ".join(reasons))
                return HttpResponseRedirect(reverse("imports"))
            upload.refresh_from_db()
    try:
        rehearsed = rehearse(by=user_of(request), upload=upload)
    except Refused as refused:
        # Another's action holds what the trial would touch.
        messages.error(request, " ".join([*reasons, *refused.reasons]))
        return HttpResponseRedirect(reverse("imports"))
    sheet, plan = rehearsed.sheet, rehearsed.plan
    records = _records(sheet.questions[:AT_ONCE])
    context = {
        **admin.site.each_context(request),
        "title": f"Import {upload.name}",
        "upload": upload,
        "sheet": sheet,
        "plan": plan,
        "ready": rehearsed.is_ready,
        "cannot_go_in": len(rehearsed.cannot_go_in),
        "reasons": reasons,
        "questions": [
            question_context(each, records, request) for each in sheet.questions[:AT_ONCE]
        ],
        "more": max(0, len(sheet.questions) - AT_ONCE),
        "answered": [
            (key, _question_label(key), in_words(upload.answers[key])) for key in upload.answers
        ],
        "created": created(plan, sheet) if plan else [],
        "changes": changes(plan, sheet) if plan else list[RowChange](),
        "takes_long": len(sheet.rows) > MANY,
        "unchanged": plan.files[-1].unchanged if plan else 0,
        "public": user_of(request).has_perm("briefings.publish_identity"),
    }
    template = "admin/briefings/import_sheet.html"
    return TemplateResponse(request, template, context, status=422 if reasons else 200)


def _do_pressed(request: HttpRequest, upload: ImportUpload) -> HttpResponse:
    by, here = user_of(request), reverse("import_sheet", args=[upload.pk])
    if "discard" in request.POST:
        discard(by=by, upload=upload)
        messages.success(request, f"{upload.name} is discarded.")
        return HttpResponseRedirect(reverse("imports"))
    if "leave_out" in request.POST:
        leave_out(by=by, upload=upload)
        return HttpResponseRedirect(here)
    if "import" in request.POST:
        run = confirm(by=by, upload=upload)
        if run is not None:
            messages.success(request, f"{upload.name} is imported.")
            return HttpResponseRedirect(reverse("import_run", args=[run.pk]))
        messages.info(request, "The record has all of it already: nothing was changed.")
        return HttpResponseRedirect(here)
    questions = rehearse(by=by, upload=upload).sheet.questions
    given = {each.key: text for each in questions if (text := typed_answer(each, request))}
    again = dict.fromkeys(request.POST.getlist("again"), "")
    answer(by=by, upload=upload, answers=given | again)
    return HttpResponseRedirect(here)


def typed_answer(question: Question, request: HttpRequest) -> str:
    """Return the chosen answer, with the text typed for it; "" for none.

    If nothing was chosen but something was typed, that is the answer.
    """
    chosen = request.POST.get(question.name, "")
    for place, option in enumerate(question.options):
        words = request.POST.get(f"{question.name}-{place}", "").replace("\0", "").strip()
        if option.is_typed and (chosen == option.answer or (words and not chosen)):
            return f"{option.answer}{words}"
    return chosen


def question_context(
    question: Question, records: dict[tuple[str, str], Any], request: HttpRequest
) -> Any:
    """Return the template context of a question: options with links and text fields."""
    chosen = request.POST.get(question.name, question.proposed)
    options = []
    for place, option in enumerate(question.options):
        name = f"{question.name}-{place}"
        record = records.get((option.table, option.slug))
        field = UnfoldAdminTextInputWidget(
            attrs={"aria-label": f"{option.label}, instead of “{question.value}”"}
        )
        typed = field.render(name, request.POST.get(name, ""))
        options.append(
            {
                "id": f"{name}-chosen",
                "answer": option.answer,
                "label": option.label,
                "note": option.note,
                "url": desk_url(record) if record else "",
                "typed": typed if option.is_typed else "",
                "chosen": chosen == option.answer,
            }
        )
    rows = question.rows
    more = f" and {len(rows) - 5} more" if len(rows) > 5 else ""
    shown = f"{', '.join(map(str, rows[:5]))}{more}"
    return {
        "question": question,
        "rows": f"row{'s' if len(rows) > 1 else ''} {shown}" if rows else "heading",
        "options": options,
    }


def _records(questions: list[Question]) -> dict[tuple[str, str], Any]:
    """Return the records that the options name, by table and slug; a query a table."""
    wanted: dict[str, set[str]] = {}
    for option in (option for question in questions for option in question.options):
        if option.slug:
            wanted.setdefault(option.table, set()).add(option.slug)
    return {
        (table, row.slug): row
        for table, slugs in wanted.items()
        for row in TYPES[table].model._default_manager.filter(slug__in=slugs)
    }


def _question_label(key: str) -> str:
    """Return what an answered question was about, in words."""
    kind, _, rest = key.partition(":")
    if kind == "cell":
        return f"Row {rest.strip(':').replace(':', ', ')}"
    about = {"order": "Days in numbers", "row": f"Row {rest}", "heading": f"Heading “{rest}”"}
    return about.get(kind, rest.replace(":", ": ", 1))
