"""The demo newsroom as readers and editors find it once it is loaded."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from briefings.actions.seeding import read_toml
from briefings.models import (
    Article,
    Change,
    Citation,
    CustodyEvent,
    Detainee,
    Edition,
    Exchange,
    Meeting,
    Office,
    Official,
    PartialDate,
    Source,
    Tenure,
    Visit,
)
from tests.ledger import database_now

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]
SEEDS = settings.BASE_DIR / "seeds"


def tenures_on(day: date, **office: str) -> set[str]:
    """Return who certainly held the office on that day."""
    held = Tenure.objects.during(day, today=date(2026, 1, 1), certainly=True)
    return set(held.filter(**office).values_list("official__short_name", flat=True))


def test_readers_get_the_articles_and_the_desk_a_draft() -> None:
    entered = {path.stem for path in (SEEDS / "articles").glob("*.toml")}
    live = Article.objects.live(database_now()).values_list("slug", flat=True)
    assert set(live) == entered - {
        "how-often-a-secretary-goes-to-beijing",
        "what-washington-asked-on-fentanyl",
    }
    assert [edition.article.slug for edition in Edition.objects.waiting()] == [
        "what-washington-asked-on-fentanyl"
    ]


def test_the_first_edition_was_wrong_and_says_so() -> None:
    morning = datetime.fromisoformat("2023-06-18T11:00:00+08:00")
    first = Edition.objects.live(morning).get(article__slug="blinken-in-beijing")
    second = Article.objects.live(database_now()).get(slug="blinken-in-beijing").live_edition
    assert "the foreign minister, Wang Yi" in first.plain_text
    assert "the foreign minister, Wang Yi" not in second.plain_text
    assert second.corrections.get().kind == "correction"
    assert not first.corrections.exists()
    assert second.article.published_at == datetime.fromisoformat("2023-06-18T10:30:00+08:00")


def test_an_edition_goes_live_at_nine_in_two_days() -> None:
    scheduled = Edition.objects.scheduled(database_now()).get()
    start = timezone.localtime(scheduled.live_period.lower)
    assert start.date() == timezone.localdate() + timedelta(days=2)
    assert (start.hour, start.minute) == (9, 0)
    live = Article.objects.live(start).get(slug="who-speaks-for-china-abroad").live_edition
    assert live == scheduled


def test_the_record_knows_who_was_minister() -> None:
    minister = "minister-of-foreign-affairs-of-china"
    assert tenures_on(date(2023, 6, 18), office__slug=minister) == {"Qin"}
    assert tenures_on(date(2023, 7, 25), office__slug=minister) == {"Qin", "Wang"}
    assert tenures_on(date(2023, 8, 1), office__slug=minister) == {"Wang"}
    assert tenures_on(date(2023, 6, 18), office__slug="secretary-of-state") == {"Blinken"}


def in_custody(day: date, status: str) -> set[str]:
    """Return who certainly was in that status at the end of the day."""
    held = Detainee.objects.at_end_of(day, status, at=database_now(), certainly=True)
    return set(held.values_list("short_name", flat=True))


def test_the_record_knows_who_was_held() -> None:
    assert in_custody(date(1990, 1, 1), "held") == {"Anderson", "Liu"}
    assert in_custody(date(2023, 6, 18), "restricted") == {"Kurmasheva", "Tice"}
    moved_to_a_hotel = {"Namazi", "Shargi", "Tahbaz"}
    assert in_custody(date(2023, 9, 1), "restricted") == {*moved_to_a_hotel, "Kurmasheva", "Tice"}
    assert in_custody(date(2025, 11, 1), "held") == {"Gui"}
    assert in_custody(date(2025, 11, 1), "restricted") == {"Tice"}


def test_an_exchange_is_entered_once_and_ends_each_detention() -> None:
    ankara = Exchange.objects.get(place__slug="ankara")
    people = ankara.custody_events.values_list("detention__detainee__short_name", flat=True)
    assert set(people) == {"Gershkovich", "Kara-Murza", "Kurmasheva", "Whelan"}
    assert {str(event.on) for event in ankara.custody_events.all()} == {"1 August 2024"}


def test_nobody_withholds_a_name_that_no_source_tells() -> None:
    nameless = Detainee.objects.get(slug="american-freed-by-belarus-in-february-2025")
    assert not nameless.name_withheld
    assert nameless.public_name == "An American freed by Belarus in February 2025"


def test_the_record_knows_every_foreign_minister_of_a_day() -> None:
    """Of each country that has the office, one was in it on the day of the arrival in Beijing."""
    offices = Office.objects.filter(kind=Office.Kind.FOREIGN_MINISTER)
    holders = {
        office.slug: tenures_on(date(2023, 6, 18), office__slug=office.slug) for office in offices
    }
    assert len(holders) >= 11
    assert [slug for slug, names in holders.items() if len(names) != 1] == []
    assert holders["minister-of-foreign-affairs-of-ukraine"] == {"Kuleba"}


def test_a_visit_was_put_off_with_its_days_and_its_reason() -> None:
    visit = Visit.objects.get(slug="antony-blinken-in-beijing-june-2023")
    chain = visit.statuses.in_order()
    assert [row.status for row in chain] == [
        "agreed",
        "expected",
        "postponed",
        "confirmed",
        "held",
    ]
    postponed = chain[2]
    assert (str(postponed.planned_start), str(postponed.planned_end)) == (
        "5 February 2023",
        "6 February 2023",
    )
    assert "balloon" in postponed.reason


def test_what_the_desk_entered_wrongly_was_retracted_and_says_so() -> None:
    banquet = Meeting.objects.get(slug="banquet-for-antony-blinken")
    slip = banquet.statuses.retracted().get()
    assert (slip.status, slip.retraction_reason) == ("held", "wrong")
    assert "working dinner" in slip.retraction_note
    assert [row.status for row in banquet.statuses.live(database_now())] == ["expected"]
    entries = Change.objects.of(slip.public_id).numbered()
    assert [*entries.values_list("op", "reason")] == [("created", ""), ("withdrawn", "wrong")]


def test_an_article_was_withdrawn_and_readers_are_told_why(client: Client) -> None:
    article = Article.objects.get(slug="how-often-a-secretary-goes-to-beijing")
    edition = article.editions.get()
    assert timezone.localdate(edition.live_period.lower) == timezone.localdate() - timedelta(days=3)
    answer = client.get(article.get_absolute_url())
    assert answer.status_code == 410
    assert "The numbers were wrong" in answer.content.decode()
    assert edition.plain_text[:60] not in answer.content.decode()


def test_sources_that_differ_each_say_what_they_say(client: Client) -> None:
    page = client.get("/officials/s-jaishankar/").content.decode()
    assert "says started 2013 [" in page
    assert "says started 2014 [" in page


def test_what_sources_date_differently_is_disputed_and_the_interval_over_them() -> None:
    given: dict[tuple[Any, str], list[Any]] = {}
    for citation in Citation.objects.exclude(date_of="").select_related("tenure", "custodyevent"):
        fact = citation.tenure or citation.custodyevent
        given.setdefault((fact, citation.date_of), []).append(citation.says_on)
    assert len(given) == 5
    for (fact, name), dates in given.items():
        assert (getattr(fact, name), fact.confidence) == (PartialDate.spanning(dates), "disputed")


def test_every_fact_has_a_source() -> None:
    assert not CustodyEvent.objects.filter(citations__isnull=True).exists()
    assert not Tenure.objects.filter(citations__isnull=True).exists()
    assert not Official.objects.filter(citations__isnull=True).exists()


def test_every_source_is_used_and_public_with_what_cites_it() -> None:
    """What only the draft in review rests on waits with it."""
    keys = read_toml(SEEDS / "sources.toml")
    waiting = Source.objects.exclude(pk__in=Source.objects.live(database_now()))
    assert Source.objects.count() == len(keys)
    assert {source.publisher for source in waiting} == {"The Guardian", "Sawt Beirut International"}


def test_every_handle_of_a_body_became_a_link_or_a_note() -> None:
    for edition in Edition.objects.all():
        assert "[" not in edition.body
        assert edition.body.count("data-record") >= 3
        assert edition.body.count("data-source") >= 5
