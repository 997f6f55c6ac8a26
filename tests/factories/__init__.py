"""The least valid row of each model, as a draft: whatever a test is about, it says itself."""

from typing import TypeVar

from django.db.models import Model

from tests.factories.articles import (
    ArticleFactory,
    BylineFactory,
    CarriedOverFactory,
    CorrectionFactory,
    EditionFactory,
    EditionTopicFactory,
    FixChoiceFactory,
    MentionFactory,
    approved,
)
from tests.factories.custody import (
    CustodyEventFactory,
    DetaineeFactory,
    DetaineeNameFactory,
    DetentionFactory,
    ExchangeFactory,
    ExchangeSideFactory,
    NationalityFactory,
)
from tests.factories.imports import (
    ImportedRowFactory,
    ImportRunFactory,
    ImportUploadFactory,
)
from tests.factories.people import UserFactory
from tests.factories.periods import HOLD, between, since
from tests.factories.proposals import (
    CandidateFactory,
    ProposedMeetingFactory,
    ProposedParticipantFactory,
)
from tests.factories.records import (
    CountryFactory,
    ExternalIdentifierFactory,
    OfficeFactory,
    OfficialFactory,
    OfficialNameFactory,
    OrganizationFactory,
    SuccessionFactory,
    TenureFactory,
    TopicFactory,
)
from tests.factories.rooms import (
    AgendaItemFactory,
    MeetingFactory,
    ObjectiveFactory,
    OutcomeFactory,
    ParticipantFactory,
    PlaceFactory,
    ReadoutFactory,
    StatusChangeFactory,
    StopFactory,
    VisitFactory,
)
from tests.factories.sources import CitationFactory, SourceFactory
from tests.factories.statements import (
    ImageFactory,
    StatementFactory,
    StatementSubjectFactory,
)

FACTORIES = {
    factory._meta.model: factory
    for factory in (
        CandidateFactory,
        ProposedMeetingFactory,
        ProposedParticipantFactory,
        PlaceFactory,
        VisitFactory,
        StopFactory,
        ObjectiveFactory,
        MeetingFactory,
        ParticipantFactory,
        StatusChangeFactory,
        AgendaItemFactory,
        OutcomeFactory,
        ReadoutFactory,
        DetaineeFactory,
        DetaineeNameFactory,
        NationalityFactory,
        DetentionFactory,
        ExchangeFactory,
        ExchangeSideFactory,
        CustodyEventFactory,
        StatementFactory,
        StatementSubjectFactory,
        ImageFactory,
        ArticleFactory,
        BylineFactory,
        CarriedOverFactory,
        FixChoiceFactory,
        CitationFactory,
        CorrectionFactory,
        CountryFactory,
        EditionFactory,
        EditionTopicFactory,
        ExternalIdentifierFactory,
        MentionFactory,
        OfficeFactory,
        OfficialFactory,
        OfficialNameFactory,
        OrganizationFactory,
        SourceFactory,
        SuccessionFactory,
        TenureFactory,
        TopicFactory,
    )
}


M = TypeVar("M", bound=Model)


def row_of(model: type[M], **fields: object) -> M:
    """Return the least valid row of `model`, with `fields` where they differ."""
    row: M = FACTORIES[model](**fields)
    return row


__all__ = [
    "FACTORIES",
    "HOLD",
    "AgendaItemFactory",
    "ArticleFactory",
    "BylineFactory",
    "CandidateFactory",
    "CarriedOverFactory",
    "CitationFactory",
    "CorrectionFactory",
    "CountryFactory",
    "CustodyEventFactory",
    "DetaineeFactory",
    "DetaineeNameFactory",
    "DetentionFactory",
    "EditionFactory",
    "EditionTopicFactory",
    "ExchangeFactory",
    "ExchangeSideFactory",
    "ExternalIdentifierFactory",
    "FixChoiceFactory",
    "ImageFactory",
    "ImportRunFactory",
    "ImportUploadFactory",
    "ImportedRowFactory",
    "MeetingFactory",
    "MentionFactory",
    "NationalityFactory",
    "ObjectiveFactory",
    "OfficeFactory",
    "OfficialFactory",
    "OfficialNameFactory",
    "OrganizationFactory",
    "OutcomeFactory",
    "ParticipantFactory",
    "PlaceFactory",
    "ProposedMeetingFactory",
    "ProposedParticipantFactory",
    "ReadoutFactory",
    "SourceFactory",
    "StatementFactory",
    "StatementSubjectFactory",
    "StatusChangeFactory",
    "StopFactory",
    "SuccessionFactory",
    "TenureFactory",
    "TopicFactory",
    "UserFactory",
    "VisitFactory",
    "approved",
    "between",
    "row_of",
    "since",
]
