"""Decide proposed meetings in bulk: accept them, or leave them out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import Prefetch, Q
from django.utils.text import slugify
from psycopg.types.range import TimestamptzRange

from briefings.actions.acting import acting
from briefings.actions.refusals import refuse_if
from briefings.actions.sources import release_sources
from briefings.models import (
    Citation,
    Meeting,
    PartialDate,
    Participant,
    ProposedMeeting,
    Slug,
    StatusChange,
    Visit,
)
from briefings.models.statuses import Status

State = ProposedMeeting.State
# Whom a meeting is with: keys of officials, and the words for others.
People = frozenset[int | str]


@dataclass(frozen=True)
class Accepted:
    """How many meetings were made, and how many proposals tell of one that was there."""

    made: int
    known: int


@dataclass
class Making:
    """What an acceptance is about to write."""

    at: datetime
    live_period: TimestamptzRange | None = None
    meetings: list[Meeting] = field(default_factory=list)
    participants: list[Participant] = field(default_factory=list)
    statuses: list[StatusChange] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)


def why_not_decide(proposals: Iterable[ProposedMeeting], by: User) -> list[str]:
    """Return every reason why `by` cannot decide these, their visits fetched along."""
    reasons = []
    if not by.has_perm("briefings.change_proposedmeeting"):
        reasons.append("Your role does not decide proposals.")
    return reasons + [
        f"“{row}” is decided: {row.get_state_display().lower()}."
        for row in proposals
        if row.state != State.WAITING
    ]


def why_not_accept(proposals: Iterable[ProposedMeeting], by: User) -> list[str]:
    """Return every reason why `by` cannot make meetings of these, their visits fetched along."""
    rows = list(proposals)
    reasons = why_not_decide(rows, by)
    if not by.has_perms([f"briefings.add_{name}" for name in ("meeting", "participant")]):
        reasons.append("Your role does not enter meetings.")
    return reasons + [
        f"“{row}”: its visit was retracted: put it back first."
        for row in rows
        if row.visit.retraction_reason
    ]


def accept(*, by: User, proposals: Iterable[ProposedMeeting]) -> Accepted:
    """Make held meetings of proposals, with who travelled on the visiting side.

    Each cites the sources of its visit, by the words it was read from. It is public as the visit
    is, or waits where `by` does not publish. One of that visit, day and people that is there
    already is linked instead. Nothing is written if one proposal is refused; raises `Refused`. The
    queries do not grow with the proposals, but for the rows that are written in batches.
    """
    with acting(by=by, action="accept proposed meetings") as at:
        rows = _locked(proposals)
        refuse_if(why_not_accept(rows, by))
        travellers = _travellers({row.visit_id for row in rows})
        sources = _sources({row.visit_id for row in rows})
        known = _known(travellers, {row.visit_id for row in rows})
        slugs = _slugs(rows)
        makings: dict[int, Making] = {}
        made = 0
        for row in rows:
            row.state = State.ACCEPTED
            met = _met(row)
            row.meeting = _same(known[row.visit_id], row.on, met)
            if row.meeting is None:
                making = makings.setdefault(row.visit_id, Making(at, _period(row.visit, by, at)))
                row.meeting = _make(
                    row, slugs[row.pk], travellers[row.visit_id], sources[row.visit_id], making
                )
                known[row.visit_id].append((row.on, met, row.meeting))
                made += 1
        _write(makings.values(), at)
        ProposedMeeting.objects.bulk_update(rows, ["state", "meeting"], batch_size=1000)
        return Accepted(made, len(rows) - made)


def leave_out(*, by: User, proposals: Iterable[ProposedMeeting]) -> int:
    """Leave proposals out: none is made again of the same words. Returns how many.

    Raises `Refused` if one is decided already.
    """
    with acting(by=by, action="leave proposed meetings out"):
        rows = _locked(proposals)
        refuse_if(why_not_decide(rows, by))
        keys = [row.pk for row in rows]
        return ProposedMeeting.objects.filter(pk__in=keys).update(state=State.LEFT_OUT)


def _locked(proposals: Iterable[ProposedMeeting]) -> list[ProposedMeeting]:
    """Return the proposals read anew, with visits and participants; visits are locked first."""
    keys = [row.pk for row in proposals]
    of_visits = Visit.objects.filter(proposed_meetings__in=keys).values("pk")
    visits = Visit.objects.select_for_update(no_key=True).order_by("pk").in_bulk()
    return []
