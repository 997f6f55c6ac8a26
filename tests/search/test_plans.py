"""A search costs what it finds, not what there is: no plan reads every article."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from briefings.search.questions import Question
from briefings.search.ranking import Scope, find
from briefings.search.showing import show
from tests.databases import analyse
from tests.factories import row_of
from tests.search.conftest import article, official

MANY, FIRST = 5_000, 1_000_000
# A word that one text in a thousand says, and one that nearly all say.
FILL = f"""
    INSERT INTO briefings_editionwords (edition_id, article_id, live_period, published_at, said)
    SELECT {FIRST} + n, {FIRST} + n, tstzrange('2023-01-01', NULL),
        '2023-01-01'::timestamptz + n * interval '1 minute',
        briefings_said('Piece ' || n, ARRAY[]::text[], ARRAY[
            CASE WHEN n % 1000 = 0 THEN 'Valdoria ' ELSE '' END
            || CASE WHEN n % 10 > 0 THEN 'talks ' ELSE '' END || md5(n::text)])
    FROM generate_series(1, {MANY}) n
"""


@pytest.fixture
def _many(db: None) -> Iterator[None]:
    """Keep the words of thousands of editions, which a test need not have."""
    with connection.cursor() as cursor:
        cursor.execute(FILL)
    for number in range(200):
        official(f"Ann Lee {number}")
    analyse()
    yield
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM briefings_editionwords WHERE edition_id > {FIRST}")


def plan(typed: str) -> str:
    """Return how the database finds what answers a question."""
    question = Question.read(typed)
    with CaptureQueriesContext(connection) as queries:
        find(question, timezone.now(), scope=Scope())
    [asked] = queries.captured_queries
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {asked['sql']}")
        return "\n".join(line for (line,) in cursor.fetchall())


@pytest.mark.usefixtures("_many")
@pytest.mark.parametrize("typed", ["valdoria", "talks", "valdoria talks", '"ann lee" -talks'])
def test_articles_are_found_by_an_index(typed: str) -> None:
    found = plan(typed)

    assert "editionwords_said" in found or "editionwords_newest_first" in found
    assert "Seq Scan on briefings_editionwords" not in found


@pytest.mark.usefixtures("_many")
def test_a_rare_word_is_looked_up() -> None:
    """Walking down the dates until it turns up would read them all."""
    assert "editionwords_said" in plan("valdoria")


def test_what_is_shown_costs_one_query_whatever_the_kinds(db: None) -> None:
    article("Valdoria talks", "Of Valdoria.")
    official("Ann Valdoria")
    row_of(type(official("Bob Rook")))
    question, at = Question.read("valdoria"), timezone.now()
    found = find(question, at, scope=Scope())

    with CaptureQueriesContext(connection) as queries:
        assert len(show(found.rows, question, at)) == 2

    assert len(queries) == 1
