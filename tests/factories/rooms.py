"""Places, visits, meetings and what belongs to them."""

import factory

from briefings.models import (
    AgendaItem,
    Meeting,
    Objective,
    Outcome,
    Participant,
    Place,
    Readout,
    StatusChange,
    Stop,
    Visit,
)
from tests.factories.records import (
    CountryFactory,
    OfficialFactory,
    TopicFactory,
    slug_of,
)


class PlaceFactory(factory.django.DjangoModelFactory):
    """Make a place in a country."""

    class Meta:
        model = Place

    name = factory.Iterator(["Beijing", "Diaoyutai State Guesthouse", "Lefortovo Prison"])
    slug = slug_of("name")
    country = factory.SubFactory(CountryFactory)
    time_zone = "Asia/Shanghai"


class VisitFactory(factory.django.DjangoModelFactory):
    """Make a visit of which nothing is known."""

    class Meta:
        model = Visit

    slug = factory.Sequence(lambda n: f"visit-{n}")


class StopFactory(factory.django.DjangoModelFactory):
    """Make a stop of a visit in a country."""

    class Meta:
        model = Stop

    visit = factory.SubFactory(VisitFactory)
    country = factory.SubFactory(CountryFactory)


class ObjectiveFactory(factory.django.DjangoModelFactory):
    """Make an objective of a visit."""

    class Meta:
        model = Objective

    visit = factory.SubFactory(VisitFactory)
    words = "Keep open lines of communication."


class MeetingFactory(factory.django.DjangoModelFactory):
    """Make a meeting of which nothing but its kind is known."""

    class Meta:
        model = Meeting

    slug = factory.Sequence(lambda n: f"meeting-{n}")


class ParticipantFactory(factory.django.DjangoModelFactory):
    """Make an official take part in a meeting."""

    class Meta:
        model = Participant

    meeting = factory.SubFactory(MeetingFactory)
    official = factory.SubFactory(OfficialFactory)


class StatusChangeFactory(factory.django.DjangoModelFactory):
    """Make a meeting be held, or a participant be there."""

    class Meta:
        model = StatusChange

    meeting = factory.SubFactory(MeetingFactory)
    status = factory.LazyAttribute(
        lambda row: "present" if getattr(row, "participant", None) else "held"
    )
    on = "2023-06-18"


class AgendaItemFactory(factory.django.DjangoModelFactory):
    """Put a topic on the agenda of a meeting."""

    class Meta:
        model = AgendaItem

    meeting = factory.SubFactory(MeetingFactory)
    topic = factory.SubFactory(TopicFactory)


class OutcomeFactory(factory.django.DjangoModelFactory):
    """Let something come of a meeting."""

    class Meta:
        model = Outcome

    meeting = factory.SubFactory(MeetingFactory)
    words = "Both sides agreed to talk again."


class ReadoutFactory(factory.django.DjangoModelFactory):
    """Make a country's readout of a meeting."""

    class Meta:
        model = Readout

    meeting = factory.SubFactory(MeetingFactory)
    country = factory.SubFactory(CountryFactory)
    words = "The talks were candid."
