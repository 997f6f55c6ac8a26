"""The names of the whole record, for recognising them in a text.

A process holds them in memory (`held_names`) and reads again only what has changed: names change
rarely, and texts are checked at every pause of typing.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import Model, QuerySet

from briefings.bodies import KnownName
from briefings.bodies.known import KnownNames
from briefings.models import (
    Country,
    Detainee,
    DetaineeName,
    Identity,
    Meeting,
    Official,
    OfficialName,
    Organization,
    Place,
    Tenure,
    Topic,
    Visit,
)
from briefings.models.names import PersonName

Pks = Collection[int] | None
Loaded = Iterator[tuple[int, KnownName]]
Loader = Callable[[Pks], Loaded]
NamesIn = Callable[[str], list[KnownName]]
# How many of the latest versions of a table are looked at for one that was committed late.
LATE = 200


def known_names() -> Iterator[KnownName]:
    """Yield every record that a text may name, published or not, with the titles of officials.

    Merged records are left out: their survivors have their names. People whose name is withheld
    are among them, marked. Two queries for each type of person, one for each other type.
    """
    merged = merged_records()
    yield from with_titles(
        one for load, _ in LOADERS for _, one in load(None) if one.uuid not in merged
    )


def with_titles(known: Iterable[KnownName]) -> list[KnownName]:
    """Return the names, officials with the titles of all their offices (one query)."""
    known = [*known]
    officials = [one.uuid for one in known if one.type == "official"]
    titles: dict[UUID, list[str]] = {}
    columns = ("official__public_id", "office__title", "office__other_titles")
    held = Tenure.objects.filter(official__public_id__in=officials).order_by("pk")
    for official, title, others in held.values_list(*columns) if officials else ():
        titles.setdefault(official, []).extend((title, *others))
    return [replace(one, titles=tuple(titles.get(one.uuid, ()))) for one in known]


def merged_records() -> set[UUID]:
    """Return the public ids of all merged records (one query)."""
    merged = Identity.objects.filter(merged_into__isnull=False)
    return {*merged.values_list("public_id", flat=True)}


def names_in(text: str) -> list[KnownName]:
    """Return the records of which a name may occur in a text, without withheld names.

    Three queries, and those for what has changed since the names were last read.
    """
    return names_of_now()(text)


def names_of_now() -> NamesIn:
    """Return `names_in` for many texts: what changes after this call is not looked for.

    Two queries, and those for what has changed since the names were last read; then one for each
    text that has an official of whose titles it was not asked before.
    """
    merged = merged_records()
    with _HELD.lock:
        _HELD.fresh()
    titled: dict[UUID, KnownName] = {}

    def names_in(text: str) -> list[KnownName]:
        with _HELD.lock:
            found = [one for one in _HELD.names.occurring(text) if one.uuid not in merged]
        for one in with_titles(one for one in found if one.uuid not in titled):
            titled[one.uuid] = one
        return [titled[one.uuid] for one in found]

    return names_in


def people_spelt_like(names: Iterable[str]) -> dict[str, list[KnownName]]:
    """Return, by each name, the people with a name of as many words and the same initials.

    Nobody whose name is withheld is among them. No query: ask after `names_in`.
    """
    with _HELD.lock:
        return {name: _HELD.names.with_initials_of(name) for name in names}


def _people(model: type[Model], names: type[Model], type_: str) -> Loader:
    def load(pks: Pks) -> Loaded:
        others: dict[int, list[str]] = {}
        misspelt: dict[int, list[str]] = {}
        rows = _only(names._default_manager.order_by("pk"), pks, type_)
        for pk, name, kind in rows.values_list(type_, "name", "kind"):
            others.setdefault(pk, []).append(name)
            if kind == PersonName.Kind.MISSPELLING:
                misspelt.setdefault(pk, []).append(name)
        columns = ["pk", "public_id", "full_name", "short_name"]
        secret = "name_withheld" in {field.name for field in model._meta.fields}
        if secret:
            columns += ["public_name", "name_withheld"]
        for pk, public_id, full, short, *more in _only(_all(model), pks).values_list(*columns):
            label, withheld = more or (full, False)
            yield (
                pk,
                KnownName(
                    uuid=public_id,
                    type=type_,
                    label=label,
                    names=(full, *others.get(pk, ())),
                    short_names=(short,),
                    withheld=withheld,
                    misspelt=tuple(misspelt.get(pk, ())),
                ),
            )

    return load


def _listed(model: type[Model], type_: str, *columns: str) -> Loader:
    """Return the loader of records with a name and `columns` of further names or lists of them."""

    def load(pks: Pks) -> Loaded:
        for pk, public_id, name, *more in _only(_all(model), pks).values_list(
            "pk", "public_id", "name", *columns
        ):
            others = [one for each in more for one in ([each] if isinstance(each, str) else each)]
            yield pk, KnownName(public_id, type_, name, (name, *filter(None, others)))

    return load


def _titled(model: type[Model], type_: str) -> Loader:
    def load(pks: Pks) -> Loaded:
        rows = _only(_all(model).exclude(title=""), pks)
        for pk, public_id, title in rows.values_list("pk", "public_id", "title"):
            yield pk, KnownName(public_id, type_, title, (title,))

    return load


def _all(model: type[Model]) -> QuerySet[Any, Any]:
    return model._default_manager.order_by("pk")


def _only(rows: QuerySet[Any, Any], pks: Pks, key: str = "pk") -> QuerySet[Any, Any]:
    return rows if pks is None else rows.filter(**{f"{key}__in": pks})


# Each type's loader, and the tables whose changes concern it, with the column of the record's key.
LOADERS: tuple[tuple[Loader, tuple[tuple[type[Model], str], ...]], ...] = (
    (
        _people(Official, OfficialName, "official"),
        ((Official, "pgh_obj_id"), (OfficialName, "official_id")),
    ),
    (_listed(Country, "country", "long_name", "other_names"), ((Country, "pgh_obj_id"),)),
    (_listed(Topic, "topic", "other_names"), ((Topic, "pgh_obj_id"),)),
    (_listed(Organization, "organization", "other_names"), ((Organization, "pgh_obj_id"),)),
    (_listed(Place, "place", "other_names"), ((Place, "pgh_obj_id"),)),
    (
        _people(Detainee, DetaineeName, "detainee"),
        ((Detainee, "pgh_obj_id"), (DetaineeName, "detainee_id")),
    ),
    (_titled(Visit, "visit"), ((Visit, "pgh_obj_id"),)),
    (_titled(Meeting, "meeting"), ((Meeting, "pgh_obj_id"),)),
)
TABLES = [(number, *table) for number, (_, tables) in enumerate(LOADERS) for table in tables]


class _Head(NamedTuple):
    """A table's latest version, and how many there are among the `LATE` up to it."""

    version: int = 0
    recent: int = 0


