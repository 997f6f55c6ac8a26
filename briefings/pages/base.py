"""What every page has: one moment, a validator before the work, the frame, and words when it fails."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, ClassVar
from urllib.parse import urlencode

from django.conf import settings
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

from briefings import ledger, validators
from briefings.filters.base import Refusal, named, repeated, unknown
from briefings.models import Published, Record
from briefings.models.record_types import RECORD_TYPES
from briefings.pages.dates import day_in_words
from briefings.timelines import Withdrawn, last_known

API = "/api/v1/"
PROMISE = (
    "A connected, sourced record of foreign affairs. Every fact carries its day, its source and "
    "how sure we are."
)
SECTIONS = (
    ("Articles", "/articles/"),
    ("Officials", "/officials/"),
    ("Offices", "/offices/"),
    ("Countries", "/countries/"),
    ("Topics", "/topics/"),
)
LISTS = (
    ("The record", SECTIONS),
    (
        "Take it with you",
        (
            ("The API", f"{API}docs/"),
            ("Every list as JSON", API),
            ("The changes, as they happen", f"{API}changes/"),
        ),
    ),
)
SCRIPT_ESCAPES = {ord(letter): f"\\u{ord(letter):04X}" for letter in "<>&"}
MISSING = {"Cache-Control": "public, max-age=30"}
REASONS = {
    Published.RetractionReason.WRONG: "What it said was wrong.",
    Published.RetractionReason.HOAX: "It rested on a hoax.",
    Published.RetractionReason.DUPLICATE: "It was a second record of the same.",
    Published.RetractionReason.SUPERSEDED: "Something newer has taken its place.",
    Published.RetractionReason.SAFETY: "It was taken down for somebody’s safety.",
    Published.RetractionReason.PRIVACY: "It was taken down for somebody’s privacy.",
    Published.RetractionReason.LEGAL: "It was taken down by legal order.",
}


class Unreadable(Exception):
    """An address whose parameters make no sense: nothing is shown, and each refusal is said."""

    def __init__(self, refusals: list[Refusal]) -> None:
        """Take at least one refusal."""
        super().__init__(refusals[0].detail)
        self.refusals = refusals


class Gone(Exception):
    """A record that the public once saw and that was taken back."""

    def __init__(self, withdrawn: Withdrawn) -> None:
        """Take what may be told of it."""
        super().__init__(withdrawn.reason)
        self.withdrawn = withdrawn


class Page(View):
    """One address. `standing.at` is its one moment, `today` that moment's day in the newsroom.

    A subclass answers in `answer`, which runs only where the reader does not hold the page already.
    """

    http_method_names = ["get", "head", "options"]
    section: ClassVar[str] = ""

    standing: ledger.Standing

    def get(self, request: HttpRequest, **address: Any) -> HttpResponse:
        """Return 304 for one query, else the page; what fails is said in words."""
        self.standing = ledger.standing()
        validator = validators.validator(request, self.standing)
        if validator.confirms(request):
            response: HttpResponse = HttpResponseNotModified()
        else:
            try:
                response = self.answer(**address)
            except Unreadable as error:
                return bad_request(request, error)
            except Gone as error:
                return gone(request, error)
        for name, value in validator.headers.items():
            response.headers[name] = value
        response.headers["Cache-Control"] = validators.cache_control(self.standing)
        return response

    def answer(self, **address: Any) -> HttpResponse:
        """Return the page; raises `Http404`, `Unreadable` and `Gone`."""
        raise NotImplementedError

    @property
    def at(self) -> datetime:
        """The request's one moment."""
        return self.standing.at

    @property
    def today(self) -> date:
        """The day of the request, in the newsroom's time zone."""
        return timezone.localdate(self.standing.at)

    def day(self) -> date:
        """Return the day that `as_of` asks for, today without one; raises `Unreadable`.

        No other parameter is known to such a page.
        """
        refused = [unknown(name, ["as_of"]) for name in self.request.GET if name != "as_of"]
        given = self.request.GET.getlist("as_of")
        refused += [repeated("as_of")] if len(given) > 1 else []
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
        return render(
            self.request, template, {**furniture(self.request, self.section), **context}
        )


