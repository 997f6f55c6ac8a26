"""Detainees, their detentions and what happened to them."""

from typing import Any

import factory

from briefings.models import (
    CustodyEvent,
    Detainee,
    DetaineeName,
    Detention,
    Exchange,
    ExchangeSide,
    Nationality,
)
from tests.factories.people import UserFactory
from tests.factories.records import CountryFactory, slug_of


class DetaineeFactory(factory.django.DjangoModelFactory):
    """Make a detainee of whom only the names are known."""

    class Meta:
        model = Detainee

    full_name = factory.Iterator(["Mark Swidan", "Kai Li", "David Lin"])
    short_name = factory.LazyAttribute(lambda detainee: detainee.full_name.split()[-1])
    sort_name = factory.LazyAttribute(
        lambda detainee: ", ".join(reversed(detainee.full_name.rsplit(" ", 1)))
    )
    slug = slug_of("full_name")


class DetaineeNameFactory(factory.django.DjangoModelFactory):
    """Make another name of a detainee."""

    class Meta:
        model = DetaineeName

    detainee = factory.SubFactory(DetaineeFactory, full_name="Kai Li")
    name = "李凯"


class NationalityFactory(factory.django.DjangoModelFactory):
    """Make a detainee a country's citizen."""

    class Meta:
        model = Nationality

    detainee = factory.SubFactory(DetaineeFactory)
    country = factory.SubFactory(CountryFactory)


class DetentionFactory(factory.django.DjangoModelFactory):
    """Make a country detain somebody."""

    class Meta:
        model = Detention

    detainee = factory.SubFactory(DetaineeFactory)
    country = factory.SubFactory(CountryFactory)


class ExchangeFactory(factory.django.DjangoModelFactory):
    """Make an exchange of nobody yet."""

    class Meta:
        model = Exchange

    on = "2024-11-27"


class ExchangeSideFactory(factory.django.DjangoModelFactory):
    """Make a country a side of an exchange."""

    class Meta:
        model = ExchangeSide

    exchange = factory.SubFactory(ExchangeFactory)
    country = factory.SubFactory(CountryFactory)


def exchanged(row: Any) -> bool:
    """Return whether a custody event is made of an exchange."""
    return getattr(row, "exchange", None) is not None


class CustodyEventFactory(factory.django.DjangoModelFactory):
    """Make somebody detained, or exchanged: one person enters it, another approves it."""

    class Meta:
        model = CustodyEvent

    detention = factory.SubFactory(DetentionFactory)
    kind = factory.LazyAttribute(lambda row: "exchanged" if exchanged(row) else "detained")
    status = factory.LazyAttribute(lambda row: "free" if exchanged(row) else "held")
    on = "2016-09"
    entered_by = factory.SubFactory(UserFactory)
    approved_by = factory.SubFactory(UserFactory)
