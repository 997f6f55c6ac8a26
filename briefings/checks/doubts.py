"""Doubts about one record as it is saved: certain ones are refused, others are asked about.

The desk looks for doubts just before and just after saving, and speaks only of new ones. Partial
dates contradict each other only if no reading of them fits. The findings of the checks count too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from django.db.models import Model
from django.utils.timezone import localdate

from briefings.checks import finding_keys, findings
from briefings.checks.custodies import detainee_doubts, detention_doubts, exchange_doubts
from briefings.checks.doubt import Doubt
from briefings.checks.occasions import meeting_doubts, statement_doubts, visit_doubts
from briefings.models import Detainee, Detention, Exchange, Meeting, Statement, Visit
from briefings.models.triggers.belonging import FACTS, parents_of

MOST = 50
DOUBTS_OF: dict[type[Model], Callable[[Any, datetime], Iterator[Doubt]]] = {
    Meeting: meeting_doubts,
    Visit: visit_doubts,
    Detainee: detainee_doubts,
    Detention: detention_doubts,
    Exchange: exchange_doubts,
    Statement: statement_doubts,
}


def find_doubts(row: Model, at: datetime) -> list[Doubt]:
    """Return the doubts about a row as stored, and about all that it belongs to.

    Of a row that is not saved yet, only what it belongs to is looked at. A few queries, depending
    on the kind of record.
    """
    found: dict[str, Doubt] = {}
    stored = type(row)._base_manager.filter(pk=row.pk).first() if row.pk else None
    for whole in _wholes(stored or row):
        if whole.pk is None:
            continue
        doubts_of = DOUBTS_OF.get(type(whole))
        for doubt in doubts_of(whole, at) if doubts_of else ():
            found.setdefault(doubt.words, doubt)
        today = localdate(at)
        for finding in findings(finding_keys(today, most=MOST, of=whole), today):
            check = finding.check.name
            doubt = Doubt(finding.row, "", finding.words, certain=False, check=check)
            found.setdefault(finding.words, doubt)
    return [*found.values()]


def _wholes(row: Model) -> Iterator[Model]:
    """Yield the row, what it belongs to, what that belongs to, and so on."""
    yield row
    if str(row._meta.model_name) in FACTS:
        for name in parents_of(type(row)):
            if parent := getattr(row, name):
                yield from _wholes(parent)
