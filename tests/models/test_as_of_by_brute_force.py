"""Who held an office on a day, by the database and by trying every choice of days in turn."""

from datetime import date, timedelta
from itertools import product
from typing import NamedTuple

import pytest
from django.db.models import Exists
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from briefings.models import Office, Official, PartialDate, Tenure, Visit
from briefings.models.days import Match, PartialPeriod
from tests.exploring import examples
from tests.factories import row_of

pytestmark = pytest.mark.django_db

DAYS = [date(2021, 1, 26) + timedelta(days=n) for n in range(6)]
BEFORE, AFTER = DAYS[0] - timedelta(days=1), DAYS[-1] + timedelta(days=1)
# Stand for "at any time before" and "at any time after".
EVERY = [BEFORE, *DAYS, AFTER]


class Held(NamedTuple):
    """One tenure: whose, in which of two offices, from when until when."""

    person: int
    office: int
    status: str
    acting: bool
    started: str | None
    ended: str | None
    end_status: str


@st.composite
def partial(draw: st.DrawFn) -> str:
    """A day, an interval of days, or one that is open on a side."""
    first, last = sorted(draw(st.tuples(st.sampled_from(DAYS), st.sampled_from(DAYS))))
    return draw(
        st.sampled_from([f"{first}", f"{last}", f"{first}/{last}", f"{first}/..", f"../{last}"])
    )


@st.composite
def tenures(draw: st.DrawFn) -> Held:
    started = draw(st.none() | partial())
    ended = draw(st.none() | partial())
    if started and ended:
        first, last = (PartialDate.parse(text) for text in (started, ended))
        if (first.earliest or date.min) > (last.latest or date.max):
            started, ended = ended, started
    kinds = ["current", "ended_date_unknown", "unknown"]
    return Held(
        draw(st.integers(0, 1)),
        draw(st.integers(0, 1)),
        draw(st.sampled_from(["served", "served", "served", "nominee"])),
        draw(st.booleans()),
        started,
        ended,
        "ended" if ended else draw(st.sampled_from(kinds)),
    )


def may_be(text: str) -> list[date]:
    """Return every day that a partial date may be; none of one that is not known."""
    if not text:
        return []
    on = PartialDate.parse(text)
    return [day for day in EVERY if (on.earliest or BEFORE) <= day <= (on.latest or AFTER)]


def choices(held: Held, today: date) -> list[tuple[date, date]] | None:
    """Return every first with every last day; None where the office was not held at all.

    One that is current ended on no day up to today, whenever it will.
    """
    if held.status != "served" or (
        held.started is None and held.ended is None and held.end_status != "current"
    ):
        return None
    starts = may_be(held.started) if held.started else EVERY
    ends = may_be(held.ended) if held.ended else EVERY
    if held.end_status == "current":
        ends = [day for day in EVERY if day >= today]
    return [*product(starts, ends)]


def on_some(first: date, last: date, asked: tuple[date, date]) -> bool:
    """Return whether an office held so was held on one of the days asked about."""
    return first <= asked[1] and asked[0] <= last


def on_each(first: date, last: date, asked: tuple[date, date]) -> bool:
    """Return whether it was held on each of them."""
    return first <= asked[0] and asked[1] <= last


def enter(drawn: list[Held]) -> tuple[list[Official], list[Office]]:
    """Enter the tenures of two people in two offices."""
    people = [row_of(Official, full_name=name) for name in ("Antony Blinken", "Qin Gang")]
    offices = [row_of(Office, title=title) for title in ("Secretary", "Minister")]
    for held in drawn:
        row_of(
            Tenure,
            official=people[held.person],
            office=offices[held.office],
            **{name: getattr(held, name) for name in Held._fields[2:]},
        )
    return people, offices


questions = st.tuples(st.sampled_from(EVERY), st.sampled_from(EVERY)).map(sorted).map(tuple)


# Not shrunk: each example is written to the database.
TRIED = [Phase.explicit, Phase.generate]


@settings(max_examples=examples(60), deadline=None, phases=TRIED)
@given(st.lists(tenures(), max_size=4), questions, st.sampled_from(DAYS))
def test_who_holds_an_office_is_who_some_choice_of_days_says(
    drawn: list[Held], asked: tuple[date, date], today: date
) -> None:
    people, offices = enter(drawn)
    first, last = asked
    day = first if first == last else PartialDate.parse(f"{first}/{last}")
    for place, office in enumerate(offices):
        possibly, certainly = set(), set()
        for held in drawn:
            ways = choices(held, today) if held.office == place else None
            # What is asked of a day ahead is never certain of one that is current.
            ahead = held.end_status == "current" and last > today
            if ways and any(on_some(*way, asked) for way in ways):
                possibly.add(people[held.person])
            if ways and known(held) and not ahead and all(on_each(*way, asked) for way in ways):
                certainly.add(people[held.person])
        of_it = Tenure.objects.filter(office=office).select_related("official")
        found, sure = (
            {held.official for held in of_it.during(day, today=today, certainly=certainly)}
            for certainly in (False, True)
        )
        assert (found, sure) == (possibly, certainly), (drawn, asked, today)
        told = {(tenure.official, tenure.held(day, today)) for tenure in of_it}
        assert {who for who, how in told if how} == possibly, (drawn, asked, today)
        assert {who for who, how in told if how == Match.CERTAINLY} == certainly


