"""Every model of the product, one module for each noun."""

from briefings.models.agendas import AgendaItem, Outcome
from briefings.models.articles import Article
from briefings.models.base import MaybeStub, Published, Record, Row
from briefings.models.changes import Change, Naming
from briefings.models.checks import Dismissal
from briefings.models.corrections import Correction
from briefings.models.countries import Country, Succession
from briefings.models.custody import CustodyEvent
from briefings.models.dates import PartialDate
from briefings.models.detainees import Detainee, DetaineeName, Nationality
from briefings.models.detentions import Detention
from briefings.models.documents import Document
from briefings.models.editions import Byline, Edition, EditionTopic
from briefings.models.exchanges import Exchange, ExchangeSide
from briefings.models.fixes import CarriedOver, FixChoice
from briefings.models.identities import ExternalIdentifier, Identity, Slug
from briefings.models.images import Image
from briefings.models.imports import ImportedRow, ImportRun, ImportUpload
from briefings.models.jobs import JobFailure
from briefings.models.links import Link
from briefings.models.mails import Mail
from briefings.models.meetings import Meeting
from briefings.models.mentions import Mention
from briefings.models.merges import Merge, MovedReference
from briefings.models.offices import Office
from briefings.models.officials import Official, OfficialName
from briefings.models.organizations import Organization
from briefings.models.participants import Participant
from briefings.models.places import Place
from briefings.models.proposals import Candidate, ProposedMeeting, ProposedParticipant
from briefings.models.readouts import Readout
from briefings.models.renditions import Rendition
from briefings.models.sources import Citation, Source
from briefings.models.stale import LookedAt, StaleSentence
from briefings.models.statements import Statement, StatementSubject
from briefings.models.statuses import StatusChange
from briefings.models.tenures import Tenure
from briefings.models.topics import Topic
from briefings.models.visits import Objective, Stop, Visit
from briefings.models.withholding import Hiding, NameMark
from briefings.models.words import EditionWords
from briefings.models.working_copies import Presence, WorkingCopy

__all__ = [
    "AgendaItem",
    "Article",
    "Byline",
    "Candidate",
    "CarriedOver",
    "Change",
    "Citation",
    "Correction",
    "Country",
    "CustodyEvent",
    "Detainee",
    "DetaineeName",
    "Detention",
    "Dismissal",
    "Document",
    "Edition",
    "EditionTopic",
    "EditionWords",
    "Exchange",
    "ExchangeSide",
    "ExternalIdentifier",
    "FixChoice",
    "Hiding",
    "Identity",
    "Image",
    "ImportRun",
    "ImportUpload",
    "ImportedRow",
    "JobFailure",
    "Link",
    "LookedAt",
    "Mail",
    "MaybeStub",
    "Meeting",
    "Mention",
    "Merge",
    "MovedReference",
    "NameMark",
    "Naming",
    "Nationality",
    "Objective",
    "Office",
    "Official",
    "OfficialName",
    "Organization",
    "Outcome",
    "PartialDate",
    "Participant",
    "Place",
    "Presence",
    "ProposedMeeting",
    "ProposedParticipant",
    "Published",
    "Readout",
    "Record",
    "Rendition",
    "Row",
    "Slug",
    "Source",
    "StaleSentence",
    "Statement",
    "StatementSubject",
    "StatusChange",
    "Stop",
    "Succession",
    "Tenure",
    "Topic",
    "Visit",
    "WorkingCopy",
]
