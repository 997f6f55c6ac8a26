"""What two people do on one page of the desk: what one has saved, then what the other does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from tests.admin.interleaved import Answer, Form, Group, held, stored_row


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
        self.was, self.stored = held(self.row, self.first), stored_row(self.row)

    def type(self, form: Form, value: Any, field: str = "") -> Answer:
        """Type a value into a field of the row, by default the first, and send the page."""
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
        return [*self.group.child._base_manager.filter(**{self.group.fk: whole}).order_by("pk")]


# What Ana has saved, while Ben's page was open; what Ben does then is played from each.


def typed(case: Case) -> Answer:
    return case.type(case.ana, case.one)


def own_typed(case: Case) -> Answer:
    return case.type_own(case.ana)


def added(case: Case) -> Answer:
    return case.add(case.ana)


def deleted(case: Case) -> Answer:
    return case.delete(case.ana)


def saved(answer: Answer) -> None:
    """Assert that it is saved; say what the page complains of, if not."""
    assert answer.saved, answer.complaints


def another_field(case: Case) -> None:
    if len(case.fields) > 1:
        second, (value, *_) = [*case.fields.items()][1]
        saved(case.type(case.ben, value, second))
        case.holds(case.one)
        case.holds(value, second)


def that_field_alike(case: Case) -> None:
    saved(case.type(case.ben, case.one))
    case.holds(case.one)


def that_field(case: Case) -> None:
    """What is chosen is chosen of what was shown: a third who saves since is asked about again."""
    if case.other is None:
        return
    asked = case.type(case.ben, case.other)
    assert len(asked.choices) == 1, asked.words
    asked = asked.send()  # pressed without choosing
    assert len(asked.choices) == 1, asked.words
    case.holds(case.one)
    with undone():
        type(case.row)._base_manager.filter(pk=case.row.pk).update(**case.stored)
        again = asked.send("yours")
        assert len(again.choices) == 1, again.words
        case.holds(case.was)
        saved(again.send("yours"))
        case.holds(case.other)
    with undone():
        saved(asked.send("theirs"))
        case.holds(case.one)
    saved(asked.send("yours"))
    case.holds(case.other)


def without_versions(case: Case) -> None:
    assert not case.ben.send(_seen=None).saved
    case.holds(case.one)


def own_field(case: Case) -> None:
    saved(case.type_own(case.ben))
    case.holds(case.one)
    case.own_is_typed()


def button(case: Case) -> None:
    """Nothing is decided about what somebody changed since it was read."""
    for each in case.ben.page.xpath("//button[@name='_press']/@value")[:1]:
        asked = case.ben.send(_press=each)
        assert "press again" in asked.words, asked.words
        case.holds(case.one)


def field_of_a_row(case: Case) -> None:
    saved(case.type(case.ben, case.one))
    case.holds(case.one)
    case.own_is_typed()


def another_row(case: Case) -> None:
    saved(case.add(case.ben))
    case.holds(case.one)
    assert len(case.rows()) == 2


def removal(case: Case) -> None:
    asked = case.delete(case.ben)
    assert len(asked.choices) == 1, asked.words
    asked = asked.send()  # pressed without choosing
    case.holds(case.one)
    with undone():
        saved(asked.send("theirs"))
        case.holds(case.one)
    saved(asked.send("yours"))
    assert not case.rows()


def field_beside_a_new_row(case: Case) -> None:
    kept = [row.pk for row in case.rows()]
    saved(case.type(case.ben, case.one))
    case.holds(case.one)
    assert [row.pk for row in case.rows()] == kept
    assert len(kept) == 2


def own_field_beside_a_new_row(case: Case) -> None:
    saved(case.type_own(case.ben))
    assert len(case.rows()) == 2
    case.own_is_typed()


def the_same_row(case: Case) -> None:
    saved(case.add(case.ben))
    assert len(case.rows()) == 2


def field_of_a_row_that_is_gone(case: Case) -> None:
    asked = case.type(case.ben, case.one)
    assert len(asked.choices) == 1, asked.words
    asked = asked.send()  # pressed without choosing
    assert not case.rows()
    with undone():
        saved(asked.send("theirs"))
        assert not case.rows()
    saved(asked.send("yours"))
    assert [held(row, case.first) for row in case.rows()] == [case.one]


def removal_twice(case: Case) -> None:
    saved(case.delete(case.ben))
    assert not case.rows()


def own_field_beside_a_row_that_is_gone(case: Case) -> None:
    saved(case.type_own(case.ben))
    assert not case.rows()
    case.own_is_typed()


First = Callable[[Case], Answer]
Then = Callable[[Case], None]
Plays = dict[First, list[Then]]
OF_ANY: list[Then] = [another_field, that_field_alike, that_field, without_versions, button]


def plays_of(case: Case, *, removable: bool) -> Plays:
    """Return what is played with a row of a page: what Ana has saved, and what Ben does then."""
    if not removable:
        plays: Plays = {typed: [*OF_ANY, own_field], own_typed: [field_of_a_row]}
    else:
        plays = {
            typed: [*OF_ANY, own_field, removal],
            own_typed: [field_of_a_row],
            deleted: [
                *(field_of_a_row_that_is_gone, removal_twice),
                own_field_beside_a_row_that_is_gone,
            ],
        }
        if case.other is not None:
            plays[typed].append(another_row)
            plays[added] = [field_beside_a_new_row, own_field_beside_a_new_row, the_same_row]
    if not case.main:
        del plays[own_typed]
        of_own = (own_field, own_field_beside_a_new_row, own_field_beside_a_row_that_is_gone)
        plays = {first: [t for t in then if t not in of_own] for first, then in plays.items()}
    return plays