def known(held: Held) -> bool:
    """Return whether there is a start, and an end or none yet: else nothing is certain."""
    return held.started is not None and held.end_status in ("ended", "current")


def asked_of_the_future(held: Held, visits: list[tuple[date, date]], today: date) -> bool:
    """Return whether a visit may lie in the days ahead alone, of one that is current."""
    return held.end_status == "current" and any(begun > today for begun, _ in visits)


BETWEEN = "2021-01-28/2021-01-30"


# Its latest start lies after its earliest end: no one day is certain, and yet it meets the visit.
@example(
    Held(0, 0, "served", False, BETWEEN, "2021-01-29", "ended"), "2021-01-26", "2021-01-30", DAYS[2]
)
@example(
    Held(0, 0, "served", False, BETWEEN, "2021-01-29", "ended"), "2021-01-26", "2021-01-29", DAYS[2]
)
# Neither does the visit have a day that is certain.
@example(
    Held(0, 0, "served", False, "2021-01-27", "2021-01-31", "ended"), BETWEEN, BETWEEN, DAYS[2]
)
# It begins tomorrow, on a visit that goes on until then.
@example(
    Held(0, 0, "served", False, "2021-01-29", None, "current"), "2021-01-26", "2021-01-30", DAYS[2]
)
@settings(max_examples=examples(60), deadline=None, phases=TRIED)
@given(tenures(), partial(), partial(), st.sampled_from(DAYS))
def test_an_office_is_held_on_a_visit_as_some_choice_of_days_says(
    held: Held, starts: str, ends: str, today: date
) -> None:
    begins, closes = (PartialDate.parse(text) for text in (starts, ends))
    if (begins.earliest or date.min) > (closes.latest or date.max):
        starts, ends = ends, starts
    people, _ = enter([held])
    journey = row_of(Visit, starts=starts, ends=ends)
    visits = [way for way in product(may_be(starts), may_be(ends)) if way[0] <= way[1]]
    ways = choices(held, today)

    def kept(*, certainly: bool) -> bool:
        of_them = Tenure.objects.on_outer_visit(today=today, certainly=certainly).filter(
            official__in=people
        )
        return Visit.objects.filter(Exists(of_them), pk=journey.pk).exists()

    possibly = ways is not None and any(
        on_some(*way, visit) for way in ways for visit in visits if way[0] <= way[1]
    )
    surely = ways is not None and known(held) and not asked_of_the_future(held, visits, today)
    certainly = surely and all(on_some(*way, visit) for way in ways or () for visit in visits)
    case = (held, starts, ends, today)
    assert (kept(certainly=False), kept(certainly=True)) == (possibly, certainly), case
    days = PartialPeriod.between(*(PartialDate.parse(text) for text in (starts, ends)))
    assert Tenure.objects.latest("pk").held(days, today) == match(possibly, certainly), case


def match(possibly: bool, certainly: bool) -> Match | None:
    """Return the word for it."""
    return Match.CERTAINLY if certainly else Match.POSSIBLY if possibly else None


# Its start may not be after its end: it is certainly on its way on the 28th.
@example("2021-01-26/2021-01-30", "2021-01-28", (DAYS[2], DAYS[2]))
@settings(max_examples=examples(60), deadline=None, phases=TRIED)
@given(st.none() | partial(), st.none() | partial(), questions)
def test_a_visit_is_under_way_as_some_choice_of_days_says(
    starts: str | None, ends: str | None, asked: tuple[date, date]
) -> None:
    begins, closes = (PartialDate.parse(text) if text else None for text in (starts, ends))
    if begins and closes and (begins.earliest or date.min) > (closes.latest or date.max):
        starts, ends, begins, closes = ends, starts, closes, begins
    journey = row_of(Visit, starts=starts, ends=ends)
    day = asked[0] if asked[0] == asked[1] else PartialDate.parse(f"{asked[0]}/{asked[1]}")
    # Of one date that is known the other is not before or after: no further day is claimed.
    first, last = may_be(starts or ends or ""), may_be(ends or starts or "")
    ways = [way for way in product(first, last) if way[0] <= way[1]]
    if starts is None or ends is None:
        ways = [(day, day) for day in first]
    possibly = any(on_some(*way, asked) for way in ways)
    certainly = bool(ways) and all(on_each(*way, asked) for way in ways)
    found = [
        Visit.objects.during(day, certainly=sure).filter(pk=journey.pk).exists()
        for sure in (False, True)
    ]
    assert found == [possibly, certainly], (starts, ends, asked)
    days = PartialPeriod.between(begins, closes)
    assert (days.during(day) if days else None) == match(possibly, certainly)
