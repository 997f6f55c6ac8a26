"""Reads of who said what: an official's words, and words about a record."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TypeVar, cast

from django.db.models import Exists, Model, OuterRef, QuerySet

from briefings.models import Detainee, Official, Record, Statement, StatementSubject
from briefings.models.statements import StatementQuerySet
from briefings.timelines.children import as_json
from briefings.timelines.names import people_from, person_at
from briefings.timelines.prepared import prepared

M = TypeVar("M", bound=Model)

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


def with_nameless(statements: QuerySet[M]) -> QuerySet[M]:
    """Return statements with what `nameless_in` reads; no query more."""
    person = "subject__detainee"
    withheld = StatementSubject.objects.filter(
        statement=OuterRef("pk"), **{f"{person}__name_withheld": True}
    )
    told = as_json(withheld, **person_at(person))
    return cast("QuerySet[M]", statements.annotate(nameless_told=told))


def nameless_in(statements: Iterable[Statement]) -> list[Detainee]:
    """Return whom the statements are about whose names are withheld, with the names.

    They came along by `with_nameless`, with nothing else.
    """
    return people_from(
        told
        for statement in statements
        for told in statement.nameless_told  # type: ignore[attr-defined]
    )


def _told(statements: StatementQuerySet) -> QuerySet[Statement]:
    told = statements.select_related("official__identity", "organization", "side", "meeting")
    return with_nameless(told.latest_first())[:SHOWN]
