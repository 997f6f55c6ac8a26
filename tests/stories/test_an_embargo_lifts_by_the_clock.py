"""What is ready waits for its moment; nobody has to be there."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from briefings.actions.publishing import schedule
from briefings.actions.records import publish, reinstate, retract
from briefings.actions.refusals import Refused
from briefings.models import Article, Official, Tenure
from tests.factories import OfficialFactory, TenureFactory
from tests.stories.desk import approved, drafted, said

pytestmark = pytest.mark.server

MINUTE = timedelta(minutes=1)


def test_an_article_is_read_from_its_minute_on(ana: User, cleo: User, tomorrow: datetime) -> None:
    edition = approved(drafted(ana), cleo)

    schedule(by=cleo, edition=edition, start=tomorrow)

    assert said(edition.article, tomorrow - MINUTE) is None
    assert said(edition.article, tomorrow) == "Blinken flies to Beijing"
    assert Article.objects.get().published_at == tomorrow


def test_an_official_and_the_tenures_wait_together(ben: User, tomorrow: datetime) -> None:
    tenure = TenureFactory()
    publish(by=ben, row=tenure.office)

    publish(by=ben, row=tenure.official, start=tomorrow)

    assert not Official.objects.live(tomorrow - MINUTE).exists()
    assert Tenure.objects.live(tomorrow).get() == tenure


def test_an_embargo_is_moved_and_lifted(ben: User, tomorrow: datetime) -> None:
    tenure = TenureFactory()
    publish(by=ben, row=tenure.office)
    official = publish(by=ben, row=tenure.official, start=tomorrow)

    publish(by=ben, row=official, start=tomorrow + MINUTE)
    assert not Official.objects.live(tomorrow).exists()

    publish(by=ben, row=official)
    assert Tenure.objects.live(timezone.now()).get() == tenure
    with pytest.raises(Refused) as refused:
        publish(by=ben, row=official)
    assert refused.value.reasons == ["It is published."]


def test_a_row_with_an_embargo_of_its_own_keeps_it(ben: User, tomorrow: datetime) -> None:
    tenure = TenureFactory()
    publish(by=ben, row=tenure.office)
    publish(by=ben, row=tenure, start=tomorrow)

    publish(by=ben, row=tenure.official)

    assert not Tenure.objects.live(tomorrow - MINUTE).exists()
    assert Tenure.objects.live(tomorrow).exists()


def test_what_is_retracted_before_it_is_seen_never_was(ben: User, tomorrow: datetime) -> None:
    official = publish(by=ben, row=OfficialFactory(), start=tomorrow)

    retracted = retract(by=ben, row=official, reason="hoax")

    assert retracted.live_period is not None
    assert retracted.live_period.isempty
    assert not Official.objects.live(tomorrow).exists()
    reinstate(by=ben, row=official)
    assert Official.objects.live(timezone.now()).exists()


def test_no_embargo_ends_in_the_past(ana: User, ben: User, cleo: User) -> None:
    yesterday = datetime(2023, 6, 18, 9, tzinfo=UTC)

    with pytest.raises(Refused) as refused:
        publish(by=ben, row=OfficialFactory(), start=yesterday)
    assert refused.value.reasons == ["18 June 2023, 09:00 UTC is in the past."]
    with pytest.raises(Refused) as refused:
        schedule(
            by=cleo,
            edition=approved(drafted(ana), cleo),
            start=yesterday,
            end=yesterday - MINUTE,
        )
    assert refused.value.reasons == [
        "18 June 2023, 09:00 UTC is in the past.",
        "It would end before it begins.",
    ]
