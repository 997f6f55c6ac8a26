"""What every page has: one moment, a validator before the work, and the frame."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, ClassVar, TypeAlias
from uuid import UUID

import orjson
from django.db.models import QuerySet
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotModified,
    HttpResponsePermanentRedirect,
)
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views import View

from briefings import ledger
from briefings.addresses import absolute
from briefings.documents import DOCUMENTS, store
from briefings.documents.builder import Asked as DayAsked
from briefings.filters.base import Refusal, repeated_parameter, unknown_parameter
from briefings.freshness import Freshness
from briefings.ledger import EVERYTHING, Scope
from briefings.models import PartialDate
from briefings.pages.dates import day_in_words
from briefings.pages.errors import Gone, Unreadable, bad_request, gone, not_found
from briefings.pages.frame import furniture
from briefings.paging import Found
from briefings.veil import Veil

# Rows by their ids, or as a query finds them.
Rows: TypeAlias = Iterable[UUID | str] | QuerySet[Any] | Found
# Of which type, which rows, and their documents or the items of them.
RowSet: TypeAlias = tuple[str, Rows, store.Part]
SCRIPT_ESCAPES = {ord(letter): f"\\u{ord(letter):04X}" for letter in "<>&"}


class Page(View):
    """One address. `ledger_state.at` is its one moment, `today` that moment's day in the newsroom.

    A `moving` page changes by the clock within the day, as what is under way does.
    A subclass answers in `answer`, which runs only where neither the reader nor this process holds
    the page already.
    """

    http_method_names = ["get", "head", "options"]
    section: ClassVar[str] = ""
    moving: ClassVar[bool] = True

    ledger_state: ledger.LedgerState

    def get(self, request: HttpRequest, **_: Any) -> HttpResponse:
        """Return 304 or the page as it was made before for one query, else the page made anew.

        What fails is said in words.
        """
        self.ledger_state = ledger.read_state(self.scope())
        freshness = Freshness.of(request, self.ledger_state, moving=self.moving)
        try:
            response = self.still(request, freshness) or self.made(freshness)
        except Unreadable as error:
            return bad_request(request, error)
        except Http404 as error:
            response = not_found(request, error)
        except Gone as error:
            response = self.discreet(gone(request, error))
        stands = response.status_code in (200, 304)
        headers = freshness.headers() if stands else freshness.headers_of_missing()
        for name, value in headers.items():
            response.headers[name] = value
        return response

    def scope(self) -> Scope:
        """Return the part of the ledger that the page rests on; all of it unless a page knows."""
        return EVERYTHING

    def still(self, request: HttpRequest, freshness: Freshness) -> HttpResponse | None:
        """Return 304 where the reader holds the page, or the page where we do; else None."""
        return HttpResponseNotModified() if freshness.is_cached_by(request) else freshness.kept()

    def made(self, freshness: Freshness) -> HttpResponse:
        """Return the page made anew, and keep it for the next reader."""
        response = self.discreet(self.answer())
        freshness.keep(response)
        return response

    def discreet(self, response: HttpResponse) -> HttpResponse:
        """Return the page with the names blank that are withheld; a picture is as it is."""
        if response.headers["Content-Type"].startswith(("text/html", "image/svg+xml")):
            asked = frozenset(map(str, self.request.GET.values()))
            response.content = self.veil.page(response.content.decode(), asked).encode()
        return response

    @property
    def veil(self) -> Veil:
        """What names readers are not shown at the request's moment."""
        return Veil.of(self.ledger_state.withheld)

    def answer(self) -> HttpResponse:
        """Return the page; raises `Http404`, `Unreadable` and `Gone`."""
        raise NotImplementedError

    @property
    def at(self) -> datetime:
        """The request's one moment."""
        return self.ledger_state.at

    @property
    def today(self) -> date:
        """The day of the request, in the newsroom's time zone."""
        return timezone.localdate(self.ledger_state.at)

    def documents(
        self,
        type_: str,
        ids: Rows,
        part: store.Part = "body",
    ) -> list[dict[str, Any]]:
        """Return the documents of the rows with these ids, or their items, in order, read.

        Those that are not public are left out. Instead of ids it takes rows that a query finds,
        which is then that one. One query where all stand, none without ids.
        """
        documents, rows = DOCUMENTS[type_], _rows(ids)
        if isinstance(rows, Found):
            stored = store.find(documents, rows, self.ledger_state, part)
        else:
            stored = store.read(documents, rows, self.ledger_state, part)
        return [orjson.loads(each) for each in stored]

    def together(self, *sets: RowSet) -> list[list[dict[str, Any]]]:
        """Return several sets of documents, or of their items, each as `documents`; one query."""
        wanted = [store.Wanted(DOCUMENTS[type_], _rows(ids), part) for type_, ids, part in sets]
        found = store.read_together(wanted, self.ledger_state)
        return [[orjson.loads(each) for each in stored] for stored in found]

    def in_short(self, ids: Mapping[str, Iterable[str]]) -> dict[str, dict[str, Any]]:
        """Return the items of the documents of rows of several types, by id, in order, read.

        `ids` are those of each type. As `documents`: one query for all types.
        """
        rows = {UUID(each): DOCUMENTS[type_] for type_, keys in ids.items() for each in keys}
        found = store.of_any_type(rows, self.ledger_state, "item")
        return {str(key): orjson.loads(found[key]) for key in rows if key in found}

    def asked_of(self, on: date | PartialDate | None = None) -> DayAsked:
        """Return what documents are asked for: the request's moment, and a day, month or year.

        The newsroom's today asks of the day that it is where each is.
        """
        as_of = PartialDate.of(on) if isinstance(on, date) else on
        is_today = as_of == PartialDate.of(self.today)
        return DayAsked(self.at, self.today, None if is_today else as_of)

    @property
    def canonical(self) -> str:
        """The page's address without any day."""
        return absolute(self.request.path)

    def day(self) -> date:
        """Return the day that `as_of` asks for, today without one; raises `Unreadable`.

        No other parameter is known to such a page.
        """
        refused = [
            unknown_parameter(name, ["as_of"]) for name in self.request.GET if name != "as_of"
        ]
        given = self.request.GET.getlist("as_of")
        refused += [repeated_parameter("as_of")] if len(given) > 1 else []
        day = self.today
        if given and not refused:
            try:
                day = date.fromisoformat(given[0])
            except ValueError:
                refused.append(
                    Refusal(
                        "as_of",
                        "invalid_value",
                        f"“{given[0]}” is not a day: write it as {self.today.isoformat()}.",
                    )
                )
        if refused:
            raise Unreadable(refused)
        return day

    def show(self, template: str, context: Mapping[str, Any]) -> HttpResponse:
        """Return the page that the template makes of the context in the frame of every page."""
        return render(self.request, template, {**furniture(self.request, self.section), **context})


