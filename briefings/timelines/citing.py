"""Reads of the sources of facts that stand beside others: on the page of a country, of a place."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from briefings.models import Citation, Row
from briefings.models.sources import CITABLE
from briefings.timelines.prepared import one_of, prepared


def sources_beside(shown: Iterable[Row], at: datetime) -> list[Citation]:
    """Return the citations of live facts of any kind, in the order of their notes; one query.

    Without those of which a word tells a withheld name of somebody whose case they are of.
    """
    facts: dict[str, list[int]] = {kind: [] for kind in CITABLE}
    for row in shown:
        facts[str(row._meta.model_name)].append(row.pk)
    return _cited(at, *facts.values())


@prepared
def _cited(at: datetime, *facts: list[int]) -> QuerySet[Citation]:
    cited = reduce(or_, (Q(one_of(kind, keys)) for kind, keys in zip(CITABLE, facts, strict=True)))
    rows = Citation.objects.filter(cited).discreet()
    return rows.filter(source__live_period__holds=at).in_order()
