"""What `q` asks of every list: words, in the syntax of web searches."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import (
    Case,
    CharField,
    Exists,
    Func,
    OuterRef,
    QuerySet,
    TextField,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Concat

from briefings.models.expressions import among
from briefings.search.questions import SearchQuestion


class LiteralSearchVector(SearchVector):
    """The words of a row, as an index of them has them, with every constant written out.

    As a parameter a constant would be unknown to a plan that a connection keeps, which would then
    read every text anew instead of the index.
    """

    def as_sql(self, compiler: Any, connection: Any, *_: Any, **__: Any) -> Any:
        """Return the SQL of the expression and its parameters, those of its own parts."""
        said = self.copy()
        said.set_source_expressions([_or_nothing(part) for part in said.get_source_expressions()])
        written = "to_tsvector('simple'::regconfig, %(expressions)s)"
        return Func.as_sql(said, compiler, connection, template=written)


def _or_nothing(part: Any) -> Func:
    is_text = isinstance(part.output_field, CharField | TextField)
    text = part if is_text else Cast(part, TextField())
    return Func(text, template="COALESCE(%(expressions)s, '')", output_field=TextField())


def matching_words(
    rows: QuerySet[Any], words: Sequence[str | Combinable], question: str
) -> QuerySet[Any]:
    """Keep the rows whose words answer the question: all of its words, “a phrase”, or, -without.

    No syntax is wrong: what makes no sense is read as words, and a question of none finds none.
    Words are compared as they are written, capitals aside.
    """
    said = LiteralSearchVector(*words)
    asked = SearchQuery(question, search_type="websearch", config="simple")
    found: QuerySet[Any] = rows.alias(written=said).filter(written=asked)
    return found


def matching_parts(
    rows: QuerySet[Any], question: str, found: Callable[[str], Sequence[QuerySet[Any]]]
) -> QuerySet[Any]:
    """Keep the rows of which each part of the question is said: a word, “a phrase”, an or.

    `found` gives the keys of those of which a part is said, by themselves or by what stands beside
    them, from indexes. No syntax is wrong; a question of no words, or of those that every text has,
    finds none.
    """

    def said(part: str) -> QuerySet[Any]:
        own, *beside = found(part)
        keys: QuerySet[Any] = own.union(*beside)
        return keys

    asked = SearchQuestion.read(question)
    if not asked.asked and not asked.without:
        # Not `none()`: what cannot be compiled cannot be counted.
        return rows.filter(Value(False))
    for part in asked.asked:
        rows = rows.filter(among(said(part)))
    for part in asked.without:
        # Not “not among”: one key that is NULL would leave no row.
        containing = rows.model._default_manager.filter(among(said(part)), pk=OuterRef("pk"))
        rows = rows.exclude(Exists(containing))
    return rows


def words_of(rows: QuerySet[Any], *columns: str) -> ArraySubquery:
    """Return the words of other rows, those that a subquery finds for the outer row."""
    spaced = [Concat(column, Value(" "), output_field=TextField()) for column in columns]
    said = Concat(Value(""), *spaced, output_field=TextField())
    return ArraySubquery(rows.order_by().annotate(written=said).values("written"))


def unless_withheld(person: str, *columns: str) -> list[Case]:
    """Return the columns, nothing of them where the name of the detainee at the path is withheld.

    Nobody is found by a name that stands in words which are not shown.
    """
    told = {f"{person}__name_withheld": False}
    return [Case(When(**told, then=column)) for column in columns]
