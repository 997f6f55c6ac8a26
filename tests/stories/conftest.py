"""The people of the stories."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from tests.stories.colleagues import Colleague
from tests.stories.desk import person


@pytest.fixture
def ana(db: None) -> User:
    """Return a reporter."""
    return person("Ana Petrović", "reporter")


@pytest.fixture
def ben(db: None) -> User:
    """Return an editor."""
    return person("Ben Okafor", "editor")


@pytest.fixture
def cleo(db: None) -> User:
    """Return a publisher."""
    return person("Cleo Marsh", "publisher")


@pytest.fixture
def dev(db: None) -> User:
    """Return another publisher."""
    return person("Dev Rao", "publisher")


@pytest.fixture
def tomorrow() -> datetime:
    """Return a moment a day ahead."""
    return timezone.now() + timedelta(days=1)


@pytest.fixture
def colleagues(transactional_db: None) -> Iterator[tuple[Colleague, Colleague]]:
    """Return two people whose transactions overlap."""
    both = Colleague(), Colleague()
    for colleague in both:
        colleague.begins()
    yield both
    for colleague in both:
        colleague.leaves()
