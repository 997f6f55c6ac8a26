"""Imports and their rows."""

import factory
from django.utils import timezone

from briefings.models import ImportedRow, ImportRun, ImportUpload
from tests.factories.people import UserFactory


class ImportRunFactory(factory.django.DjangoModelFactory):
    """Make an import of no file."""

    class Meta:
        model = ImportRun

    by = factory.SubFactory(UserFactory)
    at = factory.LazyFunction(timezone.now)


class ImportedRowFactory(factory.django.DjangoModelFactory):
    """Note a row that became something which is gone again."""

    class Meta:
        model = ImportedRow

    run = factory.SubFactory(ImportRunFactory)
    sheet = table = "officials"
    number = 2
    key = "qin-gang"
    row = factory.SelfAttribute("run.public_id")
    outcome = "created"


class ImportUploadFactory(factory.django.DjangoModelFactory):
    """Keep a file of one meeting, of which nothing is known but the day."""

    class Meta:
        model = ImportUpload

    by = factory.SubFactory(UserFactory)
    name = "meetings.csv"
    data = b"date\n2023-06-18\n"
    table = "meetings"
