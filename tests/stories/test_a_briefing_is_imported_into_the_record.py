"""The briefing that the newsroom started with, imported where its people are known."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from psycopg.types.range import TimestamptzRange

from briefings.actions.article_import import Imported, import_article
from briefings.actions.backdating import back_date
from briefings.actions.records import publish
from briefings.models import Detainee, Edition, Statement, Visit

BRIEFING = Path(settings.BASE_DIR).parent / "shared" / "seed" / "000_db8be95cf9b85aca.txt"
VISIT = "antony-blinken-in-beijing-june-2023"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        not BRIEFING.exists(), reason="the seed briefing stands beside the checkout"
    ),
]


@pytest.fixture
def imported(demo: None, ana: User) -> Imported:
    """The briefing as a draft, with everything accepted."""
    return import_article(
        by=ana,
        filename=BRIEFING.name,
        data=BRIEFING.read_bytes(),
        headline="Limited hopes in Beijing",
    )


def test_detainees_are_linked_and_what_was_said_is_entered(imported: Imported) -> None:
    body = imported.edition.body
    for detainee in Detainee.objects.filter(slug__in=("david-lin", "kai-li", "mark-swidan")):
        assert f'<a data-record="{detainee.public_id}">{detainee.full_name}</a>' in body
    quote, unnamed = imported.statements
    assert quote.official is not None
    assert unnamed.side is not None
    assert (quote.official.full_name, quote.form) == ("Joe Biden", Statement.Form.DIRECT)
    assert quote.words.startswith("I hope that in the coming months")
    assert (quote.occasion, quote.said_on) == ("During a press briefing on Saturday", None)
    assert (unnamed.attribution, unnamed.form) == (
        "A senior State Department official",
        Statement.Form.PARAPHRASE,
    )
    assert unnamed.side.name == "United States"
    assert unnamed.words.startswith("there are no high hopes")
    assert quote.live_period is unnamed.live_period is None
    assert not quote.citations.exists()
    assert not quote.about.exists()
    for statement in imported.statements:
        assert f'<q data-statement="{statement.public_id}">{statement.words[:20]}' in body


def test_it_is_filed_as_an_editor_would(imported: Imported) -> None:
    """As the demo's own edition of the same piece is, but for the place that the text lacks."""
    edition = imported.edition
    (own,) = Edition.objects.filter(article__slug="blinken-in-beijing", number=1)

    assert (edition.article.section, edition.article.slug) == (
        "briefing",
        "limited-hopes-in-beijing",
    )
    assert edition.about == own.about == Visit.objects.get(slug=VISIT).identity
    assert {*edition.topics.all()} == {*own.topics.all()}
    assert edition.topics.count() == 7
    assert (edition.dateline_place, edition.dateline_on) == ("", own.dateline_on)


def test_the_piece_tells_of_the_visit_on_its_day_and_since(imported: Imported, cleo: User) -> None:
    edition = imported.edition
    visit = Visit.objects.get(slug=VISIT)
    edition.about_id, edition.dateline_on = visit.identity_id, date(2023, 6, 18)
    edition.save()
    since = TimestamptzRange(datetime(2023, 6, 18, 12, tzinfo=UTC), None)
    for statement in imported.statements:
        publish(by=cleo, row=statement)
    back_date(by=cleo, edition=edition, period=since)

    page = Client().get("/articles/limited-hopes-in-beijing/").content.decode()

    facts, later = page.split("Since publication", 1)
    assert "Confirmed" in facts
    assert "To say plainly what the interests" in facts
    assert "<summary>Antony Blinken to Beijing, 18–19 June 2023: confirmed</summary>" in facts
    for before, after in (("possible", "held"), ("confirmed", "held"), ("held", "exchanged")):
        assert f"{before} → <b>{after}</b>" in later
    assert 'href="/detainees/kai-li/">Kai Li</a>' in later
    assert '<q class="said"' in page
