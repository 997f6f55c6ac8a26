"""Two people on every page and every group of rows of the desk: no write of either is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib import admin
from django.db import transaction
from django.db.models import Model

from briefings.admin.base import DeskAdmin
from tests.admin.conftest import Desk, Person
from tests.admin.interleaved import Form, Group, child_of, groups, resent, typeable
from tests.factories import row_of

ALL = [*groups()]
PAGES = [group for group in ALL if not group.prefix]
ROWS = [group for group in ALL if group.prefix]


@dataclass
class Case:
    """Ana and Ben, a page, and what can be typed there: into its row, and into a row of a group."""

    ana: Desk
    ben: Desk
    page: Any
    group: Group
    row: Any
    own: dict[str, list[Any]]
    fields: dict[str, list[Any]]

    def open(self, person: Desk) -> Form:
        """Return the page as a person opens it."""
        return Form(person, self.page)

    def now(self) -> Form:
        """Return the page as it stands."""
        return self.open(self.ana)

    def held(self, name: str) -> Any:
        """Return what a field of the row holds now."""
        form = self.now()
        return form.sent.get(form.name(self.group, self.row, name))

    def own_held(self) -> Any:
        """Return what the first field of the page's row holds now."""
        return self.now().sent.get(self.main)

    @property
    def main(self) -> str:
        """The first field of the page's row that can be typed into."""
        return next(iter(self.own))

    @property
    def first(self) -> str:
        """The first field of the row that can be typed into."""
        return next(iter(self.fields))


@pytest.fixture
def people(desk: Person) -> tuple[Desk, Desk]:
    """Return two publishers, who may do most."""
    return desk("publisher"), desk("publisher")


def edit_row_edit_main(case: Case) -> None:
    one, other = case.open(case.ana), case.open(case.ben)
    new = case.fields[case.first][0]
    assert one.send(**{one.name(case.group, case.row, case.first): new}).saved
    assert other.send(**{case.main: case.own[case.main][0]}).saved
    assert case.held(case.first) == new
    assert case.own_held() == case.own[case.main][0]


def edit_main_edit_row(case: Case) -> None:
    one, other = case.open(case.ana), case.open(case.ben)
    new = case.fields[case.first][0]
    assert one.send(**{case.main: case.own[case.main][0]}).saved
    assert other.send(**{other.name(case.group, case.row, case.first): new}).saved
    assert case.held(case.first) == new
    assert case.own_held() == case.own[case.main][0]


def edit_row_press(case: Case) -> None:
    one, other = case.open(case.ana), case.open(case.ben)
    assert one.send(**{one.name(case.group, case.row, case.first): case.fields[case.first][0]}).saved
    before = case.page.__class__.objects.get(pk=case.page.pk)
    answer = other.send(_press="publish")
    assert not answer.saved
    assert "press again" in answer.words or "publish" not in str(answer.page.xpath("//button/@value"))
    after = case.page.__class__.objects.get(pk=case.page.pk)
    assert getattr(before, "live_period", None) == getattr(after, "live_period", None)


def two_fields(case: Case) -> None:
    if len(case.fields) < 2:
        return
    (x, (x1, *_)), (y, (y1, *_)) = [*case.fields.items()][:2]
    one, other = case.open(case.ana), case.open(case.ben)
    assert one.send(**{one.name(case.group, case.row, x): x1}).saved
    assert other.send(**{other.name(case.group, case.row, y): y1}).saved
    assert (case.held(x), case.held(y)) == (x1, y1)


def one_field_alike(case: Case) -> None:
    value = case.fields[case.first][0]
    for person in [case.open(case.ana), case.open(case.ben)]:
        assert person.send(**{person.name(case.group, case.row, case.first): value}).saved
    assert case.held(case.first) == value


