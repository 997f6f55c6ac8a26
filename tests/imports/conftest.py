"""Who imports."""

import pytest
from django.contrib.auth.models import User

from tests.stories.desk import person


@pytest.fixture
def editor(db: None) -> User:
    """Return somebody whose entries are public at once."""
    return person("Marguerite Higgins", "editor")


@pytest.fixture
def reporter(db: None) -> User:
    """Return somebody whose entries wait for an editor."""
    return person("Nellie Bly", "reporter")
