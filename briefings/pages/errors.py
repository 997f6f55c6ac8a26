"""What cannot be shown, and the pages that say why."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from briefings.filters.base import Refusal
from briefings.models import Published
from briefings.pages.dates import day_in_words
from briefings.pages.frame import furniture
from briefings.pages.taken_back import Withdrawn

# A word of an address: no part of an id.
_WORD = re.compile(r"(?<![^\W_])[^\W\d_]+(?![^\W_])")
REASONS = {
    Published.RetractionReason.WRONG: "What it said was wrong.",
    Published.RetractionReason.HOAX: "It rested on a hoax.",
    Published.RetractionReason.DUPLICATE: "It was a second record of the same.",
    Published.RetractionReason.SUPERSEDED: "Something newer has taken its place.",
    Published.RetractionReason.SAFETY: "It was taken down for somebody’s safety.",
    Published.RetractionReason.PRIVACY: "It was taken down for somebody’s privacy.",
    Published.RetractionReason.LEGAL: "It was taken down by legal order.",
}


class Unreadable(Exception):  # noqa: N818 - an answer, not an error
    """An address whose parameters make no sense: nothing is shown, and each refusal is said."""

    def __init__(self, refusals: list[Refusal]) -> None:
        """Take at least one refusal."""
        super().__init__(refusals[0].detail)
        self.refusals = refusals


class Gone(Exception):  # noqa: N818 - an answer, not an error
    """A record that the public once saw and that was taken back."""

    def __init__(self, withdrawn: Withdrawn) -> None:
        """Take what may be told of it."""
        super().__init__(withdrawn.reason)
        self.withdrawn = withdrawn


def sought(path: str) -> str:
    """Return the part of an address that names what was sought: a slug, else the last one."""
    parts = [part for part in path.split("/") if part]
    return parts[1] if len(parts) > 1 else "".join(parts)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Return the page for an address where there is nothing (Django's `handler404`)."""
    context = furniture(request) | {
        "canonical_url": "",
        "search_words": " ".join(_WORD.findall(sought(request.path))),
    }
    return render(request, "404.html", context, status=404)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Return the page for an address that makes no sense, and what was perhaps meant."""
    refusals = exception.refusals if isinstance(exception, Unreadable) else []
    if not refusals:
        text = "Nothing is shown, so that nothing is mistaken for an answer."
        return refused(request, 400, "We could not read this request", text)
    first = refusals[0]
    text = (
        f"It stands in “{first.parameter}” in the address."
        " Nothing is listed, so that nothing is mistaken for an answer."
        + (f" Did you mean “{first.did_you_mean}”?" if first.did_you_mean else "")
        + (f" Known here: {', '.join(first.allowed)}." if first.allowed else "")
    )
    links = [*_meant(request, first), ("Start again", request.path)]
    return refused(request, 400, first.detail, text, links)


def refused(
    request: HttpRequest,
    status: int,
    title: str,
    text: str,
    links: Sequence[tuple[str, str]] = (),
) -> HttpResponse:
    """Return the page of a request that is refused; queries nothing."""
    context = {"canonical_url": "", "title": title, "text": text, "links": links}
    return render(request, "400.html", furniture(request) | context, status=status)


def failed(request: HttpRequest) -> HttpResponse:
    """Return the page of a request that went wrong here; queries nothing."""
    return render(request, "500.html", furniture(request) | {"canonical_url": ""}, status=500)


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
