"""What the ledger asks for one row reads that row's changes, however many others wait.

The planner counted when nothing waited, as it mostly does: an index that it takes for empty would
be read whole for each row of an import, or of its undo.
"""

import pytest
from django.db import connection

from tests.ledger import sql

pytestmark = [pytest.mark.django_db, pytest.mark.server]
TOPICS = """
    INSERT INTO briefings_topic
        (slug, name, other_names, description, retraction_reason, retraction_note, live_period)
    SELECT %s || n, %s || n, '{}', '', '', '',
        CASE WHEN %s THEN tstzrange(statement_timestamp(), NULL) END
    FROM generate_series(1, %s) n
"""
TAKEN_BACK = """
    UPDATE briefings_topic SET retraction_reason = 'wrong',
        live_period = tstzrange(lower(live_period), statement_timestamp())
    WHERE id IN (SELECT id FROM briefings_topic WHERE upper_inf(live_period) LIMIT 100)
"""
DELETED = "DELETE FROM briefings_topic WHERE live_period IS NULL"


@pytest.fixture(autouse=True)
def _public_and_draft_topics() -> None:
    """Enter a thousand public topics, numbered in the ledger, and then a hundred drafts."""
    sql(TOPICS, "public-", "Public ", True, 1000)()
    connection.check_constraints()
    sql("ANALYZE briefings_change")()
    sql("DISCARD PLANS")()  # those that earlier tests of this process left, made of other tables
    sql(TOPICS, "draft-", "Draft ", False, 100)()


def read_by(statement: str) -> int:
    """Return how many rows of the ledger's table a statement reads, with all that it sets off."""
    fetched = (
        "SELECT idx_tup_fetch + seq_tup_read FROM pg_stat_xact_user_tables"
        " WHERE relname = 'briefings_change'"
    )
    with connection.cursor() as cursor:
        cursor.execute(fetched)
        [before] = cursor.fetchone()
        cursor.execute(statement)
        assert cursor.rowcount == 100
        cursor.execute(fetched)
        [after] = cursor.fetchone()
    return int(after - before)


def test_taking_back_a_row_reads_no_more_when_a_thousand_wait() -> None:
    read = [read_by(TAKEN_BACK) for _ in range(10)]

    assert read == [100] * 10, "of each row that it was created"


def test_deleting_drafts_reads_nothing_when_a_thousand_wait() -> None:
    for _ in range(10):
        sql(TAKEN_BACK)()

    assert read_by(DELETED) == 0
