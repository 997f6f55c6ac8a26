"""What the public may see of sources."""

from __future__ import annotations

from datetime import datetime

from briefings.documents.builder import Documents
from briefings.documents.rows import Row, of_row
from briefings.documents.values import Day, day, partial_date
from briefings.models import Source
from briefings.models.dates import PartialDateJSON


class SourceDocument(Row):
    """Something published that facts rest on: `url` is its JSON, `original_url` itself."""

    publisher: str
    title: str
    original_url: str | None
    archived_url: str | None
    published_on: PartialDateJSON | None
    accessed_on: Day | None


class Sources(Documents[Source]):
    """The documents of sources."""

    name = "source"
    model = Source
    in_list = SourceDocument
    whole = SourceDocument

    def document(self, row: Source, at: datetime) -> SourceDocument:
        """Return the document of a source."""
        return {
            **of_row(row),
            "publisher": row.publisher,
            "title": row.title,
            "original_url": row.url or None,
            "archived_url": row.archived_url or None,
            "published_on": partial_date(row.published_on),
            "accessed_on": day(row.accessed_on),
        }
