"""Articles: what a piece says, in the edition that is live or in one before it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.safestring import mark_safe

from briefings.addresses import absolute
from briefings.bodies import Target, resolve_links, with_margin_notes, with_valid_speakers
from briefings.filters.articles import ArticleFilterSet
from briefings.filters.base import RecordFilterSet
from briefings.filters.naming import is_slug, records_named
from briefings.models import Article, Edition, Identity, Image
from briefings.models.base import if_live
from briefings.models.record_types import page_path
from briefings.pages import corrections as corrections_pages
from briefings.pages import editions as editions_pages
from briefings.pages import sources as sources_pages
from briefings.pages.asked import Asked
from briefings.pages.base import RecordPage, linked_data, moved
from briefings.pages.dates import age, day_in_words, moment
from briefings.pages.editions import Reading, reading
from briefings.pages.heroes import drawn
from briefings.pages.lists import ListPage
from briefings.pages.mentions import called_at, facts, named_there
from briefings.pages.names import listed
from briefings.pages.pieces import pieces, story
from briefings.pages.subjects import about, at_the_table, since, told_of
from briefings.timelines import (
    CorrectionTold,
    tenures_of,
    wording,
)
from briefings.timelines.prepared import prepared
from briefings.veil import Veil, as_written

# What an edition says itself, beside its text.
OWN_WORDS = ("headline", "standfirst", "dateline_place")
SETTLED = timedelta(days=30)  # from then on a piece says what has changed since
PLURALS = {
    Article.Section.BRIEFING: "Briefings",
    Article.Section.ANALYSIS: "Analyses",
    Article.Section.EXPLAINER: "Explainers",
    Article.Section.INTERVIEW: "Interviews",
}


class ArticleList(ListPage):
    """Articles by section and by what they name."""

    filters = ArticleFilterSet
    document = "article"
    shows = frozenset({"article"})
    moving = False
    plural = "articles"
    section = "articles"
    template = "articles/list.html"
    one, many = "article", "articles"
    orders = [("-published_at", "Newest first"), ("published_at", "Oldest first")]

    def heading(self, asked: Asked) -> str:
        """Return "Analyses on Taiwan that name Wang Yi"."""
        words = asked.kinds("section", PLURALS, "Articles")
        words += f" on {topic}" if (topic := asked.label("topic")) else ""
        names = [asked.label(name) for name in ("official", "office", "country", "organization")]
        named_there = listed([name for name in names if name])
        return f"{words} that name {named_there}" if named_there else words

    def items(self, rows: Sequence[Any], listing: RecordFilterSet) -> list[dict[str, Any]]:
        """Return the pieces of the page."""
        return [story(article) for article in rows]


class ArticlePage(RecordPage):
    """A live article, in its live edition or, by number, in one that was."""

    type = "article"
    shows = frozenset({"article", "meeting", "tenure", "visit", "detention", "custody-event"})
    moving = False
    section = "articles"

    def answer(self) -> HttpResponse:
        """Return the article, or the way to it."""
        slug, number = self.kwargs["slug"], self.kwargs.get("number")
        if number is None and is_slug(slug):
            edition = next(iter(_live_wording(self.at, slug)), None)
        else:
            edition = wording(records_named("article", slug, self.at), self.at, number).first()
        if edition is None:
            raise self.absence(slug)
        article = edition.article
        if article.slug != slug:
            return moved(self.request, slug, article.slug)
        is_live = self.at in edition.live_period
        if number is not None and is_live:
            return HttpResponseRedirect(article.get_absolute_url())
        read = reading(edition, self.at)
        context = self.context(article, edition, read, is_live=is_live)
        return self.show("articles/article.html", context)

    def context(
        self, article: Article, edition: Edition, read: Reading, *, is_live: bool
    ) -> dict[str, Any]:
        """Return what the template places; seven queries with the validator's and the article's.

        What the piece is about is at most three more, what it names of meetings, visits and
        detainees two.
        """
        told, corrections, records = read.told, read.corrections, read.records
        sources = sources_pages.listed(read.citations, cited=True)
        text = body(edition, read, sources, self.veil)
        own_words_blanked(edition, self.veil.for_edition(edition.pk))
        published = told[-1]
        published_on = editions_pages.began_on(published)
        dateline = edition.dateline_on or published_on
        told_of_it = told_of(edition.about, records, dateline, self.at)
        officials = [record.pk for record in records if record.type == "official"]
        tenures = tenures_of([*officials, *at_the_table(told_of_it)], self.at)
        of_it = about(told_of_it, tenures, dateline, self.at)
        canonical = absolute(article.get_absolute_url())
        shown_corrections = [corrections_pages.shown(correction) for correction in corrections]
        topics: list[dict[str, str]] = edition.filed_under  # type: ignore[attr-defined]
        settled = self.today - published_on >= SETTLED
        context = {
            "article": article,
            "edition": edition,
            "is_live": is_live,
            "superseded": None if is_live else superseded(article, edition, told),
            "canonical_url": canonical,
            "api_url": self.api_url(article),
            "published": moment(published.live_period.lower),
            "topic": topics[0] if topics else None,
            "edition_label": f"Edition {edition.number}",
            "corrected": shown_corrections[0] if shown_corrections else None,
            "age": f"This piece is {years}" if (years := age(published_on, self.today)) else "",
            "actions": [("Cite", "#cite"), ("JSON", self.api_url(article))],
            "contents": [
                {"id": heading["anchor"], "text": heading["text"]}
                for heading in edition.contents
                if heading["level"] == 2
            ],
            "body": text,
            "sources": sources,
            "facts": facts(edition, records, dateline, of_it),
            "main_fact": main_fact(records, edition, of_it),
            "hero": (picture := hero(edition, self.at)),
            "drawing": None
            if picture
            else drawn(told_of_it, tenures, dateline, published.live_period.lower, self.at),
            "as_of_text": f"As of {day_in_words(dateline)}",
            "settled": settled,
            "changes": since(told_of_it, tenures, dateline, self.today),
            "corrections": shown_corrections,
            "editions": editions_pages.listed(article, told, corrections, edition),
            "styles": editions_pages.citing(
                edition,
                newsroom=settings.NEWSROOM_NAME,
                url=absolute(self.request.path),
                published=editions_pages.began_on(edition),
            ),
            "named": named_there(records, tenures, told_of_it, dateline, self.today),
            "read_next": pieces(
                self.documents("article", [each.public_id for each in read.read_next], "item")
            ),
            "linked_data": linked_data(
                *described(article, edition, told, corrections, canonical),
            ),
        }
        return own_words_kept(context)


@prepared
def _live_wording(at: datetime, slug: str) -> QuerySet[Edition]:
    return wording(records_named("article", slug, at), at)


def own_words_blanked(edition: Edition, veil: Veil) -> None:
    """Blank what an edition says itself of the names that it is marked for."""
    for name in OWN_WORDS:
        setattr(edition, name, veil.text(getattr(edition, name)))
    for heading in edition.contents:
        heading["text"] = veil.text(heading["text"])


def own_words_kept(context: dict[str, Any]) -> dict[str, Any]:
    """Let what an edition says itself pass as it was approved."""
    edition = context["edition"]
    for name in OWN_WORDS:
        setattr(edition, name, as_written(getattr(edition, name)))
    for heading in context["contents"]:
        heading["text"] = as_written(heading["text"])
    context["styles"] = [
        (style, as_written(words), *rest) for style, words, *rest in context["styles"]
    ]
    return context | {
        "body": as_written(context["body"]),
        "linked_data": as_written(context["linked_data"]),
    }


def body(edition: Edition, read: Reading, sources: list[dict[str, Any]], veil: Veil) -> str:
    """Return the edition's HTML: its speakers as they stand today, its links, its margin notes.

    Its own words are as they were approved, but for what it is marked for; the notes are blanked.
    """
    targets = {
        public_id: Target(called_at(record), url)
        for record in read.records
        if called_at(record) and (url := page_path(record.type, record.slug))
        for public_id in (record.public_id, *record.former_ids)  # type: ignore[attr-defined]
    }
    html = resolve_links(with_valid_speakers(edition.rendered, read.said), targets)
    html = veil.for_edition(edition.pk).text(html)
    notes = sources_pages.margin_notes(sources)
    blank = {number: veil.text(words) for number, words in notes.items()}
    return mark_safe(with_margin_notes(html, blank))  # noqa: S308 - cleaned at approval


def main_fact(records: list[Identity], edition: Edition, of_it: list[dict[str, Any]]) -> str:
    """Return what the closed fold of the key facts says on a phone; "" of a piece about nothing."""
    named = [called_at(record) for record in records if record.pk == edition.about_id]
    words = [
        row["status"]["word"].lower()
        for fact in of_it
        for row in fact["values"]
        if row.get("status")
    ]
    return ": ".join([*named, *words])


def hero(edition: Edition, at: datetime) -> Image | None:
    """Return the picture over a piece, None where there is none that the public sees."""
    return if_live(edition.hero, at)


def superseded(article: Article, edition: Edition, told: list[Edition]) -> dict[str, Any]:
    """Return the notice over an edition that another one has replaced."""
    ended = edition.live_period.upper
    replaced = next(later for later in reversed(told) if later.live_period.lower >= ended)
    return {
        "title": f"This is edition {edition.number}",
        "text": f"It was replaced on {moment(replaced.live_period.lower)['text']}.",
        "links": [("Read the present edition", article.get_absolute_url())],
    }


def described(
    article: Article,
    edition: Edition,
    told: list[Edition],
    corrections: list[CorrectionTold],
    url: str,
) -> list[dict[str, Any]]:
    """Return the piece in the words of schema.org."""
    newsroom = {"@type": "NewsMediaOrganization", "name": settings.NEWSROOM_NAME}
    return [
        {
            "@type": "NewsArticle",
            "headline": edition.headline,
            "description": edition.standfirst,
            "url": url,
            "mainEntityOfPage": url,
            "articleSection": article.get_section_display(),
            "datePublished": moment(told[-1].live_period.lower)["iso"],
            "dateModified": moment(edition.live_period.lower)["iso"],
            "dateline": edition.dateline_place,
            "version": edition.number,
            "wordCount": edition.word_count,
            "author": [
                {"@type": "Person", "name": credit["name"]}
                for credit in edition.credits  # type: ignore[attr-defined]
            ],
            "publisher": newsroom,
            "about": [topic["name"] for topic in edition.filed_under],  # type: ignore[attr-defined]
            "correction": [
                {
                    "@type": "CorrectionComment",
                    "text": correction.words,
                    "datePublished": moment(correction.told_at)["iso"],
                }
                for correction in corrections
            ],
        },
    ]
