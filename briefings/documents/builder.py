"""What the documents of all types have in common: how they are made, and told of a day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any, ClassVar, Generic, TypeVar
from uuid import UUID

import orjson
from django.db.models import QuerySet

from briefings.documents.rows import with_record
from briefings.ledger import LedgerState, with_last_change
from briefings.models import PartialDate, Record, Row
from briefings.veil import Veil

M = TypeVar("M", bound=Row)


@dataclass(frozen=True)
class Asked:
    """When documents are asked for: the moment, and the newsroom's day `today` at it.

    `as_of` is the day, month or year asked of; None is today, wherever that is asked.
    """

    at: datetime
    today: date
    as_of: PartialDate | None = None

    @property
    def on(self) -> date | PartialDate:
        """The day, month or year that is told of: the newsroom's today unless asked."""
        return self.as_of or self.today

    @property
    def day(self) -> date:
        """The last day of what is asked; today where that is open."""
        return (self.on.latest or self.today) if isinstance(self.on, PartialDate) else self.on


@dataclass(frozen=True)
class Made:
    """A document as it was made: its row's id, its JSON."""

    public_id: UUID
    body: dict[str, Any]
    item: dict[str, Any]


class Documents(Generic[M]):
    """The documents of one type.

    A subclass names the type in `name`, its `model`, and the types of an answer: of a list's row,
    `in_list`, and of a row's own, `whole`. It says what is fetched, and makes a document of a row:
    all that no day decides, and in `chains` what `on_day` answers a day from, which a list's row
    does not have.
    """

    name: ClassVar[str]
    model: ClassVar[type[Any]]
    in_list: ClassVar[type[Any]]
    whole: ClassVar[type[Any]]
    chains: ClassVar[tuple[str, ...]] = ()

    def fetched(self, rows: QuerySet[M], at: datetime) -> QuerySet[M]:
        """Return the rows with the relations that their documents show."""
        return rows

    def documents(self, rows: Sequence[M], at: datetime) -> Iterator[Mapping[str, Any]]:
        """Yield the documents of the rows as the public sees them at a moment, in their order."""
        return (self.document(row, at) for row in rows)

    def document(self, row: M, at: datetime) -> Mapping[str, Any]:
        """Return the document of a row as the public sees it at a moment."""
        raise NotImplementedError

    def on_day(self, document: Mapping[str, Any], asked: Asked) -> dict[str, Any]:
        """Return what a day decides of a document, or of its item."""
        return {}

    def on(self, document: Mapping[str, Any], asked: Asked) -> dict[str, Any]:
        """Return a document, or an item, with its chains and with what the day decides of it."""
        return {**document, **self.on_day(document, asked)}

    def make(self, public_ids: list[UUID], state: LedgerState) -> Iterator[Made]:
        """Make the documents of the rows that are live at the state's moment; names are veiled."""
        at, veil = state.at, Veil.of(state.withheld)
        rows: QuerySet[Any] = self.model.objects.live(at).filter(public_id__in=public_ids)
        if issubclass(self.model, Record):
            rows = with_record(rows, at)
        fetched: list[Any] = [*self.fetched(with_last_change(rows), at)]
        for row, document in zip(fetched, self.documents(fetched, at), strict=True):
            item = {name: document[name] for name in self._of_item if name in document}
            body = self.veiled(row, document, veil)
            yield Made(row.public_id, body, veil.data(item))

    def veiled(self, row: M, document: Mapping[str, Any], veil: Veil) -> dict[str, Any]:
        """Return the document with the names blank that are withheld; a list's row always is."""
        blank: dict[str, Any] = veil.data(document)
        return blank

    @property
    def moves(self) -> bool:
        """Whether a day decides any of it; else its JSON is the answer."""
        return type(self).on_day is not Documents.on_day

    def told(self, document: str, asked: Asked) -> dict[str, Any]:
        """Return the answer of a document's JSON on a day."""
        return self._answer(document, asked, self._of_whole)

    def told_in_list(self, item: str, asked: Asked) -> dict[str, Any]:
        """Return the row of a list, of its item's JSON, on a day."""
        return self._answer(item, asked, self._of_list)

    def _answer(self, stored: str, asked: Asked, names: list[str]) -> dict[str, Any]:
        told = self.on(orjson.loads(stored), asked)
        return {name: told[name] for name in names}

    @cached_property
    def _of_whole(self) -> list[str]:
        return [*self.whole.__annotations__]

    @cached_property
    def _of_list(self) -> list[str]:
        return [*self.in_list.__annotations__]

    @cached_property
    def _of_item(self) -> list[str]:
        return [*self._of_list, *self.chains]
