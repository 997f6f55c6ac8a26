"""Who held which office on any day, possibly and certainly."""

import csv
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from briefings.models import Official, PartialDate, Tenure
from tests.factories import OfficeFactory, OfficialFactory, TenureFactory, since

pytestmark = pytest.mark.django_db

TODAY = date(2023, 6, 19)
HISTORIANS_TENURES = Path(__file__).resolve().parents[3] / "shared" / "data" / "tenures.csv"


def held(**fields: Any) -> Tenure:
    """Return a tenure of the office of the secretary of state, whoever held it."""
    tenure: Tenure = TenureFactory(**fields)
    return tenure


def holds(tenure: Tenure, day: date | str, *, today: date = TODAY) -> tuple[bool, bool]:
    """Return whether the office was possibly held, and certainly, on that day."""
    on = PartialDate.parse(day) if isinstance(day, str) else day
    of_this = Tenure.objects.filter(pk=tenure.pk)
    return (
        of_this.during(on, today=today).exists(),
        of_this.during(on, today=today, certainly=True).exists(),
    )


CERTAINLY, POSSIBLY, NOT = (True, True), (True, False), (False, False)


def test_both_end_days_count() -> None:
    tenure = held(started="2022-12-30", end_status="ended", ended="2023-07-25")
    assert holds(tenure, date(2022, 12, 29)) == NOT
    assert holds(tenure, date(2022, 12, 30)) == CERTAINLY
    assert holds(tenure, date(2023, 7, 25)) == CERTAINLY
    assert holds(tenure, date(2023, 7, 26)) == NOT


def test_a_date_that_is_not_whole_holds_possibly() -> None:
    tenure = held(started="2022-12", end_status="ended", ended="2023")
    assert holds(tenure, date(2022, 11, 30)) == NOT
    assert holds(tenure, date(2022, 12, 1)) == POSSIBLY
    assert holds(tenure, date(2022, 12, 31)) == CERTAINLY
    assert holds(tenure, date(2023, 1, 1)) == CERTAINLY
    assert holds(tenure, date(2023, 12, 31)) == POSSIBLY
    assert holds(tenure, date(2024, 1, 1)) == NOT


def test_a_month_is_asked_as_all_its_days() -> None:
    tenure = held(started="2022-12-30", end_status="ended", ended="2023-07-25")
    assert holds(tenure, "2022-11") == NOT
    assert holds(tenure, "2022-12") == POSSIBLY
    assert holds(tenure, "2023-06") == CERTAINLY
    assert holds(tenure, "2023-07") == POSSIBLY


@pytest.mark.parametrize(
    ("end_status", "yesterday", "today", "tomorrow"),
    [
        ("current", CERTAINLY, CERTAINLY, POSSIBLY),
        ("ended_date_unknown", POSSIBLY, POSSIBLY, POSSIBLY),
        ("unknown", POSSIBLY, POSSIBLY, POSSIBLY),
    ],
)
def test_an_end_without_a_date_is_three_different_things(
    end_status: str,
    yesterday: tuple[bool, bool],
    today: tuple[bool, bool],
    tomorrow: tuple[bool, bool],
) -> None:
    tenure = held(started="2021-01-26", end_status=end_status)
    days = (date(2023, 6, 18), TODAY, date(2023, 6, 20))
    assert [holds(tenure, day) for day in days] == [yesterday, today, tomorrow]
    assert holds(tenure, date(2021, 1, 25)) == NOT


def test_current_is_certain_of_a_month_that_has_passed_alone() -> None:
    tenure = held(started="2021-01-26", end_status="current")
    assert holds(tenure, "2023-05") == CERTAINLY
    assert holds(tenure, "2023-06") == POSSIBLY
    assert holds(tenure, "2023-06", today=date(2023, 6, 30)) == CERTAINLY


def test_without_a_start_nothing_is_certain() -> None:
    ended = held(end_status="ended", ended="2023-07-25")
    assert holds(ended, date(1950, 1, 1)) == POSSIBLY
    assert holds(ended, date(2023, 7, 26)) == NOT
    assert holds(held(), TODAY) == NOT


@pytest.mark.parametrize("status", ["nominee", "appointee"])
def test_who_was_only_named_holds_nothing(status: str) -> None:
    tenure = held(status=status, appointed="2022-12-30")
    assert holds(tenure, date(2022, 12, 30)) == NOT
    assert holds(tenure, TODAY) == NOT


