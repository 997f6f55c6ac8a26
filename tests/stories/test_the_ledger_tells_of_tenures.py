"""A fact has changes of its own in the ledger, besides its record's."""

from datetime import datetime

import pytest

from briefings.models import Office, Official, Tenure
from tests.factories import OfficeFactory, OfficialFactory, TenureFactory, between, since
from tests.ledger import Reader, database_now
from tests.moments import ahead, in_its_time, wait_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def qin() -> Official:
    """Return an official who is public."""
    return OfficialFactory(full_name="Qin Gang", live_period=since(database_now()))


@pytest.fixture
def ministry() -> Office:
    """Return an office that is public."""
    return OfficeFactory(title="Foreign minister", live_period=since(database_now()))


@pytest.fixture
def tenure(qin: Official, ministry: Office) -> Tenure:
    """Return a tenure that is public."""
    return TenureFactory(official=qin, office=ministry, live_period=since(database_now()))


def new_changes(reader: Reader) -> set[tuple[str, str | None]]:
    """Return the news, in whichever order."""
    news = reader.news()
    assert len(news) == len(set(news)), "one row for each record and group"
    return set(news)


def retract(row: Official | Office | Tenure, at: datetime) -> None:
    """Retract a row."""
    assert row.live_period is not None
    row.live_period = between(row.live_period.lower, at)
    row.retraction_reason = "wrong"
    row.save()


def reinstate(row: Official | Office | Tenure) -> None:
    """Reopen the period of a retracted row."""
    assert row.live_period is not None
    row.live_period = since(row.live_period.lower)
    row.retraction_reason = ""
    row.save()


def test_one_that_is_entered_but_not_published_is_not_told(qin: Official, ministry: Office) -> None:
    reader = Reader()
    tenure = TenureFactory(official=qin, office=ministry)
    tenure.started = "2022-12-30"
    tenure.save()
    assert new_changes(reader) == set()


def test_publication_change_retraction_and_return(qin: Official, ministry: Office) -> None:
    reader = Reader()
    tenure = TenureFactory(official=qin, office=ministry, live_period=since(database_now()))
    assert new_changes(reader) == {("tenure", "created"), ("official", "updated")}

    tenure.started = "2022-12-30"
    tenure.save()
    assert {(change.type, *change.fields) for change in reader.changes()} == {
        ("tenure", "started"),
        ("official", "offices", "tenures"),
    }

    retract(tenure, database_now())
    assert {(change.type, change.op, change.reason) for change in reader.changes()} == {
        ("tenure", "withdrawn", "wrong"),
        ("official", "updated", ""),
    }

    tenure.note = "He was last seen in public on 25 June."
    tenure.save()
    assert new_changes(reader) == set()

    reinstate(tenure)
    assert new_changes(reader) == {("tenure", "restored"), ("official", "updated")}


def test_it_is_public_with_its_official_and_its_office(tenure: Tenure) -> None:
    reader = Reader()
    for parent in (tenure.office, tenure.official):
        retract(parent, database_now())
        news = dict(reader.news())
        assert news["tenure"] == "withdrawn"
        reinstate(parent)
        news = dict(reader.news())
        assert news["tenure"] == "restored"


def test_an_office_that_goes_or_comes_changes_who_is_said_to_hold_it(tenure: Tenure) -> None:
    reader = Reader()
    retract(tenure.office, database_now())
    assert new_changes(reader) == {
        ("office", "withdrawn"),
        ("tenure", "withdrawn"),
        ("official", "updated"),
    }
    reinstate(tenure.office)
    assert new_changes(reader) == {
        ("office", "restored"),
        ("tenure", "restored"),
        ("official", "updated"),
    }


def test_it_comes_with_its_official(ministry: Office) -> None:
    qin = OfficialFactory(full_name="Qin Gang")
    TenureFactory(official=qin, office=ministry, live_period=since(database_now()))
    reader = Reader()
    assert new_changes(reader) == set()
    qin.live_period = since(database_now())
    qin.save()
    assert new_changes(reader) == {("official", "created"), ("tenure", "created")}


@in_its_time
def test_an_embargo_ends_by_itself(qin: Official, ministry: Office) -> None:
    reader = Reader()
    at = ahead(0.3)
    TenureFactory.create_batch(2, official=qin, office=ministry, live_period=since(at))
    assert reader.news() == []
    wait_for(at)
    assert sorted(reader.news()) == [
        ("official", "updated"),
        ("tenure", "created"),
        ("tenure", "created"),
    ]


@in_its_time
def test_an_embargo_that_ends_with_the_officials_is_part_of_it(ministry: Office) -> None:
    at = ahead(0.3)
    qin = OfficialFactory(full_name="Qin Gang", live_period=since(at))
    TenureFactory(official=qin, office=ministry, live_period=since(at))
    reader = Reader()
    wait_for(at)
    assert sorted(reader.news()) == [("official", "created"), ("tenure", "created")]


@in_its_time
def test_one_that_is_deleted_before_its_moment_is_not_told(qin: Official, ministry: Office) -> None:
    at = ahead(0.2)
    tenure = TenureFactory(official=qin, office=ministry, live_period=since(at))
    reader = Reader()
    tenure.delete()
    wait_for(at)
    assert reader.news() == []


def test_one_that_moves_is_a_change_of_both_officials(tenure: Tenure, qin: Official) -> None:
    wang = OfficialFactory(full_name="Wang Yi", live_period=since(database_now()))
    reader = Reader()
    tenure.official = wang
    tenure.save()
    assert {change.public_id for change in reader.changes()} == {
        tenure.public_id,
        qin.public_id,
        wang.public_id,
    }


@in_its_time
def test_one_that_moves_under_embargo_leaves_nothing_behind(
    qin: Official, ministry: Office
) -> None:
    wang = OfficialFactory(full_name="Wang Yi", live_period=since(database_now()))
    at = ahead(0.3)
    tenure = TenureFactory(official=qin, office=ministry, live_period=since(at))
    reader = Reader()
    tenure.official = wang
    tenure.save()
    assert reader.news() == []
    wait_for(at)
    assert {change.public_id for change in reader.changes()} == {tenure.public_id, wang.public_id}
