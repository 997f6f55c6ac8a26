"""Meetings that may be entered twice: the same day, kind and principal participants."""

from __future__ import annotations

from collections.abc import Iterator

from briefings.checks.doubt import Doubt
from briefings.models import Meeting, Participant

FEWEST = 2  # participants: one alone says too little
BESIDE = (Participant.Role.DELEGATION, Participant.Role.OBSERVER)
Principal = tuple[int | None, int | None]
Principals = frozenset[Principal]


def meetings_twice(meeting: Meeting) -> Iterator[Doubt]:
    """Yield each other meeting with the same day, kind and principal participants.

    Of a day that is known in part nothing is told, nor of two meetings at different moments. At
    most three queries.
    """
    if meeting.on is None or meeting.on.precision != "day":
        return
    others = [
        other
        for other in Meeting.objects.filter(
            on=meeting.on,
            kind=meeting.kind,
            retraction_reason="",
            identity__merged_into__isnull=True,
        ).exclude(pk=meeting.pk)
        if None in (other.starts_at, meeting.starts_at) or other.starts_at == meeting.starts_at
    ]
    if not others:
        return
    principals = _principals([meeting, *others])
    own = principals.get(meeting.pk, frozenset())
    for other in others:
        if len(own) >= FEWEST and principals.get(other.pk) == own:
            words = f"{other} has the same day and participants: it may be entered twice."
            yield Doubt(meeting, "", words, certain=False, other=other)


def _principals(meetings: list[Meeting]) -> dict[int | None, Principals]:
    """Return who leads each meeting; all who take part where nobody is said to."""
    rows = Participant.objects.filter(meeting__in=meetings, retraction_reason="", group="")
    found: dict[int | None, dict[bool, set[Principal]]] = {}
    for row in rows:
        who = found.setdefault(row.meeting_id, {True: set(), False: set()})
        who[row.role not in BESIDE].add((row.official_id, row.organization_id))
    return {meeting: frozenset(who[True] or who[False]) for meeting, who in found.items()}
