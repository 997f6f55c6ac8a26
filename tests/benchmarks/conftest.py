"""A newsroom as `make bench` loads it, of a size that a test can wait for."""

from collections.abc import Callable

import pytest
from django.db import connection

from benchmarks.loading import Sizes, load
from tests.databases import analyse


@pytest.fixture
def newsroom_of(db: None) -> Callable[[int], Sizes]:
    """Return a function that loads a newsroom of so many articles."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT usesuper FROM pg_user WHERE usename = current_user")
        if cursor.fetchone() != (True,):
            pytest.skip("only a superuser puts triggers to sleep")

    def loaded(articles: int) -> Sizes:
        sizes = load(articles)
        analyse()
        return sizes

    return loaded
