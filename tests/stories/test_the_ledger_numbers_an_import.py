"""An import of many records is numbered as a whole, at its commit, in a few seconds.

The connection has numbered before, when the ledger was all but empty, and keeps the plans of then.
"""

import time
from collections.abc import Callable

import pytest
from django.db import connection, transaction

from briefings.models import Change
from tests.ledger import sql

pytestmark = pytest.mark.server

ROWS = 10_000
SECONDS = 10  # ten times what it takes; plans that read the ledger for each row take a minute
INSERT = (
    "INSERT INTO briefings_topic"
    " (slug, name, other_names, description, retraction_reason, retraction_note, live_period)"
    " SELECT %s || n, 'Topic ' || n, '{}', '', '', '', tstzrange(statement_timestamp(), NULL)"
    " FROM generate_series(1, %s) n"
)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_many_changes_of_one_transaction_are_numbered_at_its_commit(
    record_property: Callable[[str, object], None],
) -> None:
    for n in range(9):
        sql(INSERT, f"earlier-{n}-", 1)()
        if n == 0:
            sql("VACUUM ANALYZE briefings_change")()
    earlier = Change.objects.numbered().count()
    with transaction.atomic():
        sql(
            "SELECT set_config('pghistory.context_id', gen_random_uuid()::text, true),"
            " set_config('pghistory.context_metadata', '{}', true)"
        )()
        sql(INSERT, "topic-", ROWS)()
        assert Change.objects.numbered().count() == earlier
        began = time.monotonic()
    took = time.monotonic() - began
    record_property("seconds_to_commit", took)
    assert took < SECONDS
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), min(seq), max(seq), count(DISTINCT at), count(DISTINCT op)"
            " FROM briefings_change WHERE seq > %s",
            [earlier],
        )
        assert cursor.fetchone() == (ROWS, earlier + 1, earlier + ROWS, 1, 1)
