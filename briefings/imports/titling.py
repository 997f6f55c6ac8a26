"""Defers the titles that triggers make from parts, so that each is made only once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from django.db import connection, models
from django.db.models import F

from briefings.imports.copying import copy_rows
from briefings.models.triggers.belonging import target_of
from briefings.models.triggers.titles import TITLING


class DeferredTitles:
    """Titles to make when all parts are written."""

    def __init__(self) -> None:
        self.waiting: dict[type[models.Model], set[int]] = defaultdict(set)

    def add(self, rows: Sequence[models.Model]) -> None:
        """Insert new rows of one model, and defer the titles that they change until `make`."""
        if not rows or rows[0]._meta.model_name not in TITLING:
            copy_rows(rows)
            return
        with self.deferring():
            copy_rows(rows)
        self.defer(type(rows[0]), rows)

    @contextmanager
    def deferring(self) -> Iterator[None]:
        """Suspend the triggers that make titles. The caller passes the changed rows to `defer`."""
        self._set("later")
        yield
        self._set("")

    def defer(self, model: type[models.Model], rows: Iterable[models.Model]) -> None:
        """Defer the titles of the rows' parents until `make`."""
        for parent in TITLING.get(str(model._meta.model_name), ()):
            keys = {getattr(row, f"{parent}_id") for row in rows} - {None}
            self.waiting[target_of(model, parent)] |= keys

    def drop(self, model: type[models.Model], keys: Iterable[int]) -> None:
        """Drop the titles of rows that were written after their parts: those are made."""
        self.waiting[model].difference_update(keys)

    def make(self) -> None:
        """Make the deferred titles. One query a table."""
        for model, keys in self.waiting.items():
            model._default_manager.filter(pk__in=keys).update(version=F("version"))
        self.waiting.clear()

    def _set(self, until: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('briefings.titles', %s, true)", [until])
