"""The SQL function finds the same days as Python, and gives NULL where Python refuses."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from hypothesis import given, settings
from hypothesis import strategies as st

from briefings.models.dates import PartialDate
from tests.exploring import examples
from tests.models.date_strategies import ERAS, is_a_date, near_misses, partial_dates

pytestmark = [pytest.mark.django_db, pytest.mark.server]

many_texts_at_once = settings(max_examples=examples(25), deadline=None)


def days_in_the_database(texts: list[str]) -> list[DateRange | None]:
    """What the SQL function says of each text, in one query."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT briefings_days(stated) FROM unnest(%s::text[]) WITH ORDINALITY"
            " AS texts (stated, place) ORDER BY place",
            [texts],
        )
        return [days for (days,) in cursor.fetchall()]


def days_in_python(text: str) -> DateRange | None:
    try:
        partial_date = PartialDate.parse(text)
    except ValueError:
        return None
    last = partial_date.latest
    after = None if last in (None, date.max) else last + timedelta(days=1)
    # The database writes a bound that is not there as excluded.
    return DateRange(partial_date.earliest, after, "[)" if partial_date.earliest else "()")


@pytest.mark.parametrize("era", ERAS)
@many_texts_at_once
@given(data=st.data())
def test_the_database_and_python_find_the_same_days(era, data):
    texts = data.draw(st.lists(partial_dates(era), min_size=30, max_size=30))

    assert days_in_the_database(texts) == [days_in_python(text) for text in texts]
    assert [days is not None for days in map(days_in_python, texts)] == list(map(is_a_date, texts))


@many_texts_at_once
@given(st.lists(near_misses, min_size=30, max_size=30))
def test_the_database_gives_null_for_what_python_refuses(texts):
    assert days_in_the_database(texts) == [days_in_python(text) for text in texts]


def test_nonsense_has_no_days_and_is_no_error():
    nonsense = [
        *("", "abc", "circa 1861", "1861-02-29", "1861-02-30", "1861-13", "1861-00", "0000"),
        *("0000-05-01", "10000", "1861/0000", "2018/2017", "2018-06/2018-05", "..", "../..", "/"),
        *("1861~~", "1861~/1862", "1861\n", " 1861", "1861/", "/1861", "infinity", "１８６１"),
        "1861" * 100_000,
    ]

    assert days_in_the_database(nonsense) == [None] * len(nonsense)


def test_the_function_keeps_its_meaning_under_another_search_path():
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL search_path = pg_temp")
        cursor.execute("SELECT public.briefings_days('1861')")

        assert cursor.fetchone() == (DateRange(date(1861, 1, 1), date(1862, 1, 1)),)
        cursor.execute("RESET search_path")
