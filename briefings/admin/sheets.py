"""A sheet at the desk: sent in, what is open about it asked and answered, then imported."""

from __future__ import annotations

from io import BytesIO
from typing import Any, BinaryIO, cast

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from unfold.widgets import (
    UnfoldAdminFileFieldWidget,
    UnfoldAdminSelectWidget,
    UnfoldAdminTextInputWidget,
    UnfoldAdminURLInputWidget,
)

from briefings.actions import Refused
from briefings.admin.base import address, editor
from briefings.admin.forms import Autocomplete
from briefings.admin.planned import Change, changes, created
from briefings.imports.asking import Question, in_words
from briefings.imports.known import TYPES
from briefings.imports.sheets import AT_ONCE, read_sheet, table_of, template_of
from briefings.imports.tables import FORMATS
from briefings.imports.uploads import (
    LARGEST,
    Described,
    answer,
    confirm,
    discard,
    rehearse,
    upload,
    why_not_continue,
    why_not_upload,
)
from briefings.models import ImportUpload, Source
from briefings.tables import write
from briefings.tables.writing import Kind


class Upload(forms.Form):
    """A file, of which table its rows are, and what all of them rest on."""

    file = forms.FileField(
        help_text=f"CSV or XLSX, up to {LARGEST >> 20} MB, with a row of headings.",
        widget=UnfoldAdminFileFieldWidget,
    )
    table = forms.ChoiceField(
        required=False,
        label="What is in it",
        choices=[("", "As its name says"), *((name, name.capitalize()) for name in FORMATS)],
        widget=UnfoldAdminSelectWidget,
    )
    source = forms.ModelChoiceField(
        required=False,
        label="One source for all rows",
        queryset=Source.objects.filter(retraction_reason=""),
        widget=Autocomplete(ImportUpload._meta.get_field("source"), admin.site),
    )
    publisher = forms.CharField(
        required=False,
        max_length=200,
        label="Or a new source: who published it",
        widget=UnfoldAdminTextInputWidget,
    )
    title = forms.CharField(
        required=False, max_length=400, label="Its title", widget=UnfoldAdminTextInputWidget
    )
    url = forms.URLField(
        required=False,
        max_length=1000,
        label="Its address",
        assume_scheme="https",
        widget=UnfoldAdminURLInputWidget,
    )

    def clean(self) -> dict[str, Any]:
        """Return what was typed, with the table by the file's name where none was chosen."""
        cleaned = super().clean() or {}
        if (file := cleaned.get("file")) and not cleaned.get("table"):
            cleaned["table"] = table_of(file.name)
            if not cleaned["table"]:
                self.add_error("table", f"The name {file.name} does not say it: choose.")
        named = [cleaned.get("publisher"), cleaned.get("title")]
        if any([*named, cleaned.get("url")]) and not all(named):
            self.add_error("title", "A new source has a publisher and a title.")
        return cleaned

    @property
    def rests_on(self) -> Source | Described | None:
        """What the rows rest on; None where nobody says."""
        typed = self.cleaned_data
        if typed["title"]:
            return Described(typed["url"], typed["publisher"], typed["title"])
        return cast(Source | None, typed["source"])


def guarded(request: HttpRequest) -> None:
    """Let nobody import who does not enter records; raises `PermissionDenied`."""
    if why_not_upload(editor(request)):
        raise PermissionDenied


