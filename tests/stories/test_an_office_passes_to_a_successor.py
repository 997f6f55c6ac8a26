"""Who takes an office that has one seat ends the tenure of whoever holds it."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from briefings.actions import Refused
from briefings.actions.offices import take_office
from briefings.actions.records import retract
from briefings.models import Office, Official, PartialDate, Source, Tenure
from tests.factories import row_of, since

pytestmark = pytest.mark.django_db
DAY = PartialDate.parse("2023-07-25")


def live() -> dict[str, Any]:
    """Return what makes a row public."""
    return {"live_period": since(timezone.now() - timedelta(minutes=1))}


def minister(name: str, office: Office, started: str = "2022-12-30", **more: Any) -> Tenure:
    """Return the tenure of who holds the office."""
    person = row_of(Official, full_name=name, **live())
    told = {"end_status": "current", **live(), **more}
    return row_of(Tenure, official=person, office=office, started=started, **told)


@pytest.fixture
def ministry() -> Office:
    """Return an office with one seat."""
    return row_of(Office, title="Foreign minister", **live())


@pytest.fixture
def wang() -> Official:
    """Return who comes."""
    return row_of(Official, full_name="Wang Yi", **live())


def test_one_action_ends_one_tenure_and_begins_the_other_from_one_source(
    ben: User, ministry: Office, wang: Official
) -> None:
    qin, source = minister("Qin Gang", ministry), row_of(Source)

    tenure = take_office(
        by=ben, office=ministry, official=wang, started=DAY, ended_note="removed", source=source
    )

    qin.refresh_from_db()
    assert (qin.ended, qin.end_status, qin.ended_note) == (DAY, "ended", "removed")
    assert (tenure.started, tenure.end_status, tenure.official) == (DAY, "current", wang)
    assert [row.citations.get().source for row in (qin, tenure)] == [source, source]
    assert tenure.is_live(timezone.now())
    source.refresh_from_db()
    assert source.is_live(timezone.now())
    deeds = {
        row.events.latest("pgh_id").pgh_context.metadata["action"]  # type: ignore[attr-defined]
        for row in (qin, tenure)
    }
    assert deeds == {"take office"}


def test_the_last_day_may_be_another(ben: User, ministry: Office, wang: Official) -> None:
    qin = minister("Qin Gang", ministry)
    take_office(
        by=ben, office=ministry, official=wang, started=DAY, ended=PartialDate.parse("2023-06")
    )
    qin.refresh_from_db()
    assert str(qin.ended) == "June 2023"


def test_who_acts_for_another_leaves_too_and_may_be_who_comes(
    ben: User, ministry: Office, wang: Official
) -> None:
    acting = row_of(
        Tenure,
        official=wang,
        office=ministry,
        started="2023-07",
        acting=True,
        end_status="current",
        **live(),
    )
    tenure = take_office(by=ben, office=ministry, official=wang, started=DAY)
    acting.refresh_from_db()
    assert acting.end_status == "ended"
    assert not tenure.acting


def test_of_an_office_with_more_seats_nobody_has_to_leave(ben: User, wang: Official) -> None:
    council = row_of(Office, title="State councillor", seats=5, **live())
    qin = minister("Qin Gang", council)
    take_office(by=ben, office=council, official=wang, started=DAY)
    qin.refresh_from_db()
    assert qin.end_status == "current"


def test_who_is_succeeded_leaves_an_office_with_more_seats_alone(ben: User, wang: Official) -> None:
    council = row_of(Office, title="State councillor", seats=5, **live())
    stays, leaves = minister("Li Shangfu", council), minister("Qin Gang", council)
    take_office(by=ben, office=council, official=wang, started=DAY, succeeding=leaves)
    for tenure in (stays, leaves):
        tenure.refresh_from_db()
    assert (stays.end_status, leaves.end_status) == ("current", "ended")
    with pytest.raises(Refused, match="Qin Gang has already left the office"):
        take_office(by=ben, office=council, official=stays.official, started=DAY, succeeding=leaves)


def test_of_several_whose_end_nobody_knows_the_last_leaves(
    ben: User, ministry: Office, wang: Official
) -> None:
    first = minister("Yang Jiechi", ministry, started="2007", end_status="unknown")
    last = minister("Qin Gang", ministry, end_status="unknown")
    take_office(by=ben, office=ministry, official=wang, started=DAY)
    for tenure in (first, last):
        tenure.refresh_from_db()
    assert (first.end_status, last.end_status) == ("unknown", "ended")


def test_what_is_refused_is_refused_whole_and_in_words(
    ana: User, ben: User, ministry: Office, wang: Official
) -> None:
    qin = minister("Qin Gang", ministry)
    with pytest.raises(Refused) as by_reporter:
        take_office(by=ana, office=ministry, official=wang, started=DAY)
    with pytest.raises(Refused) as again:
        take_office(by=ben, office=ministry, official=qin.official, started=DAY)
    with pytest.raises(Refused) as too_early:
        take_office(by=ben, office=ministry, official=wang, started=PartialDate.parse("2022-11"))
    assert by_reporter.value.reasons == [
        "Qin Gang holds the office, which is public: ask an editor to end it."
    ]
    assert again.value.reasons == ["Qin Gang already holds the office."]
    assert too_early.value.reasons == ["Qin Gang has held the office only since 30 December 2022."]
    qin.refresh_from_db()
    assert qin.end_status == "current"
    assert Tenure.objects.count() == 1


def test_nobody_takes_what_was_retracted(ben: User, ministry: Office, wang: Official) -> None:
    gone = retract(by=ben, row=ministry, reason="wrong")
    with pytest.raises(Refused, match="The office was retracted: reinstate it first"):
        take_office(by=ben, office=gone, official=wang, started=DAY)
