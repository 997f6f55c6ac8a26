"""Show hits: their titles and texts with the words that matched marked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchHeadline
from django.db import models
from django.db.models import F, Func, Value
from django.db.models.expressions import Combinable, RawSQL
from django.db.models.functions import Cast, Left, Right
from psycopg.types.numeric import Int8

from briefings.composed import composed
from briefings.models import Statement
from briefings.models.words import CONFIG
from briefings.search.details import HIT_COLUMNS
from briefings.search.questions import SearchQuestion, search_query
from briefings.search.ranking import RankedHit
from briefings.search.related import Rows, together

# So many characters are compared to tell whether a passage begins or ends where its text does.
ENDS = 9
# The marks around a matching word until it is shown; removed if a text contains them itself.
OPEN, SHUT = "\x02", "\x03"
_MARKED = re.compile(f"{OPEN}([^{OPEN}{SHUT}]*){SHUT}")

Piece = tuple[str, bool]


@dataclass(frozen=True)
class Hit:
    """A hit as it is shown. `slug` is None for what has no page.

    `label` and `text` are lists of pieces, each with whether it matched; they are not escaped.
    """

    kind: str
    key: int
    public_id: UUID
    slug: str | None
    label: Sequence[Piece]
    text: Sequence[Piece]


def pieces(text: str) -> list[Piece]:
    """Return a text in pieces: the words that matched, and those between."""
    cut = _MARKED.split(text.replace(f"{SHUT} {OPEN}", " "))
    clean = (
        (piece.replace(OPEN, "").replace(SHUT, ""), bool(n % 2)) for n, piece in enumerate(cut)
    )
    return [(piece, marked) for piece, marked in clean if piece]


def passage(text: str, first: str, last: str) -> list[Piece]:
    """Return a passage in pieces, with dots where its text goes on.

    `first` and `last` are the first and last characters of the whole text.
    """
    cut = pieces(text)
    plain = "".join(words for words, _ in cut).strip()
    before = [] if plain.startswith(first.strip()) else [("… ", False)]
    after = [] if plain.endswith(last.strip()) else [(" …", False)]
    return [*before, *cut, *after] if cut else []


def show(found: Sequence[RankedHit], question: SearchQuestion, at: datetime) -> list[Hit]:
    """Return the hits as they are shown, in their order; one query, none without hits.

    Hits that are not live at `at` are left out.
    """
    if not found:
        return []
    kinds, keys = [row.kind for row in found], [Int8(row.key) for row in found]
    rows = _shown(at, question.text, kinds, keys).rows()
    hits = {}
    for kind, key, public_id, slug, label, text, ends in rows:
        shown = pieces(label), passage(text, *ends)
        hits[kind, key] = Hit(kind, key, public_id, slug, *shown)
    return [hits[row.kind, row.key] for row in found if (row.kind, row.key) in hits]


@composed
def _shown(at: datetime, text: str, kinds: list[str], keys: list[Int8]) -> Rows:
    """Return what is shown of hits, each told by its kind and its key."""
    return together([_arm(name, at, text, kinds, keys) for name in HIT_COLUMNS])


def _arm(name: str, at: datetime, question: str, kinds: list[str], keys: list[Int8]) -> Rows:
    """Return what is shown of the hits of one kind.

    Their keys come from a subquery: no plan is better for the number of them, so one is kept.
    """
    shown = HIT_COLUMNS[name]
    of_kind = RawSQL(
        "ARRAY(SELECT key FROM unnest(%s::text[], %s::bigint[]) AS hit (kind, key)"
        " WHERE kind = %s)",
        [kinds, keys, name],
    )
    among = Func(
        "pk",
        of_kind,
        template="%(expressions)s",
        arg_joiner=" = ANY",
        output_field=models.BooleanField(),
    )
    rows: Rows = shown.model._default_manager.live(at).filter(among)  # type: ignore[attr-defined]
    text = shown.text(at)
    has_slug = shown.model is not Statement
    arm: Rows = (
        rows.order_by()
        .annotate(
            hit_kind=Cast(Value(name), models.TextField()),
            hit_key=F("pk"),
            hit_slug=Cast(F("slug") if has_slug else Value(None), models.TextField()),
            hit_label=_marked(shown.label, question, whole=True),
            hit_text=_marked(text, question),
            hit_ends=Func(
                Left(text, ENDS),
                Right(text, ENDS),
                template="ARRAY[%(expressions)s]",
                output_field=ArrayField(models.TextField()),
            ),
        )
        .values_list(
            *("hit_kind", "hit_key", "public_id", "hit_slug"),
            *("hit_label", "hit_text", "hit_ends"),
        )
    )
    return arm


def _marked(text: Combinable, question: str, *, whole: bool = False) -> SearchHeadline:
    """Return a text, whole or its best passage, with marks around the words that match."""
    options: dict[str, Any] = (
        {"highlight_all": True} if whole else {"min_words": 22, "max_words": 40}
    )
    asked = search_query(question)
    return SearchHeadline(text, asked, config=CONFIG, start_sel=OPEN, stop_sel=SHUT, **options)
