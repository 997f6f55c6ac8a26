"""An edit voids what may show it; what else readers hold, and the servers keep, still stands."""

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from briefings.api.urls import RESOURCES
from briefings.models import PartialDate, Tenure
from tests.lists.world import open_lists
from tests.pages.newsroom import Newsroom

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("answers_kept")]

API = "/api/v1"
# What rests on every change: it shows a little of everything, or says where the ledger stands.
OF_ALL = {"home", "search", "visited", "API", "API changes", "API status"}
Voided = Callable[[Callable[[], None]], set[str]]


@pytest.fixture
def listed(monkeypatch: pytest.MonkeyPatch) -> Newsroom:
    """Publish a newsroom with several rows in each list; the clock moves no page."""
    monkeypatch.setattr("briefings.freshness.CLOCK_WINDOW", 10**12)
    return open_lists()


@pytest.fixture
def voided(listed: Newsroom, client: Client, at_commit: Callable[[], None]) -> Voided:
    """Return a function that says which of all addresses an edit voids, by their names."""
    addresses = {
        **listed.pages,
        "another official": listed.wang.get_absolute_url(),
        **{f"API {name}": f"{API}/{name}/" for name in RESOURCES},
        "API": f"{API}/",
        "API changes": f"{API}/changes/",
        "API status": f"{API}/status/",
        "API qin": f"{API}/officials/{listed.qin.public_id}/",
        "API wang": f"{API}/officials/{listed.wang.public_id}/",
        "API article": f"{API}/articles/{listed.article.public_id}/",
        "API china": f"{API}/countries/{listed.china.public_id}/",
    }

    def asked(edit: Callable[[], None]) -> set[str]:
        etags = {name: client.get(url).headers["ETag"] for name, url in addresses.items()}
        edit()
        at_commit()
        return {
            name
            for name, url in addresses.items()
            if client.get(url, headers={"If-None-Match": etags[name]}).status_code != 304
        }

    return asked


def test_a_biography_voids_what_rests_on_officials(listed: Newsroom, voided: Voided) -> None:
    def edit() -> None:
        listed.qin.biography = "He was born in Tianjin."
        listed.qin.save()

    assert voided(edit) == OF_ALL | {
        *("official", "officials", "API qin", "API officials"),
        "country",  # its officials are listed there
    }


def test_a_topic_voids_what_is_filed_under_it(listed: Newsroom, voided: Voided) -> None:
    def edit() -> None:
        listed.taiwan.description = "The island, and the strait."
        listed.taiwan.save()

    assert voided(edit) == OF_ALL | {
        *("topic", "topics", "API topics"),
        "articles",  # they are counted by topic
    }


def test_a_rename_voids_what_shows_the_name(listed: Newsroom, voided: Voided) -> None:
    def edit() -> None:
        listed.qin.full_name = "Qin Gang of Tianjin"
        listed.qin.save()

    kept = {
        *("topics", "API topics", "API countries", "API china", "API places", "API exchanges"),
        *("countries", "places", "API detainees", "API custody-events", "API images"),
        *("API sources", "API organizations", "API wang"),
    }

    assert not kept & voided(edit)


def test_a_tenure_voids_who_holds_the_office(listed: Newsroom, voided: Voided) -> None:
    def edit() -> None:
        tenure = Tenure.objects.filter(official=listed.qin).earliest("pk")
        tenure.appointed = PartialDate.parse("2022-12-29")
        tenure.save()

    gone = voided(edit)

    assert gone >= {"official", "another official", "office", "API tenures", "API qin"}
    assert not gone & {"topics", "API articles", "API topics", "API wang", "API china", "places"}


def test_the_head_of_a_part_is_looked_for_once_after_a_change(
    listed: Newsroom,
    client: Client,
    at_commit: Callable[[], None],
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    page = listed.wang.get_absolute_url()
    etag = client.get(page).headers["ETag"]
    with django_assert_num_queries(1):
        assert client.get(page).headers["ETag"] == etag

    listed.taiwan.description = "The island, and the strait."
    listed.taiwan.save()
    at_commit()

    with django_assert_num_queries(2):
        assert client.get(page).headers["ETag"] == etag
    with django_assert_num_queries(1):
        assert client.get(page).headers["ETag"] == etag
