"""Publish sources: a source is public with the first public row that cites it."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import Count, DateTimeField, Min, Q, Value
from django.db.models.functions import Greatest, Least
from psycopg.types.range import TimestamptzRange

from briefings.actions.acting import acting
from briefings.models import Citation, Edition, Published, Row, Source
from briefings.models.sources import CITABLE
from briefings.models.triggers.belonging import dependencies, target_of


def release_sources(cited: Q, at: datetime) -> None:
    """Set the live period of the sources that `cited` selects and that are not public at `at`.

    It begins when the first row that cites the source becomes public, as decided so far; NULL if
    none will. Public and retracted sources stay as they are. One query if there are no such
    sources; else three, and one for each source that changes.
    """
    unseen = Q(live_period__isnull=True) | Q(live_period__startswith__gt=at)
    keys = {
        *Source.objects.filter(unseen, cited, retraction_reason="").values_list("pk", flat=True)
    }
    if not keys:
        return
    # Joining every kind of row takes long: kinds that cite none of the sources are left out.
    citing = Citation.objects.filter(source__in=keys).aggregate(
        **{fact: Count(fact) for fact in CITABLE}
    )
    starts = [_first_public(fact, at) for fact in CITABLE if citing[fact]]
    sources = Source.objects.filter(pk__in=keys).annotate(
        # Of at least two: where nothing cites them there is no start.
        first=Least(*starts, Value(None), Value(None), output_field=DateTimeField())
    )
    for key, before, start in sources.values_list("pk", "live_period", "first"):
        period = TimestamptzRange(start, None) if start else None
        if period != before:
            Source.objects.filter(pk=key).update(live_period=period)


def release_cited(*, by: User, fact: Row) -> None:
    """Publish the sources that a row cites, from when the row is public."""
    with acting(by=by, action="cite") as at:
        release_sources(Q(**{f"citations__{fact._meta.model_name}": fact}), at)


def cited_with(row: Published) -> Q:
    """Return the condition for sources cited by the row or by rows published with it."""
    cited = Q(pk__in=[])
    for fact in CITABLE:
        for path, model in dependencies(target_of(Citation, fact), f"citations__{fact}"):
            if model is type(row):
                cited |= Q(**{path: row})
    return cited


def _first_public(fact: str, at: datetime) -> Min:
    """Return the first moment, not before `at`, when a citing row of one kind is public."""
    model, path = target_of(Citation, fact), f"citations__{fact}"
    starts, public = [], Q(**{f"{path}__isnull": False})
    for before, each in dependencies(model, path):
        if issubclass(each, Published | Edition):
            starts.append(f"{before}__live_period__startswith")
            lasts = Q(**{f"{before}__live_period__overlap": (at, None)})
            public &= lasts | Q(**{f"{before}__isnull": True})
    # Greatest leaves out what is NULL: a relation that is not set holds nothing back.
    return Min(Greatest(Value(at), *starts), filter=public)
