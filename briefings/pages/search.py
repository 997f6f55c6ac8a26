"""The search over everything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, QueryDict
from django.utils import timezone

from briefings.addresses import path_of
from briefings.documents.days import Standing, chain_of
from briefings.filters.search import AS_TYPED, SearchAnswer, SearchFilterSet
from briefings.freshness import remembered
from briefings.models import Article, Country, PartialDate, Statement
from briefings.models.record_types import page_path
from briefings.pages.asked import Asked
from briefings.pages.base import Page
from briefings.pages.dates import day_in_words, iso, period_in_words
from briefings.pages.errors import Unreadable
from briefings.pages.statuses import told as status
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
    moving = False

    def answer(self) -> HttpResponse:
        """Return the page: three queries with the validator's, three more for a misspelt name.

        The first one after a change of anything is a fourth, for the countries of the form.

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
                "hits": [shown(hit, self.today) for hit in hits],
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


def shown(hit: Hit, today: date) -> dict[str, Any]:
    """Return a hit as its component takes it."""
    label = list(hit.label)
    if hit.kind == "statement":
        label = quoted(label, hit.detail["form"] == Statement.Form.DIRECT)
    return {
        "kind": KINDS[hit.kind][0],
        "url": where(hit),
        "label": label,
        "native": next(iter(natives(hit)), None),
        "text": hit.text,
        **line(hit, today),
    }


def where(hit: Hit) -> str | None:
    """Return the page that shows a hit; None where none does.

    A statement stands on its meeting's page or its speaker's; of an organization there is the list
    of the meetings that it took part in.
    """
    if hit.kind == "statement":
        for type_ in ("meeting", "official"):
            if slug := hit.detail[type_]:
                return page_path(type_, slug)
    if hit.slug is None:
        return None
    if hit.kind == "organization":
        return f"{path_of('meetings')}?organization={hit.slug}"
    return page_path(hit.kind, hit.slug)


def quoted(label: Sequence[Piece], direct: bool) -> list[Piece]:
    """Return a statement's first words, in quotation marks where they are the speaker's own."""
    cut = sum(len(words) for words, _ in label) >= TITLE
    end = "…" if cut else ""
    return [("“", False), *label, (f"{end}”", False)] if direct else [*label, (end, False)]


def natives(hit: Hit) -> list[dict[str, str]]:
    """Return a person's name in native script with its language, where there is one."""
    return [
        {
            "text": name["text"],
            "lang": "-".join(part for part in (name["language"], name["script"]) if part),
        }
        for name in hit.detail.get("native", ())
    ]


def line(hit: Hit, today: date) -> dict[str, Any]:
    """Return what a hit's last line says: its day, how it stands, how sure that is."""
    told: dict[str, Any] = {"date_text": "", "iso": None, "status": None, "confidence": None}
    detail: Mapping[str, Any] = hit.detail
    if hit.kind == "article":
        day = timezone.localdate(datetime.fromisoformat(detail["published_at"]))
        section = Article.Section(detail["section"]).label
        return told | {"date_text": day_in_words(day), "iso": day.isoformat(), "kind": section}
    on, ends = (PartialDate.parse(text) if text else None for text in days(detail))
    if on is not None:
        told |= {"date_text": period_in_words(on, ends), "iso": None if ends else iso(on)}
    if "statuses" in detail:
        rows = [{**row, "on": PartialDate.parse(row["on"]).as_json()} for row in detail["statuses"]]
        stands = Standing.of(chain_of(rows, "status"), today, today)
        told |= {
            "status": status(stands.status, stands.possibly),
            "confidence": stands.row["confidence"] if stands.row else None,
        }
    return told | ({"confidence": detail["confidence"]} if "confidence" in detail else {})


def days(detail: Mapping[str, Any]) -> tuple[str | None, str | None]:
    """Return the partial dates between which a hit lies, as they are stored."""
    return detail.get("on"), detail.get("ends")
