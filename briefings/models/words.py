"""What rows say in words, as the database keeps it to be searched."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Self

from django.contrib.postgres.fields import DateTimeRangeField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Func, Value
from django.db.models.expressions import Combinable

# The text search configuration: English stems, accents aside; a name is found in any capitals.
CONFIG = "briefings_words"


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


def spelling_index(table: str, column: str) -> GinIndex:
    """Return the index that a misspelt name is looked for in."""
    spelt = OpClass(Plain(column), name="gin_trgm_ops")
    return GinIndex(spelt, name=f"{table}_spelling", fastupdate=False)


def _list(*columns: str | Combinable) -> Func:
    return Func(
        *columns, template="ARRAY[%(expressions)s]::text[]", output_field=models.TextField()
    )


class EditionWordsQuerySet(models.QuerySet["EditionWords"]):
    """Words for what editions say."""

    def live(self, at: datetime) -> Self:
        """Keep what is said by editions that the public sees at `at`."""
        return self.filter(live_period__contains=at)

    def newest_saying(self, asked: Combinable, at: datetime, most: int) -> Self:
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
