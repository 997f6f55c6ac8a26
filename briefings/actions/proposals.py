"""Decide proposed meetings in bulk: accept them, or leave them out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import User

from briefings.actions.accepting import MeetingBuilder
from briefings.actions.acting import acting
from briefings.actions.refusals import refuse_if
from briefings.models import Detainee, ProposedMeeting, Visit
from briefings.models.names import parts_told

State = ProposedMeeting.State
MADE = ("meeting", "participant", "statuschange", "citation")


@dataclass(frozen=True)
class AcceptedCount:
    """How many meetings were made, and how many proposals tell of one that was there."""

    made: int
    known: int


def why_not_decide(proposals: Iterable[ProposedMeeting], by: User) -> list[str]:
    """Return every reason why `by` cannot decide these."""
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
    if not by.has_perms([f"briefings.add_{name}" for name in MADE]):
        reasons.append("Your role does not enter meetings.")
    return reasons + [
        f"“{row}”: its visit was retracted: put it back first."
        for row in rows
        if row.visit.retraction_reason
    ]


def telling_a_name(proposals: Iterable[ProposedMeeting]) -> list[str]:
    """Return which tell a withheld name, which a meeting would quote (two queries)."""
    withheld = [
        [detainee.full_name, *(other.name for other in detainee.names.all())]
        for detainee in Detainee.objects.filter(name_withheld=True).prefetch_related("names")
    ]
    return [
        f"“{row}” tells a name that is withheld: enter the meeting by hand, without it."
        for row in proposals
        if any(parts_told(names, row.words) for names in withheld)
    ]


def accept(*, by: User, proposals: Iterable[ProposedMeeting]) -> AcceptedCount:
    """Make held meetings of proposals, with who travelled on the visiting side.

    Each cites the sources of its visit; where there is one alone, it is quoted with the words that
    the meeting was read from. It is public as the visit is, or waits where `by` does not publish. A
    meeting of that visit, day and people that is there already is linked instead. Nothing is
    written if one proposal is refused; raises `Refused`. A fixed number of queries, and those that
    write, in batches.
    """
    with acting(by=by, action="accept proposed meetings") as at:
        rows = _locked(proposals)
        refuse_if([*why_not_accept(rows, by), *telling_a_name(rows)])
        acceptance = MeetingBuilder(rows, by, at)
        for row in rows:
            row.meeting = acceptance.meeting_of(row)
            row.state = State.ACCEPTED
        acceptance.write()
        ProposedMeeting.objects.bulk_update(rows, ["state", "meeting"], batch_size=1000)
        made = len(acceptance.meetings)
        return AcceptedCount(made, len(rows) - made)


def leave_out(*, by: User, proposals: Iterable[ProposedMeeting]) -> int:
    """Leave proposals out: the same words are not proposed again. Return how many.

    Raises `Refused` if one is decided already.
    """
    with acting(by=by, action="leave proposed meetings out"):
        rows = _locked(proposals)
        refuse_if(why_not_decide(rows, by))
        keys = [row.pk for row in rows]
        return ProposedMeeting.objects.filter(pk__in=keys).update(state=State.LEFT_OUT)


def _locked(proposals: Iterable[ProposedMeeting]) -> list[ProposedMeeting]:
    """Return the proposals read anew with visits and participants; both are locked (four queries).

    The visits first, so that who accepts of the same visit sees what another made.
    """
    keys = {row.pk for row in proposals}
    visits = Visit.objects.filter(
        pk__in=ProposedMeeting.objects.filter(pk__in=keys).values("visit")
    )
    list(visits.select_for_update(no_key=True).order_by("pk"))
    rows = ProposedMeeting.objects.filter(pk__in=keys).order_by("pk")
    locked = rows.select_for_update(no_key=True, of=("self",)).select_related("visit")
    return list(locked.prefetch_related("participants__official"))
