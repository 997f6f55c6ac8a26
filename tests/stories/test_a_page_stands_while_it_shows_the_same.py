"""The page of a record stands until what it shows differs, whatever the desk does.

Every page is made, something is done, every page is made again. One that differs has another
validator.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.db import connection, transaction
from django.test import Client

from briefings.models.record_types import RECORD_TYPES
from tests.ledger import database_now, number_changes
from tests.standing import STANDING
from tests.stories.embedding.deeds import DEEDS
from tests.stories.embedding.newsroom import Newsroom

Pages = dict[tuple[str, str], tuple[str, bytes]]


@dataclass
class Stage:
    """A newsroom and its pages: of each record, by type and slug, the validator and the page."""

    newsroom: Newsroom
    before: Pages


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[Stage]:
    """Open the newsroom once; each deed is taken back after it."""
    with (
        pytest.MonkeyPatch.context() as patch,
        django_db_blocker.unblock(),  # type: ignore[attr-defined]
        STANDING.of_a_module(),
    ):
        patch.setattr("briefings.freshness.CLOCK_WINDOW", 10**12)
        newsroom = Newsroom()
        yield Stage(newsroom, pages())


def pages() -> Pages:
    """Return the page of every record that readers see."""
    connection.check_constraints()
    number_changes()
    client, made, at = Client(), {}, database_now()
    for kind in RECORD_TYPES.values():
        if kind.has_page:
            for record in kind.model._default_manager.live(at):  # type: ignore[attr-defined]
                answer = client.get(record.get_absolute_url())
                assert answer.status_code == 200, record
                made[kind.name, record.slug] = answer.headers["ETag"], answer.content
    return made


@pytest.mark.parametrize("name", DEEDS)
def test_a_page_that_differs_has_another_validator(name: str, stage: Stage) -> None:
    before = stage.before
    with transaction.atomic():
        for _ in DEEDS[name](stage.newsroom):
            after = pages()
            assert list(stale(before, after)) == []
            before = after
        transaction.set_rollback(True)


def stale(before: Pages, after: Pages) -> Iterator[tuple[str, str]]:
    """Yield the pages that differ under the same validator."""
    for key in before.keys() & after.keys():
        if before[key][0] == after[key][0] and before[key][1] != after[key][1]:
            yield key
