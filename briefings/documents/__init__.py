"""What the public may see of each record and fact, on any day, made once and stored as JSON.

A module for each noun says what its documents hold; `builder` is what they have in common, `store`
keeps them, `days` answers what a day decides.
"""

from typing import Any

from briefings.documents.articles import Articles
from briefings.documents.builder import Documents
from briefings.documents.countries import Countries
from briefings.documents.custody import CustodyEvents
from briefings.documents.detainees import Detainees
from briefings.documents.detentions import Detentions
from briefings.documents.exchanges import Exchanges
from briefings.documents.images import Images
from briefings.documents.meetings import Meetings
from briefings.documents.offices import Offices
from briefings.documents.officials import Officials
from briefings.documents.organizations import Organizations
from briefings.documents.participants import Participants
from briefings.documents.places import Places
from briefings.documents.readouts import Readouts
from briefings.documents.sources import Sources
from briefings.documents.statements import Statements
from briefings.documents.statuses import StatusChanges
from briefings.documents.tenures import Tenures
from briefings.documents.topics import Topics
from briefings.documents.visits import Visits

DOCUMENTS: dict[str, Documents[Any]] = {
    documents.name: documents
    for documents in (
        Articles(),
        Officials(),
        Offices(),
        Tenures(),
        Countries(),
        Organizations(),
        Places(),
        Topics(),
        Sources(),
        Images(),
        Statements(),
        Detainees(),
        Detentions(),
        CustodyEvents(),
        Exchanges(),
        Visits(),
        Meetings(),
        Participants(),
        StatusChanges(),
        Readouts(),
    )
}
