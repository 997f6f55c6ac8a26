"""Meetings made of accepted proposals, and those that are in the record already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import Prefetch, Q
from django.utils.text import slugify
from psycopg.types.range import TimestamptzRange

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

# Rows in one INSERT: PostgreSQL takes at most 65,535 parameters.
BATCH = 1000


@dataclass(frozen=True)
class Counterparts:
    """Whom the travellers meet: keys of officials, names of persons, names of groups."""

    officials: frozenset[int]
    named: frozenset[str]
    groups: frozenset[str] = frozenset()

    def are_in(self, known: Counterparts) -> bool:
        """Return whether a known meeting, with the counterparts `known`, is with the same people.

        It is if the officials are the same and it names all these persons. Groups are compared
        only if there is no official.
        """
        words = known.named | known.groups
        if self.officials != known.officials:
            return False
        return self.named <= words if self.officials else self.named | self.groups == words


class MeetingBuilder:
    """Builds the meetings that proposals become. Six queries to begin with; `save` writes."""

    def __init__(self, proposals: Sequence[ProposedMeeting], by: User, at: datetime) -> None:
        self.at = at
        self.publishes = by.has_perm("briefings.publish_identity")
        visits = {row.visit_id for row in proposals}
        self.travellers = _travellers(visits)
        self.citations_of = _citations(visits)
        self.known = self._known(visits)
        self.slugs = _slugs(proposals)
        self.meetings: list[Meeting] = []
        self.participants: list[Participant] = []
        self.statuses: list[StatusChange] = []
        self.citations: list[Citation] = []

    def find_or_build(self, proposal: ProposedMeeting) -> Meeting:
        """Return the meeting of this visit, day and people: a known or a new one, not saved."""
        met = _counterparts_of(proposal)
        known = self.known[proposal.visit_id]
        for on, counterparts, meeting in known:
            if on.certainly_on(proposal.on) and met.are_in(counterparts):
                return meeting
        meeting = self._build(proposal)
        known.append((proposal.on, met, meeting))
        return meeting

    def save(self) -> None:
        """Save the new meetings with their rows, and publish the sources that become public."""
        Meeting.objects.bulk_create(self.meetings, batch_size=BATCH)
        Participant.objects.bulk_create(self.participants, batch_size=BATCH)
        StatusChange.objects.bulk_create(self.statuses, batch_size=BATCH)
        Citation.objects.bulk_create(self.citations, batch_size=BATCH)
        live = [meeting.pk for meeting in self.meetings if meeting.live_period is not None]
        if live:
            release_sources(Q(citations__meeting__in=live), self.at)

    def _build(self, proposal: ProposedMeeting) -> Meeting:
        visit, live_period = proposal.visit, self._live_period(proposal.visit)
        meeting = Meeting(
            slug=self.slugs[proposal.pk],
            kind=proposal.kind,
            on=proposal.on,
            country_id=proposal.country_id,
            visit=visit,
            live_period=live_period,
        )
        seated: dict[int | str, Participant] = {}
        for row in (
            *_travelling_participants(self.travellers[visit.pk]),
            *_met_participants(proposal),
        ):
            seated.setdefault(row.official_id or row.group, row)
        for order, row in enumerate(seated.values()):
            row.meeting, row.order, row.live_period = meeting, order, live_period
            self.participants.append(row)
        self.meetings.append(meeting)
        self.statuses.append(
            StatusChange(
                meeting=meeting, status=Status.HELD, on=proposal.on, live_period=live_period
            )
        )
        cited = self.citations_of[visit.pk]
        # If the visit cites several sources, nobody knows whose words these are.
        quote = proposal.words if len(cited) == 1 else ""
        self.citations += [
            Citation(source_id=each.source_id, meeting=meeting, quote=quote) for each in cited
        ]
        return meeting

    def _live_period(self, visit: Visit) -> TimestamptzRange | None:
        """Return the visit's live period from now on; None without one, or if `by` may not."""
        if visit.live_period is None or not self.publishes:
            return None
        return TimestamptzRange(max(visit.live_period.lower, self.at), None)

    def _known(
        self, visits: set[int]
    ) -> defaultdict[int, list[tuple[PartialDate, Counterparts, Meeting]]]:
        """Return the meetings of the visits with their days and people (two queries)."""
        known = defaultdict(list)
        sitting = Participant.objects.filter(retraction_reason="").select_related("organization")
        meetings = Meeting.objects.filter(
            visit__in=visits, on__isnull=False, retraction_reason=""
        ).prefetch_related(Prefetch("participants", sitting))
        for meeting in meetings:
            visit, on = meeting.visit_id, meeting.on
            if visit is None or on is None:
                continue
            travelling = {row.official_id for row in self.travellers[visit]}
            sitting_there = meeting.participants.all()
            counterparts = Counterparts(
                frozenset(row.official_id for row in sitting_there if row.official_id) - travelling,
                frozenset(str(row).casefold() for row in sitting_there if not row.official_id),
            )
            known[visit].append((on, counterparts, meeting))
        return known


