"""Editions: the list at an article's foot, and how to cite one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone

from briefings.addresses import relative
from briefings.pages.dates import day_in_words, moment

MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


def listed(document: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the editions of an article, newest first, with what readers were told of each."""
    told = {each["edition"]: each["kind_label"] for each in reversed(document["corrections"])}
    return [
        {
            "number": each["number"],
            "told": told.get(each["number"]),
            "links": []
            if each["number"] == document["edition"]
            else [("Read", address(document, each["number"], live=place == 0))],
            **moment(datetime.fromisoformat(each["live_from"])),
        }
        for place, each in enumerate(document["editions"])
    ]


def address(document: Mapping[str, Any], number: int, *, live: bool) -> str:
    """Return where an edition is read: the live one at its article's address."""
    path = str(relative(document["web_url"]))
    return path if live else f"{path}editions/{number}/"


def citing(document: Mapping[str, Any], url: str) -> list[tuple[str, str, bool]]:
    """Return how to cite an edition: style, words, and whether its line breaks are meant."""
    newsroom: str = settings.NEWSROOM_NAME
    published = timezone.localdate(datetime.fromisoformat(document["live_from"]))
    names: list[str] = [byline["name"] for byline in document["bylines"]]
    day = day_in_words(published)
    month_first = f"{published:%B} {published.day}"
    number = f"Edition {document['edition']}"
    headline = document["headline"]
    inverted = [inverse(names[0]), *names[1:]] if names else [newsroom]
    initials = [abbreviated(name) for name in names] or [newsroom]
    key = f"{(names or [newsroom])[0].split()[-1].lower()}{published.year}"
    bibtex = "\n".join(
        [
            f"@article{{{key},",
            f"  author = {{{' and '.join(names) or newsroom}}},",
            f"  title = {{{headline}}},",
            f"  journal = {{{newsroom}}},",
            f"  year = {{{published.year}}},",
            f"  month = {MONTHS[published.month - 1]},",
            f"  day = {{{published.day}}},",
            f"  note = {{{number}}},",
            f"  url = {{{url}}}",
            "}",
        ]
    )
    title = stopped(headline)
    return [
        (
            "Chicago",
            f"{stopped(' and '.join(inverted))} “{title}” {newsroom}, {month_first}, "
            f"{published.year}. {number}. {url}.",
            False,
        ),
        (
            "APA",
            f"{' & '.join(initials)} ({published.year}, {month_first}). "
            f"{headline} ({number}). {newsroom}. {url}",
            False,
        ),
        (
            "MLA",
            f"{stopped(', and '.join(inverted))} “{title}” {newsroom}, {day}, {number}, {url}.",
            False,
        ),
        ("BibTeX", bibtex, True),
    ]


def inverse(name: str) -> str:
    """Return a name family name first, as reference lists sort it."""
    *given, family = name.split()
    return f"{family}, {' '.join(given)}" if given else family


def abbreviated(name: str) -> str:
    """Return a name as APA writes it: "Moreau, A."."""
    *given, family = name.split()
    return f"{family}, {' '.join(f'{part[0]}.' for part in given)}" if given else family


def stopped(words: str) -> str:
    """Return the words with a full stop, unless they end in a stop of their own."""
    return words if words.endswith((".", "?", "!")) else f"{words}."
