"""The parameter `q` of every list: words, in the syntax of web searches."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Case, Exists, OuterRef, QuerySet, TextField, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Concat

from briefings.models.expressions import among
from briefings.search.questions import SearchQuestion


def matching_words(
    rows: QuerySet[Any], words: Sequence[str | Combinable], question: str
) -> QuerySet[Any]:
    """Keep the rows whose words match the question: all its words, “a phrase”, or, -without.

    No syntax is refused: what makes no sense is read as words. A question without words keeps
    nothing. Words are compared as written, without regard to capitals.
    """
    vector = SearchVector(*words, config="simple")
    asked = SearchQuery(question, search_type="websearch", config="simple")
    found: QuerySet[Any] = rows.alias(vector=vector).filter(vector=asked)
    return found


def matching_parts(
    rows: QuerySet[Any], question: str, found: Callable[[str], Sequence[QuerySet[Any]]]
) -> QuerySet[Any]:
    """Keep the rows that match each part of the question: a word, “a phrase”, an or.

    `found` returns, from indexes, the keys of the rows that match a part by their own words or by
    those of related rows. No syntax is refused; a question without words, or of stop words only,
    keeps nothing.
    """

    def matching(part: str) -> QuerySet[Any]:
        own, *related = found(part)
        keys: QuerySet[Any] = own.union(*related)
        return keys

    asked = SearchQuestion.parse(question)
    if not asked.asked and not asked.without:
        # Not `none()`, which does not compile and so cannot be counted.
        return rows.filter(Value(False))
    for part in asked.asked:
        rows = rows.filter(among(matching(part)))
    for part in asked.without:
        # Not `~among(…)`: one key that is NULL would keep no row at all.
        containing = rows.model._default_manager.filter(among(matching(part)), pk=OuterRef("pk"))
        rows = rows.exclude(Exists(containing))
    return rows


def words_of(rows: QuerySet[Any], *columns: str) -> ArraySubquery:
    """Return the words of the related rows that `rows`, a subquery, finds for the outer row."""
    spaced = [Concat(column, Value(" "), output_field=TextField()) for column in columns]
    text = Concat(Value(""), *spaced, output_field=TextField())
    return ArraySubquery(rows.order_by().annotate(text=text).values("text"))


def unless_withheld(person: str, *columns: str) -> list[Case]:
    """Return the columns, NULL if the name of the detainee at the path `person` is withheld.

    So nobody is found by a name in words that are not shown.
    """
    named = {f"{person}__name_withheld": False}
    return [Case(When(**named, then=column)) for column in columns]
