"""Random chains of custody, and every choice of days that their partial dates allow."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product

from django.utils import timezone
from hypothesis import strategies as st

from briefings.models import CustodyEvent, Detainee, PartialDate
from briefings.models.chains import dated
from briefings.models.days import Dated
from tests.factories import DetaineeFactory, DetentionFactory, since

FIRST = date(2016, 9, 1)
DAYS = [FIRST + timedelta(days=n) for n in range(7)]
STATUSES = ["held", "restricted", "free"]


def event(status: str, on: str, order: int = 0) -> CustodyEvent:
    """Return an event that nobody entered."""
    return CustodyEvent(status=status, on=PartialDate.parse(on), order=order)


def of(events: list[CustodyEvent]) -> list[Dated[CustodyEvent]]:
    """Return the chain of the events' statuses."""
    return dated(events, "status")


def may_be(each: CustodyEvent) -> list[date]:
    """Return every day of the week it may be, one before or after where that side is open."""
    first, last = each.on.earliest, each.on.latest
    inside = [day for day in DAYS if (first or date.min) <= day <= (last or date.max)]
    before = [date.min] if first is None else []
    return before + inside + ([date.max] if last is None else [])


@st.composite
def events(draw: st.DrawFn) -> CustodyEvent:
    first, last = sorted(draw(st.tuples(st.sampled_from(DAYS), st.sampled_from(DAYS))))
    text = draw(
        st.sampled_from([f"{first}", f"{last}", f"{first}/{last}", f"{first}/..", f"../{last}"])
    )
    return event(draw(st.sampled_from([*STATUSES, "held", ""])), text, draw(st.integers(0, 1)))


chains = st.lists(events(), max_size=4).map(
    lambda chain: sorted(chain, key=lambda each: (each.on.earliest or date.min, each.order))
)
questions = st.tuples(st.sampled_from(DAYS), st.sampled_from(DAYS)).map(sorted)


def choices(chain: list[CustodyEvent]) -> Iterator[list[tuple[date, str]]]:
    """Yield every choice of days, in order, for the events that say a status."""
    saying = [each for each in chain if each.status]
    for days in product(*(may_be(each) for each in saying)):
        if list(days) == sorted(days):
            yield [(day, each.status) for day, each in zip(days, saying, strict=True)]


def at_the_end(chosen: list[tuple[date, str]], day: date) -> str | None:
    return next((status for on, status in reversed(chosen) if on <= day), None)


def written(each: list[list[CustodyEvent]]) -> Detainee:
    """Enter a person with a public detention for each chain."""
    live = since(timezone.now())
    person: Detainee = DetaineeFactory(live_period=live)
    for chain in each:
        detention = DetentionFactory(detainee=person, live_period=live)
        CustodyEvent.objects.bulk_create(
            CustodyEvent(
                detention=detention,
                kind="other",
                status=one.status,
                on=one.on,
                order=one.order,
                live_period=live,
                forced_reason="The wire desk was alone.",
            )
            for one in chain
        )
    return person