def one_field(case: Case, chosen: str) -> None:
    values = case.fields[case.first]
    if len(values) < 2:
        return
    one, other = case.open(case.ana), case.open(case.ben)
    assert one.send(**{one.name(case.group, case.row, case.first): values[0]}).saved
    answer = other.send(**{other.name(case.group, case.row, case.first): values[1]})
    assert not answer.saved
    assert len(answer.choices) == 1
    assert case.held(case.first) == values[0]
    again = resent(case.ben, case.page, answer)  # pressed without choosing
    assert not again.saved
    assert case.held(case.first) == values[0]
    assert resent(case.ben, case.page, again, chosen).saved
    assert case.held(case.first) == values[0 if chosen == "theirs" else 1]


def one_field_theirs(case: Case) -> None:
    one_field(case, "theirs")


def one_field_yours(case: Case) -> None:
    one_field(case, "yours")


def a_third_meanwhile(case: Case) -> None:
    values = case.fields[case.first]
    if len(values) < 2:
        return
    one, other = case.open(case.ana), case.open(case.ben)
    was = other.sent.get(other.name(case.group, case.row, case.first))
    assert one.send(**{one.name(case.group, case.row, case.first): values[0]}).saved
    answer = other.send(**{other.name(case.group, case.row, case.first): values[1]})
    third = case.open(case.ana)
    if not third.send(**{third.name(case.group, case.row, case.first): was}).saved:
        return
    again = resent(case.ben, case.page, answer, "yours")
    assert not again.saved
    assert again.choices
    assert case.held(case.first) == was


def add_edit_row(case: Case, typed: dict[str, Any]) -> None:
    one, other = case.open(case.ana), case.open(case.ben)
    new = case.fields[case.first][0]
    assert one.send(**one.with_new(case.group, typed)).saved
    keys = case.now().keys(case.group)
    assert other.send(**{other.name(case.group, case.row, case.first): new}).saved
    assert case.held(case.first) == new
    assert case.now().keys(case.group) == keys
    assert len(keys) == 2


def edit_row_add(case: Case, typed: dict[str, Any]) -> None:
    one, other = case.open(case.ana), case.open(case.ben)
    new = case.fields[case.first][0]
    assert one.send(**{one.name(case.group, case.row, case.first): new}).saved
    assert other.send(**other.with_new(case.group, typed)).saved
    assert case.held(case.first) == new
    assert len(case.now().keys(case.group)) == 2


def add_edit_main(case: Case, typed: dict[str, Any]) -> None:
    one, other = case.open(case.ana), case.open(case.ben)
    assert one.send(**one.with_new(case.group, typed)).saved
    assert other.send(**{case.main: case.own[case.main][0]}).saved
    assert len(case.now().keys(case.group)) == 2
    assert case.own_held() == case.own[case.main][0]


def add_add_alike(case: Case, typed: dict[str, Any]) -> None:
    for person in [case.open(case.ana), case.open(case.ben)]:
        assert person.send(**person.with_new(case.group, typed)).saved
    assert len(case.now().keys(case.group)) == 2


def delete_edit(case: Case, chosen: str = "") -> None:
    one, other = case.open(case.ana), case.open(case.ben)
    new = case.fields[case.first][0]
    assert one.send(**{one.name(case.group, case.row, "DELETE"): "on"}).saved
    answer = other.send(**{other.name(case.group, case.row, case.first): new})
    assert not answer.saved
    assert len(answer.choices) == 1
    again = resent(case.ben, case.page, answer)
    assert not again.saved
    assert case.now().keys(case.group) == []
    assert resent(case.ben, case.page, again, chosen).saved
    now = case.now()
    if chosen == "theirs":
        assert now.keys(case.group) == []
    else:
        assert now.sent.get(f"{case.group.prefix}-0-{case.first}") == new


def delete_edit_theirs(case: Case) -> None:
    delete_edit(case, "theirs")


def delete_edit_yours(case: Case) -> None:
    delete_edit(case, "yours")


def edit_delete(case: Case, chosen: str = "") -> None:
    one, other = case.open(case.ana), case.open(case.ben)
    new = case.fields[case.first][0]
    assert one.send(**{one.name(case.group, case.row, case.first): new}).saved
    answer = other.send(**{other.name(case.group, case.row, "DELETE"): "on"})
    assert not answer.saved
    assert len(answer.choices) == 1
    assert case.held(case.first) == new
    again = resent(case.ben, case.page, answer)
    assert not again.saved
    assert resent(case.ben, case.page, again, chosen).saved
    if chosen == "theirs":
        assert case.held(case.first) == new
    else:
        assert case.now().keys(case.group) == []


