"""What `q` asks of every list: words, in the syntax of web searches."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Case, QuerySet, TextField, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Concat


def saying(rows: QuerySet[Any], words: Sequence[str | Combinable], question: str) -> QuerySet[Any]:
    """Keep the rows whose words answer the question: all of its words, “a phrase”, or, -without.

    No syntax is wrong: what makes no sense is read as words, and a question of none finds none.
    Words are compared as they are written, capitals aside.
    """
    said = SearchVector(*words, config="simple")
    asked = SearchQuery(question, search_type="websearch", config="simple")
    found: QuerySet[Any] = rows.alias(spoken=said).filter(spoken=asked)
    return found


def words_of(rows: QuerySet[Any], *columns: str) -> ArraySubquery:
    """Return the words of other rows, those that a subquery finds for the outer row."""
    spaced = [Concat(column, Value(" "), output_field=TextField()) for column in columns]
    said = Concat(Value(""), *spaced, output_field=TextField())
    return ArraySubquery(rows.order_by().annotate(spoken=said).values("spoken"))


def unless_withheld(person: str, *columns: str) -> list[Case]:
    """Return the columns, nothing of them where the name of the detainee at the path is withheld.

    Nobody is found by a name that stands in words which are not shown.
    """
    told = {f"{person}__name_withheld": False}
    return [Case(When(**told, then=column)) for column in columns]
