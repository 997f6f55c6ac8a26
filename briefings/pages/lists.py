"""What every list has: its filter bar, its words, its rows, its pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict

from briefings import paging
from briefings.filters.base import RecordFilter, RecordFilterSet, named
from briefings.models import Detainee, PartialDate
from briefings.pages.base import Page
from briefings.pages.errors import Unreadable
from briefings.pages.frame import API

SIZE = 25
WORDS = {
    "as_of": "as of",
    "office_kind": "office",
    "date_match": "dates",
    "current": "holding",
    "q": "words",
}
# The types of record that a parameter may name, where it is more than one.
TYPES = {"held_by": ("country", "organization")}


class Asked:
    """What a list is asked, with the labels that readers know it by.

    The label of a record costs a query, once.
    """

    def __init__(self, listing: RecordFilterSet, given: QueryDict) -> None:
        """Take a list that refuses nothing, and what its address gives."""
        self.listing = listing
        self.given = given
        self.labels: dict[str, str] = {}

    def __getitem__(self, name: str) -> Any:
        """Return the cleaned value of a parameter, empty where it is not asked."""
        return self.listing.form.cleaned_data.get(name)

    def label(self, name: str) -> str:
        """Return what readers call the value of a parameter; "" where it is not asked."""
        value = self[name]
        if value and name not in self.labels:
            self.labels[name] = self._label(name, value)
        return self.labels.get(name, "")

    def _label(self, name: str, value: Any) -> str:
        filter_ = self.listing.filters[name]
        for type_ in TYPES.get(name, (filter_.type,) if isinstance(filter_, RecordFilter) else ()):
            record = named(type_, value, self.listing.at).first()
            if record is not None:
                return record.public_name if isinstance(record, Detainee) else str(record)
        choices = dict(filter_.extra.get("choices") or ())
        values = value if isinstance(value, list) else [value]
        return ", ".join(str(choices.get(each, each)) for each in values)

    @property
    def filters(self) -> list[str]:
        """The parameters that narrow the list, in the order of the address."""
        return [
            name
            for name, value in self.given.items()
            if value and name not in ("cursor", "ordering")
        ]


class ListPage(Page):
    """A list of one type of record: the filter bar is a form, and the address says it all."""

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

    def answer(self) -> HttpResponse:
        """Return the page of the list that is asked for; raises `Unreadable`."""
        listing = self.filters(self.question(), at=self.at)
        if listing.refusals:
            raise Unreadable(listing.refusals)
        page = listing.page(SIZE, self.rows(listing))
        self.count = paging.count(listing.qs)
        asked = Asked(listing, self.request.GET)
        fields = [*self.fields(listing), self.select("ordering", "Sort", self.orders, None)]
        return self.show(
            self.template,
            {
                "heading": self.heading(asked),
                "standfirst": self.standfirst,
                "day": self.day_field(asked) if self.takes_day else None,
                "fields": fields,
                "carried": self.carried(asked, fields),
                "filters_on": self.filters_on(asked),
                "list_url": self.request.path,
                "count_words": self.count_words(self.count),
                "downloads": [("JSON", self.api_url())],
                "items": self.items(page.rows, listing),
                "extent": f"{len(page.rows)} of {self.count_words(self.count)}",
                "previous_url": self.with_query(cursor=page.previous) if page.previous else None,
                "next_url": self.with_query(cursor=page.next) if page.next else None,
                "empty_links": [(f"Show all {self.many}", self.request.path)]
                if asked.filters
                else [],
                **self.context(listing),
            },
        )

    def question(self) -> QueryDict:
        """Return the parameters of the address, with what is usual where it does not say."""
        asked: QueryDict = self.request.GET.copy()
        for name, value in self.usual.items():
            if not asked.get(name):
                asked[name] = value
        return asked

    def rows(self, listing: RecordFilterSet) -> QuerySet[Any]:
        """Return the rows of the list with what is shown of each."""
        rows: QuerySet[Any] = listing.qs
        return rows

    def heading(self, asked: Asked) -> str:
        """Return the question in words."""
        return self.many.capitalize()

    def fields(self, listing: RecordFilterSet) -> list[dict[str, Any]]:
        """Return the fields of the bar between the day and the order."""
        return []

    def carried(self, asked: Asked, fields: list[dict[str, Any]]) -> list[tuple[str, str]]:
        """Return the filters on that have no field in the bar, so that its form keeps them."""
        shown = {field["name"] for field in fields} | ({"as_of"} if self.takes_day else set())
        return [(name, self.request.GET[name]) for name in asked.filters if name not in shown]

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
        value = self.request.GET.get(name, "")
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
        """Return the filters that narrow the list, each with the way to drop it."""
        return [
            {
                "label": WORDS.get(name, name.replace("_", " ")).capitalize(),
                "value": asked.label(name),
                "remove_url": self.with_query(cursor=None, **{name: None}),
            }
            for name in asked.filters
        ]

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
        return f"{self.request.path}?{urlencode(kept)}" if kept else self.request.path

    def api_url(self) -> str:
        """Return the address of the same list as JSON."""
        query = urlencode(
            {name: value for name, value in self.question().items() if value and name != "cursor"}
        )
        url = f"{API}{self.plural}/"
        return f"{url}?{query}" if query else url
