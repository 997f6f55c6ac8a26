"""Meetings that a text tells of, before anybody decided."""

import factory

from briefings.models import Candidate, ProposedMeeting, ProposedParticipant
from tests.factories.records import OfficialFactory
from tests.factories.rooms import VisitFactory


class ProposedMeetingFactory(factory.django.DjangoModelFactory):
    """Propose a meeting of a visit."""

    class Meta:
        model = ProposedMeeting

    visit = factory.SubFactory(VisitFactory)
    on = "2023-06-18"
    words = factory.Sequence(lambda n: f"Met with Foreign Minister Qin Gang, {n}")


class ProposedParticipantFactory(factory.django.DjangoModelFactory):
    """Propose who was met."""

    class Meta:
        model = ProposedParticipant

    proposal = factory.SubFactory(ProposedMeetingFactory)
    title = "Foreign Minister"
    name = "Qin Gang"


class CandidateFactory(factory.django.DjangoModelFactory):
    """Propose who it may be that was met."""

    class Meta:
        model = Candidate

    proposedparticipant = factory.SubFactory(ProposedParticipantFactory)
    official = factory.SubFactory(OfficialFactory)
