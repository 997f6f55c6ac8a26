"""An edition's way to approval: started, submitted, returned, approved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User
from psycopg.types.range import TimestamptzRange

from briefings.actions.acting import acting
from briefings.actions.carrying import COMPARED_ROWS, copy_rows, missed_edition, missed_words
from briefings.actions.locking import locked_edition
from briefings.actions.quotations import not_public, why_not_public, why_not_quoted
from briefings.actions.refusals import Refused, faults, refuse_if
from briefings.actions.rendering import rendered, why_not_ready
from briefings.actions.writing import WORDS, why_not_handle, why_not_write, writers_of
from briefings.bodies import Rendering
from briefings.models import Article, Citation, Edition, Identity, Mention, Source


def create_article(
    *, by: User, slug: str, headline: str, section: str = Article.Section.BRIEFING, **words: Any
) -> Edition:
    """Make an article with its first draft; `words` are further fields of the edition.

    Raises `Refused`, also if the slug is, or once was, another article's.
    """
    with acting(by=by, action="create article"):
        article = Article(slug=slug, section=section)
        edition = Edition(article=article, number=1, headline=headline, created_by=by, **words)
        refuse_if(
            [
                *why_not_write(by),
                *faults(article, "slug", "section"),
                *faults(edition, *WORDS),
            ]
        )
        article.save()
        edition.save()
        return edition


def why_not_start(article: Article, by: User) -> list[str]:
    """Return every reason why `by` cannot start another edition of the article (one query)."""
    reasons = why_not_write(by)
    if not article.editions.approved().exists():
        reasons.append("No edition of this article is approved yet: go on with its draft.")
    return reasons


def start_edition(*, by: User, article: Article, from_: Edition | None = None) -> Edition:
    """Make the next draft of an article, a copy of `from_`: by default what is live, else approved.

    Raises `Refused` if there is nothing approved to start from: the first draft is still open.
    """
    with acting(by=by, action="start edition", locking=article) as at:
        refuse_if(why_not_start(article, by))
        base = (
            from_
            or article.editions.live(at).first()
            or article.editions.approved().order_by("-live_period", "-number")[0]
        )
        if base.approved_at is None:
            raise Refused([f"Edition {base.number} is a draft itself: go on with it."])
        return copy_of(base, by)


def copy_of(edition: Edition, by: User) -> Edition:
    """Make the next draft of its article, a copy of an edition with its rows."""
    last = edition.article.editions.order_by("number").last()
    copy = Edition.objects.create(
        article=edition.article,
        number=(last.number if last else 0) + 1,
        based_on=edition,
        created_by=by,
        **{name: getattr(edition, name) for name in WORDS},
    )
    for relation in COMPARED_ROWS:
        copy_rows(getattr(edition, relation).all(), copy)
    return copy


def why_not_submit(edition: Edition, by: User) -> list[str]:
    """Return every reason why `by` cannot hand the draft in for review."""
    reasons = []
    if edition.approved_at is not None:
        reasons.append("This edition is approved already.")
    elif edition.submitted_at is not None:
        reasons.append("This edition is in review already.")
    reasons += why_not_handle(edition, by)
    if not edition.body.strip():
        reasons.append("The body is empty.")
    return [*reasons, *why_not_quoted(edition.body)]


def submit(*, by: User, edition: Edition) -> Edition:
    """Hand a draft in for review. Raises `Refused`."""
    with acting(by=by, action="submit", locking=edition.article) as at:
        edition = locked_edition(edition)
        refuse_if(why_not_submit(edition, by))
        edition.submitted_at, edition.submitted_by, edition.returned_note = at, by, ""
        edition.save()
        return edition


def why_not_return(edition: Edition, by: User) -> list[str]:
    """Return every reason why `by` cannot give the edition back to its author."""
    reasons = []
    if edition.approved_at is not None:
        reasons.append("This edition is approved: an approval stays.")
    elif edition.submitted_at is None:
        reasons.append("This edition is not in review.")
    if not by.has_perm("briefings.review_edition"):
        reasons.append("Your role does not review: ask an editor.")
    return reasons


def return_to_author(*, by: User, edition: Edition, note: str) -> Edition:
    """Give an edition in review back to its author, saying why. Raises `Refused`."""
    with acting(by=by, action="return", reason=note, locking=edition.article):
        edition = locked_edition(edition)
        reasons = why_not_return(edition, by)
        if not note.strip():
            reasons.append("Say what the author should change.")
        refuse_if(reasons)
        edition.submitted_at, edition.submitted_by, edition.returned_note = None, None, note
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
        reasons.append("You wrote, changed or submitted it: another person approves.")
    if not edition.body.strip():
        reasons.append("The body is empty.")
    if missed is not None:
        reasons.append(f"{missed_words(edition, missed)}: carry its changes over first.")
    return [*reasons, *why_not_quoted(edition.body)]


def approve(*, by: User, edition: Edition, with_statements: bool = False) -> Edition:
    """Make an edition final, and what readers need of it ready; it is on hold until published.

    Its body is rendered, and what it mentions and cites is noted. The statements that it quotes and
    readers do not see yet become public as it does, `with_statements`; else they stand in its way.
    Raises `Refused`: also for a link, note, quotation or picture that leads nowhere, and for a
    quotation that says other words than its statement.
    """
    with acting(by=by, action="approve", locking=edition.article) as at:
        edition = locked_edition(edition)
        waiting = not_public(edition.body, at)
        coming = [statement.public_id for statement in waiting]
        rendering = rendered(edition, at, coming=coming)
        refuse_if(
            [
                *why_not_approve(edition, by, missed_edition(edition, at)),
                *why_not_ready(rendering, at),
                *why_not_public(waiting, with_piece=with_statements, by=by, at=at),
            ]
        )
        make_ready(edition, rendering)
        edition.publishes = coming
        edition.approved_at, edition.approved_by = at, by
        edition.live_period = TimestamptzRange(empty=True)
        edition.save()
        return edition


def make_ready(edition: Edition, rendering: Rendering) -> None:
    """Keep the rendered body, and what it mentions and cites; the caller saves the edition.

    What the edition is about counts as mentioned, before everything else where no words name it.
    """
    identities = Identity.objects.in_bulk(rendering.mentions, field_name="public_id")
    places: dict[int, int] = {}
    for place, id_ in enumerate(rendering.mentions, start=1):
        places.setdefault(identities[id_].merged_into_id or identities[id_].pk, place)
    if edition.about_id is not None:
        places.setdefault(edition.about_id, 0)
    sources = Source.objects.in_bulk(rendering.sources, field_name="public_id")
    take_over(edition, rendering)
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


def take_over(edition: Edition, rendering: Rendering) -> None:
    """Set what readers are shown of the body; nothing is saved."""
    edition.rendered = rendering.html
    edition.contents = [
        {"level": heading.level, "text": heading.text, "anchor": heading.anchor}
        for heading in rendering.contents
    ]
    edition.plain_text, edition.word_count = rendering.text, rendering.words


def number_citations(edition: Edition, places: Mapping[int, int]) -> None:
    """Give the edition's citations the numbers of its source notes; what has no note comes after.

    `places` maps a source's key to its number; a source that is only noted becomes a citation.
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
