"""Decide proposed meetings in bulk: accept them or leave them out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import User

from briefings.actions.accepting import MeetingBuilder
from briefings.actions.acting import acting
from briefings.actions.refusals import refuse_if
from briefings.models import Detainee, ProposedMeeting, Visit
from briefings.models.names import matching_name_parts

State = ProposedMeeting.State
MADE = ("meeting", "participant", "statuschange", "citation")


@dataclass(frozen=True)
class AcceptedCount:
    """How many meetings were created, and how many proposals were of a known meeting."""

    made: int
    known: int


def why_not_decide(proposals: Iterable[ProposedMeeting], by: User) -> list[str]:
    """Return every reason why `by` cannot decide these proposals."""
    reasons = []
    if not by.has_perm("briefings.change_proposedmeeting"):
        reasons.append("Your role does not decide proposals.")
    return reasons + [
        f"“{row}” is decided: {row.get_state_display().lower()}."
        for row in proposals
        if row.state != State.WAITING
    ]


def why_not_accept(proposals: Iterable[ProposedMeeting], by: User) -> list[str]:
    """Return every reason why `by` cannot accept these proposals; their visits are fetched."""
    rows = list(proposals)
    reasons = why_not_decide(rows, by)
    if not by.has_perms([f"briefings.add_{name}" for name in MADE]):
        reasons.append("Your role does not enter meetings.")
    return reasons + [
        f"“{row}”: its visit was retracted: reinstate it first."
        for row in rows
        if row.visit.retraction_reason
    ]


def why_not_quote(proposals: Iterable[ProposedMeeting]) -> list[str]:
    """Return a reason for each proposal whose words, to be quoted, hold a withheld name.

    Two queries.
    """
    withheld = [
        [detainee.full_name, *(other.name for other in detainee.names.all())]
        for detainee in Detainee.objects.filter(name_withheld=True).prefetch_related("names")
    ]
    return [
        f"“{row}” contains a withheld name: enter the meeting by hand, without it."
        for row in proposals
        if any(matching_name_parts(names, row.words) for names in withheld)
    ]


def accept(*, by: User, proposals: Iterable[ProposedMeeting]) -> AcceptedCount:
    """Create a held meeting for each proposal, with the travellers on the visiting side.

    If the record has a meeting of that visit, day and people, the proposal is linked to it instead.
    A new meeting cites the sources of its visit; if there is only one, the citation quotes the
    words that the meeting was read from. It is public as the visit is, or waits if `by` may not
    publish.

    Raises `Refused` if any proposal is refused; then nothing is written. A fixed number of queries,
    and the writing ones in batches.
    """
    with acting(by=by, action="accept proposed meetings") as at:
        rows = _lock(proposals)
        refuse_if([*why_not_accept(rows, by), *why_not_quote(rows)])
        builder = MeetingBuilder(rows, by, at)
        for row in rows:
            row.meeting = builder.find_or_build(row)
            row.state = State.ACCEPTED
        builder.save()
        ProposedMeeting.objects.bulk_update(rows, ["state", "meeting"], batch_size=1000)
        made = len(builder.meetings)
        return AcceptedCount(made, len(rows) - made)


def leave_out(*, by: User, proposals: Iterable[ProposedMeeting]) -> int:
    """Leave proposals out, so that the same words are not proposed again; return how many.

    Raises `Refused` if one is decided already.
    """
    with acting(by=by, action="leave proposed meetings out"):
        rows = _lock(proposals)
        refuse_if(why_not_decide(rows, by))
        keys = [row.pk for row in rows]
        return ProposedMeeting.objects.filter(pk__in=keys).update(state=State.LEFT_OUT)


def _lock(proposals: Iterable[ProposedMeeting]) -> list[ProposedMeeting]:
    """Lock visits and proposals; return the proposals read anew with participants (four queries).

    The visits first, so that whoever accepts of the same visit sees the other's meetings.
    """
    keys = {row.pk for row in proposals}
    visits = Visit.objects.filter(
        pk__in=ProposedMeeting.objects.filter(pk__in=keys).values("visit")
    )
    list(visits.select_for_update(no_key=True).order_by("pk"))
    rows = ProposedMeeting.objects.filter(pk__in=keys).order_by("pk")
    locked = rows.select_for_update(no_key=True, of=("self",)).select_related("visit")
    return list(locked.prefetch_related("participants__official"))
