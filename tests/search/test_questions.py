"""What is typed into a search box, read in its parts."""

from typing import Any

import pytest
from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db import connection
from django.db.models import QuerySet, TextField, Value
from django.db.models.functions import Cast

from briefings.models import Topic
from briefings.models.words import CONFIG
from briefings.search.questions import (
    IDLE,
    PARTS,
    SearchQuestion,
    search_query,
    written_query,
)
from tests.factories import row_of


@pytest.mark.parametrize(
    ("typed", "asked", "without"),
    [
        ("qin  gang", ("qin", "gang"), ()),
        ("“Qin Gang” beijing", ('"Qin Gang"', "beijing"), ()),
        ("talks -dinner", ("talks",), ("dinner",)),
        ('talks -"working dinner"', ("talks",), ('"working dinner"',)),
        ("who met the minister", ("met", "minister"), ()),
        ("qin or wang", ("qin or wang",), ()),
        ('"unclosed words', ('"unclosed words',), ()),
        ("the", (), ()),
        ("- … &", (), ()),
        ("", (), ()),
    ],
)
def test_a_question_has_parts(typed: str, asked: tuple[str, ...], without: tuple[str, ...]) -> None:
    question = SearchQuestion.parse(typed)

    assert (question.asked, question.without) == (asked, without)


def test_a_long_question_has_no_more_parts_than_can_be_asked() -> None:
    question = SearchQuestion.parse(" ".join(f"word{number}" for number in range(30)))

    assert len(question.asked) == PARTS
    assert question.asked[-1].endswith("word29")


def test_words_are_read_as_others_where_they_stand() -> None:
    assert SearchQuestion.parse("qin -gang bejing").with_words({"bejing": "Beijing"}).text == (
        "qin -gang Beijing"
    )


@pytest.mark.django_db
def test_what_asks_nothing_is_what_the_database_does_not_keep() -> None:
    """A part that it drops would find nothing of what is found by several parts."""
    row_of(Topic)
    said = Topic.objects.annotate(
        kept=SearchVector(Value(" ".join(sorted(IDLE))), config=CONFIG)
    ).values_list("kept", flat=True)

    assert said[0] == ""
    with connection.cursor() as cursor:
        cursor.execute("SELECT ts_lexize('english_stem', 'nobody')")
        assert cursor.fetchone() == (["nobodi"],)


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["tariffs", "o'brien", '100% "a b"', "back\\slash", "%s", "秦刚"])
def test_a_written_question_asks_the_same_without_a_parameter(typed: str) -> None:
    row_of(Topic)

    def asked(query: SearchQuery) -> QuerySet[Topic, Any]:
        return Topic.objects.values_list(Cast(query, TextField()), flat=True)

    assert asked(written_query(typed)).query.sql_with_params()[1] == ()
    assert [*asked(written_query(typed))] == [*asked(search_query(typed))]
