"""The table of officials."""

from __future__ import annotations

from briefings.imports.columns.persons import complete_names
from briefings.imports.formats import FORMER_IDS, ID, SLUG, Format, by, in_order, of, part
from briefings.models import Official, OfficialName

OFFICIALS = Format(
    "officials",
    Official,
    (
        *(ID, SLUG, FORMER_IDS),
        of(Official, "full_name", "The whole name.", required=True),
        of(
            Official,
            "short_name",
            "As in a second mention; if left empty, the last word of the full name.",
        ),
        of(Official, "sort_name", "As in “Blinken, Antony”; if left empty, made likewise."),
        part(
            "other_names", "Other names that the person goes by.", OfficialName, "official", "name"
        ),
        of(Official, "country", "The country whose official it is."),
        of(Official, "born", "When the person was born."),
        of(Official, "died", "When the person died; empty: alive, or not known."),
        of(Official, "biography", "A few sentences."),
    ),
    label=by("full_name"),
    complete=complete_names,
    rules=in_order("born", "died", "nobody dies before being born"),
)
