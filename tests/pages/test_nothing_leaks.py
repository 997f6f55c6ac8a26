"""What is not public stands on no page, whichever door it might come through."""

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from briefings import ledger
from briefings.models import Citation, Correction, Country, Edition, Office, Official, Source, Topic
from tests.factories import HOLD, approved, between, row_of, since
from tests.pages.newsroom import RECORDED, Newsroom, held, wording

MARK = "Unsaid"


def plant(newsroom: Newsroom) -> None:
    """Set the mark in a draft, an embargoed, a held and a retracted version of everything."""
    now = timezone.now()
    ahead, over = since(now + timedelta(hours=1)), between(RECORDED, now - timedelta(days=1))
    states = [{}, {"live_period": ahead}, {"live_period": over, "retraction_reason": "wrong"}]
    rows = newsroom.qin, newsroom.china, newsroom.taiwan, newsroom.source
    third = wording(newsroom.article, "Blinken leaves Beijing", *rows)
    for number, state in enumerate(states):
        name = f"{MARK} {number}"
        row_of(Country, name=name, **state)
        office = row_of(Office, title=name, country=newsroom.china, **state)
        person = row_of(Official, full_name=name, sort_name=name, country=newsroom.china, **state)
        topic = row_of(Topic, name=name, **state)
        source = row_of(Source, publisher=name, **state)
        held(newsroom.qin, office, "2022", None)
        held(person, newsroom.ministry, "2022", None)
        tenure = held(newsroom.qin, newsroom.ministry, "2001", "2002")
        tenure.note = name
        tenure.live_period = state.get("live_period")
        tenure.retraction_reason = state.get("retraction_reason", "")
        row_of(Citation, source=source, official=newsroom.qin)
        third.edition_topics.create(topic=topic)
        third.mentions.create(
            article=newsroom.article, identity=person.identity, position=number + 3
        )
        row_of(Citation, source=source, official=None, edition=third, place=number + 2)
    newsroom.second.live_period = between(newsroom.second.live_period.lower, now)
    newsroom.second.save()
    approved(third, between(now, now + timedelta(hours=1)))
    for period in (ahead, HOLD):
        approved(wording(newsroom.article, f"{MARK} next", *rows), period)
        edition = row_of(Edition, headline=f"{MARK} elsewhere")
        row_of(
            Correction,
            identity_id=edition.article.identity_id,
            edition=edition,
            words=f"{MARK} correction",
        )
        approved(edition, period)
    wording(newsroom.article, f"{MARK} draft", *rows)
    ledger.read_state()


def test_no_page_says_what_is_not_public(newsroom: Newsroom, client: Client) -> None:
    plant(newsroom)
    lists = ["/officials/", "/offices/", "/articles/?official=qin-gang", "/topics/"]

    for url in [*newsroom.pages.values(), *lists]:
        answer = client.get(url)
        assert answer.status_code == 200, url
        assert MARK not in answer.content.decode(), url
        assert MARK.lower() not in answer.content.decode(), url


def test_the_addresses_of_what_is_not_public_say_nothing(
    newsroom: Newsroom, client: Client
) -> None:
    plant(newsroom)
    hidden = [*Official.objects.all(), *Office.objects.all(), *Topic.objects.all()]
    hidden = [row for row in hidden if MARK in str(row) and not row.retraction_reason]
    pieces = [edition.article for edition in Edition.objects.filter(headline__endswith="elsewhere")]

    assert len(hidden) == 6
    for row in [*hidden, *pieces]:
        answer = client.get(row.get_absolute_url())
        assert answer.status_code == 404
        assert MARK not in answer.content.decode()
