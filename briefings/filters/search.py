"""The search over everything: its parameters, its answer and its pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import django_filters
from django.db.models import QuerySet

from briefings import paging
from briefings.filters.base import LONGEST_QUESTION, RecordFilterSet
from briefings.filters.naming import records_named
from briefings.filters.parameters import ChoicesFilter, PartialDateFilter, RecordFilter
from briefings.models import Identity
from briefings.paging import Cursor, KeysetPage
from briefings.search.kinds import KINDS
from briefings.search.questions import SearchQuestion
from briefings.search.ranking import RankedHit, RankedHits, Scope, find
from briefings.search.showing import Hit, show
from briefings.search.spelling import readings

AS_TYPED = "as_typed"
KIND_CHOICES = [(name, name) for name in KINDS]


@dataclass(frozen=True)
class SearchAnswer:
    """What was found, for which question; `respelt` if that differs from the one that was typed."""

    question: SearchQuestion
    hits: RankedHits
    respelt: bool


class SearchFilterSet(RecordFilterSet):
    """Everything that is published, by its words, the best hits first.

    Without `q` nothing is found.
    """

    id__in = None  # type: ignore[assignment]
    updated_since = None
    q = django_filters.CharFilter(
        method="keep_all",
        max_length=LONGEST_QUESTION,
        help_text="Words, as a search box takes them: “a phrase”, or, -without. Where nothing says"
        " them, they are read as the nearest names",
    )
    type = ChoicesFilter(
        method="keep_all",
        choices=KIND_CHOICES,
        help_text="Types of what is found, with commas between them",
    )
    country = RecordFilter(
        "country",
        method="keep_all",
        help_text="Of this country, there, with somebody from there, or naming it: code, slug or"
        " id",
    )
    on_or_after = PartialDateFilter(
        method="keep_all", help_text="On this day or later: what has no day is left out"
    )
    on_or_before = PartialDateFilter(
        method="keep_all", help_text="On this day or earlier: what has no day is left out"
    )
    spelling = django_filters.ChoiceFilter(
        method="keep_all",
        choices=[(AS_TYPED, AS_TYPED)],
        empty_label=None,
        help_text="as_typed: words are read as no others",
    )

    class Meta:
        model = Identity
        fields: list[str] = []

    @cached_property
    def name(self) -> str:
        """The search's name in its cursors, made of its parameters."""
        return paging.list_name("search", "", self.asked)

    @cached_property
    def types(self) -> Sequence[str]:
        """The types asked for; empty for all."""
        return list(dict.fromkeys(self.form.cleaned_data["type"] or ()))

    @property
    def start(self) -> int:
        """How many hits come before the page."""
        return self.place.pk if self.place else 0

    def answer(self, types: Sequence[str] = ()) -> SearchAnswer:
        """Return the hits of some types, of all without any named; one query.

        If nothing is found, similar spellings are tried: one more query, and one for each of up to
        two readings.
        """
        typed = SearchQuestion.parse(self.form.cleaned_data["q"])
        asked = self._find(typed, types)
        if asked.rows or self.form.cleaned_data["spelling"] == AS_TYPED:
            return SearchAnswer(typed, asked, respelt=False)
        for question in readings(typed, self.at):
            hits = self._find(question, types)
            if hits.rows:
                return SearchAnswer(question, hits, respelt=True)
        return SearchAnswer(typed, asked, respelt=False)

    def page_of_hits(self, found: Sequence[RankedHit], size: int) -> KeysetPage[Any]:
        """Return the hits of the page; no query."""
        return KeysetPage(
            found[self.start : self.start + size],
            next=self._at(self.start + size) if len(found) > self.start + size else None,
            previous=self._at(max(self.start - size, 0)) if self.start else None,
        )

    def hits(self, page: KeysetPage[Any], question: SearchQuestion) -> list[Hit]:
        """Return the hits of a page as they are shown; one query."""
        return show(page.rows, question, self.at)

    def _find(self, question: SearchQuestion, types: Sequence[str]) -> RankedHits:
        return find(question, self.at, scope=self._scope, kinds=types)

    @cached_property
    def _scope(self) -> Scope:
        asked = self.form.cleaned_data
        first, last, country = asked["on_or_after"], asked["on_or_before"], asked["country"]
        countries: QuerySet[Any] | None = (
            records_named("country", country, self.at) if country else None
        )
        return Scope(first and first.earliest, last and last.latest, countries)

    def _at(self, start: int) -> str:
        return Cursor(self.name, self.today, "", start).token()