def _rows(ids: Rows) -> list[UUID] | Found:
    if isinstance(ids, Found):
        return ids
    if isinstance(ids, QuerySet):
        return Found.by(ids)
    return [UUID(each) if isinstance(each, str) else each for each in ids]


def cut(found: list[dict[str, Any]], most: int) -> tuple[list[dict[str, Any]], bool]:
    """Return at most so many of the rows that were found, and whether there were more."""
    return found[:most], len(found) > most


def moved(request: HttpRequest, old: str, new: str) -> HttpResponse:
    """Return the permanent redirect from an old slug to the present one, the query kept."""
    path, query = request.get_full_path().partition("?")[::2]
    path = f"/{new}/".join(path.rsplit(f"/{old}/", 1))
    url = f"{path}?{query}" if query else path
    return HttpResponsePermanentRedirect(url)


def merged_notice(merged: Mapping[str, str]) -> dict[str, str]:
    """Return what a survivor's page says of a record that was merged into it."""
    day = timezone.localdate(datetime.fromisoformat(merged["merged_at"]))
    return {
        "title": f"Merged on {day_in_words(day)}",
        "text": f"The record of {merged['label']} is part of this one; its addresses lead here.",
    }


def linked_data(*things: dict[str, Any]) -> str:
    """Return a schema.org description as JSON that may stand in a page's `script` element."""
    graph = {"@context": "https://schema.org", "@graph": things}
    text = json.dumps(graph, ensure_ascii=False)
    return mark_safe(text.translate(SCRIPT_ESCAPES))  # noqa: S308 - no "<", ">" or "&" is left
