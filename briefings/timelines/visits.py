"""Reads of visits: where they stop, what they are for, which came before and after."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from briefings.models import Objective, Participant, Stop, Visit
from briefings.timelines.children import as_json, related_if, rows_from
from briefings.timelines.prepared import prepared, without_unshown


def with_stops(visits: QuerySet[Any], at: datetime) -> QuerySet[Any]:
    """Return visits with what `stops_along` reads; no query more."""
    stops = Stop.objects.filter(visit=OuterRef("pk"), country__live_period__holds=at)
    told = as_json(
        stops.order_by("order", "id"),
        *("id", "arrives", "departs", "note"),
        country=JSONObject(id="country__id", name="country__name", slug="country__slug"),
        place=related_if(Q(place__live_period__holds=at), "place", "id", "name", "slug"),
    )
    annotated: QuerySet[Any] = visits.annotate(stops_told=told)
    return annotated


def stops_along(visit: Visit) -> list[Stop]:
    """Return the stops of a visit in their order; a place that is not live is None.

    They came along by `with_stops`: with their days, their note, and name and address of where.
    """
    return rows_from(Stop, visit.stops_told)  # type: ignore[attr-defined]


def with_objectives(visits: QuerySet[Any]) -> QuerySet[Any]:
    """Return visits with what `objectives_along` reads; no query more."""
    objectives = Objective.objects.filter(visit=OuterRef("pk")).order_by("order", "id")
    annotated: QuerySet[Any] = visits.annotate(objectives_told=as_json(objectives, "id", "words"))
    return annotated


def objectives_along(visit: Visit) -> list[Objective]:
    """Return what a visit is for, in its order; the words came along by `with_objectives`."""
    return rows_from(Objective, visit.objectives_told)  # type: ignore[attr-defined]


def visits_around(visit: Visit, at: datetime) -> list[Visit]:
    """Return the visits before and after one, by an official of it to a country of it.

    At most the nearest on each side, by their earliest days; one query, none where the visit
    has no day.
    """
    first = visit.possible_days.lower if visit.possible_days else None
    return [] if first is None else _before_and_after(at, visit.pk, first)


@prepared
def _before_and_after(at: datetime, visit: int, first: date) -> QuerySet[Visit]:
    travellers = Participant.objects.live(at).exclude(side=Participant.Side.HOST)
    same = travellers.filter(
        visit=OuterRef("pk"),
        official__in=travellers.filter(visit=visit, official__isnull=False).values("official"),
    )
    there = Stop.objects.filter(
        visit=OuterRef("pk"), country__in=Stop.objects.filter(visit=visit).values("country")
    )
    others = without_unshown(
        Visit.objects.live(at).with_zone().exclude(pk=visit).filter(Exists(same), Exists(there))
    )
    before = others.filter(possible_days__startswith__lt=first).order_by(
        "-possible_days__startswith"
    )
    after = others.filter(possible_days__startswith__gt=first).order_by("possible_days__startswith")
    return before[:1].union(after[:1], all=True)
