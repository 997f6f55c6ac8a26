"""What is typed into a search box: words, “a phrase”, or, -without."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Self

from django.contrib.postgres.search import SearchQuery
from psycopg.sql import Literal

from briefings.models.words import CONFIG

# Each part is a condition of its own; words beyond this number make one part together.
PARTS = 5
# Stop words: the database neither keeps them nor looks for them.
IDLE = frozenset(
    re.findall(
        r"\w+",
        """
        a about above after again against all am an and any are as at be because been before being
        below between both but by can did do does doing don down during each few for from further
        had has have having he her here hers herself him himself his how i if in into is it its
        itself just me more most my myself no nor not now of off on once only or other our ours
        ourselves out over own s same she should so some such t than that the their theirs them
        themselves then there these they this those through to too under until up very was we were
        what when where which while who whom why will with you your yours yourself yourselves
        """,
    )
)
_PART = re.compile(r'-?"[^"]*"?|\S+')
_QUOTES = str.maketrans(dict.fromkeys("“”„«»", '"'))


@dataclass(frozen=True)
class SearchQuestion:
    """A question in its parts: a hit matches each of `asked` and none of `without`.

    A part is a word or a phrase in quotes; with an “or” among the words they are one part. Nothing
    is refused: what makes no sense is read as words.
    """

    text: str
    asked: tuple[str, ...]
    without: tuple[str, ...]

    @classmethod
    def parse(cls, typed: str) -> Self:
        """Return the question that was typed."""
        text = " ".join(typed.translate(_QUOTES).split())
        parts = _PART.findall(text)
        without = tuple(part[1:] for part in parts if part.startswith("-") and _asks(part))
        asked = [part for part in parts if not part.startswith("-") and _asks(part)]
        if any(part.lower() == "or" for part in parts):
            asked = [part for part in parts if not part.startswith("-")]
            asked = [" ".join(asked)]
        elif len(asked) > PARTS:
            asked = [*asked[: PARTS - 1], " ".join(asked[PARTS - 1 :])]
        return cls(text, tuple(asked), without)

    @property
    def words(self) -> tuple[str, ...]:
        """The parts of one word each, which may be misspelt."""
        return tuple(part for part in self.asked if part.isalpha())

    def with_words(self, words: dict[str, str]) -> Self:
        """Return the question with some words replaced; `words` maps old to new."""
        parts = [words.get(part, part) for part in _PART.findall(self.text)]
        return self.parse(" ".join(parts))


def _asks(part: str) -> bool:
    words = re.findall(r"\w+", part.lower())
    return any(word not in IDLE for word in words)


class WrittenQuery(SearchQuery):
    """A question that is written into the SQL, so that PostgreSQL plans for its words.

    A plan that is kept for any question takes all words for rare ones: it would sort every row that
    says a usual one.
    """

    def as_sql(self, compiler: Any, connection: Any, *_: Any, **__: Any) -> Any:
        """Return the SQL with the question in it, quoted, and no parameters."""
        sql, given = super().as_sql(compiler, connection)
        connection.ensure_connection()
        quoted = (Literal(each).as_string(connection.connection) for each in given)
        return sql % tuple(each.replace("%", "%%") for each in quoted), []


class PlannedOnce(SearchQuery):
    """A question in a subquery, whose value no plan can know: one plan serves every question.

    Otherwise PostgreSQL plans anew for each rare word, which takes longer than the search. The
    question is also read once, not for every row that it is compared with.
    """

    template = "(SELECT %(function)s(%(expressions)s))"


def written_query(text: str) -> WrittenQuery:
    """Return `search_query` for a list that is read in an order until its page is full."""
    return WrittenQuery(text, search_type="websearch", config=CONFIG)


def search_query(text: str) -> PlannedOnce:
    """Return the database's query for a text in the syntax of web searches."""
    return PlannedOnce(text, search_type="websearch", config=CONFIG)
