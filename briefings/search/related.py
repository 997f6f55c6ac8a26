"""Find rows by the words of related rows: a meeting by its place, a person by an office.

Each function returns sets of keys: the rows with a related row, live at the moment, that matches a
part of a question.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import QuerySet

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
RelatedRows = Callable[[str, datetime], Sequence[Rows]]


def together(arms: Sequence[Rows]) -> Rows:
    """Return the rows of several queries as one query; there must be at least one."""
    return arms[0].union(*arms[1:], all=True)


def _matching(model: type[models.Model], part: str, at: datetime) -> Rows:
    rows: Rows = model._default_manager.live(at)  # type: ignore[attr-defined]
    return rows.filter(said=search_query(part)).order_by()


def _keys(model: type[models.Model], **conditions: Any) -> Rows:
    return model._default_manager.filter(**conditions).order_by().values("pk")


def _officials(part: str, at: datetime) -> Rows:
    """Return the live officials with a name that matches."""
    own = Official.objects.filter(said=search_query(part)).order_by().values("pk")
    return Official.objects.live(at).filter(pk__in=own.union(_names_of_officials(part))).order_by()


def _names_of_officials(part: str) -> Rows:
    return OfficialName.objects.filter(said=search_query(part)).values("official")


def of_official(part: str, at: datetime) -> Sequence[Rows]:
    held = Tenure.objects.live(at).filter(office__in=_matching(Office, part, at))
    return [
        _names_of_officials(part),
        held.order_by().values("official"),
        _keys(Official, country__in=_matching(Country, part, at)),
    ]


def of_detainee(part: str, at: datetime) -> Sequence[Rows]:
    """Return detainees by other names (not withheld), citizenship, or who holds them."""
    names = DetaineeName.objects.filter(said=search_query(part), detainee__name_withheld=False)
    countries, organizations = _matching(Country, part, at), _matching(Organization, part, at)
    detentions: Rows = Detention.objects.live(at).order_by()
    return [
        names.values("detainee"),
        Nationality.objects.filter(country__in=countries).values("detainee"),
        detentions.filter(country__in=countries).values("detainee"),
        detentions.filter(organization__in=organizations).values("detainee"),
    ]


def of_office(part: str, at: datetime) -> Sequence[Rows]:
    return [
        _keys(Office, country__in=_matching(Country, part, at)),
        _keys(Office, organization__in=_matching(Organization, part, at)),
    ]


def country_of(model: type[models.Model]) -> RelatedRows:
    return lambda part, at: [_keys(model, country__in=_matching(Country, part, at))]


def _with_participant(occasion: str, part: str, at: datetime) -> Sequence[Rows]:
    """Return the occasions of participants by name.

    Officials and organizations are two sets: with OR, PostgreSQL would read all participants.
    """
    participants: Rows = Participant.objects.live(at)
    return [
        participants.filter(official__in=_officials(part, at)).values(occasion),
        participants.filter(organization__in=_matching(Organization, part, at)).values(occasion),
    ]


def of_visit(part: str, at: datetime) -> Sequence[Rows]:
    return [
        *_with_participant("visit", part, at),
        Stop.objects.filter(place__in=_matching(Place, part, at)).order_by().values("visit"),
        Stop.objects.filter(country__in=_matching(Country, part, at)).order_by().values("visit"),
    ]


def of_meeting(part: str, at: datetime) -> Sequence[Rows]:
    return [
        *_with_participant("meeting", part, at),
        _keys(Meeting, place__in=_matching(Place, part, at)),
        _keys(Meeting, country__in=_matching(Country, part, at)),
        _keys(Meeting, visit__in=_matching(Visit, part, at)),
    ]


def of_statement(part: str, at: datetime) -> Sequence[Rows]:
    return [
        _keys(Statement, official__in=_officials(part, at)),
        _keys(Statement, organization__in=_matching(Organization, part, at)),
        _keys(Statement, meeting__in=_matching(Meeting, part, at)),
    ]
