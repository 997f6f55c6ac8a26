"""What the checks find, and what cites no source, is said on the pages and on the dashboard."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

from briefings.admin.states import moment
from briefings.models import Citation, Dismissal, Office, Official, Source, StatusChange, Tenure
from tests.admin.conftest import Person, change_url, nothing_waiting, text_of
from tests.factories import row_of, since


def long_held() -> Tenure:
    """Return a tenure of over 30 years."""
    live = {"live_period": since(timezone.now() - timedelta(minutes=1))}
    return row_of(
        Tenure,
        official=row_of(Official, full_name="Andrei Gromyko", **live),
        office=row_of(Office, title="Foreign minister", **live),
        started="1953-02-15",
        ended="1985-07-02",
        end_status="ended",
        **live,
    )


def counted(front: Any, queue: str) -> list[str]:
    """Return how many the dashboard says that there are, [] where it says none."""
    return [str(each) for each in front.xpath(f"//header[h2='{queue}']/span/text()")]


WORDS = "Andrei Gromyko, Foreign minister: over 30 years, 15 February 1953 to 2 July 1985."


def test_a_warning_is_told_on_the_row_on_its_records_and_on_the_dashboard(desk: Person) -> None:
    tenure, clare = long_held(), desk("editor")

    assert WORDS in text_of(clare.open(tenure))
    for record in (tenure.official, tenure.office):
        page = clare.open(record)
        [link] = [a for a in page.iter("a") if WORDS in a.text_content()]
        assert link.get("href") == change_url(tenure)
    front = clare.open("/admin/")
    assert WORDS in text_of(front)
    assert counted(front, "Doubtful") == ["1"]


def test_a_finding_is_dismissed_with_a_reason_and_is_gone(desk: Person) -> None:
    tenure, clare = long_held(), desk("editor")

    page = clare.press(tenure, "dismiss", check="long-tenure", reason="He held it for so long.")

    assert "The warning is dismissed" in text_of(page)
    assert Dismissal.objects.get().dismissed_by == clare.person
    assert WORDS not in text_of(clare.open(tenure))
    assert WORDS not in text_of(clare.open("/admin/"))
    assert "Doubtful" in nothing_waiting(clare.open("/admin/"))


def test_a_dismissal_says_who_when_and_why_and_is_ended(desk: Person) -> None:
    tenure, clare, ana = long_held(), desk("editor"), desk("reporter")
    assert "No warning about it is dismissed." in text_of(clare.open(tenure))
    clare.press(tenure, "dismiss", check="long-tenure", reason="He held it for so long.")
    aside = Dismissal.objects.get()
    told = (
        "“In office for over 30 years” was dismissed by Hollingworth on"
        f" {moment(aside.dismissed_at)}: He held it for so long."
    )
    assert told in text_of(clare.open(tenure))
    page = ana.press(tenure, "reopen", check="long-tenure")
    assert "Your role does not restore warnings: ask an editor." in text_of(page)

    page = clare.press(tenure, "reopen", check="long-tenure")

    assert "The warning is restored." in text_of(page)
    assert WORDS in text_of(page)
    aside.refresh_from_db()
    assert aside.reopened_at is not None
    assert f"{told} Restored by Hollingworth on {moment(aside.reopened_at)}." in text_of(page)
    assert WORDS in text_of(clare.open("/admin/"))


def test_who_does_not_publish_sees_it_and_does_not_set_it_aside(desk: Person) -> None:
    tenure, ana = long_held(), desk("reporter")

    page = ana.press(tenure, "dismiss", check="long-tenure", reason="So it was.")

    assert WORDS in text_of(page)
    assert "Your role does not dismiss warnings: ask an editor." in text_of(page)
    assert not Dismissal.objects.exists()


def test_a_fact_without_a_source_says_so_until_it_cites_one(desk: Person) -> None:
    tenure, clare = long_held(), desk("editor")

    assert "It cites no source." in text_of(clare.open(tenure))
    front = clare.open("/admin/")
    assert counted(front, "Facts without a source") == ["1"]
    assert "Tenure: Served, 15 February 1953" in text_of(front)

    row_of(Citation, source=row_of(Source), official=None, tenure=tenure)
    assert "It cites no source." not in text_of(clare.open(tenure))
    assert "Facts without a source" in nothing_waiting(clare.open("/admin/"))


def test_facts_without_a_source_are_counted_beyond_those_shown(desk: Person) -> None:
    for _ in range(11):
        row_of(StatusChange)
    assert counted(desk("editor").open("/admin/"), "Facts without a source") == ["11"]


def test_a_current_tenure_is_to_be_verified_after_the_days_of_the_settings(
    desk: Person, settings: Any
) -> None:
    tenure, clare = long_held(), desk("editor")
    Tenure.objects.filter(pk=tenure.pk).update(
        ended=None, end_status="current", verified_on=timezone.localdate() - timedelta(days=31)
    )
    for days, waiting in ((31, []), (30, ["1"])):
        settings.STALE_AFTER_DAYS = days
        front = clare.open("/admin/")
        assert counted(front, "Tenures: may be out of date") == waiting
        last = date_format(timezone.localdate() - timedelta(days=31), "j F Y")
        assert (f"Last verified {last}" in text_of(front)) == bool(waiting)


def test_a_current_tenure_that_nobody_has_checked_is_to_be_verified(desk: Person) -> None:
    queue = "Tenures: may be out of date"
    tenure, clare = long_held(), desk("editor")
    assert counted(clare.open("/admin/"), queue) == []

    tenure.ended, tenure.end_status = None, "current"
    tenure.save()
    assert counted(clare.open("/admin/"), queue) == ["1"]

    tenure.verified_on = timezone.localdate()
    tenure.save()
    assert counted(clare.open("/admin/"), queue) == []
