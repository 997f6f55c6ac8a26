"""What an action does to a record is noted once, and as it stands when the action ends.

An import adds many rows to each record that it enters: what would be judged alike is not written
again. What would not is.
"""

from datetime import timedelta

import pytest
from django.db import connection

from briefings.models import Official
from tests.factories import (
    OfficeFactory,
    OfficialFactory,
    OfficialNameFactory,
    TenureFactory,
    between,
    since,
)
from tests.ledger import Reader, database_now

pytestmark = [pytest.mark.django_db, pytest.mark.server]


@pytest.fixture
def reader() -> Reader:
    """Return a reader who has seen nothing."""
    return Reader()


def written(official: Official) -> str:
    """Return where the table holds the change that waits to be numbered."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT ctid::text FROM briefings_change WHERE public_id = %s AND seq IS NULL",
            [official.public_id],
        )
        [[place]] = cursor.fetchall()
        return str(place)


def test_what_is_added_to_a_record_as_it_is_created_writes_nothing_again(reader: Reader) -> None:
    qin = OfficialFactory(full_name="Qin Gang", live_period=since(database_now()))
    place = written(qin)
    OfficialNameFactory(official=qin, name="秦刚")
    office = OfficeFactory(live_period=since(database_now()))
    TenureFactory(official=qin, office=office, live_period=since(database_now()))
    qin.biography = "Foreign minister until July 2023."
    qin.save()
    assert written(qin) == place
    assert reader.ops(qin) == ["created"]


def test_all_that_an_action_changes_of_a_record_is_told_in_one(reader: Reader) -> None:
    qin = OfficialFactory(full_name="Qin Gang", live_period=since(database_now()))
    assert reader.ops(qin) == ["created"]
    OfficialNameFactory(official=qin, name="秦刚")
    place = written(qin)
    OfficialNameFactory(official=qin, name="Ch'in Kang")
    assert written(qin) == place
    qin.biography = "Foreign minister until July 2023."
    qin.save()
    [told] = reader.changes()
    assert (told.op, told.fields) == ("updated", ["biography", "names"])


def test_a_record_put_off_as_it_is_created_is_nothing_yet(reader: Reader) -> None:
    qin = OfficialFactory(
        full_name="Qin Gang", live_period=since(database_now() + timedelta(hours=1))
    )
    OfficialNameFactory(official=qin, name="秦刚")
    assert reader.ops(qin) == []


def test_a_record_retracted_as_it_is_created_was_never_there(reader: Reader) -> None:
    began = database_now()
    qin = OfficialFactory(full_name="Qin Gang", live_period=since(began))
    qin.live_period, qin.retraction_reason = between(began, database_now()), "wrong"
    qin.save()
    assert reader.ops(qin) == []


def test_a_record_changed_and_then_retracted_is_withdrawn_for_its_reason(reader: Reader) -> None:
    began = database_now()
    qin = OfficialFactory(full_name="Qin Gang", live_period=since(began))
    assert reader.ops(qin) == ["created"]
    OfficialNameFactory(official=qin, name="秦刚")
    qin.live_period, qin.retraction_reason = between(began, database_now()), "hoax"
    qin.save()
    [told] = reader.changes()
    assert (told.op, told.reason, told.fields) == ("withdrawn", "hoax", [])
