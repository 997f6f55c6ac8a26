"""The least valid row of each model, as a draft: whatever a test is about, it says itself."""

from typing import TypeVar

from django.db.models import Model

from tests.factories.articles import (
    ArticleFactory,
    BylineFactory,
    CorrectionFactory,
    EditionFactory,
    EditionTopicFactory,
    MentionFactory,
    approved,
)
from tests.factories.people import UserFactory
from tests.factories.periods import HOLD, between, since
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
from tests.factories.sources import CitationFactory, SourceFactory

FACTORIES = {
    factory._meta.model: factory
    for factory in (
        ArticleFactory,
        BylineFactory,
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
    "ArticleFactory",
    "BylineFactory",
    "CitationFactory",
    "CorrectionFactory",
    "CountryFactory",
    "EditionFactory",
    "EditionTopicFactory",
    "ExternalIdentifierFactory",
    "MentionFactory",
    "OfficeFactory",
    "OfficialFactory",
    "OfficialNameFactory",
    "OrganizationFactory",
    "SourceFactory",
    "SuccessionFactory",
    "TenureFactory",
    "TopicFactory",
    "UserFactory",
    "approved",
    "between",
    "row_of",
    "since",
]
