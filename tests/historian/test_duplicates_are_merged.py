"""The two persons whom the sources have twice are made one, and two again."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from briefings import ledger
from briefings.actions import merging
from briefings.models import Official, Tenure

pytestmark = pytest.mark.django_db
# Who is in the list of presidents under one id, and among the officials under another.
TWICE = [
    ("bush-george-h-w", "bush-george-herbert-walker"),
    ("buren-martin-van", "van-buren-martin"),
]


def known_as(id_: str) -> Official:
    """Return the official with one of the Historian's ids."""
    return Official.objects.get(
        identity__identifiers__scheme="historian-official",
        identity__identifiers__value=id_,
    )


def shown(client: Client, official: Official) -> list[tuple[str, str]]:
    """Return the offices that the API gives an official."""
    answer = client.get(f"/api/v1/tenures/?official={official.slug}&ordering=start").json()
    return [(row["office"]["label"], row["id"]) for row in answer["results"]]


@pytest.mark.parametrize(("president", "officer"), TWICE)
def test_a_president_and_his_earlier_offices_are_one_and_two_again(
    president: str, officer: str, publisher: User, client: Client
) -> None:
    survivor, merged = known_as(president), known_as(officer)
    apart = shown(client, survivor), shown(client, merged)
    assert all(apart)

    done = merging.merge(by=publisher, survivor=survivor, merged=merged, reason="The same man.")
    ledger.read_state()

    assert sorted(shown(client, survivor)) == sorted([*apart[0], *apart[1]])
    moved = client.get(f"/officials/{merged.slug}/")
    assert (moved.status_code, moved["Location"]) == (301, f"/officials/{survivor.slug}/")

    merging.undo(by=publisher, merge=done)
    ledger.read_state()

    assert (shown(client, survivor), shown(client, merged)) == apart
    assert Tenure.objects.filter(official=merged).count() == len(apart[1])
