"""Proposes the meetings that remarks on visits mention."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import User

from briefings.actions.acting import acting, extend_timeouts
from briefings.actions.refusals import Refused
from briefings.imports.historian.travels.linking import NamedPerson, match_officials
from briefings.imports.historian.travels.people import Person
from briefings.imports.historian.travels.remarks import MentionedMeeting, meetings_in
from briefings.models import (
    Candidate,
    Country,
    PartialDate,
    ProposedMeeting,
    ProposedParticipant,
    Visit,
)

# Rows of one INSERT, which takes 65,535 values at most.
BATCH = 1000

Key = tuple[int, str, int | None, str]


@dataclass(frozen=True)
class StopRemark:
    """A remark on a stop of a visit, from its first day to its last, both included."""

    visit: Visit
    country: Country | None
    starts: date
    ends: date
    remark: str


@dataclass(frozen=True)
class UnsavedProposal:
    """A proposed meeting with its participants, not saved yet."""

    row: ProposedMeeting
    who: list[ProposedParticipant]


def propose(*, by: User, remarks: Sequence[StopRemark]) -> list[ProposedMeeting]:
    """Propose the meetings that the remarks mention; return the new proposals. Raises `Refused`.

    Meetings proposed before are skipped, whatever was decided of them, and texts too long for their
    column as well. Officials are matched where only one fits. A fixed number of queries, and
    inserts in batches.
    """
    with acting(by=by, action="propose meetings"):
        extend_timeouts()
        if not by.has_perm("briefings.add_proposedmeeting"):
            raise Refused(["Your role does not propose meetings."])
        known = ProposedMeeting.objects.filter(visit__in={each.visit.pk for each in remarks})
        proposed = {_key(row) for row in known}
        new = {
            key: proposal
            for proposal in _proposals(remarks)
            if (key := _key(proposal.row)) not in proposed
        }
        rows = ProposedMeeting.objects.bulk_create(
            (each.row for each in new.values()), batch_size=BATCH
        )
        _save_who(new.values())
        return rows


def _key(row: ProposedMeeting) -> Key:
    return row.visit_id, row.on.text, row.country_id, row.words


def _proposals(remarks: Iterable[StopRemark]) -> Iterator[UnsavedProposal]:
    for each in remarks:
        for meeting in meetings_in(each.remark):
            proposal = _proposal(each, meeting)
            if _fits(proposal.row) and all(_fits(who) for who in proposal.who):
                yield proposal


def _proposal(stop_remark: StopRemark, meeting: MentionedMeeting) -> UnsavedProposal:
    row = ProposedMeeting(
        visit=stop_remark.visit,
        on=_day(stop_remark, meeting),
        words=meeting.words,
        kind=meeting.kind,
        country=stop_remark.country,
        place=meeting.place,
        gathering=meeting.gathering,
    )
    who = [
        ProposedParticipant(proposal=row, title=one.title, name=one.name, of=one.of, order=order)
        if isinstance(one, Person)
        else ProposedParticipant(proposal=row, name=one.words, order=order)
        for order, one in enumerate(meeting.who)
    ]
    return UnsavedProposal(row, who)


def _day(stop_remark: StopRemark, meeting: MentionedMeeting) -> PartialDate:
    """Return the day that the words name, if it is within the stop; else all days of the stop."""
    first = stop_remark.starts.isoformat()
    for year in {stop_remark.starts.year, stop_remark.ends.year} if meeting.day else ():
        day = f"{year:04}-{meeting.month:02}-{meeting.day:02}"
        if first <= day <= stop_remark.ends.isoformat():
            return PartialDate.parse(day)
    return PartialDate.parse(
        first if stop_remark.starts == stop_remark.ends else f"{first}/{stop_remark.ends}"
    )


def _fits(row: ProposedMeeting | ProposedParticipant) -> bool:
    """Return whether every text fits its column; a participant's also that of a group."""
    lengths = {field.name: field.max_length for field in row._meta.local_fields if field.max_length}
    return len(str(row)) <= 200 and all(
        len(str(getattr(row, name) or "")) <= most for name, most in lengths.items()
    )


def _save_who(proposals: Iterable[UnsavedProposal]) -> None:
    """Save the participants, with matching officials and candidates."""
    named = [(each.row, who) for each in proposals for who in each.who]
    persons = [(row, who) for row, who in named if who.title]
    links = match_officials(
        [
            NamedPerson(Person(who.title, who.name, who.of), row.country_id, row.on)
            for row, who in persons
        ]
    )
    for (_, who), found in zip(persons, links, strict=True):
        who.official_id = found.official
    ProposedParticipant.objects.bulk_create((who for _, who in named), batch_size=BATCH)
    Candidate.objects.bulk_create(
        (
            Candidate(proposedparticipant_id=who.pk, official_id=candidate)
            for (_, who), found in zip(persons, links, strict=True)
            for candidate in found.candidates
        ),
        batch_size=BATCH,
    )
