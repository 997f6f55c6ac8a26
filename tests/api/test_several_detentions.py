"""Which statuses a person has who is detained more than once: SQL, Python, every choice of days."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product

import pytest
from django.http import QueryDict
from django.utils import timezone
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from briefings.documents.days import Custody, custody_during
from briefings.filters.detainees import DetaineeFilterSet
from briefings.models import CustodyEvent, Detainee, PartialDate
from briefings.models.days import Match
from tests.exploring import examples
from tests.models.chain_strategies import (
    DAYS,
    STATUSES,
    at_the_end,
    chains,
    choices,
    event,
    of,
    questions,
    written,
)

Chains = list[list[CustodyEvent]]

HELD, RESTRICTED, FREE = STATUSES
several = st.lists(chains, min_size=2, max_size=3)


def moments(chosen: list[tuple[date, str]], day: date) -> set[str | None]:
    """Return what a chain says in the morning of a day and after each event of it."""
    before = next((status for on, status in reversed(chosen) if on < day), None)
    return {before} | {status for on, status in chosen if on == day}


def strictest(statuses: tuple[str | None, ...]) -> str | None:
    return next((status for status in STATUSES if status in statuses), None)


def in_turn(each: Chains) -> Iterator[tuple[list[tuple[date, str]], ...]]:
    """Yield every choice of days of each chain with every one of the others."""
    return product(*(choices(chain) for chain in each))


def told(each: Chains, day: date) -> Iterator[set[str | None]]:
    """Yield what a person may be at some moment of the day, for every choice of days."""
    for chosen in in_turn(each):
        yield {strictest(one) for one in product(*(moments(chain, day) for chain in chosen))}


def listed(person: Detainee, status: str, day: date | PartialDate, match: str) -> bool:
    """Return whether the list of those in a status on a day has the person."""
    asked = QueryDict(mutable=True)
    asked.update({"status": status, "as_of": str(day), "date_match": match})
    found = DetaineeFilterSet(asked, at=timezone.now())
    assert found.form.is_valid(), found.form.errors
    return bool(found.qs.filter(pk=person.pk).exists())


def at_the_end_of(person: Detainee, status: str, day: date, *, certainly: bool) -> bool:
    """Return whether the database finds the person in a status at the end of a day."""
    found = Detainee.objects.at_end_of(day, status, at=timezone.now(), certainly=certainly)
    return found.filter(pk=person.pk).exists()


# Not shrunk: each example is written to the database.
@pytest.mark.django_db
@settings(max_examples=examples(30), deadline=None, phases=[Phase.explicit, Phase.generate])
@given(several, questions)
# By turns held and restricted all month, and never free.
@example(
    [[event(FREE, "2016-09-01")], [event(HELD, "2016-09-01"), event(RESTRICTED, "2016-09-04")]],
    [DAYS[1], DAYS[5]],
)
# Restricted, once the other holder lets go that day.
@example(
    [
        [event(RESTRICTED, "2016-09-01")],
        [event(HELD, "2016-09-01"), event(FREE, "2016-09-04")],
    ],
    [DAYS[3], DAYS[3]],
)
def test_a_list_keeps_whom_the_row_tells(each: Chains, asked: list[date]) -> None:
    first, last = asked
    day = first if first == last else PartialDate.parse(f"{first}/{last}")
    person = written(each)
    found = custody_during([*map(of, each)], day, timezone.localdate())
    for status in STATUSES:
        kept = [listed(person, status, day, match) for match in ("possible", "certain")]
        match = found.get(status)
        assert kept == [match is not None, match == Match.CERTAINLY], (status, match)
    custody = Custody.of([*map(of, each)], day, timezone.localdate())
    for status in STATUSES:
        kept = [at_the_end_of(person, status, last, certainly=sure) for sure in (False, True)]
        possibly = status == custody.status or status in custody.possibly
        assert kept == [possibly, possibly and not custody.possibly], custody


@settings(max_examples=examples(300), deadline=None)
@given(st.lists(chains, min_size=1, max_size=2), st.sampled_from(DAYS))
def test_a_day_has_every_status_that_some_choice_has_on_it(each: Chains, day: date) -> None:
    found = custody_during([*map(of, each)], day, date.max)
    every = [*told(each, day)]
    assert {*found} == {status for one in every for status in one} - {None}
    custody = Custody.of([*map(of, each)], day, date.max)
    ends = {strictest(tuple(at_the_end(one, day) for one in by)) for by in in_turn(each)}
    assert {custody.status, *custody.possibly} - {None} == ends - {None}
    sure = {status for status, match in found.items() if match == Match.CERTAINLY}
    assert all(sure <= one for one in every)


@settings(max_examples=examples(300), deadline=None)
@given(several, st.sampled_from(DAYS), st.sampled_from([DAYS[3], date.max]))
def test_the_status_at_the_end_of_a_day_is_one_of_that_day(
    each: Chains, day: date, today: date
) -> None:
    custody = Custody.of([*map(of, each)], day, today)
    during = {one["status"] for one in custody.during}
    assert {custody.status, *custody.possibly} - {None} <= during


def test_nobody_is_certainly_anything_tomorrow() -> None:
    each = [of([event(FREE, "2016-09-01")]), of([event(HELD, "2016-09-01")])]
    tomorrow = DAYS[3] + timedelta(days=1)
    assert custody_during(each, DAYS[3], DAYS[3]) == {HELD: Match.CERTAINLY}
    assert custody_during(each, tomorrow, DAYS[3]) == dict.fromkeys((HELD, FREE), Match.POSSIBLY)