class _HeldNames:
    """All names but withheld ones, as this process last read them; used under its lock.

    They are as old as `_heads`, of each table. A version that is committed late makes the count of
    those up to a known head greater, one that is rolled back makes it smaller.
    """

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.names = KnownNames()
        self._records: dict[tuple[int, int], UUID] = {}
        self._heads: list[_Head] = []

    def fresh(self) -> KnownNames:
        """Return the names as they are now: one query, and what has changed is read again."""
        known = self._heads or [_Head()] * len(TABLES)
        now = _heads(known)
        if not self._heads or any(
            head.version < old.version or head.version - old.version > LATE or again < old.recent
            for old, (again, head) in zip(known, now, strict=True)
        ):
            self.names, self._records = KnownNames(), {}
            for number, (load, _) in enumerate(LOADERS):
                self._hold(number, load(None))
        else:
            for (number, model, key), old, (again, head) in zip(TABLES, known, now, strict=True):
                if head.version != old.version or again != old.recent:
                    self._read_again(number, model, key, old)
        self._heads = [head for _, head in now]
        return self.names

    def _read_again(self, number: int, model: type[Model], key: str, old: _Head) -> None:
        versions = model.pgh_event_model.objects  # type: ignore[attr-defined]
        changed = versions.filter(pgh_id__gt=old.version - LATE).values_list(key, flat=True)
        pks = {pk for pk in changed if pk is not None}
        for pk in pks:
            if record := self._records.pop((number, pk), None):
                self.names.discard(record)
        self._hold(number, LOADERS[number][0](pks))

    def _hold(self, number: int, loaded: Loaded) -> None:
        for pk, one in loaded:
            if not one.withheld:
                self._records[number, pk] = one.uuid
                self.names.put(one)


def _heads(known: Sequence[_Head]) -> list[tuple[int, _Head]]:
    """Return, for each table, the count up to the known head again, and its head (one query)."""
    params: list[int] = []
    parts = []
    for (_, model, _), old in zip(TABLES, known, strict=True):
        table = connection.ops.quote_name(model.pgh_event_model._meta.db_table)  # type: ignore[attr-defined]
        latest = f"SELECT max(pgh_id) FROM {table}"  # noqa: S608 - a table of our own
        counted = f"SELECT count(*) FROM {table} WHERE pgh_id"  # noqa: S608 - as before
        parts.append(
            f"({counted} > %s AND pgh_id <= %s), coalesce(({latest}), 0),"
            f" ({counted} > ({latest}) - {LATE})"
        )
        params += [old.version - LATE, old.version]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", params)
        row = cursor.fetchone() or ()
    return [(row[at], _Head(row[at + 1], row[at + 2])) for at in range(0, len(row), 3)]


_HELD = _HeldNames()
