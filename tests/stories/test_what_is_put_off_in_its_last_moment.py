"""What is due, and is being put off by somebody who has not committed, is shown and held by nobody.

By the clock it is public until the commit, and no change ever tells that it was.
"""

import pytest
from django.test import Client

from briefings import ledger
from briefings.models import Change, Topic
from tests.factories import TopicFactory, since
from tests.ledger import database_now
from tests.moments import ahead, wait_for
from tests.stories.colleagues import SECONDS, Colleague

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.server]


@pytest.fixture
def martha(colleagues: tuple[Colleague, Colleague]) -> Colleague:
    """Return who puts a topic off, and has not committed when it is due."""
    soon, later = ahead(1), ahead(60)
    topic = TopicFactory(live_period=since(soon))
    martha, _ = colleagues
    martha.does(lambda: Topic.objects.filter(pk=topic.pk).update(live_period=since(later)))
    wait_for(soon)
    assert not ledger.read_state().is_settled
    return martha


@pytest.mark.parametrize("address", ["/topics/", "/api/v1/topics/"])
def test_who_was_shown_it_is_not_told_that_it_stands(
    address: str, martha: Colleague, client: Client
) -> None:
    shown = client.get(address)
    martha.commits().result(timeout=SECONDS)

    again = client.get(address, headers={"If-None-Match": shown["ETag"]})

    assert again.status_code == 200
    assert again.content != shown.content
    assert not Change.objects.numbered().exists()


@pytest.mark.parametrize("address", ["topics/", "changes/"])
def test_who_copies_whole_rows_waits(address: str, martha: Colleague, client: Client) -> None:
    address = f"/api/v1/{address}?expand=document"
    refused = client.get(address)
    assert (refused.status_code, refused["Retry-After"]) == (503, "1")
    assert refused["Cache-Control"] == "no-store"

    martha.commits().result(timeout=SECONDS)

    assert client.get(address).json()["results"] == []


def test_a_copy_passes_nothing_over(martha: Colleague, client: Client) -> None:
    other = TopicFactory(live_period=since(database_now()))
    changes = "/api/v1/changes/?since=0"

    told = client.get(changes)
    assert told.status_code == 200
    assert [change["id"] for change in told.json()["results"]] == [str(other.public_id)]
    assert client.get(f"{changes}&expand=document").status_code == 503
    martha.commits().result(timeout=SECONDS)

    [change] = client.get(f"{changes}&expand=document").json()["results"]
    assert change["document"]["id"] == str(other.public_id)
