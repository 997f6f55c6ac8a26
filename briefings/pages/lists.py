"""What every list has: its filter bar, its facets, its words, its rows, its pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar
from urllib.parse import urlencode

import orjson
from django.http import HttpResponse, HttpResponseRedirect, QueryDict

from briefings import paging
from briefings.addresses import path_of
from briefings.documents import DOCUMENTS
from briefings.filters.base import RecordFilterSet
from briefings.filters.dated import CERTAIN
from briefings.filters.facets import Facet
from briefings.filters.reads import types_read
from briefings.filters.tallies import FacetCounts, count_list, facets_of_list
from briefings.ledger import EVERYTHING, Scope
from briefings.models import PartialDate
from briefings.pages.asked import WORDS, Asked
from briefings.pages.base import Page
from briefings.pages.errors import Unreadable
from briefings.pages.facets import boxes, joined
from briefings.paging import KeysetPage
from briefings.veil import as_written

SIZE = 25
WAYS_OUT = 4  # of an empty list: filters that can be dropped


class ListPage(Page):
    """A list of records; its filter bar is a form. Its rows show `shows`, None for any type."""

    shows: ClassVar[frozenset[str] | None] = None
    document: ClassVar[str]
    filters: ClassVar[type[RecordFilterSet]]
    plural: ClassVar[str]
    template: ClassVar[str] = "records/list.html"
    one: ClassVar[str]
    many: ClassVar[str]
    standfirst: ClassVar[str] = ""
    takes_day: ClassVar[bool] = False
    day_words: ClassVar[str] = "In office on"
    # What is asked where the address does not say.
    usual: ClassVar[Mapping[str, str]] = {}
    orders: ClassVar[Sequence[tuple[str, str]]] = [
        ("name", "Name, A to Z"),
        ("-name", "Name, Z to A"),
    ]

    count: paging.Count
    tallies: Mapping[str, FacetCounts]

    def scope(self) -> Scope:
        """Return the changes of what the list shows, and of what chooses and counts its rows."""
        read = types_read(self.filters, self.question(), self.filters.facets)
        return EVERYTHING if read is None or self.shows is None else Scope(read | self.shows)

    def answer(self) -> HttpResponse:
        """Return the page of the list that is asked for; raises `Unreadable`.

        Where a form says a parameter more than once, the way to the address that says it once.
        """
        asked_once = joined(self.request.GET, self.facets())
        if asked_once is not None:
            return HttpResponseRedirect(f"{self.request.path}?{asked_once.urlencode(safe=',')}")
        listing = self.listed()
        page = self.page(listing)
        self.count = self.counted(listing)
        self.tallies = facets_of_list(listing, listing.facets, self.ledger_state)
        asked = Asked(listing, self.request.GET, self.tallies)
        heading = self.title(asked)
        fields = [*self.fields(listing), self.select("ordering", "Sort", self.orders, None)]
        filters_on = self.filters_on(asked)
        return self.show(
            self.template,
            {
                "heading": heading,
                "standfirst": self.standfirst,
                "day": self.day_field(asked) if self.takes_day else None,
                "fields": fields,
                "carried": self.carried(asked, fields),
                "facets": boxes(self.facets(), self.tallies, asked),
                "filters_on": filters_on,
                "list_url": self.request.path,
                "count_words": self.count_words(self.count),
                "json_url": self.api_url(),
                "downloads": self.downloads(),
                "items": self.items(page.rows, listing),
                "extent": f"{len(page.rows)} of {self.count_words(self.count)}",
                "previous_url": self.with_query(cursor=page.previous) if page.previous else None,
                "next_url": self.with_query(cursor=page.next) if page.next else None,
                "nothing": self.nothing(heading),
                "empty_links": self.ways_out(filters_on),
                **self.context(listing),
            },
        )

    def listed(self) -> RecordFilterSet:
        """Return the list that is asked for; raises `Unreadable`."""
        listing = self.filters(self.question(), at=self.at)
        if listing.refusals:
            raise Unreadable(listing.refusals)
        return listing

    def counted(self, listing: RecordFilterSet) -> paging.Count:
        """Return how many rows the list has (a query, once for all its pages)."""
        return count_list(listing, self.ledger_state)

    def facets(self) -> list[Facet]:
        """Return the facets that readers choose from."""
        return [facet for facet in self.filters.facets if facet.shown]

    def question(self) -> QueryDict:
        """Return the parameters of the address, with what is usual where it does not say."""
        asked: QueryDict = self.request.GET.copy()
        for name, value in self.usual.items():
            if not asked.get(name) and not asked.get(f"{name}__in"):
                asked[name] = value
        return asked

    def page(self, listing: RecordFilterSet) -> KeysetPage[dict[str, Any]]:
        """Return the page of the list: the items of its rows' documents, read (a query)."""
        page = listing.page_of(DOCUMENTS[self.document], SIZE, self.ledger_state)
        return KeysetPage([orjson.loads(each) for each in page.rows], page.next, page.previous)

    def heading(self, asked: Asked) -> str:
        """Return the question in words."""
        return self.many.capitalize()

    def title(self, asked: Asked) -> str:
        """Return the heading, with how sure it must be and the words that are asked for."""
        sure = ", certainly" if asked["date_match"] == CERTAIN else ""
        words = f", saying “{as_written(asked['q'])}”" if asked["q"] else ""
        return f"{self.heading(asked)}{sure}{words}"

    def nothing(self, heading: str) -> str:
        """Return the sentence of an empty list: its heading, denied."""
        return f"The record has no {heading[0].lower()}{heading[1:]}."

    def ways_out(self, filters_on: Sequence[Mapping[str, str]]) -> list[tuple[str, str]]:
        """Return where an empty list leads: to less being asked, at last to everything."""
        ways = [
            (f"Drop “{each['label']} {each['value']}”", each["remove_url"]) for each in filters_on
        ]
        return [*ways[:WAYS_OUT], (f"Show all {self.many}", self.request.path)] if ways else []

    def fields(self, listing: RecordFilterSet) -> list[dict[str, Any]]:
        """Return the fields of the bar between the day and the order."""
        return [self.text("q", "Words")]

    def carried(self, asked: Asked, fields: list[dict[str, Any]]) -> list[tuple[str, str]]:
        """Return the filters on that have no field on the page, so that its form keeps them."""
        shown = {field["name"] for field in fields} | ({"as_of"} if self.takes_day else set())
        shown |= {name for facet in self.facets() for name in (facet.name, facet.several)}
        return [
            (name, as_written(self.request.GET[name]))
            for name in asked.filters
            if name not in shown
        ]

    def downloads(self) -> list[tuple[str, str]]:
        """Return where this list is taken from; as a file unless it is empty or too long."""
        fits = self.count.exact and self.count.number
        files = [("CSV", self.api_url(format="csv"))] if fits else []
        return [*files, ("JSON", self.api_url())]

    def items(self, rows: Sequence[Any], listing: RecordFilterSet) -> list[dict[str, Any]]:
        """Return the rows as the template takes them."""
        raise NotImplementedError

    def context(self, listing: RecordFilterSet) -> dict[str, Any]:
        """Return what the template takes besides."""
        return {}

    def select(
        self,
        name: str,
        label: str,
        options: Iterable[tuple[str, str]],
        anything: str | None = "Any",
    ) -> dict[str, Any]:
        """Return a field of the bar; `anything` is the choice that asks nothing, None for none."""
        chosen = self.request.GET.get(name, "")
        first = [] if anything is None else [("", anything)]
        return {
            "id": f"filter-{name}",
            "name": name,
            "label": label,
            "options": [(value, words, value == chosen) for value, words in [*first, *options]],
        }

    def text(self, name: str, label: str) -> dict[str, Any]:
        """Return a field of the bar that words are written in."""
        value = as_written(self.request.GET.get(name, ""))
        return {"id": f"filter-{name}", "name": name, "label": label, "value": value}

    def day_field(self, asked: Asked) -> dict[str, Any]:
        """Return the field of the day, which takes a month or a year where one is asked."""
        day: PartialDate | None = asked["as_of"]
        return {
            "label": self.day_words,
            "value": day.text if day else "",
            "type": "date" if day is None or (day.precision == "day" and not day.about) else "text",
        }

    def filters_on(self, asked: Asked) -> list[dict[str, str]]:
        """Return the filters that narrow the list, each value with the way to drop it."""
        facets = {name: facet for facet in self.facets() for name in (facet.name, facet.several)}
        told: list[dict[str, str]] = []
        for name in asked.filters:
            facet = facets.get(name)
            if facet is None:
                label = WORDS.get(name, name.replace("__in", "").replace("_", " ")).capitalize()
                url = self.with_query(cursor=None, **{name: None})
                told.append({"label": label, "value": asked.value(name), "remove_url": url})
        return told + [each for facet in self.facets() for each in self.chosen_of(facet, asked)]

    def chosen_of(self, facet: Facet, asked: Asked) -> list[dict[str, str]]:
        """Return the values of a facet that the address asks for, each with the way to drop it."""
        if facet.name not in asked.filters and facet.several not in asked.filters:
            return []
        chosen = asked.values(facet.name)
        return [
            {
                "label": facet.label,
                "value": label,
                "remove_url": self.with_query(
                    cursor=None,
                    **{
                        facet.name: None,
                        facet.several: ",".join(each for each, _ in chosen if each != value),
                    },
                ),
            }
            for value, label in chosen
        ]

    def day_shown(self, listing: RecordFilterSet) -> date:
        """Return the last day of what is asked about, today where none is."""
        asked: PartialDate | None = listing.form.cleaned_data["as_of"]
        return (asked.latest if asked else None) or listing.today

    def count_words(self, count: paging.Count) -> str:
        """Return "1 official", "38 officials" or "more than 10,000 officials"."""
        noun = self.one if count.number == 1 else self.many
        return f"{'' if count.exact else 'more than '}{count.number:,} {noun}"

    def with_query(self, **changes: str | None) -> str:
        """Return this address with parameters changed; None drops one."""
        query: QueryDict = self.request.GET.copy()
        for name, value in changes.items():
            query.pop(name, None)
            if value is not None:
                query[name] = value
        kept = {name: value for name, value in query.items() if value}
        asked = urlencode(kept, safe=",")
        return f"{self.request.path}?{asked}" if asked else self.request.path

    def api_url(self, **more: str) -> str:
        """Return the address of the same list in the API, as JSON unless `more` says otherwise."""
        asked = {
            name: value for name, value in self.question().items() if value and name != "cursor"
        }
        query = urlencode({**asked, **more}, safe=",")
        url = path_of(f"api:{self.plural}-list")
        return f"{url}?{query}" if query else url
