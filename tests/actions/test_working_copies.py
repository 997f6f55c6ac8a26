"""What is typed is kept once a person and page; what comes late or from elsewhere is refused."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from briefings import limits
from briefings.actions import Refused
from briefings.actions.jobs import put_job
from briefings.actions.working_copies import (
    ELSEWHERE,
    FINISHED,
    KEPT_FOR,
    LATE,
    PRESENT_FOR,
    REFUSES_FOR,
    DeskPage,
    NotKept,
    Sent,
    be_present,
    discard,
    finish,
    keep,
    purge,
)
from briefings.models import Change, Presence, WorkingCopy
from tests.factories import UserFactory
from tests.jobs import done

pytestmark = pytest.mark.django_db

PAGE, NEW = DeskPage("edition", 17), DeskPage("meeting", None)


@pytest.fixture
def ana() -> User:
    """Return somebody who types."""
    person: User = UserFactory()
    return person


def keep_words(
    by: User,
    words: str,
    opening: UUID,
    number: int,
    began: tuple[UUID, int] | None = None,
    page: DeskPage = PAGE,
) -> None:
    """Keep a headline."""
    keep(by=by, page=page, sent=Sent(opening, number, began), typed={"headline": [words]})


def kept(page: DeskPage = PAGE) -> list[str]:
    """Return the headlines that are kept of a page."""
    copies = WorkingCopy.objects.unsaved().order_by("id")
    return [one.typed["headline"][0] for one in copies if (one.model, one.key) == page]


@pytest.mark.parametrize("page", [PAGE, NEW])
def test_one_copy_is_kept_of_a_person_and_a_page(ana: User, page: DeskPage) -> None:
    bo, one, two = UserFactory(), uuid4(), uuid4()

    keep_words(ana, "Blinken", one, 1, page=page)
    keep_words(ana, "Blinken lands", one, 2, page=page)
    keep_words(bo, "Qin", two, 1, page=page)
    keep_words(ana, "Another page", one, 1, page=DeskPage("edition", 18))

    assert kept(page) == ["Blinken lands", "Qin"]
    assert not Change.objects.exists()


def test_what_was_typed_earlier_does_not_come_back(ana: User) -> None:
    opening = uuid4()
    keep_words(ana, "Blinken lands", opening, 2)

    with pytest.raises(NotKept, match=LATE):
        keep_words(ana, "Blinken", opening, 1)

    assert kept() == ["Blinken lands"]


def test_a_saved_page_keeps_nothing_and_what_it_sends_late_is_refused(ana: User) -> None:
    saved, other = uuid4(), uuid4()
    keep_words(ana, "Blinken", saved, 1)

    finish(by=ana, page=PAGE, sent=Sent(saved, 0))

    with pytest.raises(NotKept, match=FINISHED):
        keep_words(ana, "Blinken lands", saved, 2)
    assert kept() == []
    assert WorkingCopy.objects.get().typed == {}
    keep_words(ana, "The page opened again", other, 1)
    assert kept() == ["The page opened again"]


def test_a_page_that_was_saved_before_it_kept_anything_keeps_nothing_late(ana: User) -> None:
    opening = uuid4()
    finish(by=ana, page=NEW, sent=Sent(opening, 0))

    with pytest.raises(NotKept, match=FINISHED):
        keep_words(ana, "Late", opening, 1, page=NEW)


def test_another_window_replaces_nothing_unless_it_began_from_it(ana: User) -> None:
    first, second = uuid4(), uuid4()
    keep_words(ana, "In the first window", first, 3)

    with pytest.raises(NotKept, match=ELSEWHERE) as refused:
        keep_words(ana, "In the second window", second, 1)
    assert (refused.value.copy.opening, refused.value.copy.number) == (first, 3)
    with pytest.raises(NotKept, match=ELSEWHERE):  # the first window went on meanwhile
        keep_words(ana, "In the second window", second, 2, (first, 2))
    assert kept() == ["In the first window"]

    keep_words(ana, "In the second window", second, 3, (first, 3))
    assert kept() == ["In the second window"]


def test_saving_leaves_what_another_window_keeps(ana: User) -> None:
    first, second, third = uuid4(), uuid4(), uuid4()
    keep_words(ana, "In the first window", first, 1)

    finish(by=ana, page=PAGE, sent=Sent(second, 0))
    assert kept() == ["In the first window"]

    finish(by=ana, page=PAGE, sent=Sent(third, 0, (first, 1)))
    assert kept() == []


def test_what_is_discarded_is_gone_and_the_window_told(ana: User) -> None:
    opening = uuid4()
    keep_words(ana, "Blinken", opening, 1)
    discard(by=UserFactory(), page=PAGE, opening=opening)
    discard(by=ana, page=PAGE, opening=uuid4())
    assert kept() == ["Blinken"]

    discard(by=ana, page=PAGE, opening=opening)

    assert kept() == []
    with pytest.raises(NotKept, match=FINISHED):
        keep_words(ana, "Blinken lands", opening, 2)


def test_too_long_a_page_is_refused_in_words(ana: User) -> None:
    with pytest.raises(Refused, match="too long to be kept while you type"):
        keep_words(ana, "x" * limits.WORKING_COPY, uuid4(), 1)

    assert not WorkingCopy.objects.exists()


def test_what_json_cannot_hold_is_left_out(ana: User) -> None:
    keep_words(ana, "A\0 half \ud83d", uuid4(), 1)

    assert kept() == ["A half ?"]


def test_what_nobody_comes_back_to_is_deleted(ana: User) -> None:
    opening, now = uuid4(), timezone.now()
    keep_words(ana, "Old", opening, 1)
    finish(by=ana, page=NEW, sent=Sent(opening, 0))
    be_present(by=ana, model="edition", key=17, opening=opening, at=now, idle=timedelta())

    assert purge(at=now) == 0
    assert (WorkingCopy.objects.count(), Presence.objects.count()) == (2, 1)
    assert purge(at=now + REFUSES_FOR + PRESENT_FOR) == 0
    assert (kept(), WorkingCopy.objects.count(), Presence.objects.count()) == (["Old"], 1, 0)
    assert purge(at=now + KEPT_FOR + timedelta(minutes=1)) == 1
    assert not WorkingCopy.objects.exists()


def test_the_worker_deletes_it_at_night(ana: User) -> None:
    keep_words(ana, "Old", uuid4(), 1)
    keep_words(ana, "New", uuid4(), 1, page=NEW)
    WorkingCopy.objects.of_page(ana, *PAGE).update(at=timezone.now() - KEPT_FOR)

    put_job("working_copies.purge", timestamp=0)
    done()

    assert (kept(), kept(NEW)) == ([], ["New"])
