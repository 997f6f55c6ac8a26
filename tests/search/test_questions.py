"""What is typed into a search box, read in its parts."""

import pytest
from django.contrib.postgres.search import SearchVector
from django.db import connection
from django.db.models import Value

from briefings.models import Topic
from briefings.models.words import CONFIG
from briefings.search.questions import IDLE, PARTS, SearchQuestion
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
