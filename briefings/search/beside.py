"""By what stands beside a row it is found as well: a meeting by its place, a person by an office.

Each function returns the keys of the rows beside which a part of a question is said, of what is
live at the moment.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q, QuerySet

from briefings.models import (
    Country,
    DetaineeName,
    Detention,
    Meeting,
    Nationality,
    Office,
    Official,
    OfficialName,
    Organization,
    Participant,
    Place,
    Statement,
    Stop,
    Tenure,
    Visit,
)
from briefings.search.questions import search_query

Rows = QuerySet[Any]
Beside = Callable[[str, datetime], Sequence[Rows]]


def _said(model: type[models.Model], part: str, at: datetime) -> Rows:
    rows: Rows = model._default_manager.live(at)  # type: ignore[attr-defined]
    return rows.filter(said=search_query(part)).order_by()


def _own(model: type[models.Model], **conditions: Any) -> Rows:
    return model._default_manager.filter(**conditions).order_by().values("pk")


def _officials(part: str, at: datetime) -> Rows:
    """Return the officials who are called so, by any of their names."""
    own = Official.objects.filter(said=search_query(part)).order_by().values("pk")
    return Official.objects.live(at).filter(pk__in=own.union(_names_of_officials(part))).order_by()


def _names_of_officials(part: str) -> Rows:
    return OfficialName.objects.filter(said=search_query(part)).values("official")


def of_official(part: str, at: datetime) -> Sequence[Rows]:
    held = Tenure.objects.live(at).filter(office__in=_said(Office, part, at))
    return [
        _names_of_officials(part),
        held.order_by().values("official"),
        _own(Official, country__in=_said(Country, part, at)),
    ]


def of_detainee(part: str, at: datetime) -> Sequence[Rows]:
    """Return who is called so unless the name is withheld, and whose country or holder is."""
    names = DetaineeName.objects.filter(said=search_query(part), detainee__name_withheld=False)
    countries = _said(Country, part, at)
    held = Detention.objects.live(at).filter(
        Q(country__in=countries) | Q(organization__in=_said(Organization, part, at))
    )
    return [
        names.values("detainee"),
        Nationality.objects.filter(country__in=countries).values("detainee"),
        held.order_by().values("detainee"),
    ]


def of_office(part: str, at: datetime) -> Sequence[Rows]:
    return [
        _own(Office, country__in=_said(Country, part, at)),
        _own(Office, organization__in=_said(Organization, part, at)),
    ]


def country_of(model: type[models.Model]) -> Beside:
    return lambda part, at: [_own(model, country__in=_said(Country, part, at))]


def _taking_part(occasion: str, part: str, at: datetime) -> Rows:
    called = Q(official__in=_officials(part, at))
    called |= Q(organization__in=_said(Organization, part, at))
    there: Rows = Participant.objects.live(at)
    return there.filter(called).values(occasion)


def of_visit(part: str, at: datetime) -> Sequence[Rows]:
    return [
        _taking_part("visit", part, at),
        Stop.objects.filter(place__in=_said(Place, part, at)).order_by().values("visit"),
        Stop.objects.filter(country__in=_said(Country, part, at)).order_by().values("visit"),
    ]


def of_meeting(part: str, at: datetime) -> Sequence[Rows]:
    return [
        _taking_part("meeting", part, at),
        _own(Meeting, place__in=_said(Place, part, at)),
        _own(Meeting, country__in=_said(Country, part, at)),
        _own(Meeting, visit__in=_said(Visit, part, at)),
    ]


def of_statement(part: str, at: datetime) -> Sequence[Rows]:
    return [
        _own(Statement, official__in=_officials(part, at)),
        _own(Statement, organization__in=_said(Organization, part, at)),
        _own(Statement, meeting__in=_said(Meeting, part, at)),
    ]
