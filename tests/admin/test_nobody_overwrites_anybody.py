"""Two people on every page and every group of rows of the desk: no write of either is lost."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group as Role
from django.contrib.auth.models import User
from django.db import transaction

from briefings.admin.conflicts import Compared
from briefings.models import Identity
from tests.admin.conftest import Desk, Person
from tests.admin.interleaved import (
    Answer,
    Form,
    Group,
    child_of,
    groups,
    held,
    page_of,
    stored,
    typeable,
)
from tests.factories import FACTORIES

LOG = logging.getLogger(__name__)
ALL = [*groups()]
NOTHING_TYPED = {"proposedmeeting"}  # its page's own row; buttons decide it
PAGES = [group for group in ALL if not group.prefix]
ROWS = [group for group in ALL if group.prefix]


@contextmanager
def undone() -> Iterator[None]:
    """Undo what is done within."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@dataclass
class Case:
    """Ana and Ben, who opened one page, and what they type into a row and into the page's own.

    `added` is typed for another row, empty where none can be added.
    """

    ana: Form
    ben: Form
    page: Any
    group: Group
    row: Any
    own: dict[str, list[Any]]
    fields: dict[str, list[Any]]
    added: dict[str, Any]

    def __post_init__(self) -> None:
        self.main = next(iter(self.own), "")
        self.first = next(iter(self.fields))
        self.one, *others = self.fields[self.first]
        self.other = others[0] if others else None

    def type(self, form: Form, value: Any, field: str = "") -> Answer:
        """Type a value into a field of the row, the first if not told, and send the page."""
        return form.send(**{form.name(self.group, self.row, field or self.first): value})

    def type_own(self, form: Form) -> Answer:
        """Type into the page's own row, and send the page."""
        return form.send(**{self.main: self.own[self.main][0]})

    def delete(self, form: Form) -> Answer:
        """Delete the row, and send the page."""
        return form.send(**{form.name(self.group, self.row, "DELETE"): "on"})

    def add(self, form: Form) -> Answer:
        """Add another row, and send the page."""
        return form.send(**form.new(self.group, self.added))

    def holds(self, value: Any, field: str = "") -> None:
        """Assert what a field of the row holds."""
        assert held(self.row, field or self.first) == value

    def own_is_typed(self) -> None:
        """Assert that the page's own row holds what was typed into it."""
        assert held(self.page, self.main) == self.own[self.main][0]

    def rows(self) -> list[Any]:
        """Return the rows of the group."""
        assert self.group.child is not None
        whole = getattr(self.row, self.group.fk)
        return [*self.group.child._base_manager.filter(**{self.group.fk: whole})]


def two_fields(case: Case) -> None:
    if len(case.fields) > 1:
        second, (value, *_) = [*case.fields.items()][1]
        assert case.type(case.ana, case.one).saved
        assert case.type(case.ben, value, second).saved
        case.holds(case.one)
        case.holds(value, second)


def one_field_alike(case: Case) -> None:
    assert case.type(case.ana, case.one).saved
    assert case.type(case.ben, case.one).saved
    case.holds(case.one)


def one_field(case: Case) -> None:
    if case.other is not None:
        assert case.type(case.ana, case.one).saved
        asked = case.type(case.ben, case.other)
        assert len(asked.choices) == 1, asked.words
        asked = asked.send()  # pressed without choosing
        assert len(asked.choices) == 1, asked.words
        case.holds(case.one)
        with undone():
            assert asked.send("theirs").saved
            case.holds(case.one)
        assert asked.send("yours").saved
        case.holds(case.other)


def a_third_meanwhile(case: Case) -> None:
    """What is chosen is chosen of what was shown: a third who saves since is asked about again."""
    if case.other is not None:
        was, before = held(case.row, case.first), stored(case.row, case.first)
        assert case.type(case.ana, case.one).saved
        asked = case.type(case.ben, case.other)
        type(case.row)._base_manager.filter(pk=case.row.pk).update(**{case.first: before})
        again = asked.send("yours")
        assert len(again.choices) == 1, again.words
        case.holds(was)
        assert again.send("yours").saved
        case.holds(case.other)


def without_versions(case: Case) -> None:
    assert case.type(case.ana, case.one).saved
    assert not case.ben.send(_seen=None).saved
    assert not case.ben.send(_seen="[]").saved
    case.holds(case.one)


def row_then_own(case: Case) -> None:
    assert case.type(case.ana, case.one).saved
    assert case.type_own(case.ben).saved
    case.holds(case.one)
    case.own_is_typed()


def own_then_row(case: Case) -> None:
    assert case.type_own(case.ana).saved
    assert case.type(case.ben, case.one).saved
    case.holds(case.one)
    case.own_is_typed()


def row_then_button(case: Case) -> None:
    """Nothing is decided about what somebody changed since it was read."""
    assert case.type(case.ana, case.one).saved
    buttons = case.ben.page.xpath("//button[@name='_press']/@value")
    for button in buttons[:1]:
        asked = case.ben.send(_press=button)
        assert "press again" in asked.words, asked.words
    case.holds(case.one)


