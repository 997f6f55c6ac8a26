"""What the worker could not do is on the front page of those who can have it tried again."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from lxml import html
from procrastinate.contrib.django.models import ProcrastinateJob

from briefings.actions.jobs import note_failure
from briefings.actions.mails import post_mail
from briefings.models import Citation, Edition, JobFailure, Link, Source
from tests.admin.conftest import Desk, Person, change_url, panels, text_of
from tests.factories import UserFactory, row_of
from tests.jobs import waiting
from tests.ledger import sql

SINCE = datetime(2026, 11, 3, 2, 30, tzinfo=UTC)


def failed() -> JobFailure:
    """Return the failure of a mail."""
    post_mail(to=UserFactory(email="ana@news.example"), subject="Stale", text="", occasion="7")
    for status in ("doing", "failed"):
        sql("UPDATE procrastinate_jobs SET status = %s", status)()
    job = ProcrastinateJob.objects.get()
    note_failure(job=job.pk, what="Mail to ana@news.example: Stale", error="No answer.")
    return JobFailure.objects.get()


def pressed(person: Desk, address: str) -> str:
    """Return the words of the page that follows when a button posts to the address."""
    followed = person.post(address, follow=True)
    return text_of(html.fromstring(followed.content.decode()))


def panel(person: Desk, title: str) -> str:
    """Return the words of a panel of the front page."""
    [found] = person.open("/admin/").xpath(f"//section[header/h2='{title}']")
    return text_of(found)


def test_a_failed_job_says_what_and_why_and_is_tried_again_by_one_button(desk: Person) -> None:
    clare = desk("editor")
    failure = failed()

    said = panel(clare, "Failed jobs")
    assert "Mail to ana@news.example: Stale" in said
    assert "No answer." in said
    [form] = clare.open("/admin/").xpath("//section[header/h2='Failed jobs']//form")
    assert text_of(form) == "Try again Give up"
    page = pressed(clare, form.get("action"))

    assert "Will be tried again: Mail to ana@news.example: Stale." in page
    assert waiting() == ["mails.send"]
    again = pressed(clare, form.get("action"))
    assert "It is waiting or being done again already." in again
    assert JobFailure.objects.filter(pk=failure.pk).exists()


def test_what_nobody_wants_any_more_is_given_up(desk: Person) -> None:
    clare = desk("editor")
    failure = failed()

    page = pressed(clare, f"/admin/jobs/{failure.pk}/give-up/")

    assert "Given up: Mail to ana@news.example: Stale." in page
    assert not ProcrastinateJob.objects.exists()
    assert not JobFailure.objects.exists()


def test_a_reporter_neither_sees_it_nor_has_it_tried_again(desk: Person) -> None:
    ana = desk("reporter")
    failure = failed()

    assert "Failed jobs" not in panels(ana.open("/admin/"))
    for address in ("try-again", "give-up"):
        page = pressed(ana, f"/admin/jobs/{failure.pk}/{address}/")

        assert "Your role does not handle jobs: ask an editor." in page
        assert ProcrastinateJob.objects.get().status == "failed"


def test_where_no_worker_is_running_it_says_so(desk: Person) -> None:
    clare = desk("editor")
    post_mail(to=UserFactory(email="ana@news.example"), subject="Stale", text="", occasion="7")

    assert "No worker is running" in panel(clare, "Failed jobs")
    sql("INSERT INTO procrastinate_workers DEFAULT VALUES")()
    assert "Failed jobs" not in panels(clare.open("/admin/"))


def test_a_dead_link_leads_to_its_source_and_says_what_rests_on_it(desk: Person) -> None:
    clare = desk("editor")
    url = "https://history.example/officers"
    source = row_of(Source, url=url, publisher="Office of the Historian", title="Officers")
    row_of(Citation, source=source)
    edition = row_of(Edition)
    row_of(Citation, source=source, official=None, edition=edition)
    Link.objects.create(
        url=url, checked_at=SINCE, status=404, problem="The page is gone", failing_since=SINCE
    )

    said = panel(clare, "Dead links of sources")

    assert "Office of the Historian: Officers" in said
    assert "The page is gone, since 3 November 2026. Cited by 1 piece and 1 fact" in said
    [link] = clare.open("/admin/").xpath("//section[header/h2='Dead links of sources']//a")
    assert link.get("href") == change_url(source)

    Source.objects.update(archived_url="https://archive.example/officers")
    assert "Dead links of sources" not in panels(clare.open("/admin/"))
    Link.objects.create(
        url="https://archive.example/officers",
        checked_at=SINCE,
        problem="There is no such host",
        failing_since=SINCE,
    )
    assert "Dead links of sources" not in panels(clare.open("/admin/"))
    Link.objects.update(status=410)
    assert "Dead links of sources" in panels(clare.open("/admin/"))


@pytest.mark.parametrize("url", ["/admin/procrastinate/", "/admin/procrastinate/procrastinatejob/"])
def test_the_queues_own_pages_are_nobodys(desk: Person, url: str) -> None:
    assert desk("administrator").get(url).status_code == 404
