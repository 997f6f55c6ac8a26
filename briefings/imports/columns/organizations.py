"""The table of organizations."""

from __future__ import annotations

from briefings.imports.formats import FORMER_IDS, ID, SLUG, Format, by, of
from briefings.models import Organization

ORGANIZATIONS = Format(
    "organizations",
    Organization,
    (
        *(ID, SLUG, FORMER_IDS),
        of(Organization, "name", "What it is called.", required=True),
        of(Organization, "other_names", "Names for finding it in a text."),
        of(Organization, "country", "Empty: of no one country."),
    ),
    label=by("name"),
)
