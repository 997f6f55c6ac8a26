"""Topics of articles, meetings and statements."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from briefings.addresses import path_of
from briefings.models.base import Published, PublishedQuerySet, Record
from briefings.models.triggers import record
from briefings.models.words import LONGEST_NAME, said_in, said_index, spelling_index


class TopicQuerySet(PublishedQuerySet["Topic"]):
    """Queries for topics."""


@record("topic", label="name")
class Topic(Record, Published):
    """A subject under one name; `other_names` are for finding it in a text."""

    name = models.CharField(max_length=LONGEST_NAME)
    other_names = ArrayField(models.CharField(), default=list, blank=True)
    description = models.TextField(blank=True)

    said = said_in("name", names="other_names", text=("description",))

    objects = TopicQuerySet.as_manager()

    class Meta(Published.Meta):
        ordering = ["name", "id"]
        indexes = [
            *Published.Meta.indexes,
            models.Index(fields=["name", "id"], name="topic_by_name"),
            said_index("topic"),
            spelling_index("topic", "name"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the address of the topic's page."""
        return path_of("topic", self.slug)
