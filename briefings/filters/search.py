"""What a search can be asked, and how what answers it is turned over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import django_filters
from django.db.models import QuerySet

from briefings import paging
from briefings.filters.base import (
    LONGEST_QUESTION,
    ChoicesFilter,
    PartialDateFilter,
    RecordFilter,
    RecordFilterSet,
    named,
)
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
    """What was found, and the question that it answers; another than typed where that is `read`."""

    question: SearchQuestion
    hits: RankedHits
    read: bool


class SearchFilterSet(RecordFilterSet):
    """Everything that is published, by its words: the best answers first.

    There is no question that finds everything: without `q` nothing is found.
    """

    id__in = None  # type: ignore[assignment]
    updated_since = None
    q = django_filters.CharFilter(
        method="jointly",
        max_length=LONGEST_QUESTION,
        help_text="Words, as a search box takes them: “a phrase”, or, -without. Where nothing says"
        " them, they are read as the nearest names",
    )
    type = ChoicesFilter(
        method="jointly",
        choices=KIND_CHOICES,
        help_text="Types of what is found, with commas between them",
    )
    country = RecordFilter(
        "country",
        method="jointly",
        help_text="Of this country, there, with somebody from there, or naming it: code, slug or"
        " id",
    )
    on_or_after = PartialDateFilter(
        method="jointly", help_text="On this day or later: what has no day is left out"
    )
    on_or_before = PartialDateFilter(
        method="jointly", help_text="On this day or earlier: what has no day is left out"
    )
    spelling = django_filters.ChoiceFilter(
        method="jointly",
        choices=[(AS_TYPED, AS_TYPED)],
        empty_label=None,
        help_text="as_typed: words are read as no others",
    )

    class Meta:
        model = Identity
        fields: list[str] = []

    @cached_property
    def name(self) -> str:
        """What tells this search from others, as cursors keep it."""
        asked = sorted((name, value) for name, value in self.data.items() if name != "cursor")
        known = [(name, value) for name, value in asked if name in self.filters]
        return paging.list_name("search", "", known)

    @cached_property
    def types(self) -> Sequence[str]:
        """The types asked for; none: all."""
        return list(dict.fromkeys(self.form.cleaned_data["type"] or ()))

    @property
    def start(self) -> int:
        """How many answers come before the page asked for."""
        return self.place.pk if self.place else 0

    def answer(self, types: Sequence[str] = ()) -> SearchAnswer:
        """Return what answers the question, of all types unless some are named; one query.

        Where nothing does, what its words may be misspelt for is looked for: a query more, and one
        for each of up to two readings.
        """
        typed = SearchQuestion.read(self.form.cleaned_data["q"])
        asked = self._find(typed, types)
        if asked.rows or self.form.cleaned_data["spelling"] == AS_TYPED:
            return SearchAnswer(typed, asked, read=False)
        for question in readings(typed, self.at):
            hits = self._find(question, types)
            if hits.rows:
                return SearchAnswer(question, hits, read=True)
        return SearchAnswer(typed, asked, read=False)

    def turned_to(self, found: Sequence[RankedHit], size: int) -> KeysetPage[Any]:
        """Return the page of the answers that is asked for."""
        return KeysetPage(
            found[self.start : self.start + size],
            next=self._at(self.start + size) if len(found) > self.start + size else None,
            previous=self._at(max(self.start - size, 0)) if self.start else None,
        )

    def shown(self, page: KeysetPage[Any], question: SearchQuestion) -> list[Hit]:
        """Return what is shown of a page's answers; one query."""
        return show(page.rows, question, self.at)

    def _find(self, question: SearchQuestion, types: Sequence[str]) -> RankedHits:
        return find(question, self.at, scope=self._scope, kinds=types)

    @cached_property
    def _scope(self) -> Scope:
        asked = self.form.cleaned_data
        first, last, country = asked["on_or_after"], asked["on_or_before"], asked["country"]
        countries: QuerySet[Any] | None = named("country", country, self.at) if country else None
        return Scope(first and first.earliest, last and last.latest, countries)

    def _at(self, start: int) -> str:
        return Cursor(self.name, self.today, "", start).token()