def add_then_edit(case: Case) -> None:
    assert case.add(case.ana).saved
    kept = [row.pk for row in case.rows()]
    assert case.type(case.ben, case.one).saved
    case.holds(case.one)
    assert [row.pk for row in case.rows()] == kept
    assert len(kept) == 2


def edit_then_add(case: Case) -> None:
    assert case.type(case.ana, case.one).saved
    assert case.add(case.ben).saved
    case.holds(case.one)
    assert len(case.rows()) == 2


def add_then_own(case: Case) -> None:
    assert case.add(case.ana).saved
    assert case.type_own(case.ben).saved
    assert len(case.rows()) == 2
    case.own_is_typed()


def add_alike(case: Case) -> None:
    assert case.add(case.ana).saved
    assert case.add(case.ben).saved
    assert len(case.rows()) == 2


def delete_then_edit(case: Case) -> None:
    assert case.delete(case.ana).saved
    asked = case.type(case.ben, case.one)
    assert len(asked.choices) == 1, asked.words
    asked = asked.send()  # pressed without choosing
    assert not case.rows()
    with undone():
        assert asked.send("theirs").saved
        assert not case.rows()
    assert asked.send("yours").saved
    assert [held(row, case.first) for row in case.rows()] == [case.one]


def edit_then_delete(case: Case) -> None:
    assert case.type(case.ana, case.one).saved
    asked = case.delete(case.ben)
    assert len(asked.choices) == 1, asked.words
    asked = asked.send()  # pressed without choosing
    case.holds(case.one)
    with undone():
        assert asked.send("theirs").saved
        case.holds(case.one)
    assert asked.send("yours").saved
    assert not case.rows()


def delete_twice(case: Case) -> None:
    assert case.delete(case.ana).saved
    assert case.delete(case.ben).saved
    assert not case.rows()


def delete_then_own(case: Case) -> None:
    assert case.delete(case.ana).saved
    assert case.type_own(case.ben).saved
    assert not case.rows()
    case.own_is_typed()


Play = Callable[[Case], None]
OF_ANY: list[Play] = [two_fields, one_field_alike, one_field]
OF_ANY += [a_third_meanwhile, without_versions, row_then_button]
OF_ROWS: list[Play] = [row_then_own, own_then_row]
ADDING: list[Play] = [add_then_edit, edit_then_add, add_then_own, add_alike]
DELETING: list[Play] = [delete_then_edit, edit_then_delete, delete_twice, delete_then_own]


def lost(case: Case, plays: list[Play]) -> list[str]:
    """Play each interleaving from the same beginning; return those in which something was lost."""
    found = []
    for play in plays:
        try:
            with undone():
                play(case)
        except AssertionError as error:
            found.append(f"{play.__name__}: {str(error)[-600:]}")
    LOG.info("%s: %d interleavings, %d lost", case.group, len(plays), len(found))
    return found


@pytest.fixture
def people(desk: Person) -> tuple[Desk, Desk]:
    """Return two administrators, who may open every page."""
    return desk("administrator"), desk("administrator")


@pytest.mark.parametrize("group", PAGES, ids=str)
def test_no_change_of_a_page_is_lost(people: tuple[Desk, Desk], group: Group) -> None:
    page = page_of(group)
    ana, ben = (Form(person, page) for person in people)
    fields = typeable(ana, group, page, wanted=2)
    assert bool(fields) == (group.model._meta.model_name not in NOTHING_TYPED)
    if fields:
        case = Case(ana, ben, page, group, page, fields, fields, {})
        assert not lost(case, OF_ANY)


@pytest.mark.parametrize("group", ROWS, ids=str)
def test_no_change_of_a_row_is_lost(people: tuple[Desk, Desk], group: Group) -> None:
    page = page_of(group)
    row = child_of(group, page)
    ana, ben = (Form(person, page) for person in people)
    own = typeable(ana, Group(group.model), page, wanted=1)
    fields = typeable(ana, group, row, wanted=2)
    case = Case(ana, ben, page, group, row, own, fields, {})
    plays = [*OF_ANY, *(OF_ROWS if own else ())]
    if ana.page.xpath(f"//*[@name='{ana.name(group, row, 'DELETE')}']"):
        plays += [play for play in DELETING if own or play is not delete_then_own]
        typed = ana.row_sent(group, row) | {name: v[-1] for name, v in fields.items()}
        case.added = {name: value for name, value in typed.items() if name != "id"}
        if case.other is not None:
            plays += [play for play in ADDING if own or play is not add_then_own]
    assert not lost(case, plays)


def test_the_sweep_misses_no_page() -> None:
    """On a page that does not compare, or whose kind has no factory, words may be lost."""
    pages: Any = admin.site._registry
    for model, page in pages.items():
        if model not in (Identity, Role):
            assert isinstance(page, Compared)
            assert model in {*FACTORIES, User}
        assert not page.list_editable  # a list that is typed into compares nothing
