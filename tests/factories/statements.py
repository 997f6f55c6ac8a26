"""Statements and pictures."""

import factory

from briefings.models import Image, Statement, StatementSubject
from tests.factories.records import OfficialFactory, TopicFactory


class StatementFactory(factory.django.DjangoModelFactory):
    """Make an official say something."""

    class Meta:
        model = Statement

    official = factory.SubFactory(OfficialFactory)
    words = "I hope to meet again."


class StatementSubjectFactory(factory.django.DjangoModelFactory):
    """Make a statement be about a topic."""

    class Meta:
        model = StatementSubject

    class Params:
        record = factory.SubFactory(TopicFactory)

    statement = factory.SubFactory(StatementFactory)
    subject = factory.SelfAttribute("record.identity")


class ImageFactory(factory.django.DjangoModelFactory):
    """Make a picture of one colour."""

    class Meta:
        model = Image

    file = factory.django.ImageField(width=16, height=9)
    alt = "Two flags on a table"
    credit = "The Chancery"
    rights = Image.Rights.OWN
