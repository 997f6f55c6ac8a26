"""Titles made once of what many rows are parts of, and not once for each row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from django.db import connection, models
from django.db.models import F

from briefings.imports.copying import copy_in
from briefings.models.triggers.belonging import target_of
from briefings.models.triggers.titles import TITLING


class DeferredTitles:
    """Has the titles made of what rows are parts of when all of these are as they will be."""

    def __init__(self) -> None:
        self.waiting: dict[type[models.Model], set[int]] = defaultdict(set)

    def add(self, rows: Sequence[models.Model]) -> None:
        """Insert new rows of one model; the titles that they change wait for `make`."""
        if not rows or rows[0]._meta.model_name not in TITLING:
            copy_in(rows)
            return
        with self.put_off():
            copy_in(rows)
        self.owe(type(rows[0]), rows)

    @contextmanager
    def put_off(self) -> Iterator[None]:
        """Have no title made of parts that change meanwhile: whoever changes them owes it."""
        self._set("later")
        yield
        self._set("")

    def owe(self, model: type[models.Model], rows: Iterable[models.Model]) -> None:
        """Have the titles of what rows of the model are parts of wait for `make`."""
        for parent in TITLING.get(str(model._meta.model_name), ()):
            keys = {getattr(row, f"{parent}_id") for row in rows} - {None}
            self.waiting[target_of(model, parent)] |= keys

    def made(self, model: type[models.Model], keys: Iterable[int]) -> None:
        """Note that rows were written since their parts were, which made their titles."""
        self.waiting[model].difference_update(keys)

    def make(self) -> None:
        """Make the titles that wait: a query a table."""
        for model, keys in self.waiting.items():
            model._default_manager.filter(pk__in=keys).update(version=F("version"))
        self.waiting.clear()

    def _set(self, until: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('briefings.titles', %s, true)", [until])
