"""Where a chain stands on a day, and for how long: against every choice of days, tried in turn."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from briefings.models import CustodyEvent, PartialDate
from briefings.models.days import Match, State, at_end_of, during
from briefings.models.days_held import NO_START_KNOWN, DaysHeld, days_held, total_days_held
from tests.exploring import examples
from tests.factories import since
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


def at_some_time(chosen: list[tuple[date, str]], day: date) -> set[str | None]:
    before = next((status for on, status in reversed(chosen) if on < day), None)
    return {before} | {status for on, status in chosen if on == day}


def without_a_break(
    chosen: list[tuple[date, str]], first: date, last: date, asked: list[str]
) -> bool:
    if first == last:
        return bool(at_some_time(chosen, first) & set(asked))
    between = {status for on, status in chosen if first < on < last}
    return {at_the_end(chosen, first), *between} <= set(asked)


def counted(chosen: list[tuple[date, str]], day: date) -> int:
    """How many days on which somebody was held end by `day`, in one choice of days."""
    past = [(min(on, day), status) for on, status in chosen] + [(day, "")]
    return sum((after - on).days for (on, status), (after, _) in pairwise(past) if status == "held")


@settings(max_examples=examples(300), deadline=None)
@given(chains, st.sampled_from(DAYS))
@example([event("held", "2016-09-01/2016-09-05"), event("free", "2016-09-03")], DAYS[4])
@example([event("held", "../2016-09-03"), event("free", "2016-09-02/..")], DAYS[6])
def test_days_held_are_the_least_and_the_most_of_any_choice(
    chain: list[CustodyEvent], day: date
) -> None:
    every = [counted(chosen, day) for chosen in choices(chain)]
    statuses = [each.status for each in chain if each.status]
    begun = [each.status for each in chain if each.status and (each.on.earliest or date.min) <= day]
    # Who is freed first was held before, since nobody knows when; of the rest see below.
    open_ = statuses[:1] == ["free"] or any(
        each.status == "held" and each.on.earliest is None for each in chain
    )
    known = DaysHeld(min(every), None if open_ else max(every))
    if "held" not in begun and (begun or open_ or "held" not in statuses):
        known = NO_START_KNOWN
    assert days_held(of(chain), day) == known


@settings(max_examples=examples(300), deadline=None)
@given(chains, st.sampled_from(DAYS))
def test_a_chain_stands_where_some_choice_of_days_has_it(
    chain: list[CustodyEvent], day: date
) -> None:
    stands = at_end_of(of(chain), day)
    found = {each.value if each else None for each in (stands.last, *stands.maybe)}
    assert found == {at_the_end(chosen, day) for chosen in choices(chain)}
    assert stands.values == {
        status: Match.CERTAINLY if found == {status} else Match.POSSIBLY
        for status in found - {None}
    }


@settings(max_examples=examples(300), deadline=None)
@given(chains, questions, st.sampled_from([DAYS[3], date.max]))
def test_a_day_has_what_some_choice_of_days_has_on_it(
    chain: list[CustodyEvent], asked: list[date], today: date
) -> None:
    first, last = asked
    day = first if first == last else PartialDate.parse(f"{first}/{last}")
    every = [*choices(chain)]
    said = during(of(chain), day, today)
    for status in STATUSES:
        possibly = any(
            status in at_some_time(chosen, each)
            for chosen in every
            for each in DAYS
            if first <= each <= last
        )
        certainly = last <= today and all(
            without_a_break(chosen, first, last, [status]) for chosen in every
        )
        expected = Match.CERTAINLY if certainly else Match.POSSIBLY if possibly else None
        assert said.get(status) == expected, status


def kept(asked: Callable[..., Any], day: Any, statuses: list[str]) -> tuple[set[int], set[int]]:
    """Return the rows that a question keeps, possibly and certainly."""
    possible, certain = (
        {row.pk for row in asked(day, "status", statuses, of="detention", at=now, certainly=sure)}
        for now in [timezone.now()]
        for sure in (False, True)
    )
    return possible, certain


def matching(possible: set[int], certain: set[int]) -> Match | None:
    return Match.CERTAINLY if certain else Match.POSSIBLY if possible else None


def test_nothing_stands_for_certain_in_the_days_ahead() -> None:
    chain = [event("held", "2016-09-02"), event("free", "2016-09-06/2016-09-07")]
    today = DAYS[3]
    held, freed = of(chain)
    assert at_end_of([held, freed], today, today) == State(held, ())
    assert at_end_of([held, freed], DAYS[4], today) == State(None, (held,))
    assert at_end_of([held, freed], DAYS[6], today) == State(None, (freed,))
    assert during(of(chain), DAYS[4], today) == {"held": Match.POSSIBLY}


def test_between_two_dates_that_are_not_whole_one_spell_takes_from_the_other() -> None:
    week = "2016-09-01/2016-09-07"
    chain = [event(status, week) for status in ("held", "free", "held", "free")]
    assert days_held(of(chain), DAYS[6]) == DaysHeld(0, 6)


def test_an_event_has_happened_once_a_later_one_has() -> None:
    chain = [event("held", "2016/2018"), event("held", "2016-09-03"), event("free", "2016-09-07")]
    assert days_held(of(chain), date(2019, 1, 1)).least == 4


def test_nobody_is_held_by_what_lies_ahead() -> None:
    assert days_held(of([event("held", "2016-09-05")]), DAYS[2]) == DaysHeld(0, 0)


@pytest.mark.parametrize("first", ["restricted", "free", ""])
def test_without_a_known_start_there_are_no_days(first: str) -> None:
    """Who went missing, was released or charged may have been held since any day."""
    chain = [event(first, "2016-09-03")]
    assert days_held([], DAYS[2]) == NO_START_KNOWN
    for day in (DAYS[1], DAYS[2], DAYS[6]):
        assert days_held(of(chain), day) == NO_START_KNOWN
    again = [*chain, event("held", "2016-09-05"), event("free", "2016-09-06")]
    assert days_held(of(again), DAYS[3]) == (DaysHeld(0, 0) if first == "" else NO_START_KNOWN)
    assert days_held(of(again), DAYS[6]) == DaysHeld(1, None if first == "free" else 1)


def test_what_is_known_of_one_detention_is_known_of_all_at_least() -> None:
    known, open_ = DaysHeld(3, 5), DaysHeld(2, None)
    assert total_days_held([known, known]) == DaysHeld(6, 10)
    assert total_days_held([known, open_]) == DaysHeld(5, None)
    assert total_days_held([NO_START_KNOWN, known]) == DaysHeld(3, None)
    assert (
        total_days_held([NO_START_KNOWN, NO_START_KNOWN]) == total_days_held([]) == NO_START_KNOWN
    )


@pytest.mark.parametrize("day", [date.min, date.max])
def test_the_ends_of_the_calendar_are_days_like_others(day: date) -> None:
    chain = [event("held", "../2016"), event("free", "2016-09/..")]
    assert days_held(of(chain), day).least in range(date.max.toordinal())
    assert days_held(of(chain), day).most is None
    assert at_end_of(of(chain), day).shown is not None


# Not shrunk: each example is written to the database.
@pytest.mark.django_db
@settings(max_examples=examples(40), deadline=None, phases=[Phase.explicit, Phase.generate])
@given(
    chains,
    st.lists(questions, min_size=3, max_size=3),
    st.sets(st.sampled_from(STATUSES), min_size=1),
)
@example(
    [event("held", "2016-09-02/2016-09-06"), event("free", "2016-09-02", 1)],
    [[day, day] for day in DAYS],
    {"held"},
)
@example(
    [event("held", "2016-09-01"), event("held", "2016-09-03"), event("free", "2016-09-05/..")],
    [[DAYS[1], DAYS[3]], [DAYS[1], DAYS[4]], [DAYS[1], DAYS[5]]],
    {"held"},
)
def test_the_database_answers_as_every_choice_of_days_does(
    chain: list[CustodyEvent], asked_days: list[list[date]], asked: set[str]
) -> None:
    of_this = CustodyEvent.objects.filter(detention=written([chain]).detentions.get())
    assert [(row.status, row.on) for row in of_this.in_order()] == [
        (each.status, each.on) for each in chain
    ]
    every, statuses = [*choices(chain)], sorted(asked)
    for first, last in asked_days:
        day = first if first == last else PartialDate.parse(f"{first}/{last}")
        possible, certain = kept(of_this.during, day, statuses)
        possible_then, certain_then = kept(of_this.at_end_of, day, statuses)
        assert certain <= possible
        assert certain_then <= possible_then <= possible
        if len(statuses) == 1:
            told = during(of(chain), day, date.max).get(statuses[0])
            assert told == matching(possible, certain)
            told_then = at_end_of(of(chain), day, date.max).values.get(statuses[0])
            assert told_then == matching(possible_then, certain_then)
        ends = [at_the_end(chosen, last) for chosen in every]
        assert bool(possible_then) == any(status in asked for status in ends)
        assert bool(certain_then) == all(status in asked for status in ends)
        assert bool(possible) == any(
            at_some_time(chosen, each) & asked
            for chosen in every
            for each in DAYS
            if first <= each <= last
        )
        assert bool(certain) == all(
            without_a_break(chosen, first, last, statuses) for chosen in every
        )
        shown = at_end_of(of(chain), last).shown
        if shown is not None and shown.status in asked:
            assert possible


@pytest.mark.django_db
@pytest.mark.parametrize("day", [date.min, date.max, PartialDate.parse("../2016")])
@pytest.mark.parametrize("certainly", [False, True])
def test_the_ends_of_the_calendar_can_be_asked_about(
    day: date | PartialDate, certainly: bool
) -> None:
    written([[event("held", "../2016"), event("free", "2016-09-02/..")]])
    now = timezone.now()
    held = CustodyEvent.objects.during(
        day, "status", ["held"], of="detention", at=now, certainly=certainly
    )
    assert held.exists() is not certainly
    if not certainly:
        assert CustodyEvent.objects.at_end_of(
            day, "status", ["held", "free"], of="detention", at=now
        ).exists()


@pytest.mark.django_db
def test_the_database_is_certain_of_no_day_ahead() -> None:
    written([[event("held", "2016-09-01")]])
    now = timezone.now()
    for days, sure in ((0, True), (1, False)):
        day = timezone.localdate(now) + timedelta(days=days)
        for asked in (CustodyEvent.objects.during, CustodyEvent.objects.at_end_of):
            held = asked(day, "status", ["held"], of="detention", at=now)
            certain = asked(day, "status", ["held"], of="detention", at=now, certainly=True)
            assert held.exists()
            assert certain.exists() is sure


@pytest.mark.django_db
def test_what_readers_do_not_see_changes_nothing() -> None:
    detention = written([[event("held", "2016-09-01")]]).detentions.get()
    freed = CustodyEvent.objects.create(
        detention=detention, kind="released", status="free", on="2016-09-03"
    )
    now = timezone.now()
    held = {"day": DAYS[5], "column": "status", "values": ["held"], "of": "detention"}
    assert CustodyEvent.objects.during(**held, at=now, certainly=True).exists()  # type: ignore[arg-type]
    freed.live_period, freed.forced_reason = since(now), "The wire desk was alone."
    freed.save()
    assert not CustodyEvent.objects.during(**held, at=now).exists()  # type: ignore[arg-type]
