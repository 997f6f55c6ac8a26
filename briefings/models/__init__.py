"""The record: every model of the product, one module for each noun."""

from briefings.models.articles import Article
from briefings.models.base import Published, Record, Row
from briefings.models.changes import Change
from briefings.models.corrections import Correction
from briefings.models.countries import Country, Succession
from briefings.models.dates import PartialDate
from briefings.models.editions import Byline, Edition, EditionTopic, Mention
from briefings.models.identities import ExternalIdentifier, Identity, Slug
from briefings.models.offices import Office
from briefings.models.officials import Official, OfficialName
from briefings.models.organizations import Organization
from briefings.models.sources import Citation, Source
from briefings.models.tenures import Tenure
from briefings.models.topics import Topic

__all__ = [
    "Article",
    "Byline",
    "Change",
    "Citation",
    "Correction",
    "Country",
    "Edition",
    "EditionTopic",
    "ExternalIdentifier",
    "Identity",
    "Mention",
    "Office",
    "Official",
    "OfficialName",
    "Organization",
    "PartialDate",
    "Published",
    "Record",
    "Row",
    "Slug",
    "Source",
    "Succession",
    "Tenure",
    "Topic",
]
