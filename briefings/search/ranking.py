"""Rank the hits of a question, in one query over everything that is searched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache, reduce
from operator import or_
from typing import NamedTuple

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db import models
from django.db.models import Case, Exists, F, Q, Subquery, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce
from django.db.models.lookups import Exact

from briefings.composed import Composed, composed
from briefings.models.expressions import among
from briefings.models.words import EditionWords, EditionWordsQuerySet, Plain
from briefings.search.kinds import KINDS, SearchedKind
from briefings.search.questions import SearchQuestion, search_query
from briefings.search.related import Rows, together

# Of each kind at most so many hits, the newest, are ranked and counted.
RANKED = 500
# Added to the rank of a hit whose title or name is exactly the question.
EXACT_TITLE = 2.0
# PostgreSQL's normalization by length: a match in a long text counts less.
BY_LENGTH = 1


class RankedHit(NamedTuple):
    """A hit with its rank; `day` is its first day, None without one."""

    kind: str
    key: int
    rank: float
    day: date | None


@dataclass(frozen=True)
class Scope:
    """The days and countries to search in; None is no limit.

    `first` and `last` are included. `countries` is a queryset for use in the query.
    """

    first: date | None = None
    last: date | None = None
    countries: Rows | None = None


@dataclass(frozen=True)
class RankedHits:
    """The hits, the best first, and their number by kind.

    Of a kind in `more` there may be further hits: only the newest 500 were ranked.
    """

    rows: Sequence[RankedHit]
    counts: Counter[str]
    more: frozenset[str]

    def only(self, kinds: Sequence[str]) -> RankedHits:
        """Return the hits of some kinds, with the counts of all; `[]` keeps every kind."""
        if not kinds:
            return self
        rows = [row for row in self.rows if row.kind in kinds]
        return RankedHits(rows, self.counts, self.more & {*kinds})


def find(
    question: SearchQuestion, at: datetime, *, scope: Scope, kinds: Sequence[str] = ()
) -> RankedHits:
    """Return the hits of a question among what is live at `at` and in scope; one query.

    `kinds` limits the kinds; empty is all. A question without words finds nothing, with no query.
    """
    if not question.asked:
        return RankedHits([], Counter(), frozenset())
    names = tuple(kinds or KINDS)
    if scope == Scope():
        parts = [*question.asked, *question.without]
        hits = _everywhere(names, len(question.asked), len(parts))(at, question.text, *parts)
        found = hits.rows()
    else:
        arms = _arms(names, question, at, scope)
        found = [*together(arms)] if arms else []
    rows = [RankedHit(*row) for row in found]
    rows.sort(key=lambda row: (-row.rank, -(row.day or date.min).toordinal(), row.kind, -row.key))
    counts = Counter(row.kind for row in rows)
    return RankedHits(rows, counts, frozenset(k for k, n in counts.items() if n == RANKED))


@lru_cache(maxsize=256)
def _everywhere(kinds: Sequence[str], asked: int, parts: int) -> Composed[...]:
    """Return the hits of some kinds, without a scope, of questions with so many parts."""

    @composed
    def hits(at: datetime, text: str, *said: str) -> Rows:
        question = SearchQuestion(text, said[:asked], said[asked:parts])
        return together(_arms(kinds, question, at, Scope()))

    return hits


def _arms(kinds: Sequence[str], question: SearchQuestion, at: datetime, scope: Scope) -> list[Rows]:
    """Return the hits of each kind that can have any in this scope."""
    arms = (_arm(name, KINDS[name], question, at, scope) for name in kinds)
    return [arm for arm in arms if arm is not None]


def _arm(
    name: str, kind: SearchedKind, question: SearchQuestion, at: datetime, scope: Scope
) -> Rows | None:
    """Return the newest hits of one kind with ranks; None if it can have none in this scope."""
    rows = kind.live(at)
    if scope.first is not None or scope.last is not None:
        if kind.dated is None:
            return None
        # Two conditions, as in lists: a `last` before `first` finds nothing instead of failing.
        for bounds in ((scope.first, None), (None, scope.last)):
            if bounds != (None, None):
                rows = rows.filter(kind.dated(*bounds))
    if scope.countries is not None:
        rows = rows.filter(kind.of(scope.countries, at))
    if kind.model is EditionWords and scope == Scope():
        found: Rows = EditionWords.objects.newest_matching(search_query(question.text), at, RANKED)
    else:
        newest = kind.newest_first(_matching(rows, kind, question, at)).values("pk")[:RANKED]
        found = kind.model._default_manager.filter(among(newest))
    arm: Rows = (
        found.order_by()
        .annotate(
            found=Cast(Value(name), models.TextField()),
            key=F(kind.key),
            rank=_rank(kind, question),
            first=Cast(kind.day or Value(None), models.DateField()),
        )
        .values_list("found", "key", "rank", "first")
    )
    return arm


def _matching(rows: Rows, kind: SearchedKind, question: SearchQuestion, at: datetime) -> Rows:
    """Keep the rows that answer the question, found by the index of their words."""
    if isinstance(rows, EditionWordsQuerySet):
        return rows.saying(search_query(question.text))
    return rows.filter(*_conditions(kind, question, at))


def _conditions(kind: SearchedKind, question: SearchQuestion, at: datetime) -> Iterator[Q]:
    """Yield the conditions: the row or a related one has each part, the row no excluded one."""
    if kind.related is None:
        yield Q(said=search_query(question.text))
        return
    for part in question.asked:
        own = kind.model._default_manager.filter(said=search_query(part)).order_by().values("pk")
        said = own.union(*(rows.order_by() for rows in kind.related(part, at)))
        yield Q(among(said))
    for part in question.without:
        yield ~Q(said=search_query(part))


def _rank(kind: SearchedKind, question: SearchQuestion) -> Combinable:
    """Return the rank of a row by its own words and names; an exact title counts most."""
    any_part: SearchQuery = reduce(or_, map(search_query, question.asked))
    rank: Combinable = _own_rank(any_part)
    if kind.title is None:
        return kind.weight * rank
    called = Q(Exact(Plain(kind.title), _plain_question(question)))
    if kind.names is not None:
        other = kind.names().order_by()
        rank = rank + Coalesce(_best_name_rank(other, any_part), 0.0)
        called |= Q(Exists(other.filter(Exact(Plain("name"), _plain_question(question)))))
    exactly = Case(When(called, then=Value(EXACT_TITLE)), default=Value(0.0))
    return kind.weight * (rank + exactly)


def _own_rank(asked: SearchQuery) -> SearchRank:
    return SearchRank(F("said"), asked, normalization=Value(BY_LENGTH))


def _best_name_rank(names: Rows, asked: SearchQuery) -> Subquery:
    ranked = names.annotate(rank_of_name=_own_rank(asked)).order_by("-rank_of_name")
    return Subquery(ranked.values("rank_of_name")[:1], output_field=models.FloatField())


def _plain_question(question: SearchQuestion) -> Plain:
    return Plain(Cast(Value(question.text), models.TextField()))
