"""The people of the stories."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from briefings.actions.publishing import schedule
from briefings.models import Edition
from tests.stories.colleagues import Colleague
from tests.stories.desk import FIXED, approved, drafted, next_draft, person, published, write


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


@pytest.fixture
def first(ana: User, cleo: User) -> Edition:
    """Return the edition that is live."""
    return published(drafted(ana), cleo)


@pytest.fixture
def waiting(first: Edition, ana: User, cleo: User, tomorrow: datetime) -> Edition:
    """Return the edition of tomorrow, which another headline has."""
    edition = approved(next_draft(first.article, ana, headline="Blinken meets Qin"), cleo)
    return schedule(by=cleo, edition=edition, start=tomorrow)


@pytest.fixture
def fix(waiting: Edition, first: Edition, ana: User, dev: User) -> Edition:
    """Return a fix of what is live, approved by another publisher."""
    return approved(next_draft(first.article, ana, from_=first, body=FIXED), dev)


@pytest.fixture
def held(fix: Edition, waiting: Edition, first: Edition, tomorrow: datetime) -> Edition:
    """Return tomorrow's edition, held since a command made the fix live."""
    now = timezone.now()
    write(first, first.live_period.lower, now)
    write(fix, now, tomorrow)
    waiting.refresh_from_db()
    return waiting
