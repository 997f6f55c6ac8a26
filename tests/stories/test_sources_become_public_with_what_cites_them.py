"""A source is public from the first public fact that cites it on, and not before."""

from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from briefings.actions.publishing import hold, publish_now, schedule, withdraw
from briefings.actions.records import publish, retract
from briefings.models import Source
from tests.factories import CitationFactory, OfficialFactory, SourceFactory, TenureFactory
from tests.stories.desk import BODY, approved, drafted, next_draft, published

HOUR = timedelta(hours=1)


@pytest.fixture
def source(db: None) -> Source:
    """Return a source that nothing public cites."""
    return SourceFactory()


def public_from(source: Source) -> datetime | None:
    """Return since when, or from when on, the source is public."""
    source.refresh_from_db()
    return source.live_period.lower if source.live_period else None


def noting(source: Source) -> str:
    """Return a body with a source note."""
    return BODY.replace("low.", f'low<sup data-source="{source.public_id}"></sup>.')


def test_with_the_edition_that_notes_it(ana: User, cleo: User, source: Source) -> None:
    edition = approved(drafted(ana, body=noting(source)), cleo)
    assert public_from(source) is None

    publish_now(by=cleo, edition=edition)

    edition.refresh_from_db()
    assert edition.live_period is not None
    assert Source.objects.live(timezone.now()).get() == source
    assert source.citations.get().place == 1


def test_it_comes_and_goes_with_a_schedule(
    ana: User, cleo: User, source: Source, tomorrow: datetime
) -> None:
    edition = approved(drafted(ana, body=noting(source)), cleo)

    schedule(by=cleo, edition=edition, start=tomorrow)
    assert public_from(source) == tomorrow
    schedule(by=cleo, edition=edition, start=tomorrow + HOUR)
    assert public_from(source) == tomorrow + HOUR
    hold(by=cleo, edition=edition)
    assert public_from(source) is None


def test_a_withdrawal_calls_off_what_lay_ahead(
    ana: User, ben: User, cleo: User, source: Source, tomorrow: datetime
) -> None:
    article = published(drafted(ana), cleo).article
    waiting = approved(next_draft(article, ana, body=noting(source)), cleo)
    schedule(by=cleo, edition=waiting, start=tomorrow)

    withdraw(by=ben, article=article, reason="wrong")

    assert public_from(source) is None


def test_the_earliest_of_two_facts_counts(
    ana: User, ben: User, cleo: User, source: Source, tomorrow: datetime
) -> None:
    edition = approved(drafted(ana, body=noting(source)), cleo)
    schedule(by=cleo, edition=edition, start=tomorrow)
    official = CitationFactory(source=source).official

    publish(by=ben, row=official, start=tomorrow - HOUR)
    assert public_from(source) == tomorrow - HOUR
    retract(by=ben, row=official, reason="wrong")
    assert public_from(source) == tomorrow


def test_a_tenure_shows_its_source_once_its_official_and_office_are_public(
    ben: User, source: Source
) -> None:
    tenure = TenureFactory()
    CitationFactory(source=source, official=None, tenure=tenure)

    publish(by=ben, row=tenure)
    assert public_from(source) is None
    publish(by=ben, row=tenure.official)
    assert public_from(source) is None
    publish(by=ben, row=tenure.office)
    assert public_from(source) is not None


def test_what_was_public_stays_and_what_was_retracted_stays_away(ben: User, source: Source) -> None:
    official = CitationFactory(source=source).official
    publish(by=ben, row=official)
    retract(by=ben, row=official, reason="wrong")
    assert Source.objects.live(timezone.now()).exists()

    retract(by=ben, row=source, reason="hoax")
    publish(by=ben, row=CitationFactory(source=source, official=OfficialFactory()).official)

    assert not Source.objects.live(timezone.now()).exists()
