"""Articles: what a piece says, in the edition that is live or in one before it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.safestring import mark_safe

from briefings.addresses import relative
from briefings.bodies import with_margin_notes
from briefings.documents.articles import past_edition
from briefings.documents.days import day_of
from briefings.filters.articles import ArticleFilterSet
from briefings.filters.base import RecordFilterSet
from briefings.ledger import Scope
from briefings.models import Article
from briefings.pages import corrections as corrections_pages
from briefings.pages import editions as editions_pages
from briefings.pages.asked import Asked
from briefings.pages.base import linked_data
from briefings.pages.dates import age, day_in_words, moment
from briefings.pages.heroes import drawn
from briefings.pages.links import label, path
from briefings.pages.lists import ListPage
from briefings.pages.mentions import facts, named_there
from briefings.pages.names import listed
from briefings.pages.pieces import pieces, story
from briefings.pages.records import RecordPage
from briefings.pages.related import related
from briefings.pages.scopes import OF_AN_EDITION, scope_of
from briefings.pages.sources import in_list, remark
from briefings.pages.subjects import Told, about, since, told_of
from briefings.paging import Found
from briefings.veil import as_written

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
    moving = False
    section = "articles"

    def scope(self) -> Scope:
        """Return the changes of the article, of what it names, and of what is read next."""
        beside = OF_AN_EDITION if "number" in self.kwargs else ()
        return scope_of(self.type, self.kwargs["slug"], beside)

    def page_of(self, document: dict[str, Any]) -> HttpResponse:
        """Return the article, or the way to it; raises `Http404`."""
        number = self.kwargs.get("number")
        if number == document["edition"]:
            return HttpResponseRedirect(str(relative(document["web_url"])))
        if number is not None:
            past = past_edition(UUID(document["id"]), number, self.ledger_state)
            if past is None:
                raise Http404(number)
            document = past
        return self.show("articles/article.html", self.context(document))

    def read_next(self, document: Mapping[str, Any]) -> Found:
        """Return what finds the pieces that are named at the end."""
        published_at = datetime.fromisoformat(document["published_at"])
        return related(UUID(document["id"]), document["edition"], published_at, self.at)

    def context(self, document: Mapping[str, Any]) -> dict[str, Any]:
        """Return what the template places; the documents of what it names and of what is related.

        Those are a query for each of their types.
        """
        editions = document["editions"]
        published = datetime.fromisoformat(editions[-1]["live_from"])
        published_on = timezone.localdate(published)
        told = told_of(self, document, day_of(document["dateline_on"]) or published_on)
        of_it = about(told)
        sources = [cited(each) for each in document["sources"]]
        corrections = [corrections_pages.told(each) for each in document["corrections"]]
        hero = document["hero_image"]
        return {
            "article": {"section_label": document["section_label"]},
            "edition": own_words(document),
            "is_live": "live_until" not in document,
            "superseded": superseded(document) if "live_until" in document else None,
            "canonical_url": document["web_url"],
            "published": moment(published),
            "topic": topic_of(document),
            "edition_label": f"Edition {document['edition']}",
            "corrected": next(iter(corrections), None),
            "age": f"This piece is {years}" if (years := age(published_on, self.today)) else "",
            "actions": [("Cite", "#cite"), ("JSON", relative(document["url"]))],
            "contents": [
                {"id": heading["anchor"], "text": as_written(heading["text"])}
                for heading in document["body"]["contents"]
                if heading["level"] == 2
            ],
            "body": body(document, sources),
            "sources": sources,
            "facts": facts(document, told, of_it),
            "main_fact": main_fact(told, of_it),
            "hero": hero and hero | {"url": relative(hero["file_url"])},
            "drawing": None if hero else drawn(told, published),
            "as_of_text": f"As of {day_in_words(told.day)}",
            "settled": self.today - published_on >= SETTLED,
            "changes": since(told),
            "editions": editions_pages.listed(document),
            "styles": [
                (style, as_written(words), *rest)
                for style, words, *rest in editions_pages.citing(document, self.canonical)
            ],
            "named": named_there(told),
            "read_next": pieces(self.documents("article", self.read_next(document), "item")),
            "linked_data": as_written(linked_data(described(document))),
        }


def own_words(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return what an edition says itself, which passes as it was approved; it is veiled already."""
    return {
        "headline": as_written(document["headline"]),
        "standfirst": as_written(document["standfirst"] or ""),
        "credits": document["bylines"],
    }


def topic_of(document: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the first topic of an article; None of one without."""
    topics = document["topics"]
    return {"name": label(topics[0]), "url": path(topics[0])} if topics else None


def cited(source: Mapping[str, Any]) -> dict[str, Any]:
    """Return a source as `sources` takes it, with the number of its notes in the text."""
    shown = in_list(source, source["number"])
    return shown | {"remark": remark(source), "cited": True}


def body(document: Mapping[str, Any], sources: list[dict[str, Any]]) -> str:
    """Return the article's HTML with links within the site, and with notes in the margin."""
    address = settings.NEWSROOM_ADDRESS
    html = document["body"]["html"].replace(
        f'class="record" href="{address}/', 'class="record" href="/'
    )
    notes = {
        source["number"]: ", ".join(filter(None, (source["publisher"], source["dates"]))) + "."
        for source in sources
    }
    safe = mark_safe(with_margin_notes(html, notes))  # noqa: S308 - cleaned at approval
    return as_written(safe)


def main_fact(told: Told, of_it: list[dict[str, Any]]) -> str:
    """Return what the closed fold of the key facts says on a phone; "" of a piece about nothing."""
    words = [
        row["status"]["word"].lower()
        for fact in of_it
        for row in fact["values"]
        if row.get("status")
    ]
    return ": ".join(filter(None, (label(told.about), *words)))


def superseded(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return the notice over an edition that another one has replaced."""
    ended = datetime.fromisoformat(document["live_until"])
    began = (datetime.fromisoformat(each["live_from"]) for each in reversed(document["editions"]))
    replaced = next(at for at in began if at >= ended)
    return {
        "title": f"This is edition {document['edition']}",
        "text": f"It was replaced on {moment(replaced)['text']}.",
        "links": [("Read the present edition", relative(document["web_url"]))],
    }


def described(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return the piece in the words of schema.org."""
    return {
        "@type": "NewsArticle",
        "headline": document["headline"],
        "description": document["standfirst"] or "",
        "url": document["web_url"],
        "mainEntityOfPage": document["web_url"],
        "articleSection": document["section_label"],
        "datePublished": utc(document["editions"][-1]["live_from"]),
        "dateModified": utc(document["live_from"]),
        "dateline": document["dateline_place"] or "",
        "version": document["edition"],
        "wordCount": document["word_count"],
        "author": [{"@type": "Person", "name": each["name"]} for each in document["bylines"]],
        "publisher": {"@type": "NewsMediaOrganization", "name": settings.NEWSROOM_NAME},
        "about": [label(topic) for topic in document["topics"]],
        "correction": [
            {
                "@type": "CorrectionComment",
                "text": each["words"],
                "datePublished": utc(each["told_at"]),
            }
            for each in document["corrections"]
        ],
    }


def utc(text: str) -> str:
    """Return a moment of a document in UTC, as machines read it on a page."""
    return moment(datetime.fromisoformat(text))["iso"]
