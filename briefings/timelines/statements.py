"""Reads of the statements that texts quote."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from briefings.bodies import AttributedWords, statements_in
from briefings.models import Statement


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