def edit_delete_theirs(case: Case) -> None:
    edit_delete(case, "theirs")


def edit_delete_yours(case: Case) -> None:
    edit_delete(case, "yours")


def delete_delete(case: Case) -> None:
    for person in [case.open(case.ana), case.open(case.ben)]:
        assert person.send(**{person.name(case.group, case.row, "DELETE"): "on"}).saved
    assert case.now().keys(case.group) == []


def delete_edit_main(case: Case) -> None:
    one, other = case.open(case.ana), case.open(case.ben)
    assert one.send(**{one.name(case.group, case.row, "DELETE"): "on"}).saved
    assert other.send(**{case.main: case.own[case.main][0]}).saved
    assert case.now().keys(case.group) == []
    assert case.own_held() == case.own[case.main][0]


def without_versions(case: Case) -> None:
    one, other = case.open(case.ana), case.open(case.ben)
    new = case.fields[case.first][0]
    assert one.send(**{one.name(case.group, case.row, case.first): new}).saved
    answer = other.send(_seen=None)
    assert not answer.saved
    assert case.held(case.first) == new


OWN = [two_fields, one_field_alike, one_field_theirs, one_field_yours, a_third_meanwhile]
OWN += [without_versions]
ROW = [*OWN, edit_row_edit_main, edit_main_edit_row, edit_row_press]
DELETING = [delete_edit_theirs, delete_edit_yours, edit_delete_theirs, edit_delete_yours]
DELETING += [delete_delete, delete_edit_main]
ADDING = [add_edit_row, edit_row_add, add_edit_main, add_add_alike]


def lost(played: list[tuple[str, Callable[[], None]]]) -> list[str]:
    """Play each interleaving on the same beginning; return those in which something was lost."""
    found = []
    for name, play in played:
        with transaction.atomic():
            try:
                play()
            except AssertionError as error:
                found.append(f"{name}: {str(error)[:300]}")
            transaction.set_rollback(True)
    return found


@pytest.mark.parametrize("group", PAGES, ids=str)
def test_no_change_of_a_page_is_lost(people: tuple[Desk, Desk], group: Group) -> None:
    ana, ben = people
    page = row_of(group.model)
    fields = typeable(ana, page, group, page, wanted=2).values
    if not fields:
        assert group.model._meta.model_name in NOTHING_TYPED
        return
    case = Case(ana, ben, page, group, page, fields, fields)

    assert not lost([(play.__name__, lambda play=play: play(case)) for play in OWN])


@pytest.mark.parametrize("group", ROWS, ids=str)
def test_no_change_of_a_row_is_lost(people: tuple[Desk, Desk], group: Group) -> None:
    ana, ben = people
    page = row_of(group.model)
    row = child_of(group, page)
    own = typeable(ana, page, Group(group.model), page, wanted=1).values
    fields = typeable(ana, page, group, row, wanted=2).values
    case = Case(ana, ben, page, group, row, own, fields)
    plays = [(play.__name__, lambda play=play: play(case)) for play in ROW]
    form = Form(ana, page)
    if form.name(group, row, "DELETE") in form.page.xpath("//input/@name"):
        plays += [(play.__name__, lambda play=play: play(case)) for play in DELETING]
        with transaction.atomic():
            typed = another(case)
            transaction.set_rollback(True)
        if typed:
            plays += [(play.__name__, lambda play=play: play(case, typed)) for play in ADDING]

    assert not lost(plays)


NOTHING_TYPED = {"proposedmeeting"}


def another(case: Case) -> dict[str, Any]:
    """Return what is typed for another row than the one that there is."""
    row = child_of(case.group, case.page)
    form = Form(case.ana, case.page)
    typed = form.row_sent(case.group, row)
    return {name: value for name, value in typed.items() if name != "id"}


def test_the_sweep_misses_no_page() -> None:
    """What has no factory would be left out, and so would a page that does not compare."""
    for model, page in admin.site._registry.items():
        ...
