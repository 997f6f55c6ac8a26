"""Reads of the sources of facts that stand beside others: on the page of a country, of a place."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import reduce
from operator import or_

from django.db.models import Exists, F, Func, OuterRef, Q, QuerySet, TextField, Value

from briefings.models import AgendaItem, Citation, Row
from briefings.models.names import tells_name
from briefings.models.sources import CITABLE
from briefings.timelines.prepared import one_of, prepared

DETAINEES = ("custodyevent__detention__detainee", "exchange__custody_events__detention__detainee")


def sources_beside(shown: Iterable[Row], at: datetime) -> list[Citation]:
    """Return the citations of live facts of any kind, in the order of their notes; one query.

    Without those of which a word tells the withheld name of somebody whose case the fact is of, or
    was on the agenda of the meeting or the visit that it is of.
    """
    facts: dict[str, list[int]] = {kind: [] for kind in CITABLE}
    for row in shown:
        facts[str(row._meta.model_name)].append(row.pk)
    return _cited(at, *facts.values())


@prepared
def _cited(at: datetime, *facts: list[int]) -> QuerySet[Citation]:
    cited = reduce(or_, (Q(one_of(kind, keys)) for kind, keys in zip(CITABLE, facts, strict=True)))
    of_cases = reduce(or_, (tells_name(person, *_words()) for person in DETAINEES))
    telling = Citation.objects.filter(of_cases, pk=OuterRef("pk"))
    raised = AgendaItem.objects.filter(
        Q(meeting=OuterRef("meeting"))
        | Q(visit=OuterRef("visit"))
        | Q(meeting__visit=OuterRef("visit"))
        | Q(meeting=OuterRef("statuschange__meeting"))
        | Q(visit=OuterRef("statuschange__visit"))
        | Q(meeting__visit=OuterRef("statuschange__visit")),
        tells_name("detainee", *_words(outer=True)),
    )
    rows = Citation.objects.filter(cited, ~Exists(telling), ~Exists(raised))
    return rows.filter(source__live_period__contains=at).in_order()


def _words(*, outer: bool = False) -> tuple[Func, ...]:
    """Return three texts of a citation: what its source is called, its addresses, the remark.

    `outer`: of the citation of the query outside.
    """
    columns = ("source__publisher", "source__title"), ("source__url", "source__archived_url")
    remarks = ("quote", "says", "page")
    return tuple(
        Func(
            Value(" "),
            *(OuterRef(name) if outer else F(name) for name in names),
            function="concat_ws",
            output_field=TextField(),
        )
        for names in (*columns, remarks)
    )
