"""The table of topics."""

from __future__ import annotations

from briefings.imports.formats import FORMER_IDS, ID, SLUG, Format, by, of
from briefings.models import Topic

TOPICS = Format(
    "topics",
    Topic,
    (
        *(ID, SLUG, FORMER_IDS),
        of(Topic, "name", "What it is called.", required=True),
        of(Topic, "other_names", "Names for finding it in a text."),
        of(Topic, "description", "A sentence or two."),
    ),
    label=by("name"),
)
