"""Rows that many tests begin with: made once by a process, not once for each of its tests.

They stand in a transaction that outlasts the tests; each test works in a savepoint of it, which is
rolled back. A test that asks for other rows, or for none, ends that transaction.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from typing import Any

import pytest
from django.db import connection, transaction

# What makes the rows, by the name of the fixture that gives them.
MAKERS: dict[str, Callable[[], Any]] = {}


def standing(make: Callable[[], Any]) -> Any:
    """Return a fixture, of the function's name, that gives each test a copy of what was made.

    A test that commits gets rows of its own.
    """
    name = make.__name__
    MAKERS[name] = make

    @pytest.fixture(name=name)
    def copy(db: None) -> Any:
        return deepcopy(STANDING.made[name]) if name in STANDING.made else make()

    copy.__doc__ = make.__doc__
    return copy


def asked_by(test: pytest.Item) -> tuple[str, ...]:
    """Return the names of the fixtures whose rows stand for a test; none if it commits."""
    names: list[str] = getattr(test, "fixturenames", [])
    marked = test.get_closest_marker("django_db")
    commits = marked and marked.kwargs.get("transaction")
    if commits or {"transactional_db", "live_server"} & {*names}:
        return ()
    return tuple(name for name in MAKERS if name in names)


class Standing:
    """The rows that stand at present."""

    def __init__(self) -> None:
        """Begin with none."""
        self.made: dict[str, Any] = {}
        self._transaction: transaction.Atomic | None = None

    def change_to(self, names: tuple[str, ...]) -> None:
        """Let the rows stand that these fixtures give, and no others."""
        if names == tuple(self.made) and not connection.needs_rollback:
            return
        self.end()
        if names:
            self._transaction = transaction.atomic()
            self._transaction.__enter__()
            try:
                self.made = {name: MAKERS[name]() for name in names}
                connection.check_constraints()  # else each test would fire the deferred triggers
            except BaseException:
                self.end()
                raise

    def end(self) -> None:
        """Roll back what stands."""
        self.made = {}
        if self._transaction:
            transaction.set_rollback(True)
            self._transaction.__exit__(None, None, None)
            self._transaction = None

    @contextmanager
    def of_a_module(self) -> Iterator[None]:
        """Let what a module enters stand until its end, and nothing else."""
        self.end()
        with transaction.atomic():
            yield
            transaction.set_rollback(True)


STANDING = Standing()
