"""When the editions of an article are public, against a brute-force model: pure functions."""

from datetime import UTC, datetime, timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefings.actions.live_periods import Overlap, Period, periods_with, periods_without
from tests.actions.slots import SLOTS, Slots
from tests.exploring import examples

EPOCH = datetime(2023, 6, 18, tzinfo=UTC)
Step = tuple[str, int, int, int | None]


def moment(slot: int) -> datetime:
    """Return the first moment of a slot."""
    return EPOCH + timedelta(hours=slot)


class Article:
    """An article of up to five editions, by the functions and by the model."""

    def __init__(self) -> None:
        self.now = 0
        self.periods: dict[int, Period] = {}
        self.slots = Slots()

    def begun(self, edition: int) -> bool:
        """Return whether the edition is, or was, live."""
        return edition in self.periods and self.periods[edition].start <= moment(self.now)

    def place(self, edition: int, start: int, end: int | None) -> None:
        """Publish or schedule an edition that has not begun."""
        if self.begun(edition) or max(start, end or 0) >= SLOTS:
            return
        may = self.slots.place(edition, start, end)
        try:
            self.periods = periods_with(
                self.periods, edition, moment(start), None if end is None else moment(end)
            )
        except Overlap:
            assert not may
        else:
            assert may

    def take(self, step: Step) -> None:
        """Take one step, if it can be taken."""
        action, edition, wait, length = step
        if action == "publish":
            self.place(edition, self.now, None)
        elif action == "schedule":
            start = self.now + wait
            self.place(edition, start, None if length is None else start + length)
        elif action == "hold":
            if edition in self.periods and not self.begun(edition):
                self.slots.call_off(edition)
                self.periods = periods_without(self.periods, edition)
        elif action == "withdraw":
            self.slots.withdraw(self.now)
            self.periods = {
                edition: Period(start, min(end or moment(self.now), moment(self.now)))
                for edition, (start, end) in self.periods.items()
                if start < moment(self.now)
            }
        else:
            self.now = min(self.now + wait, SLOTS - 1)

    def seen(self) -> list[int | None]:
        """Return which edition's period holds each slot, by the functions."""
        seen: list[int | None] = []
        for slot in range(SLOTS):
            holding = [n for n, period in self.periods.items() if period.holds(moment(slot))]
            assert len(holding) <= 1
            seen.append(holding[0] if holding else None)
        return seen


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["publish", "schedule", "schedule", "hold", "withdraw", "wait"]),
        st.integers(1, 5),
        st.integers(1, 8),
        st.none() | st.integers(1, 8),
    ),
    max_size=16,
)


@settings(max_examples=examples(3000), deadline=None)
@given(STEPS)
@example([("publish", 1, 1, None), ("schedule", 2, 3, 2), ("hold", 2, 1, None)])
@example([("schedule", 1, 1, 4), ("schedule", 2, 2, 8)])
def test_the_public_sees_what_the_model_says(steps: list[Step]) -> None:
    article = Article()
    for step in steps:
        article.take(step)
        assert article.seen() == article.slots.seen
