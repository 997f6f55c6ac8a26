"""Countries, organizations, offices, officials, tenures, topics, and their plain rows."""

import factory
from django.utils.text import slugify

from briefings.models import (
    Country,
    ExternalIdentifier,
    Office,
    Official,
    OfficialName,
    Organization,
    Succession,
    Tenure,
    Topic,
)


def slug_of(name: str) -> factory.LazyAttributeSequence:
    """Return a slug made of the field `name`, unlike any other of the run."""
    return factory.LazyAttributeSequence(lambda row, n: f"{slugify(getattr(row, name))}-{n}")


class CountryFactory(factory.django.DjangoModelFactory):
    """Make a country."""

    class Meta:
        model = Country

    name = factory.Iterator(["China", "United States", "Ukraine", "Indonesia", "India"])
    slug = slug_of("name")


class SuccessionFactory(factory.django.DjangoModelFactory):
    """Make one country come after another."""

    class Meta:
        model = Succession

    predecessor = factory.SubFactory(CountryFactory, name="Ceylon")
    successor = factory.SubFactory(CountryFactory, name="Sri Lanka")


class OrganizationFactory(factory.django.DjangoModelFactory):
    """Make an organization of no one country."""

    class Meta:
        model = Organization

    name = factory.Iterator(["United Nations", "NATO", "African Union"])
    slug = slug_of("name")


class OfficeFactory(factory.django.DjangoModelFactory):
    """Make an office of a country."""

    class Meta:
        model = Office

    title = factory.Iterator(["Foreign minister", "President", "Secretary of state"])
    slug = slug_of("title")
    country = factory.SubFactory(CountryFactory)


class OfficialFactory(factory.django.DjangoModelFactory):
    """Make an official of whom only the names are known."""

    class Meta:
        model = Official

    full_name = factory.Iterator(
        ["Antony Blinken", "Qin Gang", "Wang Yi", "Retno Marsudi", "Annalena Baerbock"]
    )
    short_name = factory.LazyAttribute(lambda official: official.full_name.split()[-1])
    sort_name = factory.LazyAttribute(
        lambda official: ", ".join(reversed(official.full_name.rsplit(" ", 1)))
    )
    slug = slug_of("full_name")


class OfficialNameFactory(factory.django.DjangoModelFactory):
    """Make another name of an official."""

    class Meta:
        model = OfficialName

    official = factory.SubFactory(OfficialFactory, full_name="Qin Gang")
    name = "秦刚"


class TenureFactory(factory.django.DjangoModelFactory):
    """Make a tenure of which no date is known."""

    class Meta:
        model = Tenure

    official = factory.SubFactory(OfficialFactory)
    office = factory.SubFactory(OfficeFactory)


class TopicFactory(factory.django.DjangoModelFactory):
    """Make a topic."""

    class Meta:
        model = Topic

    name = factory.Iterator(["Taiwan", "Fentanyl", "Human rights"])
    slug = slug_of("name")


class ExternalIdentifierFactory(factory.django.DjangoModelFactory):
    """Make an official's number in somebody else's list."""

    class Meta:
        model = ExternalIdentifier

    class Params:
        record = factory.SubFactory(OfficialFactory)

    identity = factory.SelfAttribute("record.identity")
    scheme = "wikidata"
    value = factory.Sequence(lambda n: f"Q{n + 1}")