class RecordPage(Page):
    """The page of one record, at whatever slug it ever had; an old one leads to its present one."""

    type: ClassVar[str]

    def answer(self, *, slug: str, **address: Any) -> HttpResponse:
        """Return the record's page or the way to it; raises `Http404` and `Gone`."""
        record = self.record(slug)
        if record is None:
            raise self.absence(slug)
        if record.slug != slug:
            return moved(self.request, slug, record.slug)
        return self.page_of(record)

    def record(self, slug: str) -> Any:
        """Return the live record that has or had the slug, with its relations; None without one."""
        return named(self.type, slug, self.at).first()

    def page_of(self, record: Any) -> HttpResponse:
        """Return the page of a live record."""
        raise NotImplementedError

    def absence(self, slug: str) -> Exception:
        """Return what to raise where no live record has the slug: it is gone, or never was (a query)."""
        withdrawn = last_known(self.type, slug, self.at)
        return Http404(slug) if withdrawn is None else Gone(withdrawn)

    def api_url(self, record: Record) -> str:
        """Return the address of the record's JSON."""
        return f"{API}{RECORD_TYPES[self.type].plural}/{record.public_id}/"


def furniture(request: HttpRequest, section: str = "") -> dict[str, Any]:
    """Return what the frame of every page needs; queries nothing."""
    return {
        "newsroom_name": settings.NEWSROOM_NAME,
        "promise": PROMISE,
        "sections": [(label, url, url == section) for label, url in SECTIONS],
        "footer_lists": LISTS,
        "canonical_url": request.build_absolute_uri(request.path),
    }


def moved(request: HttpRequest, old: str, new: str) -> HttpResponse:
    """Return the permanent redirect from an old slug to the present one, the query kept."""
    url = request.get_full_path().replace(f"/{old}/", f"/{new}/", 1)
    return HttpResponsePermanentRedirect(url)


def linked_data(*things: dict[str, Any]) -> str:
    """Return a schema.org description as JSON that may stand in a page's `script` element."""
    graph = {"@context": "https://schema.org", "@graph": things}
    text = json.dumps(graph, ensure_ascii=False)
    return mark_safe(text.translate(SCRIPT_ESCAPES))  # noqa: S308 - no "<", ">" or "&" is left


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Return the page for an address where there is nothing (Django's `handler404`)."""
    context = furniture(request) | {"canonical_url": ""}
    return render(request, "404.html", context, status=404, headers=MISSING)  # type: ignore[call-arg]


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Return the page for an address that makes no sense, and what was perhaps meant."""
    refusals = exception.refusals if isinstance(exception, Unreadable) else []
    context = furniture(request) | {"canonical_url": ""}
    if refusals:
        first = refusals[0]
        context |= {
            "title": first.detail,
            "text": "Nothing is listed, so that nothing is mistaken for an answer."
            + (f" Did you mean “{first.did_you_mean}”?" if first.did_you_mean else "")
            + (f" Known here: {', '.join(first.allowed)}." if first.allowed else ""),
            "links": [*_meant(request, first), ("Start again", request.path)],
        }
    return render(request, "400.html", context, status=400)


def gone(request: HttpRequest, error: Gone) -> HttpResponse:
    """Return the page of what was taken back: as much as its reason allows."""
    withdrawn = error.withdrawn
    told = furniture(request) | {
        "canonical_url": "",
        "title": f"{withdrawn.what} was withdrawn on {day_in_words(withdrawn.ended_on)}",
        "text": " ".join(
            filter(None, (REASONS[Published.RetractionReason(withdrawn.reason)], withdrawn.note))
        ),
        "reason": f"It was public from {day_in_words(withdrawn.began_on)}.",
    }
    return render(request, "410.html", told, status=410)


def _meant(request: HttpRequest, refusal: Refusal) -> list[tuple[str, str]]:
    """Return the link to the same address with what was perhaps meant, if anything was."""
    if not refusal.did_you_mean:
        return []
    query = request.GET.copy()
    value = query.pop(refusal.parameter)[-1]
    if refusal.code == "unknown_parameter":
        query[refusal.did_you_mean] = value
    else:
        query[refusal.parameter] = refusal.did_you_mean
    return [(f"Ask for {refusal.did_you_mean}", f"{request.path}?{urlencode(query.dict())}")]
