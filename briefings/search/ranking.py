"""What answers a question, ranked: one query over everything that is searched."""

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

from briefings.models.words import EditionWords, Plain
from briefings.search.beside import Rows
from briefings.search.kinds import KINDS, SearchedKind
from briefings.search.prepared import MOMENT, PreparedQuery, word
from briefings.search.questions import SearchQuestion, search_query

# Of each kind so many of the newest answers are ranked, and counted; a rare word has fewer.
RANKED = 500
# What is called exactly as was asked comes first.
CALLED_SO = 2.0
# Long texts say every word: a match counts less there.
BY_LENGTH = 1


class RankedHit(NamedTuple):
    """One answer, before anything of it is read."""

    kind: str
    key: int
    rank: float
    day: date | None


@dataclass(frozen=True)
class Scope:
    """Where answers are looked for: on which days, of which countries; None is everywhere.

    `first` and `last` are included. `countries` is a condition, not read.
    """

    first: date | None = None
    last: date | None = None
    countries: Rows | None = None


@dataclass(frozen=True)
class RankedHits:
    """The answers, the best first, and how many there are of each kind.

    Of a kind in `more` there are more than the newest 500, which are these.
    """

    rows: Sequence[RankedHit]
    counts: Counter[str]
    more: frozenset[str]

    def of(self, kinds: Sequence[str]) -> RankedHits:
        """Return the answers of some kinds, with the counts of all; of every kind if none."""
        if not kinds:
            return self
        rows = [row for row in self.rows if row.kind in kinds]
        return RankedHits(rows, self.counts, self.more & {*kinds})


def find(
    question: SearchQuestion, at: datetime, *, scope: Scope, kinds: Sequence[str] = ()
) -> RankedHits:
    """Return what is live at `at` and answers the question within the scope; one query.

    Of some kinds alone, where any is named. A question of no words finds nothing, with no query.
    """
    if not question.asked:
        return RankedHits([], Counter(), frozenset())
    names = tuple(kinds or KINDS)
    if scope == Scope():
        asked = [question.text, *question.asked, *question.without]
        filled = [(MOMENT, at), *((word(n), text) for n, text in enumerate(asked))]
        query = _everywhere(names, len(question.asked), len(question.without))
        found = query.rows(filled=filled)
    else:
        arms = _arms(names, question, at, scope)
        found = PreparedQuery.union_of(arms).rows() if arms else []
    rows = [RankedHit(*row) for row in found]
    rows.sort(key=lambda row: (-row.rank, -(row.day or date.min).toordinal(), row.kind, -row.key))
    counts = Counter(row.kind for row in rows)
    return RankedHits(rows, counts, frozenset(k for k, n in counts.items() if n == RANKED))


@lru_cache(maxsize=256)
def _everywhere(kinds: Sequence[str], asked: int, without: int) -> PreparedQuery:
    """Return the query for a question of so many parts, with placeholders for all of it."""
    words = [word(number) for number in range(1 + asked + without)]
    question = SearchQuestion(words[0], tuple(words[1 : 1 + asked]), tuple(words[1 + asked :]))
    return PreparedQuery.union_of(_arms(kinds, question, MOMENT, Scope()))


def _arms(kinds: Sequence[str], question: SearchQuestion, at: datetime, scope: Scope) -> list[Rows]:
    """Return the rows of every kind that may have an answer."""
    arms = (_arm(name, KINDS[name], question, at, scope) for name in kinds)
    return [arm for arm in arms if arm is not None]


def _arm(
    name: str, kind: SearchedKind, question: SearchQuestion, at: datetime, scope: Scope
) -> Rows | None:
    """Return the newest answers of one kind with their ranks; None where it can have none."""
    rows = kind.live(at)
    if scope.first is not None or scope.last is not None:
        if kind.dated is None:
            return None
        # Each by itself, as lists ask it: from a day until one before it there is nothing.
        for bounds in ((scope.first, None), (None, scope.last)):
            if bounds != (None, None):
                rows = rows.filter(kind.dated(*bounds))
    if scope.countries is not None:
        rows = rows.filter(kind.of(scope.countries, at))
    if kind.model is EditionWords and scope == Scope():
        found: Rows = EditionWords.objects.newest_matching(search_query(question.text), at, RANKED)
    else:
        rows = rows.filter(*_answering(kind, question, at))
        newest = kind.newest_first(rows).values("pk")[:RANKED]
        found = kind.model._default_manager.filter(pk__in=newest)
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


def _answering(kind: SearchedKind, question: SearchQuestion, at: datetime) -> Iterator[Q]:
    """Yield the conditions: each part is said by the row or beside it, and nothing left out is."""
    if kind.beside is None:
        yield Q(said=search_query(question.text))
        return
    for part in question.asked:
        own = kind.model._default_manager.filter(said=search_query(part)).order_by().values("pk")
        said = own.union(*(rows.order_by() for rows in kind.beside(part, at)))
        yield Q(pk__in=said)
    for part in question.without:
        yield ~Q(said=search_query(part))


def _rank(kind: SearchedKind, question: SearchQuestion) -> Combinable:
    """Return how well a row answers: by the words that it says itself, the title before all."""
    any_part: SearchQuery = reduce(or_, map(search_query, question.asked))
    rank: Combinable = _how_well(any_part)
    if kind.called is None:
        return kind.weight * rank
    called = Q(Exact(Plain(kind.called), _plainly(question)))
    if kind.names is not None:
        other = kind.names().order_by()
        rank = rank + Coalesce(_best(other, any_part), 0.0)
        called |= Q(Exists(other.filter(Exact(Plain("name"), _plainly(question)))))
    exactly = Case(When(called, then=Value(CALLED_SO)), default=Value(0.0))
    return kind.weight * (rank + exactly)


def _how_well(asked: SearchQuery) -> SearchRank:
    return SearchRank(F("said"), asked, normalization=Value(BY_LENGTH))


def _best(names: Rows, asked: SearchQuery) -> Subquery:
    ranked = names.annotate(how_well=_how_well(asked)).order_by("-how_well")
    return Subquery(ranked.values("how_well")[:1], output_field=models.FloatField())


def _plainly(question: SearchQuestion) -> Plain:
    return Plain(Cast(Value(question.text), models.TextField()))
