"""Sources at the desk: their own pages, and the citations on the pages of what cites them."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.html import format_html

from briefings.actions.disputes import derive_dates
from briefings.actions.sources import canonical, enter_source, release_cited
from briefings.admin.base import desk_url, user_of
from briefings.admin.citing import ASKED, AskingForm
from briefings.admin.forms import ChildFormSet, DeskForm
from briefings.admin.inlines import FoldedRows
from briefings.admin.records import PublicationFilter, PublishedAdmin
from briefings.history import last_source
from briefings.models import Citation, Source
from briefings.models.sources import DATES

STANCE = "Whether it bears out what is said here."


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
            form.initial["source"] = self.offered
        return form

    def clean(self) -> None:
        """Check also that no page that is new is cited by two rows."""
        super().clean()
        cited = set()
        for form in self.forms:
            address = getattr(form, "new_source", {}).get("url")
            if address and form not in self.deleted_forms:
                if (page := canonical(address)) in cited:
                    form.add_error("source", "Another row cites this page.")
                cited.add(page)


class CitationForm(AskingForm, DeskForm):
    """A citation; `dates` are the date fields of the row that cites.

    A source that is not entered yet is entered by `by` as the row is saved.
    """

    constraint_fields: ClassVar = {"citation_dates_its_fact": "says_on"}
    dates: ClassVar[tuple[str, ...]]
    by: ClassVar[User]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.new_source: dict[str, Any] = {}
        field: Any = self.fields["source"]
        field.required = True
        if self.instance.source_id:
            field.stored = self.initial["source"] = self.instance.source
            page = format_html(' <a href="{}">Its page</a>', desk_url(field.stored))
            field.help_text += page

    def clean(self) -> dict[str, Any]:
        """Return the cleaned data; if the row has only one date field, a date given is of that."""
        cleaned = super().clean()
        if len(self.dates) == 1:
            self.instance.date_of = self.dates[0] if cleaned.get("says_on") else ""
        if isinstance(cleaned.get("source"), str):
            said = {name: cleaned.get(name) for name in ASKED}
            self.new_source = {"url": cleaned.pop("source"), **said}
        return cleaned

    def _get_validation_exclusions(self) -> set[str]:
        """Leave out the source that is entered only as the row is saved."""
        return super()._get_validation_exclusions() | ({"source"} if self.new_source else set())

    def save(self, commit: bool = True) -> Any:
        """Save the citation, and its source if that is new; raises `Refused`."""
        if self.new_source:
            self.instance.source = enter_source(by=self.by, **self.new_source)
        return super().save(commit)


class CitationRows(FoldedRows):
    """The citations of the record or row on the page."""

    model = Citation
    form = CitationForm
    formset = CitationFormSet

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
        if db_field.name == "stance":
            kwargs["help_text"] = STANCE
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Return the formset class, with the user and the row's date fields."""
        formset: Any = super().get_formset(request, obj, **kwargs)
        formset.by = formset.form.by = user_of(request)
        formset.form.dates = self.dates
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