def test_a_tenure_starts_with_the_best_date_that_is_not_after_its_end() -> None:
    typo = held(appointed="1866-01", arrived="1866-03", end_status="ended", ended="1866-02")
    assert holds(typo, date(1866, 2, 1)) == CERTAINLY
    assert holds(typo, date(1865, 12, 31)) == NOT


def test_an_acting_holder_holds() -> None:
    tenure = held(acting=True, started="2023-06-01", end_status="current")
    assert holds(tenure, TODAY) == CERTAINLY


def test_the_hand_over_of_5_march_1861() -> None:
    secretary, attorney = (
        OfficeFactory(title=title) for title in ("Secretary of state", "Attorney general")
    )
    black, seward, lincoln = (
        OfficialFactory(full_name=name)
        for name in ("Jeremiah S. Black", "William H. Seward", "Abraham Lincoln")
    )
    ended = {"end_status": "ended"}
    held(official=black, office=attorney, started="1857-03-06", ended="1860-12-16", **ended)
    held(official=black, office=secretary, started="1860-12-17", ended="1861-03-05", **ended)
    held(
        official=seward,
        office=secretary,
        appointed="1861-03-05",
        started="1861-03-06",
        ended="1869-03-04",
        **ended,
    )
    held(official=lincoln, office=secretary, status="nominee", appointed="1861-03-05")

    def holders(day: date, *, certainly: bool = False) -> set[Official]:
        held = Tenure.objects.during(day, today=TODAY, certainly=certainly).filter(office=secretary)
        return {tenure.official for tenure in held}

    for certainly in (False, True):
        assert holders(date(1861, 3, 4), certainly=certainly) == {black}
        assert holders(date(1861, 3, 5), certainly=certainly) == {black}
        assert holders(date(1861, 3, 6), certainly=certainly) == {seward}
    assert holders(date(1858, 1, 1)) == set()
    assert {tenure.official for tenure in Tenure.objects.during(date(1858, 1, 1), today=TODAY)} == {
        black
    }
    assert list(Tenure.objects.in_order().values_list("official", flat=True)) == [
        lincoln.pk,
        black.pk,
        black.pk,
        seward.pk,
    ]


def test_on_a_day_of_hand_over_both_answer() -> None:
    office = OfficeFactory(title="Foreign minister")
    wang = held(office=office, started="2013-03-16", end_status="ended", ended="2022-12-30")
    qin = held(office=office, started="2022-12-30", end_status="ended", ended="2023-07-25")
    day = date(2022, 12, 30)
    assert set(Tenure.objects.during(day, today=TODAY, certainly=True)) == {wang, qin}


def test_a_tenure_is_public_with_its_official_and_its_office() -> None:
    now: datetime = timezone.now()
    public = {"live_period": since(now)}
    for private in ("tenure", "official", "office"):
        held(
            official=OfficialFactory(**{} if private == "official" else public),
            office=OfficeFactory(**{} if private == "office" else public),
            **{} if private == "tenure" else public,
        )
    seen = held(official=OfficialFactory(**public), office=OfficeFactory(**public), **public)
    assert list(Tenure.objects.live(now)) == [seen]


@pytest.mark.skipif(
    not HISTORIANS_TENURES.exists(), reason="the Office of the Historian's data is not here"
)
def test_the_historians_own_reading_of_every_row_is_ours() -> None:
    with HISTORIANS_TENURES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    columns = ("status", "appointed", "arrived", "started", "ended", "start", "end", "tenure_id")
    values = [[row[column] or None for row in rows] for column in columns]
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT count(*), count(*) FILTER (WHERE served), array_agg(tenure_id) FILTER (
                WHERE held IS DISTINCT FROM CASE
                    WHEN NOT served OR first IS NULL AND last IS NULL THEN 'empty'::daterange
                    ELSE daterange(lower(briefings_days(first)), upper(briefings_days(last)))
                END
            )
            FROM (
                SELECT *, status = 'served' AS served, briefings_held_possibly(
                    status, appointed, arrived, started, ended,
                    CASE WHEN ended IS NULL THEN 'unknown' ELSE 'ended' END
                ) AS held
                FROM unnest({", ".join(["%s::text[]"] * len(columns))}) AS row_of_theirs (
                    status, appointed, arrived, started, ended, first, last, tenure_id
                )
            ) AS asked
            """,
            values,
        )
        assert cursor.fetchone() == (6916, 6525, None)
