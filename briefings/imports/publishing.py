"""Publishes an import: all rows that it entered and that are not public yet, at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.contrib.auth.models import User
from django.db.models import Q, QuerySet
from psycopg.types.range import TimestamptzRange

from briefings.actions.acting import acting, extend_timeouts
from briefings.actions.locking import lock
from briefings.actions.refusals import refuse_if
from briefings.actions.sources import release_sources
from briefings.imports.columns import FORMATS
from briefings.imports.since import version_now
from briefings.models import Citation, CustodyEvent, ImportedRow, ImportRun, Published, Record
from briefings.models.expressions import one_of
from briefings.models.sources import CITABLE
from briefings.models.triggers.belonging import FACTS, dependencies, target_of

Keys = dict[type[Published], set[int]]
TABLES = {name: each.model for name, each in FORMATS.items() if issubclass(each.model, Published)}


@dataclass
class Waiting:
    """Rows of an import to be published, with facts entered for its records since.

    `rows`: primary keys by model. `own`: custody events that need another person's approval, which
    are not among the rows.
    """

    rows: Keys = field(default_factory=lambda: defaultdict(set))
    own: int = 0

    @property
    def count(self) -> int:
        """Number of rows."""
        return sum(len(keys) for keys in self.rows.values())

    @property
    def in_words(self) -> str:
        """The rows in words, as in "12 meetings, 1 tenure"."""
        named = ((model._meta, len(keys)) for model, keys in self.rows.items())
        return ", ".join(
            f"{count:,} {meta.verbose_name if count == 1 else meta.verbose_name_plural}"
            for meta, count in named
        )

    @property
    def why_own_stay(self) -> str:
        """Why one's own custody events are not published, "" where there are none."""
        if not self.own:
            return ""
        need = "1 custody event needs" if self.own == 1 else f"{self.own:,} custody events need"
        return f"{need} a second person: it was you who entered or changed it."


def waiting(run: ImportRun, by: User) -> Waiting:
    """Return the rows that `by` would publish with the import.

    A query for each table of the import and each kind of fact, however many rows.
    """
    found = Waiting()
    created = run.rows.filter(outcome=ImportedRow.Outcome.CREATED)
    for table in created.order_by().values_list("table", flat=True).distinct():
        if model := TABLES.get(table):
            rows = _entered(model).filter(public_id__in=created.filter(table=table).values("row"))
            _add(found.rows, model, {*rows.values_list("pk", flat=True)})
    if events := found.rows.get(CustodyEvent):
        own = CustodyEvent.objects.filter(one_of("pk", events), entered_by=by, approved_by=None)
        others = events - {*own.values_list("pk", flat=True)}
        found.own = len(events) - len(others)
        found.rows[CustodyEvent] = others
    found.rows = {model: keys for model, keys in found.rows.items() if keys}
    return found


def still_waiting(runs: Iterable[ImportRun] | None = None) -> QuerySet[Any, Any]:
    """Return primary keys of runs with rows to be published; of all runs if None. One query."""
    noted = ImportedRow.objects.filter(outcome=ImportedRow.Outcome.CREATED)
    if runs is not None:
        noted = noted.filter(run__in=runs)
    first, *others = (
        noted.filter(table=table, row__in=_entered(model).values("public_id")).values("run")
        for table, model in TABLES.items()
    )
    return first.union(*others)


def why_not_publish(run: ImportRun, by: User, found: Waiting) -> list[str]:
    """Return every reason why `by` cannot publish these rows."""
    reasons = []
    if not by.has_perm("briefings.publish_identity"):
        reasons.append("Your role does not publish records: ask an editor.")
    if run.undone_at is not None:
        reasons.append("This import was undone.")
    elif not found.rows:
        reasons.append(found.why_own_stay or "Nothing of it waits to be published.")
    return reasons


def publish(*, by: User, run: ImportRun) -> Waiting:
    """Publish the import's rows at one moment, and return them. Raises `Refused`.

    Facts entered for its records, and the sources that they cite, are published with them. `by`
    approves the custody events of others, not their own. Rows that nobody edited before can still
    be undone.
    """
    with acting(by=by, action="publish import", locking=run) as at:
        extend_timeouts()
        run = lock(run)
        found = waiting(run, by)
        refuse_if(why_not_publish(run, by, found))
        unedited = _unedited(run)
        for model, keys in found.rows.items():
            rows = _entered(model).filter(one_of("pk", keys))
            if model is CustodyEvent:
                rows.filter(approved_by=None).update(approved_by=by)
            rows.update(live_period=TimestamptzRange(at, None))
        release_sources(Q(one_of("pk", _cited_by(found.rows))), at)
        for table, noted in unedited.items():
            now = version_now(table)
            run.rows.filter(one_of("pk", noted)).exclude(version=now).update(version=now)
        return found


def _unedited(run: ImportRun) -> dict[str, list[int]]:
    """Return by table the noted rows whose row has not been edited since."""
    tables = run.rows.order_by().values_list("table", flat=True).distinct()
    return {
        table: [
            *run.rows.filter(table=table, version=version_now(table)).values_list("pk", flat=True)
        ]
        for table in tables
    }


def _entered(model: type[Published]) -> QuerySet[Any, Any]:
    """Return rows that were never published, without merged records."""
    rows: QuerySet[Any, Any] = model._default_manager.filter(live_period=None)
    return rows.filter(identity__merged_into=None) if issubclass(model, Record) else rows


def _add(found: Keys, model: type[Published], keys: set[int]) -> None:
    """Add rows and the facts entered for them."""
    new = keys - found[model]
    if not new:
        return
    found[model] |= new
    of = str(model._meta.model_name)
    for fact, declared in FACTS.items():
        if of in declared.of:
            facts = apps.get_model("briefings", fact)
            of_new = _entered(facts).filter(one_of(of, new))
            _add(found, facts, {*of_new.values_list("pk", flat=True)})


def _cited_by(rows: Keys) -> set[int]:
    """Return sources cited by the rows or by facts that belong to them."""
    cited: set[int] = set()
    for fact in CITABLE:
        for path, model in dependencies(target_of(Citation, fact), fact):
            if model in rows:
                citations = Citation.objects.filter(one_of(path, rows[model]))
                cited.update(citations.values_list("source", flat=True).distinct())
    return cited
