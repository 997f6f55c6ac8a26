"""Reads of who said what: an official's words, and words about a record."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from briefings.models import Detainee, Official, Record, Statement, StatementSubject
from briefings.models.statements import StatementQuerySet
from briefings.timelines.prepared import one_of, prepared

SHOWN = 6  # on the page of a record


def statements_of(official: Official, at: datetime) -> list[Statement]:
    """Return the latest live statements of an official, at most six (one query)."""
    return _by_official(at, official.pk)


@prepared
def _by_official(at: datetime, official: int) -> QuerySet[Statement]:
    return _told(Statement.objects.live(at).filter(official=official))


def statements_about(record: Record, at: datetime) -> list[Statement]:
    """Return the latest live statements about a record, at most six (one query)."""
    return _about(at, record.identity_id)


@prepared
def _about(at: datetime, identity: int) -> QuerySet[Statement]:
    about = StatementSubject.objects.filter(subject=identity, statement=OuterRef("pk"))
    return _told(Statement.objects.live(at).filter(Exists(about)))


def nameless_in(statements: Collection[Statement]) -> list[Detainee]:
    """Return whom the statements are about whose names are withheld, with the names."""
    return _nameless([row.pk for row in statements])


@prepared
def _nameless(statements: list[int]) -> QuerySet[Detainee]:
    about = StatementSubject.objects.filter(
        one_of("statement", statements), subject=OuterRef("identity")
    )
    withheld = Detainee.objects.filter(Exists(about), name_withheld=True)
    return withheld.prefetch_related("names")


def _told(statements: StatementQuerySet) -> StatementQuerySet:
    told = statements.select_related("official__identity", "organization", "side", "meeting")
    return told.latest_first()[:SHOWN]
