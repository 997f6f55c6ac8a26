"""What the public may see of topics."""

from __future__ import annotations

from datetime import datetime

from briefings.documents.builder import Documents
from briefings.documents.rows import Record, WholeRecord, of_whole_record
from briefings.models import Topic


class TopicInList(Record):
    """What articles are about."""

    name: str
    other_names: list[str]
    description: str | None


class TopicDocument(TopicInList, WholeRecord):
    """A topic at its own address."""


class Topics(Documents[Topic]):
    """The documents of topics."""

    name = "topic"
    model = Topic
    in_list = TopicInList
    whole = TopicDocument

    def document(self, row: Topic, at: datetime) -> TopicDocument:
        """Return the document of a topic."""
        return {
            **of_whole_record(row),
            "name": row.name,
            "other_names": row.other_names,
            "description": row.description or None,
        }
