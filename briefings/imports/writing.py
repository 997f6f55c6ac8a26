"""A batch of drafts written into the record, and what became of each noted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import product
from typing import Any

from django.db import DatabaseError, DataError, IntegrityError, models, transaction
from psycopg.types.range import TimestamptzRange

from briefings.actions.slugs import free_slugs
from briefings.imports.broken import broken_rule, keep_deferred
from briefings.imports.copying import copy_in
from briefings.imports.drafts import Draft
from briefings.imports.formats import Column, Format, Values, references
from briefings.imports.known import FACTS, TO_BE_MADE, Known, scheme
from briefings.imports.plans import RowOutcome
from briefings.imports.profiles import Cells, FileSpec
from briefings.imports.sound import LEFT_OUT_COLUMNS
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

# Drafts that the database refuses, with what it said.
Refusals = list[tuple[Draft, DatabaseError]]
# How often rows that were refused alone are tried once more beside the rest.
TRIED_AGAIN = 3
SEEN_BY = ("entered_by_id", "approved_by_id")  # of a custody event


class Writer:
    """Writes the drafts of one run; what it makes is public from `since` on, None: not yet.

    It cites the `source`, if there is one, as far as a fact of its kind cites sources.
    """

    def __init__(
        self, run: ImportRun, known: Known, since: datetime | None, source: Source | None
    ) -> None:
        self.run, self.known, self.source = run, known, source
        self.period = TimestamptzRange(since, None) if since else None
        self.titling = DeferredTitles()
        self.looked_for = REFUSED_ROWS

    def write(
        self, spec: FileSpec, format_: Format, drafts: Sequence[Draft]
    ) -> list[tuple[Draft, str, str]]:
        """Write what is new or differs, in a dozen statements however many drafts there are.

        Return each draft that the database refuses, with the column and the rule. They are found by
        writing the halves, so that each costs some twenty tries more; beyond `REFUSED_ROWS` of a
        run none is looked for. What names a row that was not made is not tried.
        """
        tried = [draft for draft in drafts if not _rests_on_unmade(format_, draft)]
        refused: Refusals = []
        self._by_halves(spec, format_, tried, refused)
        for _ in range(TRIED_AGAIN):
            # What was refused alone may stand beside what has been written since.
            still: Refusals = []
            for draft, _error in refused:
                self._by_halves(spec, format_, [draft], still)
            if len(still) == len(refused):
                break
            refused = still
        self.looked_for -= len(refused)
        return [(draft, *broken_rule(format_, error)) for draft, error in refused]

    def _by_halves(
        self, spec: FileSpec, format_: Format, drafts: Sequence[Draft], refused: Refusals
    ) -> None:
        """Write all drafts, or each half; add those that the database refuses alone, and why."""
        if not drafts:
            return
        if len(refused) < self.looked_for:
            try:
                with transaction.atomic():
                    self._write(spec, format_, drafts)
                    keep_deferred(format_)
                return
            except (IntegrityError, DataError) as error:
                if len(drafts) == 1:
                    refused.append((drafts[0], error))
        for draft in drafts:
            self.known.unmake(format_.name, draft.handles, format_.called(draft.read))
        if len(drafts) > 1 and len(refused) < self.looked_for:
            half = len(drafts) // 2
            self._by_halves(spec, format_, drafts[:half], refused)
            self._by_halves(spec, format_, drafts[half:], refused)

    def _write(self, spec: FileSpec, format_: Format, drafts: Sequence[Draft]) -> None:
        period = None if spec.waits or format_.waits else self.period
        self._write_rows(format_, drafts, period)
        added = self._write_parts(format_, drafts)
        copy_in([*self._noted(spec.name, format_, drafts, added)])

    def _write_rows(
        self, format_: Format, drafts: Sequence[Draft], period: TimestamptzRange | None
    ) -> None:
        new = [draft for draft in drafts if draft.new]
        if format_.is_of_records:
            unnamed = [draft for draft in new if "slug" not in draft.read]
            names = [draft.made.called or format_.called(draft.read) for draft in unnamed]
            redirects = [draft.redirects for draft in unnamed]
            slugs = free_slugs(str(format_.model._meta.model_name), names, redirects)
            for draft, slug in zip(unnamed, slugs, strict=True):
                draft.row.slug = slug
        if issubclass(format_.model, Published):
            for draft in new:
                draft.row.live_period = period
        if format_.model is CustodyEvent:
            for draft in new:
                draft.row.entered_by = self.run.by
        self.titling.add([draft.row for draft in new])
        fact = str(format_.model._meta.model_name)
        if self.source is not None and fact in CITABLE:
            copy_in([Citation(source=self.source, **{fact: draft.row}) for draft in new])
        changed = [draft for draft in drafts if not draft.new and (draft.after or draft.put_back)]
        if format_.model is CustodyEvent:
            for draft in (each for each in changed if each.after):
                for name, value in zip(SEEN_BY, (self.run.by_id, None), strict=True):
                    draft.before[name], draft.after[name] = getattr(draft.row, name), value
                    setattr(draft.row, name, value)
        fields = {name.removesuffix("_id") for draft in changed for name in draft.after}
        for draft in changed:
            if draft.put_back and self.period is not None:
                fields |= {"live_period", "retraction_reason", "retraction_note"}
                draft.before["retraction_reason"] = draft.row.retraction_reason
                draft.after["retraction_reason"] = ""
                begun = draft.row.live_period.lower or self.period.lower
                draft.row.live_period = TimestamptzRange(begun, None)
                draft.row.retraction_reason = draft.row.retraction_note = ""
        if fields:
            format_.model._default_manager.bulk_update([draft.row for draft in changed], fields)

    def _write_parts(
        self, format_: Format, drafts: Sequence[Draft]
    ) -> dict[str, list[tuple[str, int]]]:
        """Write the plain rows; return model and key of each, by the key of its draft."""
        added: dict[str, list[tuple[str, int]]] = {draft.key: [] for draft in drafts}

        def write(parts: Iterator[tuple[Draft, models.Model]]) -> None:
            made = [*parts]
            for model in {type(part) for _, part in made}:
                self.titling.add([part for _, part in made if type(part) is model])
            for draft, part in made:
                added[draft.key].append((str(part._meta.model_name), part.pk))

        if format_.is_of_records:
            write(self._identifiers(format_, drafts))
        if format_.is_of_records or format_.name in FACTS:
            for draft in drafts:
                slug = [draft.row.slug] if format_.is_of_records else []
                handles = [*draft.handles, *slug]
                self.known.remember(format_.name, handles, format_.called(draft.read), draft.row.pk)
        write(self._parts(format_, drafts))
        return added

    def _identifiers(
        self, format_: Format, drafts: Sequence[Draft]
    ) -> Iterator[tuple[Draft, models.Model]]:
        scheme_ = scheme(self.run.profile, format_.name)
        type_ = str(format_.model._meta.model_name)
        for draft in drafts:
            identity = draft.row.identity_id
            for each in draft.ids:
                yield draft, ExternalIdentifier(identity_id=identity, scheme=scheme_, value=each)
            for each in sorted({*draft.redirects} - {draft.row.slug}):
                yield draft, Slug(identity_id=identity, type=type_, slug=each)

    def _parts(
        self, format_: Format, drafts: Sequence[Draft]
    ) -> Iterator[tuple[Draft, models.Model]]:
        """Yield the rows that lists become, each once: two rows of a file may tell of one."""
        seen = set()
        listed = [(column, column.part) for column in format_.columns if column.part]
        for (column, part), draft in product(listed, drafts):
            model = part.model
            value: Any = model._meta.get_field(part.value)
            for each in self._keys(column, draft):
                columns_of: Values = {f"{part.parent}_id": draft.row.pk, value.attname: each}
                told = (model, frozenset(columns_of.items()))
                if told not in seen:
                    seen.add(told)
                    if issubclass(model, Published):
                        columns_of["live_period"] = self.period
                    yield draft, model(**columns_of)

    def _keys(self, column: Column, draft: Draft) -> Iterator[Any]:
        """Yield the values to add, with the keys of those that were made meanwhile."""
        if TO_BE_MADE not in draft.parts[column.name]:
            yield from draft.parts[column.name]
            return
        for text, key in zip(draft.named[column.name], draft.read[column.name], strict=True):
            if key == TO_BE_MADE:
                if made := self.known.find(references(column), text):
                    yield made
            elif key in draft.parts[column.name]:
                yield key

    def _noted(
        self,
        sheet: str,
        format_: Format,
        drafts: Sequence[Draft],
        added: dict[str, list[tuple[str, int]]],
    ) -> Iterator[ImportedRow]:
        for draft in drafts:
            made, outcome = draft.made, outcome_of(draft)
            told = {draft.key: filled(made.source or {})}
            told |= {each.key: filled(each.cells) for each in made.also}
            known = draft.also if draft.last is None else {**draft.also, draft.key: draft.last}
            kept = {key: row.cells for key, row in known.items()} == told
            if outcome == RowOutcome.UNCHANGED and (kept or not self.run.profile):
                continue
            row = {"run": self.run, "sheet": sheet, "table": format_.name}
            row["row"] = draft.row.public_id
            yield ImportedRow(
                **row,
                number=_first_number(made.number, made.source),
                key=draft.key,
                outcome=outcome,
                before=draft.before,
                after=draft.after,
                parts=added[draft.key],
                cells=told[draft.key],
            )
            for each in made.also:
                yield ImportedRow(
                    **row,
                    number=_first_number(each.number, each.cells),
                    key=each.key,
                    outcome=RowOutcome.UNCHANGED,
                    cells=told[each.key],
                )


def _rests_on_unmade(format_: Format, draft: Draft) -> bool:
    """Return whether the row names one that was not made, since it is at fault."""
    named = [column.name for column in format_.columns if references(column) and not column.part]
    return any(draft.read.get(name) == TO_BE_MADE for name in named)


def filled(cells: Cells) -> Cells:
    """Return the cells that are not empty, but for what was said of a row that was left out."""
    return {name: text for name, text in cells.items() if text and name not in LEFT_OUT_COLUMNS}


def _first_number(number: int, cells: Cells | None) -> int:
    """Return the number that a row had in the file that it was left out of, else its own."""
    said = (cells or {}).get(LEFT_OUT_COLUMNS[0], "")
    return int(said) if re.fullmatch("[1-9][0-9]{0,8}", said) else number


def outcome_of(draft: Draft) -> RowOutcome:
    """Return what the import does to the row."""
    if draft.new:
        return RowOutcome.CREATED
    return RowOutcome.CHANGED if draft.changes else RowOutcome.UNCHANGED