def _counterparts_of(proposal: ProposedMeeting) -> Counterparts:
    in_words = [who for who in proposal.participants.all() if who.official_id is None]
    return Counterparts(
        frozenset(who.official_id for who in proposal.participants.all() if who.official_id),
        frozenset(str(who).casefold() for who in in_words if who.title),
        frozenset(str(who).casefold() for who in in_words if not who.title),
    )


def _met_participants(proposal: ProposedMeeting) -> list[Participant]:
    """Return the people met as participants, not saved.

    Persons lead their side, or groups if there is no person: the title is made of who leads.
    """
    who = list(proposal.participants.all())
    persons = any(each.title for each in who)
    return [
        Participant(
            official_id=each.official_id,
            group="" if each.official_id else str(each),
            country_id=None
            if each.official_id or each.of or not each.title
            else proposal.country_id,
            role=Participant.Role.LEAD
            if each.title or not persons
            else Participant.Role.DELEGATION,
        )
        for each in who
    ]


def _travelling_participants(travellers: list[Participant]) -> list[Participant]:
    """Return the travellers as participants of a meeting, not saved; who travels alone leads."""
    return [
        Participant(
            official_id=row.official_id,
            country_id=row.country_id,
            side=Participant.Side.VISITOR,
            role=row.role if len(travellers) > 1 else Participant.Role.LEAD,
        )
        for row in travellers
    ]


def _travellers(visits: set[int]) -> defaultdict[int, list[Participant]]:
    """Return the officials who travel, by visit, in the order of their seats (one query)."""
    found = defaultdict(list)
    rows = Participant.objects.filter(
        visit__in=visits, official__isnull=False, retraction_reason=""
    ).exclude(
        Q(side__in=[Participant.Side.HOST, Participant.Side.THIRD]) | Q(role=Participant.Role.HOST)
    )
    for row in rows.in_order():
        if row.visit_id is not None:
            found[row.visit_id].append(row)
    return found


def _citations(visits: set[int]) -> defaultdict[int, list[Citation]]:
    """Return the supporting citations by visit, in the order of their numbers (one query)."""
    found = defaultdict(list)
    cited = Citation.objects.filter(visit__in=visits, stance=Citation.Stance.SUPPORTS)
    for row in cited.order_by("place", "id"):
        if row.visit_id is not None:
            found[row.visit_id].append(row)
    return found


def _slugs(proposals: Sequence[ProposedMeeting]) -> dict[int, str]:
    """Return a slug for each proposal's meeting that no meeting has or had (one query)."""
    wanted = {}
    for row in proposals:
        names = " ".join(who.name for who in row.participants.all())
        wanted[row.pk] = slugify(f"{names[:90]} {row.on.earliest}") or f"met-{row.pk}"
    taken = {
        *Slug.objects.filter(type="meeting", slug__in=wanted.values()).values_list(
            "slug", flat=True
        )
    }
    slugs = {}
    for key, slug in wanted.items():
        slugs[key] = f"{slug}-{key}" if slug in taken else slug
        taken.add(slug)
    return slugs