def upload_page(request: HttpRequest) -> HttpResponse:
    """Take a file in, and go on to its page; a form with faults answers 422."""
    guarded(request)
    form = Upload(request.POST or None, request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            kept = upload(
                by=editor(request),
                name=file.name,
                data=file.read(LARGEST + 1),
                table=form.cleaned_data["table"],
                source=form.rests_on,
            )
        except Refused as refused:
            form.add_error(None, refused.reasons)
        else:
            return HttpResponseRedirect(reverse("import_sheet", args=[kept.pk]))
    context = {
        **admin.site.each_context(request),
        "title": "Import records",
        "form": form,
        "media": form.media,
        "tables": [*FORMATS],
    }
    template = "admin/briefings/import_upload.html"
    return TemplateResponse(request, template, context, status=422 if form.errors else 200)


def template_file(request: HttpRequest, table: str, kind: str) -> FileResponse:
    """Return an empty sheet of a table, with its headings."""
    guarded(request)
    if table not in FORMATS or kind not in ("csv", "xlsx"):
        raise Http404
    return _download([], template_of(table), table, cast(Kind, kind))


def left_out_file(request: HttpRequest, pk: int) -> FileResponse:
    """Return the rows of an upload that are left out, each with the reason."""
    guarded(request)
    kept = get_object_or_404(ImportUpload, pk=pk)
    by = editor(request)
    if kept.by_id != by.pk and not by.has_perm("briefings.publish_identity"):
        raise PermissionDenied
    sheet = read_sheet(kept.name, bytes(kept.data), kept.table, kept.answers)
    columns, rows = sheet.file_of_left_out()
    return _download(rows, columns, f"{kept.table}-left-out", "csv")


def _download(rows: list[list[str]], columns: list[str], name: str, kind: Kind) -> FileResponse:
    file: BinaryIO = BytesIO()
    write(rows, columns, file, kind=kind)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{name}.{kind}")


def sheet_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what is asked of an upload and what it would do; take answers, import or discard it."""
    guarded(request)
    kept = get_object_or_404(ImportUpload.objects.select_related("by", "source"), pk=pk)
    if kept.run_id is not None:
        return HttpResponseRedirect(reverse("import_run", args=[kept.run_id]))
    if why_not_continue(kept, editor(request)):
        raise PermissionDenied
    reasons: list[str] = []
    if request.method == "POST":
        try:
            return _done(request, kept)
        except Refused as refused:
            reasons = refused.reasons
            kept.refresh_from_db()
    rehearsed = rehearse(by=editor(request), upload=kept)
    sheet, plan = rehearsed.sheet, rehearsed.plan
    records = _records(sheet.questions[:AT_ONCE])
    context = {
        **admin.site.each_context(request),
        "title": f"Import {kept.name}",
        "upload": kept,
        "sheet": sheet,
        "plan": plan,
        "ready": rehearsed.is_ready,
        "reasons": reasons,
        "questions": [asked(each, records, request) for each in sheet.questions[:AT_ONCE]],
        "more": max(0, len(sheet.questions) - AT_ONCE),
        "answered": [(key, _asked_about(key), in_words(kept.answers[key])) for key in kept.answers],
        "created": created(plan, sheet) if plan else [],
        "changes": changes(plan, sheet) if plan else list[Change](),
        "unchanged": plan.files[-1].unchanged if plan else 0,
        "public": editor(request).has_perm("briefings.publish_identity"),
    }
    template = "admin/briefings/import_sheet.html"
    return TemplateResponse(request, template, context, status=422 if reasons else 200)


def _done(request: HttpRequest, kept: ImportUpload) -> HttpResponse:
    by, here = editor(request), reverse("import_sheet", args=[kept.pk])
    if "discard" in request.POST:
        discard(by=by, upload=kept)
        messages.success(request, f"{kept.name} is discarded.")
        return HttpResponseRedirect(reverse("imports"))
    if "import" in request.POST:
        run = confirm(by=by, upload=kept)
        if run is not None:
            messages.success(request, f"{kept.name} is imported.")
            return HttpResponseRedirect(reverse("import_run", args=[run.pk]))
        messages.info(request, "The record holds all of it already: nothing was written.")
        return HttpResponseRedirect(here)
    questions = rehearse(by=by, upload=kept).sheet.questions
    given = {each.key: text for each in questions if (text := typed_answer(each, request))}
    again = dict.fromkeys(request.POST.getlist("again"), "")
    answer(by=by, upload=kept, answers=given | again)
    return HttpResponseRedirect(here)


def typed_answer(question: Question, request: HttpRequest) -> str:
    """Return the answer that was chosen, with what was typed beside it; "" for none.

    What was typed where nothing was chosen is the answer.
    """
    chosen = request.POST.get(question.name, "")
    for place, option in enumerate(question.options):
        words = request.POST.get(f"{question.name}-{place}", "").replace("\0", "").strip()
        if option.is_typed and (chosen == option.answer or (words and not chosen)):
            return f"{option.answer}{words}"
    return chosen


def asked(question: Question, records: dict[tuple[str, str], Any], request: HttpRequest) -> Any:
    """Return a question as the page shows it: what is chosen, links, fields to type into."""
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
                "url": address(record) if record else "",
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
    """Return the records that the options lead to, by table and address; a query a table."""
    wanted: dict[str, set[str]] = {}
    for option in (option for question in questions for option in question.options):
        if option.slug:
            wanted.setdefault(option.table, set()).add(option.slug)
    return {
        (table, row.slug): row
        for table, slugs in wanted.items()
        for row in TYPES[table].model._default_manager.filter(slug__in=slugs)
    }


def _asked_about(key: str) -> str:
    """Return what a question was about, as whoever answered it reads it again."""
    kind, _, rest = key.partition(":")
    if kind == "cell":
        return f"Row {rest.strip(':').replace(':', ', ')}"
    about = {"order": "Days in numbers", "row": f"Row {rest}", "heading": f"Heading “{rest}”"}
    return about.get(kind, rest.replace(":", ": ", 1))
