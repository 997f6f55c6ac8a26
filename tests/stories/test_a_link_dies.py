"""The links of sources are checked at night; one that is dead stands on the dashboard."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db.models import F
from django.utils import timezone

from briefings.actions.jobs import put_job
from briefings.actions.links import check_link
from briefings.models import Link
from tests.factories import SourceFactory
from tests.jobs import done
from tests.strangers import Site, loopback, open_site

pytestmark = pytest.mark.django_db


@pytest.fixture
def site() -> Iterator[Site]:
    """A stranger's site."""
    with open_site() as site:
        yield site


def days_pass(days: int) -> None:
    """Let what was checked have been checked so many days ago."""
    ago = timedelta(days=days)
    Link.objects.update(
        checked_at=F("checked_at") - ago,
        failing_since=F("failing_since") - ago,
    )


def checked(url: str) -> Link:
    """Check a link and return what was found."""
    check_link(url=url, may_reach=loopback)
    return Link.objects.get(url=url)


def test_a_page_that_is_gone_is_dead_at_once_and_lives_when_it_is_back(site: Site) -> None:
    url = f"{site.address}/readout"
    assert (checked(url).status, Link.objects.dead().count()) == (200, 0)
    days_pass(7)

    site.gone.add("/readout")
    link = checked(url)

    began = link.checked_at
    found = (link.status, link.problem, link.failing_since)
    assert found == (404, "The page is gone", began)
    assert [*Link.objects.dead()] == [link]
    days_pass(1)
    assert checked(url).failing_since == began - timedelta(days=1)
    days_pass(1)
    site.gone.clear()
    assert (checked(url).problem, checked(url).failing_since) == ("", None)
    assert not Link.objects.dead()


def test_a_server_that_is_down_is_given_two_days(site: Site) -> None:
    url = f"http://127.0.0.1:{site.server_port}0/readout"

    assert checked(url).problem == "It does not answer as a server of the web does."
    assert not Link.objects.dead()
    days_pass(1)
    assert checked(url) not in Link.objects.dead()
    days_pass(1)
    assert checked(url) in Link.objects.dead()


def test_a_check_that_is_done_again_asks_nobody(site: Site) -> None:
    """A worker was killed after the commit: the next one has nothing to do."""
    url = f"{site.address}/readout"

    for _ in range(2):
        check_link(url=url, may_reach=loopback)

    assert site.asked == ["HEAD /readout"]
    assert Link.objects.count() == 1


def test_each_night_what_is_due_is_checked_one_at_a_time_for_a_host() -> None:
    """A page that was there last week is due again, one that failed is each night."""
    now = timezone.now()
    kept, failing, new = (f"http://127.0.0.1/{name}" for name in ("kept", "failing", "new"))
    for url in (kept, failing, new):
        SourceFactory(url=url)
    SourceFactory(url=new, archived_url="http://10.0.0.1/")
    day = timedelta(days=1)
    Link.objects.create(url=kept, checked_at=now - day, status=200)
    Link.objects.create(
        url=failing, checked_at=now - day, status=500, problem="Down", failing_since=now - day
    )
    Link.objects.create(url="http://127.0.0.1/forgotten", checked_at=now - day, status=200)

    put_job("links.check_due", timestamp=0)
    put_job("links.check_due", timestamp=0)

    assert done() == ["links.check_due"] * 2 + ["links.check"] * 3
    assert [*Link.objects.order_by("url").values_list("url", "problem")] == [
        ("http://10.0.0.1/", "It leads into a private network."),
        (failing, "It leads into a private network."),
        (kept, ""),
        (new, "It leads into a private network."),
    ]
