"""What rows say in words, as the database keeps it to be searched."""

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
from django.db.models.lookups import Contains, Exact, StartsWith

# The text search configuration: English stems, accents aside; a name is found in any capitals.
CONFIG = "briefings_words"
# What lists are sorted by has to fit into an index, whose entries have 2,700 bytes at most.
LONGEST_NAME = 500  # characters


class Plain(Func):
    """A name as typing errors are looked for: in small letters, without accents."""

    function = "briefings_plain"
    output_field = models.TextField()


def said_in(
    title: str | Combinable,
    *,
    names: str | tuple[str | Combinable, ...] = (),
    text: tuple[str | Combinable, ...] = (),
) -> Any:
    """Make the column of what a row says: its title before its names before its text.

    `names` is a column that is a list, or several columns. Nothing of it is shown: whoever asks by
    it starts from what is live, like everybody.
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
    """Return the index that a question by words is answered from."""
    return GinIndex(fields=["said"], name=f"{table}_said", fastupdate=False)


def words_in(column: str) -> Func:
    """Return what one column says, as `words_index` has it."""
    return Func(
        column, _list(), _list(), function="briefings_said", output_field=SearchVectorField()
    )


def words_index(table: str, column: str) -> GinIndex:
    """Return the index of the words of a column, for rows that are found by what they belong to."""
    return GinIndex(words_in(column), name=f"{table}_words", fastupdate=False)


def spelling_index(table: str, *columns: str) -> GinIndex:
    """Return the index in which a name is found by a part of it, or misspelt."""
    spelt = [OpClass(Plain(column), name="gin_trgm_ops") for column in columns]
    return GinIndex(*spelt, name=f"{table}_spelling", fastupdate=False)


def prefix_query(part: str, config: str) -> SearchQuery:
    """Return the question for a word that begins so, or for a phrase whose last word does."""
    escaped = part.replace("\\", "\\\\").replace("'", "''")
    return SearchQuery(f"'{escaped}':*", search_type="raw", config=config)


def has_word(column: str, part: str) -> Q:
    """Return the condition that a column of what rows say has a word that begins so.

    A word that every text has (“the”) is in none of the columns: it counts as said.
    """
    asked = prefix_query(part, CONFIG)
    asks = Func(asked, function="numnode", output_field=models.IntegerField())
    return Q(**{column: asked}) | Q(Exact(asks, 0))


def has_part(column: str, part: str) -> Q:
    """Return the condition that a column has a part of a word, accents and capitals aside.

    One letter or two are the beginning of a word: the index knows words by threes of letters, and
    their beginnings.
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
    """Words for what editions say."""

    def live(self, at: datetime) -> Self:
        """Keep what is said by editions that the public sees at `at`."""
        return self.filter(live_period__holds=at)

    def newest_matching(self, asked: Combinable, at: datetime, most: int) -> Self:
        """Keep the newest that say what is asked (a `tsquery`) and are live at `at`."""
        newest = Func(
            asked,
            Value(at, models.DateTimeField()),
            Value(most, models.IntegerField()),
            function="briefings_editions_saying",
            template="(SELECT %(function)s(%(expressions)s))",
            output_field=models.BigIntegerField(),
        )
        among = Func(
            F("pk"),
            newest,
            template="%(expressions)s",
            arg_joiner=" IN ",
            output_field=models.BooleanField(),
        )
        return self.live(at).filter(among)


class EditionWords(models.Model):
    """What an edition says that is live or will be, kept by the editions' trigger alone.

    Apart from the edition, whose readers do not fetch it along, and without what is over: an
    article's ended editions are left out when one of its editions next changes. `live_period` and
    `published_at`, the article's first publication, are copies.
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
            said_index("editionwords"),
            models.Index(
                F("published_at").desc(), F("article").desc(), name="editionwords_newest_first"
            ),
        ]

    def __str__(self) -> str:
        return str(self.edition_id)
