"""Whatever is placed, held, chosen and written past the actions: no fix goes without a choice.

Each edition adds a byline of its own, so that what it says is a set, two can always be brought
together, and a byline that is gone from one live text to the next is a fix that was lost.
"""

import time
from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from psycopg.types.range import TimestamptzRange

from briefings.actions.editions import approve, submit
from briefings.actions.fixes import choose
from briefings.actions.lineage import lineage_of
from briefings.actions.publishing import hold, publish_now, schedule
from briefings.actions.refusals import Refused
from briefings.models import CarriedOver, Edition, FixChoice
from tests.stories.desk import approved, drafted, next_draft, person

STEPS = 7
SOON = timedelta(milliseconds=20)
CHOICES = ("", "carry", "without", "hold")


class Newsroom:
    """An article, and people who do what hypothesis tells them."""

    def __init__(self, ana: User, cleo: User) -> None:
        self.ana, self.cleo = ana, cleo
        first = drafted(ana)
        first.bylines.create(name="By 1")
        self.article = publish_now(by=cleo, edition=approved(first, cleo)).article
        for base in (0, 0):
            self.write(base)

    def edition(self, which: int) -> Edition:
        """Return one of the approved editions."""
        rows = self.article.editions.order_by("number")
        return rows[which % rows.count()]

    def write(self, which: int, *_: object) -> None:
        """Write an edition from another, and have it approved."""
        if self.article.editions.count() > 6:
            return
        draft = next_draft(self.article, self.ana, from_=self.edition(which))
        draft.bylines.create(name=f"By {draft.number}")
        submit(by=self.ana, edition=draft)
        approve(by=self.cleo, edition=draft)

    def publish(self, which: int, hours: int, length: int | None, choice: str) -> None:
        """Publish an edition now."""
        publish_now(by=self.cleo, edition=self.edition(which), choices=self.all(choice))

    def schedule(self, which: int, hours: int, length: int | None, choice: str) -> None:
        """Schedule an edition; its hour may come at once."""
        start = timezone.now() + (timedelta(hours=hours) if hours else SOON)
        end = None if length is None else start + timedelta(hours=length)
        schedule(
            by=self.cleo,
            edition=self.edition(which),
            start=start,
            end=end,
            choices=self.all(choice),
        )
        if not hours:
            time.sleep(2 * SOON.total_seconds())

    def hold(self, which: int, *_: object) -> None:
        """Call an edition off."""
        hold(by=self.cleo, edition=self.edition(which))

    def choose(self, which: int, hours: int, length: int | None, choice: str) -> None:
        """Choose about an edition that is held, or waits."""
        choose(
            by=self.cleo,
            edition=self.edition(which),
            choice=choice or "hold",
            choices=self.all(choice),
        )

    def force(self, which: int, hours: int, length: int | None, choice: str) -> None:
        """Write an edition's period past all actions, and make room for it as a program might."""
        edition, start = self.edition(which), timezone.now() + timedelta(hours=hours)
        later = [row for row in self.placed() if row.live_period.lower > start]
        end = min((row.live_period.lower for row in later if row.pk != edition.pk), default=None)
        others = self.article.editions.exclude(pk=edition.pk)
        for row in others.filter(live_period__contains=start):
            period = TimestamptzRange(row.live_period.lower, start)
            others.filter(pk=row.pk).update(live_period=period)
        self.article.editions.filter(pk=edition.pk).update(live_period=TimestamptzRange(start, end))

    def unsay(self, *_: object) -> None:
        """Delete what was chosen, as far as the database lets it be deleted."""
        FixChoice.objects.filter(edition__article=self.article).delete()

    def all(self, choice: str) -> dict[int, str]:
        """Return the choice for every edition; "" is none."""
        return dict.fromkeys(range(1, 30), choice) if choice else {}

    def placed(self) -> list[Edition]:
        """Return what was, is and will be live, in order."""
        rows = self.article.editions.filter(live_period__isempty=False)
        return list(rows.order_by("live_period"))

    def lost(self) -> list[tuple[int, int, set[str]]]:
        """Return, by two numbers, what an edition undoes of the one before it, unchosen."""
        says = {
            row.pk: {*row.bylines.values_list("name", flat=True)}
            for row in self.article.editions.all()
        }
        placed = self.placed()
        found = [
            (before.number, row.number, says[before.pk] - says[row.pk] - self.waived(row, says))
            for before, row in pairwise(placed)
        ]
        return [each for each in found if each[2]]

    def waived(self, row: Edition, says: dict[int, set[str]]) -> set[str]:
        """Return what was chosen to be gone, for the edition or for one that it was made from."""
        kin, waived = {row.pk}, set[str]()
        while True:
            bases = Edition.objects.filter(pk__in=kin).values_list("based_on", flat=True)
            parts = CarriedOver.objects.filter(edition__in=kin).values_list("carried", flat=True)
            made = {key for key in (*bases, *parts) if key is not None}
            chosen = FixChoice.objects.filter(edition__in=kin, choice="without")
            fixes = {*chosen.values_list("fix", flat=True)}
            waived |= {name for key in fixes for name in says[key]}
            if made | fixes <= kin:
                return waived
            kin |= made | fixes

    def agree(self) -> None:
        """See that what each edition knows of is one rule, in Python as in the database."""
        lineage = lineage_of(self.article)
        with connection.cursor() as cursor:
            for key in lineage.editions:
                cursor.execute("SELECT briefings_known(%s)", [key])
                [[known]] = cursor.fetchall()
                assert set(known) == lineage.known_to(key)


steps = st.tuples(
    st.sampled_from(
        ["write", "publish", "publish", "schedule", "schedule", "hold", "choose", "force", "unsay"]
    ),
    st.integers(0, 6),
    st.integers(0, 4),
    st.none() | st.integers(1, 3),
    st.sampled_from(CHOICES),
)


@pytest.mark.django_db
def test_no_text_goes_live_without_a_fix_unless_that_was_chosen() -> None:
    people = person("Ana Petrović", "publisher"), person("Cleo Marsh", "publisher")

    @settings(max_examples=40, deadline=None)
    @given(st.lists(steps, min_size=2, max_size=STEPS))
    def tell(story: list[tuple[str, int, int, int | None, str]]) -> None:
        with transaction.atomic():
            newsroom = Newsroom(*people)
            for deed, *how in story:
                does: Callable[..., None] = getattr(newsroom, deed)
                try:
                    with transaction.atomic():
                        does(*how)
                except (Refused, IntegrityError):
                    pass
                assert newsroom.lost() == []
            newsroom.agree()
            transaction.set_rollback(True)

    tell()
