"""The columns of our tables, a module for each noun.

`FORMATS` is in the order of import: a table comes after those that it refers to.
"""

from __future__ import annotations

from briefings.imports.columns.countries import COUNTRIES
from briefings.imports.columns.custody import CUSTODY
from briefings.imports.columns.detainees import DETAINEES
from briefings.imports.columns.detentions import DETENTIONS
from briefings.imports.columns.meetings import MEETINGS
from briefings.imports.columns.offices import OFFICES
from briefings.imports.columns.officials import OFFICIALS
from briefings.imports.columns.organizations import ORGANIZATIONS
from briefings.imports.columns.participants import PARTICIPANTS
from briefings.imports.columns.places import PLACES
from briefings.imports.columns.statuses import STATUSES
from briefings.imports.columns.tenures import TENURES
from briefings.imports.columns.topics import TOPICS
from briefings.imports.columns.visits import STOPS, VISITS
from briefings.imports.formats import Format

FORMATS: dict[str, Format] = {
    format_.name: format_
    for format_ in (
        *(COUNTRIES, ORGANIZATIONS, TOPICS, OFFICES, OFFICIALS, TENURES, PLACES),
        *(VISITS, STOPS, MEETINGS, PARTICIPANTS, STATUSES),
        *(DETAINEES, DETENTIONS, CUSTODY),
    )
}
