"""Upload a sheet at the desk; what a sheet may contain, and empty ones to fill in."""

from __future__ import annotations

from io import BytesIO
from typing import Any, BinaryIO, cast

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from unfold.widgets import (
    UnfoldAdminFileFieldWidget,
    UnfoldAdminSelectWidget,
    UnfoldAdminTextInputWidget,
    UnfoldAdminURLInputWidget,
)

from briefings.actions import Refused
from briefings.admin.base import user_of
from briefings.admin.forms import Autocomplete
from briefings.imports.columns import FORMATS
from briefings.imports.sheets.reading import table_of, template_of
from briefings.imports.sheets.uploads import NewSource, upload, why_not_upload
from briefings.limits import SHEET_BYTES
from briefings.models import ImportUpload, Source
from briefings.tables import write
from briefings.tables.writing import Kind


class SheetUploadForm(forms.Form):
    """A file, the table that it is of, and one source for all its rows."""

    file = forms.FileField(
        help_text=f"CSV or XLSX, up to {SHEET_BYTES >> 20} MB, with a row of headings.",
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
        """Return the cleaned data; the table follows from the file's name if none was chosen."""
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
    def rests_on(self) -> Source | NewSource | None:
        """The source of all rows; None if none was given."""
        typed = self.cleaned_data
        if typed["title"]:
            return NewSource(typed["url"], typed["publisher"], typed["title"])
        return cast(Source | None, typed["source"])


def guarded(request: HttpRequest) -> None:
    """Raise `PermissionDenied` if the user may not import records."""
    if why_not_upload(user_of(request)):
        raise PermissionDenied


def upload_page(request: HttpRequest) -> HttpResponse:
    """Store an uploaded file and redirect to its page; status 422 if the form has errors."""
    guarded(request)
    form = SheetUploadForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            kept = upload(
                by=user_of(request),
                name=file.name,
                data=file.read(SHEET_BYTES + 1),
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
    }
    template = "admin/briefings/import_upload.html"
    return TemplateResponse(request, template, context, status=422 if form.errors else 200)


def columns_page(request: HttpRequest) -> HttpResponse:
    """Show each table's columns and how they are written, with an empty sheet to download."""
    guarded(request)
    context = {
        **admin.site.each_context(request),
        "title": "What a sheet may hold",
        "formats": FORMATS.values(),
    }
    return TemplateResponse(request, "admin/briefings/import_columns.html", context)


def template_file(request: HttpRequest, table: str, kind: str) -> FileResponse:
    """Return an empty sheet of a table, with headings, as a file to download."""
    guarded(request)
    if table not in FORMATS or kind not in ("csv", "xlsx"):
        raise Http404
    return download([], template_of(table), table, cast(Kind, kind))


def download(rows: list[list[str]], columns: list[str], name: str, kind: Kind) -> FileResponse:
    """Return rows as a CSV or XLSX file to download."""
    file: BinaryIO = BytesIO()
    write(rows, columns, file, kind=kind)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{name}.{kind}")
