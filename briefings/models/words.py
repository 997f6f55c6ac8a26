"""The words of rows as the database keeps them for searching, and conditions on them."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Self

from django.contrib.postgres.fields import DateTimeRangeField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchQuery, SearchVectorField
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Concat
from django.db.models.lookups import Contains, Exact, GreaterThan, StartsWith

# The text search configuration: English stems, without regard to accents and capitals.
CONFIG = "briefings_words"
# A column by which lists are sorted must fit into an index entry: 2,700 bytes at most.
LONGEST_NAME = 500  # characters
# New words that an index keeps aside until it sorts them in together; a question reads them all.
GATHERED = 1024  # kB


def first_words(text: str, most: int = 60) -> str:
    """Return a text of at most `most` characters; of a longer one its first whole words and “…”."""
    if len(text) <= most:
        return text
    begun = text[:most]
    return f"{begun.rpartition(' ')[0] or begun} …"


class Plain(Func):
    """A text in small letters and without accents, for comparing names."""

    function = "briefings_plain"
    output_field = models.TextField()


class Read(Func):
    """The words of an edition, as dear to a plan as they are to read.

    The words of most rows are read only where no index can tell.
    """

    function = "briefings_read"
    output_field = SearchVectorField()


def said_in(
    title: str | Combinable,
    *,
    names: str | tuple[str | Combinable, ...] = (),
    text: tuple[str | Combinable, ...] = (),
) -> Any:
    """Return the generated column of a row's words, weighted: title, then names, then text.

    `names` is one column that is a list, or several columns. It may contain words that are not
    public: a query that uses it starts from what is live, as any other.
    """
    listed = F(names) if isinstance(names, str) else _list(*names)
    return models.GeneratedField(
        expression=Func(
            title,
            listed,
            _list(*text),
            function="briefings_said",
            output_field=SearchVectorField(),
        ),
        output_field=SearchVectorField(),
        db_persist=True,
    )


def said_index(table: str) -> GinIndex:
    """Return the index for a question by words."""
    return GinIndex(fields=["said"], name=f"{table}_said", gin_pending_list_limit=GATHERED)


def words_in(column: str) -> Func:
    """Return the words of one column, as `words_index` has them."""
    return Func(
        column, _list(), _list(), function="briefings_said", output_field=SearchVectorField()
    )


def words_index(table: str, column: str) -> GinIndex:
    """Return the index of a column's words, for parts by which their record is found."""
    return GinIndex(words_in(column), name=f"{table}_words", gin_pending_list_limit=GATHERED)


def spelling_index(table: str, *columns: str) -> GinIndex:
    """Return the index that finds a name by a part of it, or by a similar spelling."""
    spelt = [OpClass(Plain(column), name="gin_trgm_ops") for column in columns]
    return GinIndex(*spelt, name=f"{table}_spelling", gin_pending_list_limit=GATHERED)


def prefix_query(part: str, config: str) -> SearchQuery:
    """Return the query for a word that begins with `part`, or a phrase whose last word does."""
    escaped = part.replace("\\", "\\\\").replace("'", "''")
    return SearchQuery(f"'{escaped}':*", search_type="raw", config=config)


def has_word(column: str, part: str) -> Q:
    """Return the condition that a `said_in` column has a word that begins with `part`.

    A stop word (“the”) is in no column; it matches every row. What has no letter matches none.
    """
    asked, typed = prefix_query(part, CONFIG), prefix_query(part, "simple")
    return Q(**{column: asked}) | Q(Exact(_words_in(asked), 0), GreaterThan(_words_in(typed), 0))


def _words_in(asked: SearchQuery) -> Func:
    return Func(asked, function="numnode", output_field=models.IntegerField())


def says(column: str, part: str) -> Q:
    """Return the condition that an edition's words have one that begins with `part`.

    A stop word (“the”) is in no column; it matches every row. What is no word matches none.
    """
    asked, typed = prefix_query(part, CONFIG), prefix_query(part, "simple")
    idle, word = (
        Func(query, function="numnode", output_field=models.IntegerField())
        for query in (asked, typed)
    )
    return Q(**{column: asked}) | Q(Exact(idle, 0)) & Q(GreaterThan(word, 0))


def has_part(column: str, part: str) -> Q:
    """Return the condition that a column contains `part`, without regard to accents and capitals.

    One letter or two match the beginning of a word only: the index is made of three letters each,
    and of beginnings.
    """
    plain, typed = Plain(column), Cast(Value(part), models.TextField())
    if len(part) > 2 or not part.isascii():
        return Q(Contains(plain, Plain(typed)))
    after_space = Plain(Concat(Value(" "), typed))
    return Q(StartsWith(plain, Plain(typed))) | Q(Contains(plain, after_space))


def _list(*columns: str | Combinable) -> Func:
    return Func(
        *columns, template="ARRAY[%(expressions)s]::text[]", output_field=models.TextField()
    )


class EditionWordsQuerySet(models.QuerySet["EditionWords"]):
    """Queries for the words of editions."""

    def live(self, at: datetime) -> Self:
        """Keep the words of editions that are live at `at`."""
        return self.filter(live_period__holds=at)

    def saying(self, asked: Combinable) -> Self:
        """Keep the words that match `asked` (a `tsquery`)."""
        return self.alias(read=Read("said")).filter(read=asked)

    def newest_matching(self, asked: Combinable, at: datetime, most: int) -> Self:
        """Keep the `most` newest that match `asked` (a `tsquery`) and are live at `at`."""
        newest = Func(
            asked,
            Value(at, models.DateTimeField()),
            Value(most, models.IntegerField()),
            function="briefings_editions_saying",
            template="(ARRAY(SELECT %(function)s(%(expressions)s)))",
            output_field=models.BigIntegerField(),
        )
        among = Func(
            F("pk"),
            newest,
            template="%(expressions)s",
            arg_joiner=" = ANY",  # looked up by key whatever else is expected of the rows
            output_field=models.BooleanField(),
        )
        return self.live(at).filter(among)


class EditionWords(models.Model):
    """The words of an edition that is or will be live; written by the editions' trigger only.

    They are in a table of their own so that reading an edition does not fetch them. The row of an
    ended edition goes when the next edition of its article is written; the last one of a withdrawn
    article stays, for the desk. `live_period` and `published_at` (the article's first publication)
    are copies.
    """

    edition = models.OneToOneField(
        "briefings.Edition", primary_key=True, on_delete=models.CASCADE, related_name="words"
    )
    article = models.ForeignKey("briefings.Article", on_delete=models.CASCADE, related_name="words")
    live_period = DateTimeRangeField()
    published_at = models.DateTimeField()
    said = SearchVectorField()

    objects = EditionWordsQuerySet.as_manager()

    class Meta:
        indexes = [
            GinIndex(Read("said"), name="editionwords_said", gin_pending_list_limit=GATHERED),
            models.Index(
                F("published_at").desc(), F("article").desc(), name="editionwords_newest_first"
            ),
        ]

    def __str__(self) -> str:
        return str(self.edition_id)
