"""A fact is retracted, counts nowhere until it is reinstated, and is shown again then."""

from datetime import date

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from briefings.actions.records import publish, reinstate, retract
from briefings.actions.refusals import Refused
from briefings.models import Official, Tenure
from tests.factories import OfficialFactory, TenureFactory
from tests.ledger import Reader

DAY = date(2023, 6, 19)


@pytest.fixture
def tenure(ben: User) -> Tenure:
    """Return a published tenure."""
    row = TenureFactory(started="2021-01-26", end_status="current")
    publish(by=ben, row=row.office)
    publish(by=ben, row=row.official)
    row.refresh_from_db()
    return row


def test_it_counts_in_no_answer(ben: User, tenure: Tenure) -> None:
    ledger = Reader()

    gone = retract(by=ben, row=tenure, reason="wrong", note="A namesake.")

    now = timezone.now()
    assert (gone.retraction_reason, gone.retraction_note) == ("wrong", "A namesake.")
    assert not Tenure.objects.live(now).during(DAY, today=DAY).exists()
    assert Official.objects.live(now).exists()
    told = {change.type: change for change in ledger.changes()}
    assert (told["tenure"].op, told["tenure"].reason) == ("withdrawn", "wrong")
    assert (told["official"].op, told["official"].fields) == ("updated", ["offices", "tenures"])


def test_it_is_reinstated_with_its_first_day(ben: User, tenure: Tenure) -> None:
    assert tenure.live_period is not None
    first = tenure.live_period.lower
    retract(by=ben, row=tenure, reason="wrong")
    ledger = Reader()

    back = reinstate(by=ben, row=tenure)

    assert back.live_period is not None
    assert (back.live_period.lower, back.live_period.upper) == (first, None)
    assert (back.retraction_reason, back.retraction_note) == ("", "")
    assert Tenure.objects.live(timezone.now()).during(DAY, today=DAY).get() == tenure
    assert ledger.ops(tenure) == ["restored"]


def test_a_retracted_official_takes_the_tenures_along(ben: User, tenure: Tenure) -> None:
    retract(by=ben, row=tenure.official, reason="duplicate")

    assert not Tenure.objects.live(timezone.now()).exists()
    reinstate(by=ben, row=tenure.official)
    assert Tenure.objects.live(timezone.now()).get() == tenure


def test_what_cannot_be_retracted_or_reinstated_says_why(ben: User, tenure: Tenure) -> None:
    with pytest.raises(Refused) as refused:
        retract(by=ben, row=OfficialFactory(), reason="boring")
    assert refused.value.reasons == [
        "It was never published: delete it instead.",
        "“boring” is not a reason; the reasons are"
        " wrong, hoax, duplicate, superseded, safety, privacy, legal.",
    ]
    with pytest.raises(Refused, match="It is not retracted"):
        reinstate(by=ben, row=tenure)
    retract(by=ben, row=tenure, reason="wrong")
    with pytest.raises(Refused, match="It is retracted already"):
        retract(by=ben, row=tenure, reason="wrong")
    with pytest.raises(Refused, match="reinstate it instead"):
        publish(by=ben, row=tenure)
