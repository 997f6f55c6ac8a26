"""Titles made once of what many rows are added to, and not once for each row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from django.db import connection, models
from django.db.models import F

from briefings.imports.copying import copy_in
from briefings.models.triggers.belonging import target_of
from briefings.models.triggers.titles import TITLING


class Titling:
    """Adds rows, and has the titles made of what they are parts of when all are there."""

    def __init__(self) -> None:
        self.waiting: dict[type[models.Model], set[int]] = defaultdict(set)

    def add(self, rows: Sequence[models.Model]) -> None:
        """Insert new rows of one model; the titles that they change wait for `make`."""
        parents = TITLING.get(str(rows[0]._meta.model_name), ()) if rows else ()
        if parents:
            self._put_off("later")
        copy_in(rows)
        if parents:
            self._put_off("")
        for parent in parents:
            keys = {getattr(row, f"{parent}_id") for row in rows} - {None}
            self.waiting[target_of(type(rows[0]), parent)] |= keys

    def make(self) -> None:
        """Make the titles that wait: a query a table."""
        for model, keys in self.waiting.items():
            model._default_manager.filter(pk__in=keys).update(version=F("version"))
        self.waiting.clear()

    def _put_off(self, until: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('briefings.titles', %s, true)", [until])
