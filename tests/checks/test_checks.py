"""Each check finds what it is for, and nothing that is only like it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db.models import Model

from briefings.checks import CHECKS, finding_keys, findings
from briefings.checks.base import Finding
from briefings.models import (
    CustodyEvent,
    Detainee,
    Detention,
    Meeting,
    Office,
    Official,
    Participant,
    Tenure,
)
from tests.factories import row_of

pytestmark = pytest.mark.django_db
TODAY = date(2023, 6, 19)
Told = dict[str, Any]


def tenure(
    official: Told | Official | None = None, office: Told | None = None, **of: Any
) -> Tenure:
    """Enter a tenure that ended, unless nothing is said of its end."""
    holder = official if isinstance(official, Official) else row_of(Official, **(official or {}))
    if "ended" in of:
        of["end_status"] = "ended"
    post = of.pop("post", None) or row_of(Office, **(office or {}))
    return row_of(Tenure, official=holder, office=post, **of)


def met(born: str, on: str, died: str | None = None) -> Participant:
    """Enter that somebody was at a meeting."""
    official = row_of(Official, full_name="Henry Kissinger", born=born, died=died)
    return row_of(Participant, meeting=row_of(Meeting, on=on), official=official)


def held(born: str, on: str) -> Detention:
    """Enter that somebody was detained on a day."""
    detention = row_of(Detention, detainee=row_of(Detainee, full_name="Ada Vance", born=born))
    row_of(CustodyEvent, detention=detention, on=on)
    return detention


def two(kind: str, *, seats: int | None = 1, second: str = "2010-01-01", **more: Any) -> Tenure:
    """Enter that somebody holds a second office of a kind; the first ended on 1 June 2010."""
    official = row_of(Official, full_name="Qin Gang")
    posts = [row_of(Office, title=title, kind=kind, seats=seats) for title in ("First", "Second")]
    tenure(official, post=posts[0], started="2001", ended="2010-06-01")
    return tenure(official, post=posts[1], started=second, ended="2015", **more)


def after(*, seats: int | None = 1, started: str = "2010-01-01", **more: Any) -> Tenure:
    """Enter a successor; the predecessor's tenure ended on 1 June 2010."""
    post = row_of(Office, title="Foreign minister", seats=seats)
    tenure({"full_name": "Wang Yi"}, post=post, started="2001", ended="2010-06-01")
    return tenure({"full_name": "Qin Gang"}, post=post, started=started, ended="2015", **more)


def lived(born: str, died: str | None, started: str, **more: Any) -> Tenure:
    """Enter a tenure of somebody who lived then."""
    return tenure({"born": born, "died": died}, started=started, **more)


def existed(first: int | None, last: int | None, started: str, ended: str) -> Tenure:
    """Enter a tenure in an office that existed then."""
    years = {"first_year": first, "last_year": last}
    return tenure(office=years, started=started, ended=ended)


# The check, what it finds, and what is as near to that as can be and all right.
CASES: list[tuple[str, Callable[[], Model], Callable[[], Model]]] = [
    (
        "long-tenure",
        lambda: tenure(started="1957-02-15", ended="1987-07-02"),
        lambda: tenure(started="1957", ended="1987-07-02"),
    ),
    (
        "long-tenure",
        lambda: tenure(started="1993-06-18", end_status="current"),
        lambda: tenure(started="1993-06-18", end_status="unknown"),
    ),
    ("two-offices", lambda: two("foreign_minister"), lambda: two("ambassador")),
    ("two-offices", lambda: two("minister"), lambda: two("minister", seats=5)),
    ("two-offices", lambda: two("minister"), lambda: two("minister", second="2010-06-01")),
    ("two-offices", lambda: two("minister"), lambda: two("minister", second="2010")),
    ("two-offices", lambda: two("minister"), lambda: two("minister", acting=True)),
    ("predecessor", after, lambda: after(seats=None)),
    ("predecessor", after, lambda: after(started="2010-06-01")),
    ("predecessor", after, lambda: after(started="2010")),
    ("predecessor", after, lambda: after(acting=True)),
    (
        "chain",
        lambda: tenure(appointed="1866-02", arrived="1866-01"),
        lambda: tenure(appointed="1866-01", arrived="1866"),
    ),
    (
        "chain",
        lambda: tenure(appointed="1866-06", started="1866-02", ended="1866-05"),
        lambda: tenure(appointed="1866-02", started="1866-02", ended="1866-05"),
    ),
    (
        "office-years",
        lambda: existed(1900, None, "1899-12-31", "1905"),
        lambda: existed(1900, None, "1899/1900", "1905"),
    ),
    (
        "office-years",
        lambda: existed(None, 1950, "1949", "1951-01-01"),
        lambda: existed(None, 1950, "1949", "1950-12-31"),
    ),
    (
        "office-in-life",
        lambda: lived("1900-02", None, "1900-01-31", ended="1901"),
        lambda: lived("1900-02", None, "1900-02-01", ended="1901"),
    ),
    (
        "office-in-life",
        lambda: lived("1950", "2020", "2000", end_status="current"),
        lambda: lived("1950", "2020", "2000", ended="2020-12-31"),
    ),
    (
        "meeting-in-life",
        lambda: met("1893", "1894-01", died="1893"),
        lambda: met("1893", "1893", died="1893"),
    ),
    (
        "age-in-office",
        lambda: lived("1900-01-01", None, "1980", ended="2000-01-02"),
        lambda: lived("1900", None, "1980", ended="2000-12-31"),
    ),
    (
        "age-at-meeting",
        lambda: met("1923-05-27", "2023-07-20"),
        lambda: met("1923-05-27", "2023-05"),
    ),
    (
        "age-in-custody",
        lambda: held("1899", "2000-01"),
        lambda: held("1899", "1999"),
    ),
]


def all_of(of: Model | None = None, today: date = TODAY) -> list[Finding]:
    """Return all that the checks find: in every row, or in those of one."""
    return findings(finding_keys(today, most=50, of=of), today)


def found_by(name: str) -> list[Finding]:
    """Return what one check finds."""
    return [each for each in all_of() if each.check.name == name]


def names(of: Model) -> list[str]:
    """Return what is found in a row, or in rows that point at it."""
    return [each.check.name for each in all_of(of)]


@pytest.mark.parametrize(("name", "wrong", "right"), CASES)
def test_a_check_finds_what_it_is_for_and_nothing_like_it(
    name: str, wrong: Callable[[], Model], right: Callable[[], Model]
) -> None:
    right()
    assert found_by(name) == []
    row = wrong()
    [finding] = found_by(name)
    assert finding.row == row
    assert finding.words.endswith(finding.check.why)


def test_every_check_has_its_cases() -> None:
    assert {name for name, _, _ in CASES} == {check.name for check in CHECKS}


def test_what_is_found_says_who_what_and_beside_whom() -> None:
    after()
    [finding] = found_by("predecessor")
    assert finding.words == (
        "Qin Gang, Foreign minister, 1 January 2010 to 2015: begun before the end of"
        " Wang Yi, Foreign minister. The office has one seat: an end is missing, a day is wrong,"
        " or one of them only acted."
    )


def test_it_is_found_at_the_row_and_at_whom_it_is_of() -> None:
    row = after()
    assert names(row) == names(row.official) == names(row.office) == ["predecessor"]
    assert names(row_of(Official)) == []
    assert names(row_of(Meeting)) == []


def test_what_was_retracted_is_not_looked_at() -> None:
    row = after()
    Official.objects.filter(pk=row.official_id).update(
        live_period="empty", retraction_reason="wrong"
    )
    assert found_by("predecessor") == []
