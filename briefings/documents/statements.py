"""What the public may see of statements."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Annotated
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from briefings.bodies import AttributedWords, statements_in
from briefings.documents.builder import Documents
from briefings.documents.citations import Citation, citations, cited
from briefings.documents.mentions import Mention, mention, mentions
from briefings.documents.rows import Row, of_row
from briefings.documents.values import partial_date
from briefings.models import Identity, Statement
from briefings.models.base import Confidence
from briefings.models.dates import PartialDateJSON


class StatementInList(Row):
    """Words and whose they are: a speaker's, or an unnamed one's by the attribution line."""

    speaker: Annotated[Mention | None, "null: unnamed; the attribution says who"]
    attribution: Annotated[str | None, "“A senior State Department official”"]
    side: Annotated[Mention | None, "The country that an unnamed speaker speaks for"]
    words: str
    form: Annotated[str, Statement.Form]
    form_label: str
    said_on: PartialDateJSON | None
    meeting: Mention | None
    occasion: Annotated[str | None, "Where there is no meeting"]
    about: list[Mention]
    confidence: Annotated[str, Confidence]
    confidence_label: str


class StatementDocument(StatementInList):
    """A statement at its own address, with its sources."""

    sources: list[Citation]


class Statements(Documents[Statement]):
    """The documents of statements."""

    name = "statement"
    model = Statement
    in_list = StatementInList
    whole = StatementDocument

    def fetched(self, rows: QuerySet[Statement], at: datetime) -> QuerySet[Statement]:
        """Return the statements with speaker, side, meeting, public subjects and sources."""
        subjects = Identity.objects.live(at).labelled(at).order_by("pk")
        return rows.select_related("official", "organization", "side", "meeting").prefetch_related(
            Prefetch("about", subjects), cited(at)
        )

    def document(self, row: Statement, at: datetime) -> StatementDocument:
        """Return the document of a statement."""
        return {
            **of_row(row),
            "speaker": mention(row.official or row.organization, at),
            "attribution": row.attribution or None,
            "side": mention(row.side, at),
            "words": row.words,
            "form": row.form,
            "form_label": row.get_form_display(),
            "said_on": partial_date(row.said_on),
            "meeting": mention(row.meeting, at),
            "occasion": row.occasion or None,
            "about": mentions(row.about.all(), at),
            "confidence": row.confidence,
            "confidence_label": row.get_confidence_display(),
            "sources": citations(row.citations.all()),
        }


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
