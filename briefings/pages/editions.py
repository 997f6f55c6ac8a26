"""Editions: what is read with one, the list at an article's foot, and how to cite one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from briefings.bodies import AttributedWords
from briefings.models import Article, Citation, Edition, Identity
from briefings.pages.dates import day_in_words, moment
from briefings.timelines import (
    CorrectionTold,
    corrections_told,
    editions_told,
    named_in,
    related,
    said_in,
    sources_of,
)

MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


@dataclass(frozen=True)
class Reading:
    """What readers are told with an edition. `told` are the article's, the latest first."""

    told: list[Edition]
    corrections: list[CorrectionTold]
    records: list[Identity]
    citations: list[Citation]
    read_next: list[Article]
    said: dict[UUID, AttributedWords]


def reading(edition: Edition, at: datetime) -> Reading:
    """Return what readers are told at `at` with an approved edition.

    Four queries, one more where it quotes statements.
    """
    return Reading(
        told=editions_told(edition.article, at),
        corrections=corrections_told(edition),
        records=named_in(edition, at),
        citations=sources_of(edition, at),
        read_next=related(edition, at),
        said=said_in([edition.rendered], at),
    )


def listed(
    article: Article,
    editions: Iterable[Edition],
    corrections: Sequence[CorrectionTold],
    shown: Edition,
) -> list[dict[str, Any]]:
    """Return the editions of an article, newest first, with what readers were told of each."""
    told = {correction.edition: correction for correction in reversed(corrections)}
    rows = []
    for place, edition in enumerate(editions):
        correction = told.get(edition.number)
        rows.append(
            {
                "number": edition.number,
                "told": correction.kind_label if correction else None,
                "links": [("Read", address(article, edition, live=place == 0))]
                if edition.pk != shown.pk
                else [],
                **moment(edition.live_period.lower),
            }
        )
    return rows


def address(article: Article, edition: Edition, *, live: bool) -> str:
    """Return where an edition is read: the live one at its article's address."""
    if live:
        return article.get_absolute_url()
    return reverse("edition", args=[article.slug, edition.number])


def citing(
    edition: Edition, *, newsroom: str, url: str, published: date
) -> list[tuple[str, str, bool]]:
    """Return how to cite an edition: style, words, and whether its line breaks are meant."""
    names: list[str] = [credit["name"] for credit in edition.credits]  # type: ignore[attr-defined]
    day = day_in_words(published)
    month_first = f"{published:%B} {published.day}"
    number = f"Edition {edition.number}"
    inverted = [inverse(names[0]), *names[1:]] if names else [newsroom]
    initials = [abbreviated(name) for name in names] or [newsroom]
    key = f"{(names or [newsroom])[0].split()[-1].lower()}{published.year}"
    bibtex = "\n".join(
        [
            f"@article{{{key},",
            f"  author = {{{' and '.join(names) or newsroom}}},",
            f"  title = {{{edition.headline}}},",
            f"  journal = {{{newsroom}}},",
            f"  year = {{{published.year}}},",
            f"  month = {MONTHS[published.month - 1]},",
            f"  day = {{{published.day}}},",
            f"  note = {{{number}}},",
            f"  url = {{{url}}}",
            "}",
        ]
    )
    title = stopped(edition.headline)
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
            f"{edition.headline} ({number}). {newsroom}. {url}",
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


def began_on(edition: Edition) -> date:
    """Return the newsroom's day on which an edition went live."""
    return timezone.localdate(edition.live_period.lower)
