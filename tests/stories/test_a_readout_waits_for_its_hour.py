"""A readout comes under an embargo: nobody reads it before its hour, everybody from then on."""

import time
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from briefings.actions.records import publish, retract
from briefings.models import Country, Meeting, Readout
from tests.factories import MeetingFactory, ReadoutFactory, SourceFactory
from tests.factories.sources import CitationFactory
from tests.ledger import Reader, database_now

WORDS = "Both sides spoke of the strait."
SOON = timedelta(seconds=5)


@pytest.fixture
def readout(ben: User) -> Readout:
    """Return a readout that waits at a public meeting, with its source."""
    meeting = publish(by=ben, row=MeetingFactory(title="Talks", on="2023-06-18"))
    readout: Readout = ReadoutFactory(meeting=meeting, words=WORDS)
    assert readout.country is not None
    publish(by=ben, row=readout.country)
    CitationFactory(official=None, readout=readout, source=SourceFactory(title="A transcript"))
    return readout


def answers(client: Client, readout: Readout) -> list[tuple[str, str]]:
    """Return what readers and integrators are answered where the readout would be."""
    meeting, country = readout.meeting, readout.country
    assert isinstance(meeting, Meeting)
    assert isinstance(country, Country)
    addresses = (
        meeting.get_absolute_url(),
        f"/api/v1/meetings/{meeting.public_id}/",
        f"/api/v1/readouts/?meeting={meeting.slug}",
        "/api/v1/sources/",
    )
    return [(address, client.get(address).content.decode()) for address in addresses]


def test_it_is_told_from_its_hour_on(client: Client, ben: User, readout: Readout) -> None:
    ledger = Reader()
    start = database_now() + SOON
    publish(by=ben, row=readout, start=start)

    before = answers(client, readout)
    assert database_now() < start, "the machine was too slow to look before the hour"
    assert [address for address, said in before if WORDS in said or "A transcript" in said] == []
    assert client.get(f"/api/v1/readouts/{readout.public_id}/").status_code == 404
    assert ledger.changes() == []

    time.sleep(SOON.total_seconds())

    after = answers(client, readout)
    assert [WORDS in said for _, said in after] == [True, True, True, False]
    assert ["A transcript" in said for _, said in after] == [True, True, False, True]
    told: dict[str, Any] = {change.type: change for change in ledger.changes()}
    assert told["readout"].op == "created"
    assert (told["meeting"].op, told["source"].op) == ("updated", "created")


def test_it_is_retracted_and_nobody_learns_of_it(
    client: Client, ben: User, readout: Readout
) -> None:
    publish(by=ben, row=readout, start=database_now() + timedelta(days=1))
    ledger = Reader()

    retract(by=ben, row=readout, reason="wrong")

    assert [address for address, said in answers(client, readout) if WORDS in said] == []
    assert client.get(f"/api/v1/readouts/{readout.public_id}/").status_code == 404
    assert ledger.changes() == []
