"""What contradicts itself in a record as it is saved: certainly, so that it is refused, or perhaps.

Asked of the rows of one record, just before and just after they are saved: only what is new is
said. Of partial dates only what is certain contradicts. What the checks of the whole record find is
asked about here too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from django.db.models import Model
from django.utils.timezone import localdate

from briefings.checks import findings, found
from briefings.checks.custodies import of_detention, of_exchange
from briefings.checks.doubt import Doubt
from briefings.checks.occasions import of_meeting, of_statement, of_visit
from briefings.models import Detention, Exchange, Meeting, Statement, Visit
from briefings.models.triggers.belonging import FACTS, parents_of

MOST = 50
ASKED: dict[type[Model], Callable[[Any, datetime], Iterator[Doubt]]] = {
    Meeting: of_meeting,
    Visit: of_visit,
    Detention: of_detention,
    Exchange: of_exchange,
    Statement: of_statement,
}


def doubts(row: Model, at: datetime) -> list[Doubt]:
    """Return what contradicts itself in a row, as the database has it, and in all it belongs to.

    A few queries, by the kind of the record. Of a row that was not saved only what it belongs to is
    looked at.
    """
    said: dict[str, Doubt] = {}
    stored = type(row)._base_manager.filter(pk=row.pk).first() if row.pk else None
    for whole in _wholes(stored or row):
        if whole.pk is None:
            continue
        asked = ASKED.get(type(whole))
        for doubt in asked(whole, at) if asked else ():
            said.setdefault(doubt.words, doubt)
        today = localdate(at)
        for finding in findings(found(today, most=MOST, of=whole), today):
            named = finding.check.name
            doubt = Doubt(finding.row, "", finding.words, certain=False, check=named)
            said.setdefault(finding.words, doubt)
    return [*said.values()]


def _wholes(row: Model) -> Iterator[Model]:
    """Yield the row, and what it belongs to."""
    yield row
    if str(row._meta.model_name) in FACTS:
        for name in parents_of(type(row)):
            if parent := getattr(row, name):
                yield from _wholes(parent)
