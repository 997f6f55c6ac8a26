"""The Historian's record, imported once for all that is asked of it."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.historian.database import HistoriansDatabase
from tests.imports.desk import SHARED
from tests.stories.asking import Reader


@pytest.fixture(scope="package", autouse=True)
def _record(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any
) -> Iterator[None]:
    """Let the tests of this package work on the imported database, then return to the empty one."""
    if not SHARED.exists():
        pytest.skip("the Historian's files stand beside the checkout, in ../shared/data")
    worker: dict[str, str] = getattr(request.config, "workerinput", {})
    database = HistoriansDatabase(worker.get("workerid", "alone"))
    with django_db_blocker.unblock():
        database.make()
    yield
    with django_db_blocker.unblock():
        database.drop()


@pytest.fixture
def publisher(db: None) -> User:
    """Return who imported the record."""
    return User.objects.get(username="marguerite.higgins")


@pytest.fixture
def reader(client: Client, db: None) -> Reader:
    """Return who asks."""
    return Reader(client)
