"""Sources, and what rests on them."""

import factory

from briefings.models import Citation, Source
from tests.factories.records import OfficialFactory


class SourceFactory(factory.django.DjangoModelFactory):
    """Make a source."""

    class Meta:
        model = Source

    publisher = "Office of the Historian"
    title = factory.Sequence(lambda n: f"Principal officers, volume {n + 1}")


class CitationFactory(factory.django.DjangoModelFactory):
    """Make an official's biography rest on a source."""

    class Meta:
        model = Citation

    source = factory.SubFactory(SourceFactory)
    official = factory.SubFactory(OfficialFactory)
