"""Keep what somebody types on a page of the desk until it is saved, and note who is there.

These write no history and tell the ledger nothing: what they write is nobody else's business.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.contrib.auth.models import User

from briefings.actions.acting import acting
from briefings.actions.refusals import Refused, refuse_if
from briefings.limits import WORKING_COPY
from briefings.models import Presence, WorkingCopy

KEPT_FOR = timedelta(days=14)
# So long a copy that was saved or discarded refuses what its page sends late.
REFUSES_FOR = timedelta(days=1)
# So long after its last word a page counts as open: background tabs may speak once a minute only.
PRESENT_FOR = timedelta(minutes=2)
TOO_LONG = (
    f"This page is too long to be kept while you type (over {WORKING_COPY // 1_000_000} MB):"
    " save it yourself, and often."
)
ELSEWHERE = (
    "Something else that you typed on this page, in another window or before, is kept: what is"
    " typed here is not. Open the page once more to see it."
)
FINISHED = "What was typed here was saved or discarded already."
LATE = "Something typed later is kept already."


class DeskPage(NamedTuple):
    """The page of row `key` of a model at the desk; `key` is None for the page of a new row."""

    model: str
    key: int | None


class Sent(NamedTuple):
    """What an `opening` of a page sends: the opening's id, and the `number` of its copy.

    `began` is the copy that the page was restored from, by its own two; None if from none.
    """

    opening: UUID
    number: int
    began: tuple[UUID, int] | None = None


class NotKept(Refused):
    """What was typed was not kept because of `copy`; `reason` is one of the sentences above."""

    def __init__(self, reason: str, copy: WorkingCopy) -> None:
        super().__init__([reason])
        self.reason, self.copy = reason, copy


def keep(
    *, by: User, page: DeskPage, sent: Sent, typed: Mapping[str, Sequence[str]], label: str = ""
) -> datetime:
    """Keep what `by` has typed on a page; return when, by the database's clock.

    It replaces what the same opening of the page kept before, what that began from, and the copy of
    another opening that was saved or discarded. Raises `Refused` if it is too long; `NotKept` if
    the opening was saved or discarded, if it has sent something later, or if another keeps the
    page. `label` names the page in a list. One query and those of an action; the first time three.
    """
    words = {_storable(name): [*map(_storable, values)] for name, values in typed.items()}
    refuse_if([TOO_LONG] if len(json.dumps(words, ensure_ascii=False)) > WORKING_COPY else [])
    with acting(by=by, action="keep") as at:
        one = WorkingCopy.objects.of_page(by, *page)
        kept = {"opening": sent.opening, "number": sent.number, "typed": words, "at": at}
        kept |= {"label": label[:200], "finished_at": None}
        if not one.replaced_by(*sent).update(**kept):
            first = WorkingCopy(by=by, model=page.model, key=page.key, **kept)
            WorkingCopy.objects.bulk_create([first], ignore_conflicts=True)
            _refuse_if_not_kept(one.get(), sent)
    return at


def _storable(words: str) -> str:
    """Return a text without what the database's JSON does not hold: NUL, and half a character."""
    return words.replace("\0", "").encode(errors="replace").decode()


def _refuse_if_not_kept(copy: WorkingCopy, sent: Sent) -> None:
    """Raise `NotKept` if the stored copy is not the one that an opening just sent."""
    if (copy.opening, copy.number, copy.finished_at) == (sent.opening, sent.number, None):
        return
    own = copy.opening == sent.opening
    reason = (FINISHED if copy.finished_at else LATE) if own else ELSEWHERE
    raise NotKept(reason, copy)


def finish(*, by: User, page: DeskPage, sent: Sent) -> None:
    """Forget what an opening has kept of a page, since it was saved; refuse what it sends later.

    What another opening keeps stays. Two queries and those of an action.
    """
    with acting(by=by, action="keep") as at:
        empty = WorkingCopy(
            by=by,
            model=page.model,
            key=page.key,
            opening=sent.opening,
            number=0,
            at=at,
            finished_at=at,
        )
        WorkingCopy.objects.bulk_create([empty], ignore_conflicts=True)
        one = WorkingCopy.objects.of_page(by, *page)
        mine = one.finished_with(sent.opening, sent.began)
        mine.update(opening=sent.opening, label="", typed={}, at=at, finished_at=at)


def discard(*, by: User, page: DeskPage, opening: UUID) -> None:
    """Forget what an opening has kept of a page, because its owner says so; idempotent.

    A window that still has it open is told. One query and those of an action.
    """
    with acting(by=by, action="keep") as at:
        one = WorkingCopy.objects.of_page(by, *page).of_opening(opening)
        one.update(label="", typed={}, at=at, finished_at=at)


def purge(*, at: datetime) -> int:
    """Delete the copies that nobody came back to for `KEPT_FOR`; return how many there were.

    Also deletes the empty copies of saved pages, and who was at pages that are no longer open.
    """
    WorkingCopy.objects.finished_before(at - REFUSES_FOR).delete()
    Presence.objects.heard_before(at - PRESENT_FOR).delete()
    deleted, _ = WorkingCopy.objects.unsaved().kept_before(at - KEPT_FOR).delete()
    return deleted


def be_present(
    *, by: User, model: str, key: int, opening: UUID, at: datetime, idle: timedelta
) -> None:
    """Note that `by` has a row's page open, and for how long idle. One query."""
    here = Presence(by=by, model=model, key=key, opening=opening, heard_at=at, active_at=at - idle)
    Presence.objects.bulk_create(
        [here],
        update_conflicts=True,
        unique_fields=["by", "model", "key"],
        update_fields=["opening", "heard_at", "active_at"],
    )


def leave(*, by: User, model: str, key: int, opening: UUID) -> None:
    """Note that `by` has closed a row's page, unless another opening has told since. One query."""
    Presence.objects.of_page(model, key).told_by(by, opening).delete()
