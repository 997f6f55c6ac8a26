"""Reads of who said what: an official's words, and words about a record."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from briefings.models import Detainee, Official, Record, Statement, StatementSubject
from briefings.models.statements import StatementQuerySet


def statements_of(official: Official, at: datetime) -> QuerySet[Statement]:
    """Return the live statements of an official, the latest first (one query)."""
    return _told(Statement.objects.live(at).filter(official=official))


def statements_about(record: Record, at: datetime) -> QuerySet[Statement]:
    """Return the live statements about a record, the latest first (one query)."""
    about = StatementSubject.objects.filter(subject=record.identity_id, statement=OuterRef("pk"))
    return _told(Statement.objects.live(at).filter(Exists(about)))


def nameless_in(statements: Collection[Statement]) -> list[Detainee]:
    """Return whom the statements are about whose names are withheld, with the names."""
    about = StatementSubject.objects.filter(
        subject=OuterRef("identity"), statement__in=[row.pk for row in statements]
    )
    withheld = Detainee.objects.filter(Exists(about), name_withheld=True)
    return list(withheld.prefetch_related("names"))


def _told(statements: StatementQuerySet) -> StatementQuerySet:
    told = statements.select_related("official__identity", "organization", "side", "meeting")
    return told.latest_first()
