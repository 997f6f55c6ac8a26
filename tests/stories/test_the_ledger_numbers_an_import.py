"""An import of many records is numbered as a whole, at its commit, in a few seconds."""

import time
from collections.abc import Callable

import pytest
from django.db import connection, transaction

from briefings.models import Change
from tests.ledger import sql

ROWS = 10_000


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_many_changes_of_one_transaction_are_numbered_at_its_commit(
    record_property: Callable[[str, object], None],
) -> None:
    with transaction.atomic():
        sql(
            "SELECT set_config('pghistory.context_id', gen_random_uuid()::text, true),"
            " set_config('pghistory.context_metadata', '{}', true)"
        )()
        sql(
            "INSERT INTO briefings_topic"
            " (slug, name, other_names, description, retraction_reason, retraction_note,"
            " live_period)"
            " SELECT 'topic-' || n, 'Topic ' || n, '{}', '', '', '',"
            " tstzrange(statement_timestamp(), NULL) FROM generate_series(1, %s) n",
            ROWS,
        )()
        assert not Change.objects.numbered().exists()
        began = time.monotonic()
    record_property("seconds_to_commit", time.monotonic() - began)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), min(seq), max(seq), count(DISTINCT at), count(DISTINCT op)"
            " FROM briefings_change"
        )
        assert cursor.fetchone() == (ROWS, 1, ROWS, 1, 1)
