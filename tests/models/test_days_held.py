"""On which days an office was held, possibly and certainly, from four partial dates and an end."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from tests.exploring import examples
from tests.models.date_strategies import days_of, is_a_date, may_be, partial_dates

pytestmark = pytest.mark.django_db

# Status, appointed, arrived, started, ended, end status: the arguments of the two SQL functions.
Tenure = tuple[str, str | None, str | None, str | None, str | None, str]

ERA = "our own years"
# The days asked about lie inside the era, so that its first and last day stand for "long before"
# and "long after".
ASKED_DAYS = [date(1997, 7, 1) + timedelta(days=n) for n in range(2500)]

known_or_not = st.one_of(st.none(), partial_dates(ERA).filter(is_a_date))
tenures = st.tuples(
    st.sampled_from(["served", "served", "served", "nominee", "appointee"]),
    known_or_not,
    known_or_not,
    known_or_not,
    known_or_not,
    st.sampled_from(["ended", "ended", "current", "ended_date_unknown", "unknown"]),
)


def days_held(*tenures: Tenure) -> list[tuple[DateRange, DateRange]]:
    """What the two SQL functions say of each tenure, in one query."""
    columns = [list(column) for column in zip(*tenures, strict=True)]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT briefings_held_possibly(a, b, c, d, e, f),"
            " briefings_held_certainly(a, b, c, d, e, f)"
            " FROM unnest(%s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[])"
            " WITH ORDINALITY AS tenure (a, b, c, d, e, f, place) ORDER BY place",
            columns,
        )
        return [(possibly, certainly) for possibly, certainly in cursor.fetchall()]


def asked_one_by_one(tenure: Tenure) -> tuple[list[date], list[date]]:
    """The days possibly and certainly held, by trying every start with every end."""
    status, appointed, arrived, started, ended, end_status = tenure
    days = days_of(ERA)
    ends = days
    if end_status == "current":
        ends = [days[-1]]
    elif end_status == "ended" and ended:
        ends = [day for day in days if may_be(ended, day)]
    start_is_known, starts = False, days
    for text in (started, arrived, appointed):
        candidates = [day for day in days if text and may_be(text, day)]
        if candidates and candidates[0] <= ends[-1]:
            start_is_known, starts = True, candidates
            break
    start_is_stated = any((started, arrived, appointed))
    if status != "served" or not (start_is_known or (ends != days and not start_is_stated)):
        return [], []
    # Whether some start, or every one, is on or before a day is asked of the first, or the last.
    possibly = [day for day in ASKED_DAYS if starts[0] <= day <= ends[-1]]
    certainly = [day for day in ASKED_DAYS if starts[-1] <= day <= ends[0]]
    return possibly, certainly


# Not shrunk: a failure names its tenure, and to shrink twenty of them takes minutes.
@settings(max_examples=examples(15), deadline=None, phases=[Phase.explicit, Phase.generate])
@given(st.lists(tenures, min_size=20, max_size=20))
@example([("served", None, None, None, "../2000", "ended")])
@example([("served", None, None, "2000/..", None, "current")])
@example([("served", "2000", "1999", "2001", "2000-06", "ended")])
def test_the_days_held_are_those_that_a_brute_force_model_finds(drawn):
    for tenure, (possibly, certainly) in zip(drawn, days_held(*drawn), strict=True):
        expected = asked_one_by_one(tenure)

        assert [day for day in ASKED_DAYS if day in possibly] == expected[0], tenure
        assert [day for day in ASKED_DAYS if day in certainly] == expected[1], tenure


def bounds(days: DateRange) -> tuple[date | None, date | None] | None:
    return None if days.isempty else (days.lower, days.upper)


@pytest.mark.parametrize(
    ("tenure", "possibly", "certainly"),
    [
        pytest.param(
            ("served", "1861-03-05", None, "1861-03-06", "1869-03-04", "ended"),
            (date(1861, 3, 6), date(1869, 3, 5)),
            (date(1861, 3, 6), date(1869, 3, 5)),
            id="both end days count",
        ),
        pytest.param(
            ("served", None, None, "1861", "1861", "ended"),
            (date(1861, 1, 1), date(1862, 1, 1)),
            None,
            id="within one year no day is certain",
        ),
        pytest.param(
            ("served", "1866-02-01", None, "1886-05-01", "1867-01-01", "ended"),
            (date(1866, 2, 1), date(1867, 1, 2)),
            (date(1866, 2, 1), date(1867, 1, 2)),
            id="a start after the end is passed over",
        ),
        pytest.param(
            ("served", "1866-12", None, "1867-01-02", "1867-01-01", "ended"),
            (date(1866, 12, 1), date(1867, 1, 2)),
            (date(1866, 12, 31), date(1867, 1, 2)),
            id="be it by a single day",
        ),
        pytest.param(
            ("served", "1863", "1862", None, "1861-04", "ended"),
            None,
            None,
            id="of starts that are all after the end nothing can be said",
        ),
        pytest.param(
            ("served", None, None, "1867-01-01", "1867-01-01", "ended"),
            (date(1867, 1, 1), date(1867, 1, 2)),
            (date(1867, 1, 1), date(1867, 1, 2)),
            id="an office may be held for one day",
        ),
        pytest.param(
            ("served", None, None, "2021-01-26", None, "current"),
            (date(2021, 1, 26), None),
            (date(2021, 1, 26), None),
            id="a current tenure goes on",
        ),
        pytest.param(
            ("served", None, None, None, None, "current"),
            (None, None),
            None,
            id="a current tenure of unknown start is possible on any day",
        ),
        pytest.param(
            ("served", None, None, "2021", None, "unknown"),
            (date(2021, 1, 1), None),
            None,
            id="an unknown end is never certain",
        ),
        pytest.param(
            ("served", None, None, "2021", None, "ended_date_unknown"),
            (date(2021, 1, 1), None),
            None,
            id="nor is an end on an unknown day",
        ),
        pytest.param(
            ("served", None, None, None, "1869", "ended"),
            (None, date(1870, 1, 1)),
            None,
            id="an unknown start is possible from the first",
        ),
        pytest.param(
            ("served", None, None, None, None, "ended_date_unknown"),
            None,
            None,
            id="of neither start nor end nothing can be said",
        ),
        pytest.param(
            ("nominee", "1861-03-05", None, None, "1861-03-06", "ended"),
            None,
            None,
            id="who was only named holds nothing",
        ),
        pytest.param(
            ("served", None, None, "9998", "9999-12-31", "ended"),
            (date(9998, 1, 1), None),
            (date(9998, 12, 31), None),
            id="the calendar's last day is no bound",
        ),
        pytest.param(
            ("served", None, None, "1861-02-30", "circa 1869", "ended"),
            None,
            None,
            id="nonsense is not known",
        ),
    ],
)
def test_the_rules_one_by_one(tenure, possibly, certainly):
    [(found_possibly, found_certainly)] = days_held(tenure)

    assert bounds(found_possibly) == possibly
    assert bounds(found_certainly) == certainly
