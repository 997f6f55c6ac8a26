"""A search costs what it finds, not what there is: no plan reads every article."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from briefings.search import ranking
from briefings.search.questions import SearchQuestion
from briefings.search.ranking import Scope, find
from briefings.search.showing import show
from tests.databases import analyse
from tests.factories import row_of
from tests.search.conftest import article, official

MANY, FIRST = 5_000, 1_000_000
# As few beside all as in a large newsroom; and the newest, whose dates alone are read at first.
RANKED, NEWEST = 50, 16 * 50
# Words that one text in a thousand says, one in twenty, and nearly all.
FILL = f"""
    INSERT INTO briefings_editionwords (edition_id, article_id, live_period, published_at, said)
    SELECT {FIRST} + n, {FIRST} + n, tstzrange('2023-01-01', NULL),
        '2023-01-01'::timestamptz + n * interval '1 minute',
        briefings_said('Piece ' || n, ARRAY[]::text[], ARRAY[
            CASE WHEN n % 1000 = 0 THEN 'Valdoria ' ELSE '' END
            || CASE WHEN n % 20 = 0 THEN 'duties ' ELSE '' END
            || CASE WHEN n % 10 > 0 THEN 'talks ' ELSE '' END || md5(n::text)])
    FROM generate_series(1, {MANY}) n
"""


@pytest.fixture
def _many(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Keep the words of thousands of editions, which a test need not have."""
    monkeypatch.setattr(ranking, "RANKED", RANKED)
    ranking._everywhere.cache_clear()
    with connection.cursor() as cursor:
        cursor.execute(FILL)
    for number in range(200):
        official(f"Ann Lee {number}")
    analyse()
    yield
    ranking._everywhere.cache_clear()
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM briefings_editionwords WHERE edition_id > {FIRST}")


def cost(typed: str) -> tuple[int, int]:
    """Return how often a search reads the whole table of words, and how many rows by an index."""
    before = reads()
    find(SearchQuestion.parse(typed), timezone.now(), scope=Scope())
    (whole, rows), (whole_before, rows_before) = reads(), before
    return whole - whole_before, rows - rows_before


def reads() -> tuple[int, int]:
    """Return the same of this transaction so far, as the database counts."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT seq_scan, idx_tup_fetch FROM pg_stat_xact_user_tables"
            " WHERE relname = 'briefings_editionwords'"
        )
        found: tuple[int, int] = cursor.fetchone()
    return found


@pytest.mark.usefixtures("_many")
@pytest.mark.parametrize(
    ("typed", "most"),
    [
        ("valdoria", 50),
        ("talks", 3 * RANKED),
        ("duties", 7 * RANKED),
        ("valdoria talks", 50),
        ('"ann lee" -talks', 50),
    ],
)
def test_no_search_reads_every_article(typed: str, most: int) -> None:
    """A rare word is looked up; of a common one the newest are read."""
    whole, rows = cost(typed)

    assert whole == 0
    assert rows <= most + NEWEST + 1


@pytest.mark.usefixtures("_many")
@pytest.mark.parametrize(("typed", "every"), [("valdoria", 1000), ("duties", 20)])
def test_the_newest_are_found_whether_many_say_it_or_few(typed: str, every: int) -> None:
    """Where too few of the newest say it, the newest of the older ones."""
    saying = range(FIRST + MANY, FIRST, -every)

    found = find(SearchQuestion.parse(typed), timezone.now(), scope=Scope(), kinds=["article"])

    assert sorted((row.key for row in found.rows), reverse=True) == [*saying][:RANKED]


@pytest.mark.usefixtures("_many")
def test_it_is_found_by_an_index_whatever_else_is_asked() -> None:
    question = SearchQuestion.parse("valdoria")
    with CaptureQueriesContext(connection) as queries:
        find(question, timezone.now(), scope=Scope(first=date(2022, 1, 1)))
    [asked] = queries.captured_queries
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {asked['sql']}")
        plan = "\n".join(line for (line,) in cursor.fetchall())

    assert "editionwords_said" in plan
    assert "Seq Scan on briefings_editionwords" not in plan


def test_what_is_shown_costs_one_query_whatever_the_kinds(db: None) -> None:
    article("Valdoria talks", "Of Valdoria.")
    official("Ann Valdoria")
    row_of(type(official("Bob Rook")))
    question, at = SearchQuestion.parse("valdoria"), timezone.now()
    found = find(question, at, scope=Scope())

    with CaptureQueriesContext(connection) as queries:
        assert len(show(found.rows, question, at)) == 2

    assert len(queries) == 1
