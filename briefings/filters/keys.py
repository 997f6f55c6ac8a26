"""The SQL of lists, composed once for each question: to compose it takes longer than to run it.

Only the moment differs between readers, and the record where a list is asked for one by its id.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import F, QuerySet
from django.http import QueryDict
from django.utils import timezone

from briefings.paging import Cursor, Found, Ordering, compiled

# Placeholder values that no real query uses.
TIME = time(12, 3, 4, 567_891)  # of a moment; no clock is put forward over it
RECORD = UUID("00000000-0000-8000-8000-6c6973746564")

Asked = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Keys(Found):
    """SQL that finds the keys of a list's rows, unsorted: primary key, id, what they are sorted by.

    `place_type` is the database's type of the last.
    """

    place_type: str | None
    descending: bool

    @classmethod
    def of(cls, rows: QuerySet[Any], ordering: Ordering) -> Keys:
        """Return the SQL of the keys of these rows in an ordering."""
        key = F(ordering.key) if isinstance(ordering.key, str) else ordering.key
        placed = rows.order_by().annotate(placed_by=key).values_list("pk", "public_id", "placed_by")
        place_type = placed.query.annotations["placed_by"].output_field.cast_db_type(connection)
        return cls(*compiled(placed), place_type, ordering.descending)

    def of_page(self, size: int, at: Cursor | None = None) -> Found:
        """Return the keys of the page at the cursor `at`, sorted, and one more on its far side.

        None: of the first page. Rows are compared as `ROW(place, pk) < ROW(x, y)`, which an index
        serves; written out with OR it would cost as much as OFFSET.
        """
        downwards = self.descending != (at is not None and at.backward)
        way, beyond = ("DESC", "<") if downwards else ("ASC", ">")
        sql, params = self.sql, [*self.params]
        if at is not None:
            # The comparison of rows implies the second condition. It is for a place of a related
            # table, whose index does not contain the rows' primary keys.
            place = f"%s::{self.place_type}"
            within = f"ROW(place, pk) {beyond} ROW({place}, %s) AND place {beyond}= {place}"
            keys = f"SELECT pk, public_id, place FROM ({sql}) AS keys (pk, public_id, place)"  # noqa: S608
            sql, params = f"{keys} WHERE {within}", [*params, at.key, at.pk, at.key]
        return Found(f"{sql} ORDER BY 3 {way}, 1 {way} LIMIT {size + 1}", params)


def filled(
    params: Sequence[Any], today: date, at: datetime, record: UUID | None = None
) -> list[Any]:
    """Return parameters of a list of `today` with its moment, and a record, filled in."""
    known = {moment_of(today): at, RECORD: record}
    return [known.get(each, each) if isinstance(each, datetime | UUID) else each for each in params]


def moment_of(day: date) -> datetime:
    """Return the placeholder of a moment of a day: filters ask in Python which day a moment has."""
    return timezone.make_aware(datetime.combine(day, TIME))


def listing_of(filters: Any, asked: Asked, today: date) -> Any:
    """Return the list that is asked for, at the placeholder of a moment of today."""
    data = QueryDict(mutable=True)
    data.update(dict(asked))
    listing = filters(data, at=moment_of(today))
    listing.today = today
    return listing


def keys_of(
    filters: Any, asked: Asked, today: date, at: datetime, record: UUID | None = None
) -> Keys:
    """Return the SQL of a list's rows: primary keys, ids and what they are sorted by.

    `asked` are the parameters that choose the rows, and the ordering where one is asked for; of a
    parameter that is `RECORD` the `record` is the value.
    """
    keys = _composed(filters, asked, today)
    return replace(keys, params=filled(keys.params, today, at, record))


@lru_cache(maxsize=1024)
def _composed(filters: Any, asked: Asked, today: date) -> Keys:
    listing = listing_of(filters, asked, today)
    return Keys.of(listing.qs, listing.order)
