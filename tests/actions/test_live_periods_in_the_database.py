"""When the editions of an article are public, against a brute-force model: the real actions.

The clock cannot be turned, so each step has a slot of its own, which passes as it is taken; the
slots after them lie hours ahead.
"""

from collections.abc import Callable
from contextlib import nullcontext
from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from briefings.actions.editions import approve
from briefings.actions.publishing import hold, publish_now, restore, schedule, withdraw
from briefings.actions.refusals import Refused
from briefings.models import Article, Edition
from tests.actions.slots import SLOTS, Slots
from tests.exploring import examples
from tests.stories.desk import approved, drafted, next_draft, person

STEPS = 8
Step = tuple[str, int, int, int | None]


class Newsroom:
    """An article of three editions, each made from the one before, and a model to compare with."""

    def __init__(self, ana: User, cleo: User, dev: User) -> None:
        self.cleo, self.dev = cleo, dev
        first = approved(drafted(ana), cleo)
        second = approved(next_draft(first.article, ana), cleo)
        third = approved(next_draft(first.article, ana, from_=second), cleo)
        self.article: Article = first.article
        self.editions: list[Edition] = [first, second, third]
        self.outdated: set[int] = set()
        self.withdrawn = False
        self.slots = Slots()
        self.moments: list[datetime] = []
        self.ahead = timezone.now().replace(microsecond=0) + timedelta(hours=1)

    @property
    def without(self) -> dict[int, str]:
        """Return the choices by which every edition goes live whatever it lacks."""
        return {edition.number: "without" for edition in self.editions}

    @property
    def now(self) -> int:
        """Return the slot of the step that is being taken."""
        return len(self.moments)

    def moment(self, slot: int) -> datetime:
        """Return a moment in a slot that has passed or lies ahead of all steps."""
        return self.moments[slot] if slot < STEPS else self.ahead + timedelta(hours=slot - STEPS)

    def may_be_placed(self, number: int, *, ahead: bool) -> bool:
        """Return whether the model lets an edition have a time."""
        run = self.slots.run(number)
        outdated = self.withdrawn and (ahead or number in self.outdated)
        return not (outdated or (run and run[0] <= self.now))

    def take(self, step: Step) -> None:
        """Take one step: the model says whether it is refused, and what is seen after it."""
        action, which, wait, length = step
        edition = self.editions[which % len(self.editions)]
        getattr(self, action)(edition, STEPS + wait, length and STEPS + wait + length)
        self.moments.append(timezone.now())

    def publish(self, edition: Edition, *_: object) -> bool:
        """Publish an edition."""
        may = self.may_be_placed(edition.number, ahead=False)
        may = may and self.slots.place(edition.number, self.now)
        self.withdrawn = self.withdrawn and not may
        return self.agree(may, publish_now, edition=edition, choices=self.without)

    def schedule(self, edition: Edition, start: int, end: int | None) -> bool:
        """Schedule an edition."""
        may = self.may_be_placed(edition.number, ahead=True)
        may = may and self.slots.place(edition.number, start, end)
        times = {"start": self.moment(start), "end": end and self.moment(end)}
        return self.agree(may, schedule, edition=edition, choices=self.without, **times)

    def hold(self, edition: Edition, *_: object) -> bool:
        """Call an edition off."""
        run = self.slots.run(edition.number)
        may = bool(run) and run[0] > self.now
        if may:
            self.slots.call_off(edition.number)
        return self.agree(may, hold, edition=edition)

    def withdraw(self, *_: object) -> bool:
        """Withdraw the article."""
        may = not self.withdrawn and self.slots.seen[self.now] is not None
        if may:
            self.slots.withdraw(self.now)
            self.withdrawn, self.outdated = True, {edition.number for edition in self.editions}
        return self.agree(may, withdraw, article=self.article, reason="wrong")

    def restore(self, *_: object) -> bool:
        """Put the article back as far as an approved edition."""
        may = self.agree(self.withdrawn, restore, article=self.article)
        if may:
            edition = approve(by=self.dev, edition=self.article.editions.waiting().get())
            self.editions.append(edition)
        return may

    def agree(self, may: bool, action: Callable[..., object], **arguments: object) -> bool:
        """Return `may`, having seen that the action thinks so too."""
        with nullcontext() if may else pytest.raises(Refused):
            action(by=self.cleo, **arguments)
        return may

    def seen(self, slot: int) -> int | None:
        """Return the edition that the public sees in a slot."""
        at = self.moment(slot)
        [*numbers] = self.article.editions.live(at).values_list("number", flat=True)
        public = Article.objects.live(at).filter(pk=self.article.pk).first()
        assert numbers == ([public.live_edition.number] if public else [])
        return numbers[0] if numbers else None


steps = st.tuples(
    st.sampled_from(["publish", "publish", "schedule", "schedule", "hold", "withdraw", "restore"]),
    st.integers(0, 3),
    st.integers(1, 8),
    st.none() | st.integers(1, 6),
)


@pytest.mark.django_db
def test_the_public_sees_what_the_model_says() -> None:
    people = [person(f"{name} Marsh", "publisher") for name in ("Ana", "Cleo", "Dev")]

    @settings(max_examples=examples(30), deadline=None)
    @given(st.lists(steps, max_size=STEPS))
    def tell(story: list[Step]) -> None:
        with transaction.atomic():
            newsroom = Newsroom(*people)
            for step in story:
                newsroom.take(step)
            for slot in [*range(newsroom.now), *range(STEPS, SLOTS)]:
                assert newsroom.seen(slot) == newsroom.slots.seen[slot]
            transaction.set_rollback(True)

    tell()
