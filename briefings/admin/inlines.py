"""Child rows on their parent's page: each folds to one sentence and opens in place.

A new kind of row joins by itself: derive from `FoldedRows` and return in `parts` what an editor
knows a row by. What all rows have in common is added here: how sure it is, whether readers see it,
and how many sources it cites. `tests/repository/test_rows_say_what_they_are.py` names a kind that
has no sentence.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Model, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils import timezone
from unfold.admin import StackedInline, TabularInline

from briefings.admin import states
from briefings.admin.base import DeskFieldsMixin
from briefings.admin.forms import ChildFormSet, DeskForm
from briefings.models import Citation
from briefings.models.base import PublishedFact
from briefings.models.sources import CITABLE

LONGEST_PART = 90  # letters of one part of a sentence


class ChildRows(DeskFieldsMixin):
    """Child rows on their parent's page."""

    form = DeskForm
    formset: type[ChildFormSet] = ChildFormSet
    extra = 0
    autocomplete_fields: tuple[str, ...] = ()


class TabularRows(ChildRows, TabularInline):
    """Child rows that are only read, as a table; each has a page of its own, or needs none."""

    can_delete = False
    hide_title = True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Return False: a row is added on its own page, or by a button."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Return False: a row is changed on its own page, or never."""
        return False


class FoldedRows(ChildRows, StackedInline):
    """Child rows, each folded to a sentence that opens to its form.

    A row is open when it is new, when it has an error or was changed and not saved, and when the
    address leads to it (`#tenure-12`). All inputs are in the page's form, open or not.
    """

    template = "admin/briefings/folded_rows.html"

    def parts(self, row: Any) -> Iterable[object]:
        """Return what the row's sentence is made of; empty parts are left out. No query.

        Relations that it names are in `autocomplete_fields`, or fetched by `get_queryset`.
        """
        raise NotImplementedError

    def sentence(self, row: Any) -> str:
        """Return the row in a sentence, as in “Foreign minister, 13 May 2025 –, Confirmed”."""
        said = [_cut(str(part)) for part in self.parts(row) if part]
        if hasattr(row, "confidence"):
            said.append(row.get_confidence_display())
        if sources := getattr(row, "cited", 0):
            said.append(f"{sources} source{'s' if sources > 1 else ''}")
        if isinstance(row, PublishedFact) and not row.is_live(at := timezone.now()):
            return f"{', '.join(said)} ({states.of_row(row, at)})"
        return ", ".join(said)

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Return the formset class, which knows each row's sentence."""
        formset: Any = super().get_formset(request, obj, **kwargs)
        formset.sentence_of = self.sentence
        return formset

    def get_queryset(self, request: HttpRequest) -> Any:
        """Return the rows, annotated with how many sources each cites, if it may cite any."""
        rows = super().get_queryset(request)
        if self.model._meta.model_name in CITABLE:
            return rows.annotate(cited=_number_cited(self.model))
        return rows


def _number_cited(model: type[Model]) -> Coalesce:
    """Return the number of sources that a row of the model cites, as a subquery."""
    fact = str(model._meta.model_name)
    citations = Citation.objects.filter(**{fact: OuterRef("pk")}).order_by().values(fact)
    return Coalesce(Subquery(citations.annotate(number=Count("pk")).values("number")), 0)


def _cut(text: str) -> str:
    """Return a text as part of a sentence: on one line, long ones cut at a word."""
    text = " ".join(text.split())
    return text if len(text) <= LONGEST_PART else f"{text[:LONGEST_PART].rpartition(' ')[0]} …"
