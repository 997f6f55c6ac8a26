"""Sources at the desk: their own pages, and the citations on the pages of what cites them."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils.functional import cached_property

from briefings.actions.disputes import derive_dates
from briefings.actions.sources import release_cited
from briefings.admin.base import user_of
from briefings.admin.forms import ChildFormSet, DeskForm
from briefings.admin.inlines import FoldedRows
from briefings.admin.records import PublicationFilter, PublishedAdmin
from briefings.history import last_source
from briefings.models import Citation, Source
from briefings.models.sources import DATES


class CitationFormSet(ChildFormSet):
    """The citations of a row; a new one suggests the source that `by` cited last."""

    by: ClassVar[User]

    def save(self, commit: bool = True) -> Any:
        """Save the citations; publish their sources, and derive the row's dates from them."""
        saved = super().save(commit)
        if commit:
            release_cited(by=self.by, fact=self.instance)
            derive_dates(by=self.by, fact=self.instance)
        return saved

    @cached_property
    def offered(self) -> Source | None:
        """The source that `by` cited last (one query)."""
        return last_source(self.by)

    @property
    def empty_form(self) -> Any:
        """Return the form of a new row; the suggested source counts as typed."""
        form = super().empty_form
        if self.offered:
            form.initial["source"] = self.offered.pk
            form.fields["source"].widget.widget.known = self.offered
        return form


class CitationForm(DeskForm):
    """A citation; `dates` are the date fields of the row that cites."""

    constraint_fields: ClassVar = {"citation_dates_its_fact": "says_on"}
    dates: ClassVar[tuple[str, ...]]

    def clean(self) -> dict[str, Any]:
        """Return the cleaned data; if the row has only one date field, a date given is of that."""
        cleaned = super().clean()
        if len(self.dates) == 1:
            self.instance.date_of = self.dates[0] if cleaned.get("says_on") else ""
        return cleaned


class CitationRows(FoldedRows):
    """The citations of the record or row on the page."""

    model = Citation
    form = CitationForm
    formset = CitationFormSet
    autocomplete_fields = ("source",)

    @property
    def dates(self) -> tuple[str, ...]:
        """The date fields of the row on the page."""
        return DATES.get(str(self.parent_model._meta.model_name), ())

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[Any, ...]:
        """Return the fields; with the date that the source gives if the row has date fields."""
        given = ("date_of", "says_on")[len(self.dates) == 1 :] if self.dates else ()
        return ("source", ("stance", "page", *given), "says", "quote")

    def parts(self, row: Citation) -> tuple[object, ...]:
        """Return the source, whether it contradicts, what it says, and the page."""
        contradicts = row.stance == Citation.Stance.CONTRADICTS
        return (
            row.source,
            row.get_stance_display().lower() if contradicts else "",
            f"says {row.says}" if row.says else "",
            f"says {row.says_on}" if row.says_on else "",
            f"page {row.page}" if row.page else "",
        )

    def formfield_for_choice_field(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """Return the form field; a date can be of the row's date fields only."""
        if db_field.name == "date_of":
            choices = [(name, Citation.DateOf(name).label) for name in self.dates]
            kwargs["choices"] = [("", "---------"), *choices]
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Return the formset class, with the user and the row's date fields."""
        formset: Any = super().get_formset(request, obj, **kwargs)
        formset.by, formset.form.dates = user_of(request), self.dates
        return formset

    def get_queryset(self, request: HttpRequest) -> Any:
        """Return the citations in order, with their sources."""
        return super().get_queryset(request).in_order()


@admin.register(Source)
class SourceAdmin(PublishedAdmin):
    """The list of sources, and the page of one."""

    list_display = ("title", "publisher", "published_on", "not_public")
    list_filter = (PublicationFilter,)
    search_fields = ("title", "publisher", "url")
    fields = (
        "publisher",
        "title",
        "url",
        "archived_url",
        ("published_on", "accessed_on"),
    )
