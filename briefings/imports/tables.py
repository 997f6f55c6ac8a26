"""The tables, in the order in which each finds what it names."""

from __future__ import annotations

from briefings.imports.countries import COUNTRIES
from briefings.imports.custody import CUSTODY
from briefings.imports.detainees import DETAINEES
from briefings.imports.detentions import DETENTIONS
from briefings.imports.formats import Format
from briefings.imports.meetings import MEETINGS
from briefings.imports.offices import OFFICES
from briefings.imports.officials import OFFICIALS
from briefings.imports.organizations import ORGANIZATIONS
from briefings.imports.participants import PARTICIPANTS
from briefings.imports.places import PLACES
from briefings.imports.statuses import STATUSES
from briefings.imports.tenures import TENURES
from briefings.imports.topics import TOPICS
from briefings.imports.visits import STOPS, VISITS

FORMATS: dict[str, Format] = {
    format_.name: format_
    for format_ in (
        *(COUNTRIES, ORGANIZATIONS, TOPICS, OFFICES, OFFICIALS, TENURES, PLACES),
        *(VISITS, STOPS, MEETINGS, PARTICIPANTS, STATUSES),
        *(DETAINEES, DETENTIONS, CUSTODY),
    )
}
