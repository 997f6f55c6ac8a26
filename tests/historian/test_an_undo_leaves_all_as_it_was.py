"""What the public API gives after an undo is what it gave before, compared whole."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client

from briefings.actions import merging
from briefings.models import Official
from tests.dumping import detailed, dumped
from tests.historian.test_duplicates_are_merged import TWICE, known_as

pytestmark = pytest.mark.django_db


def test_two_merges_undone_leave_the_record_as_it_was(publisher: User, client: Client) -> None:
    pairs = [(known_as(president), known_as(officer)) for president, officer in TWICE]
    before = dumped(client)
    those = [row for row in before["officials"] if row["slug"] in slugs(pairs)]
    details = detailed(client, those)

    for survivor, merged in pairs:
        done = merging.merge(by=publisher, survivor=survivor, merged=merged, reason="One man.")
        connection.check_constraints()
        merging.undo(by=publisher, merge=done)
        connection.check_constraints()

    assert dumped(client) == before
    assert detailed(client, those) == details


def slugs(pairs: list[tuple[Official, Official]]) -> set[str]:
    """Return the addresses of all of them."""
    return {official.slug for pair in pairs for official in pair}
