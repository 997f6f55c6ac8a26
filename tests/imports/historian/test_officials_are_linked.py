"""Whoever a remark names is linked where one person held that office on that day."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from briefings.imports.historian.travels.linking import NamedPerson, OfficialMatch, match_officials
from briefings.imports.historian.travels.people import Person
from briefings.models import Office, Official, PartialDate
from tests.factories import (
    CountryFactory,
    OfficeFactory,
    OfficialFactory,
    OfficialNameFactory,
    OrganizationFactory,
    TenureFactory,
)

pytestmark = pytest.mark.django_db

VISIT = PartialDate.parse("2023-06-18/2023-06-19")


def holder(office: Office, name: str, since: str, until: str | None = None) -> Official:
    """Return an official who held the office from one day to another, both included."""
    official: Official = OfficialFactory(full_name=name, short_name=name.split()[0], sort_name=name)
    ended = {"ended": until, "end_status": "ended"} if until else {"end_status": "current"}
    TenureFactory(official=official, office=office, started=since, **ended)
    return official


@pytest.fixture
def foreign_minister() -> Office:
    """Return the office of the foreign minister of China."""
    china = CountryFactory(name="China", adjective="Chinese")
    office: Office = OfficeFactory(
        title="Minister of Foreign Affairs", kind="foreign_minister", country=china
    )
    return office


def who(
    title: str, name: str, office: Office, *, of: str = "", on: PartialDate = VISIT
) -> OfficialMatch:
    """Ask for one person met in the office's country."""
    [found] = match_officials([NamedPerson(Person(title, name, of), office.country_id, on)])
    return found


def test_the_holder_of_that_day_is_linked(foreign_minister: Office) -> None:
    qin = holder(foreign_minister, "Qin Gang", "2022-12-30", "2023-07-25")
    wang = holder(foreign_minister, "Wang Yi", "2023-07-25")

    assert who("Foreign Minister", "Qin Gang", foreign_minister) == OfficialMatch(qin.pk)
    assert who("Foreign Minister", "Wang Yi", foreign_minister) == OfficialMatch()
    after = PartialDate.parse("2023-08-01")
    assert who("Foreign Minister", "Wang Yi", foreign_minister, on=after) == OfficialMatch(wang.pk)


def test_a_family_name_and_an_alias_are_enough(foreign_minister: Office) -> None:
    qin = holder(foreign_minister, "Qin Gang", "2022-12-30", "2023-07-25")
    OfficialNameFactory(official=qin, name="Ch’in Kang")

    for title in (
        "Foreign Minister",
        "Deputy Prime Minister/Foreign Minister",
        "acting Foreign Minister",
        "Foreign Minister Prince",
    ):
        assert who(title, "Qin", foreign_minister) == OfficialMatch(qin.pk)
    assert who("Foreign Minister", "Chin Kang", foreign_minister) == OfficialMatch(qin.pk)


def test_two_of_one_name_are_candidates(foreign_minister: Office) -> None:
    both = [
        holder(foreign_minister, name, "2022-12-30", "2023-07-25")
        for name in ("Wang Yi", "Wang Wentao")
    ]

    found = who("Foreign Minister", "Wang", foreign_minister)

    assert found == OfficialMatch(None, tuple(official.pk for official in both))


@pytest.mark.parametrize(
    ("title", "of"),
    [
        ("former Foreign Minister", ""),
        ("Foreign Minister-designate", ""),
        ("Defense Minister", ""),
        ("Deputy Foreign Minister", ""),
        ("Foreign Minister", "Soviet"),
    ],
)
def test_another_office_or_country_is_not_linked(
    foreign_minister: Office, title: str, of: str
) -> None:
    holder(foreign_minister, "Qin Gang", "2022-12-30", "2023-07-25")

    assert who(title, "Qin Gang", foreign_minister, of=of) == OfficialMatch()


def test_what_the_words_say_counts_before_the_country_of_the_stop(
    foreign_minister: Office,
) -> None:
    qin = holder(foreign_minister, "Qin Gang", "2022-12-30", "2023-07-25")
    elsewhere = OfficeFactory()

    for of in ("Chinese", "China"):
        assert who("Foreign Minister", "Qin Gang", elsewhere, of=of) == OfficialMatch(qin.pk)


def test_an_office_of_an_organization_is_found() -> None:
    nato = OrganizationFactory(name="NATO")
    office = OfficeFactory(
        title="Secretary General of NATO", kind="international", country=None, organization=nato
    )
    stoltenberg = holder(office, "Jens Stoltenberg", "2014-10-01", "2024-10-01")

    found = who("Secretary-General", "Jens Stoltenberg", office, of="NATO")

    assert found == OfficialMatch(stoltenberg.pk)


def test_thousands_are_asked_for_in_five_queries(foreign_minister: Office) -> None:
    holder(foreign_minister, "Qin Gang", "2022-12-30", "2023-07-25")
    asked = NamedPerson(Person("Foreign Minister", "Qin Gang"), foreign_minister.country_id, VISIT)

    for count in (1, 3000):
        with CaptureQueriesContext(connection) as queries:
            match_officials([asked] * count)
        assert len(queries) <= 5
