"""The page of a record stands until what it shows differs, whatever the desk does.

Every page is made, something is done, every page is made again. One that differs has another
validator, and would not have if it rested on less.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.db import connection, transaction
from django.test import Client

from briefings import ledger
from briefings.ledger import Beside, Scope
from briefings.models.record_types import RECORD_TYPES
from briefings.pages.scopes import BESIDE
from tests.ledger import database_now, number_changes
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
        transaction.atomic(),
    ):
        patch.setattr("briefings.freshness.CLOCK_WINDOW", 10**12)
        newsroom = Newsroom()
        yield Stage(newsroom, pages())
        transaction.set_rollback(True)


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


@pytest.mark.slow
def test_a_page_rests_on_nothing_in_vain(stage: Stage) -> None:
    needed: set[tuple[str, Beside | None]] = set()
    for deed in DEEDS.values():
        before, heads = stage.before, {key: heads_of(*key) for key in stage.before}
        with transaction.atomic():
            for _ in deed(stage.newsroom):
                after = pages()
                raised = {key: heads_of(*key) for key in after}
                for key in before.keys() & after.keys():
                    moved = [one for one in raised[key] if raised[key][one] != heads[key][one]]
                    if before[key][1] != after[key][1] and len(moved) == 1:
                        needed.add((key[0], moved[0]))
                before, heads = after, raised
            transaction.set_rollback(True)
    assert {(type_, part) for type_ in BESIDE for part in parts_of(type_)} - needed == set()


def heads_of(type_: str, slug: str) -> dict[Beside | None, int]:
    """Return the head of each part of what a page rests on; None is its record's own."""
    own = head(type_, slug)
    return {None: own} | {each: max(0, head(type_, slug, each) - own) for each in parts_of(type_)}


def head(type_: str, slug: str, *beside: Beside) -> int:
    """Return the head of a record and of what is beside it."""
    scope = Scope(frozenset(), record=(type_, slug), beside=beside)
    return (ledger.read_state(scope).scope_head or (0,))[0]


def parts_of(type_: str) -> Iterator[Beside]:
    """Yield what pages of a type rest on, a type of row at a time."""
    for each in BESIDE[type_]:
        yield from (Beside(each.path, types=(name,), where=each.where) for name in each.types)
        yield from (Beside(each.path, of=(pair,), where=each.where) for pair in each.of)
