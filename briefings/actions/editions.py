"""An edition's way to approval: start, submit, return or take back, approve."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from psycopg.types.range import TimestamptzRange

from briefings.actions.acting import acting
from briefings.actions.carrying import COMPARED_ROWS, copy_rows, describe_missed, missed_edition
from briefings.actions.locking import lock_edition
from briefings.actions.quotations import (
    misquote_reasons,
    unpublished_statements,
    why_not_approve_quoting,
)
from briefings.actions.refusals import Refused, field_errors, refuse_if
from briefings.actions.rendering import render_edition, why_not_ready
from briefings.actions.text_checks import blocking_reasons
from briefings.actions.writing import EDITION_FIELDS, why_not_handle, why_not_write, writers_of
from briefings.bodies import Rendering
from briefings.models import Article, Citation, Edition, Identity, Mention, Source


def create_article(
    *,
    by: User,
    slug: str,
    headline: str,
    section: str = Article.Section.BRIEFING,
    byline: str = "",
    **words: Any,
) -> Edition:
    """Create an article with its first draft; `words` are further fields of the edition.

    It has one byline, none without. Raises `Refused`, also if another article has or had the slug.
    """
    with acting(by=by, action="create article"):
        article = Article(slug=slug, section=section)
        edition = Edition(article=article, number=1, headline=headline, created_by=by, **words)
        refuse_if(
            [
                *why_not_write(by),
                *field_errors(article, "slug", "section"),
                *field_errors(edition, *EDITION_FIELDS),
            ]
        )
        article.save()
        edition.save()
        if byline:
            edition.bylines.create(name=byline)
        return edition


def why_not_start(article: Article, by: User) -> list[str]:
    """Return every reason why `by` cannot start another edition of the article (one query)."""
    reasons = why_not_write(by)
    if not article.editions.approved().exists():
        reasons.append("No edition of this article is approved yet: edit its draft instead.")
    return reasons


def start_edition(*, by: User, article: Article, from_: Edition | None = None) -> Edition:
    """Create the next draft of an article as a copy of `from_`.

    By default of the live edition, else of the last one approved. Raises `Refused` if none is
    approved yet.
    """
    with acting(by=by, action="start edition", locking=article) as at:
        refuse_if(why_not_start(article, by))
        base = (
            from_
            or article.editions.live(at).first()
            or article.editions.approved().order_by("-live_period", "-number")[0]
        )
        if base.approved_at is None:
            raise Refused([f"Edition {base.number} is still a draft: edit it instead."])
        return copy_edition(base, by)


def copy_edition(edition: Edition, by: User) -> Edition:
    """Create the next draft of the article as a copy of an edition, its rows included."""
    last = edition.article.editions.order_by("number").last()
    copy = Edition.objects.create(
        article=edition.article,
        number=(last.number if last else 0) + 1,
        based_on=edition,
        created_by=by,
        **{name: getattr(edition, name) for name in EDITION_FIELDS},
    )
    for relation in COMPARED_ROWS:
        copy_rows(getattr(edition, relation).all(), copy)
    return copy


def why_not_submit(edition: Edition, by: User) -> list[str]:
    """Return every reason why `by` cannot submit the draft for review."""
    reasons = []
    if edition.approved_at is not None:
        reasons.append("This edition is approved already.")
    elif edition.submitted_at is not None:
        reasons.append("This edition is in review already.")
    reasons += why_not_handle(edition, by)
    if not edition.body.strip():
        reasons.append("The body is empty.")
    return [*reasons, *misquote_reasons(edition.body)]


def submit(*, by: User, edition: Edition) -> Edition:
    """Submit a draft for review. Raises `Refused`, also for what is certainly wrong in its text."""
    with acting(by=by, action="submit", locking=edition.article) as at:
        edition = lock_edition(edition)
        refuse_if([*why_not_submit(edition, by), *blocking_reasons(edition, by, at)])
        edition.submitted_at, edition.submitted_by, edition.returned_note = at, by, ""
        edition.save()
        return edition


def why_not_return(edition: Edition, by: User) -> list[str]:
    """Return every reason why `by` cannot return the edition to its author."""
    reasons = []
    if edition.approved_at is not None:
        reasons.append("This edition is approved, and an approval cannot be undone.")
    elif edition.submitted_at is None:
        reasons.append("This edition is not in review.")
    if not by.has_perm("briefings.review_edition"):
        reasons.append("Your role does not review: ask an editor.")
    return reasons


def return_to_author(*, by: User, edition: Edition, note: str) -> Edition:
    """Return an edition in review to its author; `note` says why. Raises `Refused`."""
    with acting(by=by, action="return", reason=note, locking=edition.article):
        edition = lock_edition(edition)
        reasons = why_not_return(edition, by)
        if not note.strip():
            reasons.append("Say what the author should change.")
        refuse_if(reasons)
        edition.submitted_at, edition.submitted_by, edition.returned_note = None, None, note
        edition.save()
        return edition


def why_not_take_back(edition: Edition, by: User) -> list[str]:
    """Return every reason why `by` cannot take the edition back from review."""
    reasons = []
    if edition.approved_at is not None:
        reasons.append("This edition is approved, and an approval cannot be undone.")
    elif edition.submitted_at is None:
        reasons.append("This edition is not in review.")
    if not by.has_perm("briefings.change_edition"):
        reasons.append("Your role does not write articles.")
    elif by.pk not in {edition.created_by_id, edition.submitted_by_id}:
        reasons.append("Somebody else wrote it: an editor can return it.")
    return reasons


def take_back(*, by: User, edition: Edition) -> Edition:
    """Make an edition in review a draft again, for whoever wrote or submitted it to write on.

    Its words and rows stay as they are. Raises `Refused`.
    """
    with acting(by=by, action="take back", locking=edition.article):
        edition = lock_edition(edition)
        refuse_if(why_not_take_back(edition, by))
        edition.submitted_at, edition.submitted_by = None, None
        edition.save()
        return edition


def why_not_approve(edition: Edition, by: User, missed: Edition | None) -> list[str]:
    """Return every reason why `by` cannot approve the edition.

    `missed` is what went live since the draft was started (see `missed_edition`). Two queries.
    """
    reasons = []
    if edition.approved_at is not None:
        reasons.append("This edition is approved already.")
    elif edition.submitted_at is None:
        reasons.append("This edition is not in review: submit it first.")
    if not by.has_perm("briefings.approve_edition"):
        reasons.append("Your role does not approve: ask a publisher.")
    if by.pk in {edition.created_by_id, edition.submitted_by_id, *writers_of(edition)}:
        reasons.append("You wrote, changed or submitted it: somebody else must approve it.")
    if not edition.body.strip():
        reasons.append("The body is empty.")
    if missed is not None:
        reasons.append(f"{describe_missed(edition, missed)}: carry its changes over first.")
    return [*reasons, *misquote_reasons(edition.body)]


def approve(*, by: User, edition: Edition, with_statements: bool = False) -> Edition:
    """Make an edition final; it is on hold until it is published.

    Stores the rendered body, the mentions and the numbers of the citations. Statements that it
    quotes and that are not public yet become public with it if `with_statements`; else they are a
    reason against it. Raises `Refused`, also for a link, note, quotation or picture that leads
    nowhere, and for a quotation that differs from its statement.
    """
    with acting(by=by, action="approve", locking=edition.article) as at:
        edition = lock_edition(edition)
        waiting = unpublished_statements(edition.body, at)
        publishes = [statement.public_id for statement in waiting]
        rendering = render_edition(edition, at, also_live=publishes)
        refuse_if(
            [
                *why_not_approve(edition, by, missed_edition(edition, at)),
                *why_not_ready(rendering, at),
                *why_not_approve_quoting(waiting, with_piece=with_statements, by=by, at=at),
                *blocking_reasons(edition, by, at),
            ]
        )
        edition.publishes, edition.approved_by = publishes, by
        return make_final(edition, rendering, at)


def make_final(edition: Edition, rendering: Rendering, at: datetime) -> Edition:
    """Store what rendering found, and save the edition as approved, on hold."""
    store_rendering(edition, rendering)
    edition.approved_at, edition.live_period = at, TimestamptzRange(empty=True)
    edition.save()
    return edition


def store_rendering(edition: Edition, rendering: Rendering) -> None:
    """Store what rendering found: rendered body, mentions, citations. The caller saves the edition.

    The record that the edition is about counts as mentioned; at position 0 if no words name it.
    """
    identities = Identity.objects.in_bulk(rendering.mentions, field_name="public_id")
    places: dict[int, int] = {}
    for place, id_ in enumerate(rendering.mentions, start=1):
        places.setdefault(identities[id_].merged_into_id or identities[id_].pk, place)
    if edition.about_id is not None:
        places.setdefault(edition.about_id, 0)
    sources = Source.objects.in_bulk(rendering.sources, field_name="public_id")
    set_rendered_fields(edition, rendering)
    Mention.objects.bulk_create(
        Mention(
            edition=edition,
            article_id=edition.article_id,
            identity_id=identity_id,
            position=place,
            published_at=edition.article.published_at,
        )
        for identity_id, place in places.items()
    )
    number_citations(edition, {sources[id_].pk: n for n, id_ in enumerate(rendering.sources, 1)})


def set_rendered_fields(edition: Edition, rendering: Rendering) -> None:
    """Set the edition's fields that hold the rendered body; saves nothing."""
    edition.rendered = rendering.html
    edition.contents = [
        {"level": heading.level, "text": heading.text, "anchor": heading.anchor}
        for heading in rendering.contents
    ]
    edition.plain_text, edition.word_count = rendering.text, rendering.words


def number_citations(edition: Edition, places: Mapping[int, int]) -> None:
    """Number the edition's citations as its source notes are numbered; those without a note follow.

    `places` maps a source's key to its number. A source that only a note names gets a citation.
    """
    cited = {citation.source_id: citation for citation in edition.citations.in_order()}
    following = len(places)
    for source_id, citation in cited.items():
        if source_id not in places:
            following += 1
        citation.place = places.get(source_id, following)
        citation.save()
    Citation.objects.bulk_create(
        Citation(edition=edition, source_id=source_id, place=place)
        for source_id, place in places.items()
        if source_id not in cited
    )
