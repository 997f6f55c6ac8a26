"""The search over everything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

import orjson
from django.http import HttpResponse, QueryDict
from django.utils import timezone

from briefings.addresses import path_of, relative
from briefings.documents import DOCUMENTS, store
from briefings.documents.builder import Asked as DayAsked
from briefings.filters.search import AS_TYPED, SearchAnswer, SearchFilterSet
from briefings.freshness import remembered
from briefings.models import Country, Statement
from briefings.pages.asked import Asked
from briefings.pages.base import Page
from briefings.pages.dates import day_in_words, iso, partial
from briefings.pages.errors import Unreadable
from briefings.pages.links import path
from briefings.pages.names import natives
from briefings.pages.occasions import dates_told
from briefings.pages.statuses import standing
from briefings.search.details import TITLE
from briefings.search.ranking import RANKED, RankedHits
from briefings.search.showing import Hit, Piece
from briefings.veil import as_written

SIZE = 20
KINDS = {
    "article": ("Article", "Articles"),
    "meeting": ("Meeting", "Meetings"),
    "visit": ("Visit", "Visits"),
    "statement": ("Statement", "Statements"),
    "official": ("Official", "Officials"),
    "detainee": ("Detained", "Detained"),
    "office": ("Office", "Offices"),
    "organization": ("Organization", "Organizations"),
    "place": ("Place", "Places"),
    "country": ("Country", "Countries"),
    "topic": ("Topic", "Topics"),
}
LABELS = {
    "country": "Country",
    "on_or_after": "From",
    "on_or_before": "To",
    "spelling": "Spelling",
}
WAYS = [
    ("the articles", "articles"),
    ("the officials", "officials"),
    ("the meetings", "meetings"),
    ("who was detained", "detainees"),
]


class SearchPage(Page):
    """What answers a question, the best first, of every kind that is published."""

    filters = SearchFilterSet

    def answer(self) -> HttpResponse:
        """Return the page: four queries with the validator's, three more for a misspelt name.

        The first one after a change of anything is a fifth, for the countries of the form.

        Raises `Unreadable`.
        """
        listing = self.filters(self.request.GET, at=self.at)
        if listing.refusals:
            raise Unreadable(listing.refusals)
        asked = Asked(listing, self.request.GET)
        answer = listing.answer()
        found = answer.hits.only(listing.types)
        page = listing.page_of_hits(found.rows, SIZE)
        hits = listing.hits(page, answer.question)
        typed = as_written(self.request.GET.get("q", "").strip())
        first = listing.start + 1
        return self.show(
            "search/search.html",
            {
                "search_url": None,
                "action": self.request.path,
                "typed": typed,
                "nothing_asked": not typed,
                "heading": heading(answer, found) if typed else "Search the record",
                "read_as": answer.question.text if answer.respelt else "",
                "as_typed_url": self.with_query(spelling=AS_TYPED, cursor=None),
                "fields": self.fields(asked),
                "types": ",".join(listing.types),
                "filters_on": self.filters_on(asked),
                "facets": self.facets(answer.hits, listing.types),
                "hits": self.shown(hits),
                "extent": f"{first:,}–{first + len(hits) - 1:,} of {many(found)}",
                "previous_url": self.with_query(cursor=page.previous) if page.previous else None,
                "next_url": self.with_query(cursor=page.next) if page.next else None,
                "capped": capped(found),
                "empty_words": nothing(typed, listing.types, asked),
                "empty_links": self.ways(asked),
                "ways": [(words, path_of(view)) for words, view in WAYS],
                "json_url": f"{path_of('api:search')}?{self.request.GET.urlencode()}",
            },
        )

    def shown(self, hits: Sequence[Hit]) -> list[dict[str, Any]]:
        """Return the hits as their component takes them, each with what its document says."""
        asked = self.asked_of()
        rows = {hit.public_id: DOCUMENTS[hit.kind] for hit in hits}
        stored = store.of_any_type(rows, self.ledger_state, "item")
        return [
            {
                "kind": KINDS[hit.kind][0],
                "label": hit.label,
                "text": hit.text,
                "native": None,
                "date_text": "",
                "iso": None,
                "status": None,
                "confidence": None,
                **told(hit, orjson.loads(stored[hit.public_id]), asked),
            }
            for hit in hits
            if hit.public_id in stored
        ]

    def fields(self, asked: Asked) -> dict[str, Any]:
        """Return the fields of the form beside the words."""
        chosen = self.request.GET.get("country", "")
        countries = [*remembered(self.ledger_state, "countries", self.countries)]
        if chosen and chosen not in dict(countries):
            countries.insert(0, (chosen, asked.label("country")))
        return {
            "countries": [(slug, name, slug == chosen) for slug, name in countries],
            "on_or_after": self.request.GET.get("on_or_after", ""),
            "on_or_before": self.request.GET.get("on_or_before", ""),
        }

    def countries(self) -> list[tuple[str, str]]:
        """Return slug and name of each live country, by name; a query."""
        return [*Country.objects.live(self.at).values_list("slug", "name")]

    def filters_on(self, asked: Asked) -> list[dict[str, str]]:
        """Return what narrows the search, each with the way to drop it; the types are facets."""
        words = {"spelling": "exactly as typed"}
        return [
            {
                "label": LABELS[name],
                "value": words.get(name) or asked.label(name),
                "remove_url": self.with_query(cursor=None, **{name: None}),
            }
            for name in LABELS
            if self.request.GET.get(name)
        ]

    def facets(self, hits: RankedHits, types: Sequence[str]) -> list[dict[str, Any]]:
        """Return every kind with its count, and the way to ask for it alone or no longer.

        None where there is nothing to choose from.
        """
        facets: list[dict[str, Any]] = []
        if not hits.rows and not types:
            return facets
        for name, (_, label) in KINDS.items():
            chosen = name in types
            count = hits.counts[name]
            facets.append(
                {
                    "label": label,
                    "count": f"{count}+" if name in hits.more else f"{count}",
                    "chosen": chosen,
                    "url": self.with_query(cursor=None, type=None if chosen else name)
                    if count or chosen
                    else None,
                }
            )
        return facets

    def ways(self, asked: Asked) -> list[tuple[str, str]]:
        """Return the ways out of a search that found nothing."""
        if any(name not in ("q",) for name in asked.filters):
            words = urlencode({"q": self.request.GET.get("q", "")})
            return [("Ask without the filters", f"{self.request.path}?{words}")]
        return [
            ("Read the articles", path_of("articles")),
            ("look through the officials", path_of("officials")),
        ]

    def with_query(self, **changes: str | None) -> str:
        """Return this address with parameters changed; None drops one."""
        query: QueryDict = self.request.GET.copy()
        for name, value in changes.items():
            query.pop(name, None)
            if value is not None:
                query[name] = value
        kept = {name: value for name, value in query.items() if value}
        return f"{self.request.path}?{urlencode(kept)}"


def many(hits: RankedHits) -> str:
    """Return "1", "38" or, where a kind has more than are ranked, "more than 512"."""
    return f"{'more than ' if hits.more else ''}{len(hits.rows):,}"


def heading(answer: SearchAnswer, hits: RankedHits) -> str:
    """Return "38 results for “qin gang”"."""
    noun = "result" if len(hits.rows) == 1 else "results"
    number = many(hits)
    asked = answer.question.text if answer.respelt else as_written(answer.question.text)
    return f"{number[0].upper()}{number[1:]} {noun} for “{asked}”"


def capped(hits: RankedHits) -> str:
    """Return what is left out of a ranking, of words that are said too often; else ""."""
    if not hits.more:
        return ""
    kinds = " and ".join(KINDS[name][1].lower() for name in KINDS if name in hits.more)
    return f"Said so often that only the newest {RANKED} {kinds} are ranked here."


def nothing(typed: str, types: Sequence[str], asked: Asked) -> str:
    """Return the sentence of a search that found nothing, with what narrowed it."""
    kinds = " or ".join(KINDS[name][1].lower() for name in types)
    narrowed = [kinds] if kinds else []
    narrowed += [f"{LABELS[n].lower()} {asked.label(n)}" for n in LABELS if n in asked.filters]
    narrowed = [words.replace(AS_TYPED, "exactly as typed") for words in narrowed]
    among = f" ({', '.join(narrowed)})" if narrowed else ""
    return f"Nothing in the record answers “{typed}”{among}."


def told(hit: Hit, item: Mapping[str, Any], asked: DayAsked) -> dict[str, Any]:
    """Return what the item of a hit's document says: where it is, its day, how it stands."""
    if hit.kind == "statement":
        return of_statement(hit, item)
    if hit.kind in ("meeting", "visit"):
        return {"url": relative(item["web_url"]), **dates_told(item), **standing(item, asked)}
    if hit.kind == "article":
        day = timezone.localdate(datetime.fromisoformat(item["published_at"]))
        dated = {"date_text": day_in_words(day), "iso": day.isoformat()}
        return {"url": relative(item["web_url"]), "kind": item["section_label"], **dated}
    if hit.kind == "official":
        native = next(iter(natives(item["names"])), None)
        return {"url": relative(item["web_url"]), "native": native}
    if hit.kind == "organization":
        return {"url": f"{path_of('meetings')}?organization={item['slug']}"}
    return {"url": relative(item["web_url"])}


def of_statement(hit: Hit, item: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a hit says of a statement: its words, its day, and the page where it stands.

    That is its meeting's or its speaker's; None where neither has one.
    """
    on = partial(item["said_on"])
    return {
        "url": path(item["meeting"]) or path(item["speaker"]),
        "label": quoted(hit.label, item["form"] == Statement.Form.DIRECT),
        "date_text": str(on or ""),
        "iso": iso(on),
        "confidence": item["confidence"],
    }


def quoted(label: Sequence[Piece], direct: bool) -> list[Piece]:
    """Return a statement's first words, in quotation marks where they are the speaker's own."""
    cut = sum(len(words) for words, _ in label) >= TITLE
    end = "…" if cut else ""
    return [("“", False), *label, (f"{end}”", False)] if direct else [*label, (end, False)]
