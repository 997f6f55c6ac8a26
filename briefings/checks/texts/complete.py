"""What a piece needs beside its words: byline, topic, source; lengths; an address of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefings.checks.texts.base import Found, Piece, Place, TextCheck
from briefings.checks.texts.reading import HEADLINE, STANDFIRST
from briefings.models import Identity
from briefings.models.articles import ArticleQuerySet

HEADLINE_MOST, HEADLINE_LEAST = 110, 15  # characters
STANDFIRST_MOST, STANDFIRST_LEAST = 220, 50
_SLUG = re.compile(r"[-a-zA-Z0-9_]+")
_NUMBER = re.compile(r"(?:-\d+)+$")


def find_missing(piece: Piece) -> Iterator[Found]:
    """Yield that there is no byline, no topic or no source."""
    if not piece.bylines:
        yield Found("No byline.", heading="Byline")
    if not piece.topics:
        yield Found("No topic.", heading="Topic")
    if not piece.citations and not piece.text.noted:
        says = "No source: neither a note in the body nor a citation."
        yield Found(says, heading="Source")


def find_lengths(piece: Piece) -> Iterator[Found]:
    """Yield a headline or a standfirst that is too long or too short, or no standfirst at all."""
    text = piece.text
    bounds = (
        (HEADLINE, "The headline", text.headline, HEADLINE_LEAST, HEADLINE_MOST),
        (STANDFIRST, "The standfirst", text.standfirst, STANDFIRST_LEAST, STANDFIRST_MOST),
    )
    for paragraph, noun, words, least, most in bounds:
        if not words:
            yield Found(f"{noun} is empty.")
        elif not least <= len(words) <= most:
            long = "long" if len(words) > most else "short"
            says = f"{noun} has {len(words)} characters: it is too {long} ({least} to {most})."
            yield Found(says, Place.of_paragraph(paragraph, words))


def find_slugs(piece: Piece) -> Iterator[Found]:
    """Yield another article whose address is the same but for a number at its end (one query)."""
    for slug in near_slugs(piece.slug, piece.others):
        yield Found(f"Another article has nearly this address: {slug}.", None, slug)


def near_slugs(slug: str, others: ArticleQuerySet) -> list[str]:
    """Return at most three slugs of other articles that differ by a number at the end, or not.

    One query; none for what is no slug.
    """
    stem = _NUMBER.sub("", slug)
    if not _SLUG.fullmatch(stem):
        return []
    near = Identity.objects.filter(
        type="article", slug__regex=rf"^{re.escape(stem)}(-[0-9]+)*$", article__in=others
    )
    return [*near.order_by("slug").values_list("slug", flat=True)[:3]]


MISSING = TextCheck(
    "missing",
    "Missing",
    "Readers find a piece by its topic, and trust it by its author and its sources.",
    find_missing,
)
LENGTHS = TextCheck(
    "lengths",
    "Length of headline and standfirst",
    "Search engines and cards cut what is longer.",
    find_lengths,
)
NEAR_SLUG = TextCheck(
    "near-slug",
    "Address near to another’s",
    "It may be the same piece twice, and readers confuse the two.",
    find_slugs,
)
