"""When the public sees a source: with the first public fact that cites it."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Min, Q, Value
from django.db.models.functions import Greatest, Least
from psycopg.types.range import TimestamptzRange

from briefings.models import Source
from briefings.models.sources import CITABLE
from briefings.models.triggers.facts import FACTS


def release_sources(cited: Q, at: datetime) -> None:
    """Give the sources that `cited` selects their first public moment, as far as it lies ahead.

    It is the earliest from which, by what is decided at `at`, a fact that cites the source is
    public; NULL if none will be. What is public stays so, what was retracted is left alone.
    """
    unseen = Q(live_period__isnull=True) | Q(live_period__startswith__gt=at)
    sources = Source.objects.filter(
        unseen, pk__in=Source.objects.filter(cited).values("pk"), retraction_reason=""
    )
    first = Least(*(_first_public(fact, at) for fact in CITABLE))
    for key, before, start in sources.annotate(first=first).values_list(
        "pk", "live_period", "first"
    ):
        period = TimestamptzRange(start, None) if start else None
        if period != before:
            Source.objects.filter(pk=key).update(live_period=period)


def _first_public(fact: str, at: datetime) -> Min:
    """Return the first moment, not before `at`, at which a citing fact of one kind is public."""
    paths = [f"citations__{fact}"]
    if fact in FACTS:
        paths += [f"citations__{fact}__{parent}" for parent in FACTS[fact].published_with]
    return Min(
        Greatest(Value(at), *(f"{path}__live_period__startswith" for path in paths)),
        filter=Q(**{f"{path}__live_period__overlap": (at, None) for path in paths}),
    )
