"""Two people on every page and every group of rows of the desk: no write of either is lost."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group as Role
from django.contrib.auth.models import User

from briefings.admin.conflicts import ConflictMixin
from briefings.models import Identity
from tests.admin.conftest import Desk, Person
from tests.admin.interleaved import Form, Group, another, child_of, groups, page_of, typeable
from tests.admin.plays import OF_ANY, Case, Plays, plays_of, saved, typed, undone
from tests.exploring import share
from tests.factories import FACTORIES

LOG = logging.getLogger(__name__)
ALL = [*groups()]
# A proposal is decided by buttons; who came free is read on the page of an exchange.
NOTHING_TYPED = {"proposedmeeting", "exchange-custody_events"}
PAGES = [group for group in ALL if not group.prefix]
ROWS = [group for group in ALL if group.prefix]


def lost(case: Case, plays: Plays) -> list[str]:
    """Play interleavings from the same beginning; return those in which something was lost."""
    found = []
    every = [(first, then) for first, thens in plays.items() for then in thens]
    played = share(every, ALL.index(case.group))
    for first in dict.fromkeys(first for first, _ in played):
        with undone():
            saved(first(case))
            for then in (then for begun, then in played if begun is first):
                try:
                    with undone():
                        then(case)
                except AssertionError as error:
                    found.append(f"{first.__name__}, {then.__name__}: {str(error)[-600:]}")
    LOG.info("%s: %d played, %d lost %s", case.group, len(played), len(found), "; ".join(found))
    return found


@pytest.fixture
def people(desk: Person) -> tuple[Desk, Desk]:
    """Return two administrators, who may open every page."""
    return desk("administrator"), desk("administrator")


@pytest.mark.sampled
@pytest.mark.parametrize("group", PAGES, ids=str)
def test_no_change_of_a_page_is_lost(people: tuple[Desk, Desk], group: Group) -> None:
    page = page_of(group)
    ana, ben = (Form(person, page) for person in people)
    fields = typeable(ana, group, page, wanted=2)
    assert bool(fields) == (str(group) not in NOTHING_TYPED)
    if fields:
        case = Case(ana, ben, page, group, page, fields, fields, {})
        assert not lost(case, {typed: OF_ANY})


@pytest.mark.sampled
@pytest.mark.parametrize("group", ROWS, ids=str)
def test_no_change_of_a_row_is_lost(people: tuple[Desk, Desk], group: Group) -> None:
    page = page_of(group)
    row = child_of(group, page)
    ana, ben = (Form(person, page) for person in people)
    own = typeable(ana, Group(group.model), page, wanted=1)
    fields = typeable(ana, group, row, wanted=2)
    assert bool(fields) == (str(group) not in NOTHING_TYPED)
    if not fields:
        return
    case = Case(ana, ben, page, group, row, own, fields, {})
    removable = bool(ana.page.xpath(f"//*[@name='{ana.name(group, row, 'DELETE')}']"))
    if removable:
        entered = ana.row_sent(group, row) | {name: each[-1] for name, each in fields.items()}
        of_page = {"id", group.fk}
        case.added = another(row, {k: v for k, v in entered.items() if k not in of_page})
    assert not lost(case, plays_of(case, removable=removable))


def test_the_sweep_misses_no_page() -> None:
    """On a page that does not compare, or whose kind has no factory, words may be lost."""
    pages: Any = admin.site._registry
    for model, page in pages.items():
        if model not in (Identity, Role):
            assert isinstance(page, ConflictMixin)
            assert model in {*FACTORIES, User}
        assert not page.list_editable  # a list that is typed into compares nothing
