"""However many rows embed what changed, they are told of at its commit, in a moment.

The connection has numbered before, when the ledger was all but empty, and keeps the plans of then.
"""

import time
from collections.abc import Callable

import pytest
from django.db import transaction

from briefings.models import Change, Official
from tests.factories import OfficialFactory, since
from tests.ledger import database_now, sql

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow, pytest.mark.server]

MEETINGS = 3000
SECONDS = 3  # thirty times what it takes; reading the ledger for each row takes minutes
MET = """
    INSERT INTO briefings_meeting (slug, title, kind, part_of_day, time_zone, summary, "order",
        retraction_reason, retraction_note, live_period)
    SELECT 'meeting-' || n, 'Meeting ' || n, 'bilateral', '', '', '', 0, '', '',
        tstzrange(statement_timestamp(), NULL)
    FROM generate_series(1, %s) n
"""
SEATED = """
    INSERT INTO briefings_participant (meeting_id, official_id, "group", side, role, "order",
        confidence, retraction_reason, retraction_note, live_period)
    SELECT id, %s, '', '', 'lead', 0, 'confirmed', '', '', tstzrange(statement_timestamp(), NULL)
    FROM briefings_meeting
"""


@pytest.fixture
def busiest() -> Official:
    """Return an official who was at every meeting."""
    official = OfficialFactory(full_name="Henry Kissinger", live_period=since(database_now()))
    sql("VACUUM ANALYZE briefings_change")()
    with transaction.atomic():
        sql("SET LOCAL statement_timeout = 0")()
        sql("SELECT set_config('briefings.titles', 'later', true)")()
        sql(MET, MEETINGS)()
        sql(SEATED, official.pk)()
    return official


def test_the_busiest_official_is_renamed(
    busiest: Official, record_property: Callable[[str, object], None]
) -> None:
    head = Change.objects.numbered().count()
    with transaction.atomic():
        sql("SET LOCAL statement_timeout = 0")()
        Official.objects.filter(pk=busiest.pk).update(short_name="Henry", full_name="H. Kissinger")
        began = time.monotonic()
    took = time.monotonic() - began
    record_property("seconds_to_commit", took)
    told = Change.objects.numbered().filter(seq__gt=head)
    assert (
        told.filter(type="participant", fields=["official"], embedded_only=True).count() == MEETINGS
    )
    assert told.filter(type="meeting").count() == MEETINGS
    assert [change.seq for change in told] == [*range(head + 1, head + 2 * MEETINGS + 2)]
    assert took < SECONDS
