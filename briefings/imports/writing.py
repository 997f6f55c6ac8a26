"""Writes entries into the record, and notes the outcome of each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import product
from typing import Any

from django.db import DatabaseError, DataError, IntegrityError, models, transaction
from psycopg.types.range import TimestamptzRange

from briefings.actions.slugs import free_slugs
from briefings.imports.broken import broken_rule, check_deferred
from briefings.imports.copying import copy_rows
from briefings.imports.entries import RowEntry
from briefings.imports.formats import Column, Format, Values, references
from briefings.imports.known import FACTS, UNWRITTEN, Known, scheme
from briefings.imports.plans import RowOutcome
from briefings.imports.profiles import Cells, FileSpec
from briefings.imports.selecting import LEFT_OUT_COLUMNS
from briefings.imports.titling import DeferredTitles
from briefings.limits import REFUSED_ROWS
from briefings.models import (
    Citation,
    CustodyEvent,
    ExternalIdentifier,
    ImportedRow,
    ImportRun,
    Published,
    Slug,
    Source,
)
from briefings.models.sources import CITABLE

# Entries that the database refuses, with its errors.
Refusals = list[tuple[RowEntry, DatabaseError]]
# How often refused rows are tried again, once the others are written.
TRIED_AGAIN = 3
SEEN_BY = ("entered_by_id", "approved_by_id")  # of a custody event


class Writer:
    """Writes the entries of one run. New rows are public from `since` on; None: not yet.

    New facts cite the `source`, if given, as far as their kind cites sources.
    """

    def __init__(
        self, run: ImportRun, known: Known, since: datetime | None, source: Source | None
    ) -> None:
        self.run, self.known, self.source = run, known, source
        self.period = TimestamptzRange(since, None) if since else None
        self.titling = DeferredTitles()
        self.looked_for = REFUSED_ROWS

    def write(
        self, spec: FileSpec, format_: Format, entries: Sequence[RowEntry]
    ) -> list[tuple[RowEntry, str, str]]:
        """Write new and changed rows, in a dozen statements however many entries.

        Return the entries that the database refuses, with column and rule. Those are found by
        writing the batch in halves, at some twenty tries each, up to `REFUSED_ROWS` in a run. Rows
        that name a row at fault are not tried.
        """
        tried = [entry for entry in entries if not _refers_to_unwritten(format_, entry)]
        refused: Refusals = []
        self._by_halves(spec, format_, tried, refused)
        for _ in range(TRIED_AGAIN):
            # A row that was refused may be accepted now that others are written.
            still: Refusals = []
            for entry, _error in refused:
                self._by_halves(spec, format_, [entry], still)
            if len(still) == len(refused):
                break
            refused = still
        self.looked_for -= len(refused)
        return [(entry, *broken_rule(format_, error)) for entry, error in refused]

    def _by_halves(
        self, spec: FileSpec, format_: Format, entries: Sequence[RowEntry], refused: Refusals
    ) -> None:
        """Write all entries, else each half; add the single entries that the database refuses."""
        if not entries:
            return
        if len(refused) < self.looked_for:
            try:
                with transaction.atomic():
                    self._write(spec, format_, entries)
                    check_deferred(format_)
                return
            except (IntegrityError, DataError) as error:
                if len(entries) == 1:
                    refused.append((entries[0], error))
        for entry in entries:
            self.known.mark_unwritten(format_.name, entry.handles, format_.label_of(entry.values))
        if len(entries) > 1 and len(refused) < self.looked_for:
            half = len(entries) // 2
            self._by_halves(spec, format_, entries[:half], refused)
            self._by_halves(spec, format_, entries[half:], refused)

    def _write(self, spec: FileSpec, format_: Format, entries: Sequence[RowEntry]) -> None:
        period = None if spec.waits or format_.waits else self.period
        self._write_rows(format_, entries, period)
        added = self._write_parts(format_, entries)
        copy_rows([*self._noted(spec.name, format_, entries, added)])

    def _write_rows(
        self, format_: Format, entries: Sequence[RowEntry], period: TimestamptzRange | None
    ) -> None:
        new = [entry for entry in entries if entry.new]
        if format_.is_of_records:
            unnamed = [entry for entry in new if "slug" not in entry.values]
            names = [entry.mapped.label or format_.label_of(entry.values) for entry in unnamed]
            redirects = [entry.redirects for entry in unnamed]
            slugs = free_slugs(str(format_.model._meta.model_name), names, redirects)
            for entry, slug in zip(unnamed, slugs, strict=True):
                entry.row.slug = slug
        if issubclass(format_.model, Published):
            for entry in new:
                entry.row.live_period = period
        if format_.model is CustodyEvent:
            for entry in new:
                entry.row.entered_by = self.run.by
        self.titling.add([entry.row for entry in new])
        fact = str(format_.model._meta.model_name)
        if self.source is not None and fact in CITABLE:
            copy_rows([Citation(source=self.source, **{fact: entry.row}) for entry in new])
        changed = [
            entry for entry in entries if not entry.new and (entry.after or entry.reinstated)
        ]
        if format_.model is CustodyEvent:
            for entry in (each for each in changed if each.after):
                for name, value in zip(SEEN_BY, (self.run.by_id, None), strict=True):
                    entry.before[name], entry.after[name] = getattr(entry.row, name), value
                    setattr(entry.row, name, value)
        fields = {name.removesuffix("_id") for entry in changed for name in entry.after}
        for entry in changed:
            if entry.reinstated and self.period is not None:
                fields |= {"live_period", "retraction_reason", "retraction_note"}
                entry.before["retraction_reason"] = entry.row.retraction_reason
                entry.after["retraction_reason"] = ""
                begun = entry.row.live_period.lower or self.period.lower
                entry.row.live_period = TimestamptzRange(begun, None)
                entry.row.retraction_reason = entry.row.retraction_note = ""
        if fields:
            format_.model._default_manager.bulk_update([entry.row for entry in changed], fields)

    def _write_parts(
        self, format_: Format, entries: Sequence[RowEntry]
    ) -> dict[str, list[tuple[str, int]]]:
        """Write the rows of lists; return model and primary key of each, by the entry's key."""
        added: dict[str, list[tuple[str, int]]] = {entry.key: [] for entry in entries}

        def write(parts: Iterator[tuple[RowEntry, models.Model]]) -> None:
            new = [*parts]
            for model in {type(part) for _, part in new}:
                self.titling.add([part for _, part in new if type(part) is model])
            for entry, part in new:
                added[entry.key].append((str(part._meta.model_name), part.pk))

        if format_.is_of_records:
            write(self._identifiers(format_, entries))
        if format_.is_of_records or format_.name in FACTS:
            for entry in entries:
                slug = [entry.row.slug] if format_.is_of_records else []
                handles = [*entry.handles, *slug]
                self.known.remember(
                    format_.name, handles, format_.label_of(entry.values), entry.row.pk
                )
        write(self._parts(format_, entries))
        return added

    def _identifiers(
        self, format_: Format, entries: Sequence[RowEntry]
    ) -> Iterator[tuple[RowEntry, models.Model]]:
        scheme_ = scheme(self.run.profile, format_.name)
        type_ = str(format_.model._meta.model_name)
        for entry in entries:
            identity = entry.row.identity_id
            for each in entry.ids:
                yield entry, ExternalIdentifier(identity_id=identity, scheme=scheme_, value=each)
            for each in sorted({*entry.redirects} - {entry.row.slug}):
                yield entry, Slug(identity_id=identity, type=type_, slug=each)

    def _parts(
        self, format_: Format, entries: Sequence[RowEntry]
    ) -> Iterator[tuple[RowEntry, models.Model]]:
        """Yield the rows of lists, each once: two rows of a file may list the same."""
        seen = set()
        listed = [(column, column.part) for column in format_.columns if column.part]
        for (column, part), entry in product(listed, entries):
            model = part.model
            value: Any = model._meta.get_field(part.value)
            for each in self._keys(column, entry):
                columns_of: Values = {f"{part.parent}_id": entry.row.pk, value.attname: each}
                identical = (model, frozenset(columns_of.items()))
                if identical not in seen:
                    seen.add(identical)
                    if issubclass(model, Published):
                        columns_of["live_period"] = self.period
                    yield entry, model(**columns_of)

    def _keys(self, column: Column, entry: RowEntry) -> Iterator[Any]:
        """Yield the values to add, with primary keys of records written meanwhile."""
        if UNWRITTEN not in entry.parts[column.name]:
            yield from entry.parts[column.name]
            return
        for text, key in zip(entry.named[column.name], entry.values[column.name], strict=True):
            if key == UNWRITTEN:
                if written := self.known.find(references(column), text):
                    yield written
            elif key in entry.parts[column.name]:
                yield key

    def _noted(
        self,
        sheet: str,
        format_: Format,
        entries: Sequence[RowEntry],
        added: dict[str, list[tuple[str, int]]],
    ) -> Iterator[ImportedRow]:
        for entry in entries:
            mapped, outcome = entry.mapped, outcome_of(entry)
            cells = {entry.key: non_empty(mapped.source or {})}
            cells |= {each.key: non_empty(each.cells) for each in mapped.also}
            known = entry.also if entry.last is None else {**entry.also, entry.key: entry.last}
            kept = {key: row.cells for key, row in known.items()} == cells
            if outcome == RowOutcome.UNCHANGED and (kept or not self.run.profile):
                continue
            row = {"run": self.run, "sheet": sheet, "table": format_.name}
            row["row"] = entry.row.public_id
            yield ImportedRow(
                **row,
                number=_first_number(mapped.number, mapped.source),
                key=entry.key,
                outcome=outcome,
                before=entry.before,
                after=entry.after,
                parts=added[entry.key],
                cells=cells[entry.key],
            )
            for each in mapped.also:
                yield ImportedRow(
                    **row,
                    number=_first_number(each.number, each.cells),
                    key=each.key,
                    outcome=RowOutcome.UNCHANGED,
                    cells=cells[each.key],
                )


def _refers_to_unwritten(format_: Format, entry: RowEntry) -> bool:
    """Return whether the row names a row at fault, which was not written."""
    named = [column.name for column in format_.columns if references(column) and not column.part]
    return any(entry.values.get(name) == UNWRITTEN for name in named)


def non_empty(cells: Cells) -> Cells:
    """Return the cells that are not empty, without the columns about rows left out."""
    return {name: text for name, text in cells.items() if text and name not in LEFT_OUT_COLUMNS}


def _first_number(number: int, cells: Cells | None) -> int:
    """Return the number that the row had in the file it was left out of, else its number."""
    text = (cells or {}).get(LEFT_OUT_COLUMNS[0], "")
    return int(text) if re.fullmatch("[1-9][0-9]{0,8}", text) else number


def outcome_of(entry: RowEntry) -> RowOutcome:
    """Return whether the row is created, changed or unchanged."""
    if entry.new:
        return RowOutcome.CREATED
    return RowOutcome.CHANGED if entry.changes else RowOutcome.UNCHANGED
