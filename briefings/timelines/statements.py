"""Reads of who said what: an official's words, and words about a record."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import TypeVar, cast
from uuid import UUID

from django.db.models import Model, OuterRef, Q, QuerySet

from briefings.bodies import AttributedWords, statements_in
from briefings.models import Detainee, Official, Statement, StatementSubject
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


def said_in(
    html: Iterable[str], at: datetime, *, coming: Collection[UUID] = ()
) -> dict[UUID, AttributedWords]:
    """Return what the statements say, and who, that stored texts quote and readers see at `at`.

    Those with the ids `coming` count as seen. One query, none where nothing is quoted.
    """
    ids = {id_ for each in html for id_ in statements_in(each)}
    seen = Q(pk__in=Statement.objects.live(at).with_public_ids(ids)) | Q(public_id__in=[*coming])
    known = Statement.objects.with_public_ids(ids)
    shown = known.filter(seen) if coming else known.live(at)
    rows = shown.with_speakers() if ids else ()
    return {row.public_id: _said(row) for row in rows}


def _said(statement: Statement) -> AttributedWords:
    speaker = statement.official or statement.organization
    return AttributedWords(
        speaker=str(speaker or statement.attribution),
        record=speaker.identity.public_id if speaker is not None else None,
        words=statement.words,
    )


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
