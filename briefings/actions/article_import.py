"""Make an article from a file: recognise what it holds, write what an editor accepts."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db.models import Q
from django.utils import timezone
from django.utils.text import slugify

from briefings.actions.acting import acting
from briefings.actions.editions import create_article
from briefings.actions.filing import Filing, candidates, propose_filing
from briefings.actions.names import person_names
from briefings.actions.refusals import refuse_if
from briefings.actions.slugs import free_slug
from briefings.actions.statements import enter_statements
from briefings.bodies import Document, SuggestedOfficial, Suggestions, apply
from briefings.models import (
    Country,
    Edition,
    EditionTopic,
    Office,
    Official,
    Statement,
    Tenure,
    Topic,
)
from briefings.sandbox import articles
from briefings.search.known_names import known_names

UNMERGED = Q(identity__merged_into__isnull=True)


@dataclass(frozen=True)
class Imported:
    """What an import wrote: the draft, and unpublished officials and statements."""

    edition: Edition
    officials: tuple[Official, ...]
    statements: tuple[Statement, ...]


def recognise_file(filename: str, data: bytes) -> tuple[Document, Suggestions]:
    """Read a file in a child process and recognise what it holds; nothing is written.

    Raises `UnreadableFile`, naming the place and the rule.
    """
    return articles.recognise_file(filename, data, known_names())


def import_article(
    *,
    by: User,
    filename: str,
    data: bytes,
    headline: str = "",
    slug: str = "",
    accepted: set[str] | None = None,
    filing: Filing | None = None,
) -> Imported:
    """Make a draft from a file with the suggestions whose keys are `accepted`; None accepts all.

    It is filed under `filing`; None takes what recognition proposes.

    An accepted official is entered, unpublished, with the country, office and tenure that the text
    gives, and linked. An accepted quote or attribution is entered as a statement, unpublished, and
    tied to its words. The default headline is the file's, the default slug is made from it. Raises
    `UnreadableFile`, and `Refused` if there is no headline or the slug is taken.
    """
    document, suggestions = recognise_file(filename, data)
    with acting(by=by, action="import article", reason=filename) as at:
        wanted = [one for one in suggestions.officials if accepted is None or one.key in accepted]
        entered = tuple(enter_official(one) for one in wanted)
        if entered:
            new = {official.public_id for official in entered}
            _, known = recognise_file(filename, data)
            if accepted is not None:
                accepted = accepted | {link.key for link in known.links if link.record in new}
            suggestions = known
        statements = enter_statements(suggestions, accepted)
        draft = apply(
            document, suggestions, accepted, {key: one.public_id for key, one in statements.items()}
        )
        headline = headline.strip() or draft.headline
        slug = slug.strip() or slugify(headline)[:120].strip("-")
        refuse_if(["The file has no headline: write one."] if not headline else [])
        refuse_if(["No address can be made from the headline: write a slug."] if not slug else [])
        today = timezone.localdate(at)
        filing = filing or propose_filing(suggestions, candidates(suggestions, today), today)
        edition = create_article(
            by=by,
            slug=slug,
            headline=headline,
            section=filing.section,
            standfirst=draft.standfirst,
            body=draft.body,
            dateline_place=filing.dateline_place,
            dateline_on=filing.dateline_on,
            about=filing.about,
        )
        chosen = [one for one in suggestions.topics if accepted is None or one.key in accepted]
        topics = Topic.objects.filter(public_id__in=[one.record for one in chosen])
        EditionTopic.objects.bulk_create(
            EditionTopic(edition=edition, topic=topic) for topic in topics
        )
        return Imported(edition, entered, tuple(statements.values()))


def enter_official(proposed: SuggestedOfficial) -> Official:
    """Enter an official whom a text names with a title, and the office if it is new.

    Neither is public: an editor completes them first.
    """
    country = Country.objects.filter(UNMERGED, name=proposed.country or "").first()
    short, sort = person_names(proposed.name, country)
    official = Official.objects.create(
        full_name=proposed.name,
        short_name=short,
        sort_name=sort,
        slug=free_slug("official", proposed.name),
        country=country,
    )
    if country is not None:
        Tenure.objects.create(official=official, office=office_called(proposed.title, country))
    return official


def office_called(title: str, country: Country) -> Office:
    """Return the country's office with that title, entered if it is new."""
    for office in country.offices.filter(UNMERGED):
        if title.casefold() in (name.casefold() for name in (office.title, *office.other_titles)):
            return office
    return Office.objects.create(
        title=title[:1].upper() + title[1:],
        slug=free_slug("office", f"{title} {country.name}"),
        country=country,
    )
