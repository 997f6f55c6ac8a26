"""What is shown of answers: their titles and texts with the words that were found marked."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchHeadline
from django.db import models
from django.db.models import F, Func, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, JSONObject, Left, Right

from briefings.models import Statement
from briefings.models.words import CONFIG
from briefings.search.beside import Rows
from briefings.search.details import SHOWN
from briefings.search.prepared import MOMENT, PreparedQuery, keys, word
from briefings.search.questions import SearchQuestion, search_query
from briefings.search.ranking import RankedHit

# By so many letters is told whether a passage begins or ends with its text.
ENDS = 9
# What stands round a found word until it is shown; in a text of its own it marks nothing.
OPEN, SHUT = "\x02", "\x03"
_MARKED = re.compile(f"{OPEN}([^{OPEN}{SHUT}]*){SHUT}")

Piece = tuple[str, bool]


@dataclass(frozen=True)
class Hit:
    """An answer as it is shown. `slug` is None of what has no page; `detail` differs by kind.

    `label` and `text` are in pieces, each with whether it was asked for; neither is escaped.
    """

    kind: str
    key: int
    public_id: UUID
    slug: str | None
    label: Sequence[Piece]
    text: Sequence[Piece]
    detail: dict[str, Any]


def pieces(text: str) -> list[Piece]:
    """Return a text in pieces: what was found in it, and what stands between."""
    cut = _MARKED.split(text.replace(f"{SHUT} {OPEN}", " "))
    said = ((piece.replace(OPEN, "").replace(SHUT, ""), bool(n % 2)) for n, piece in enumerate(cut))
    return [(piece, marked) for piece, marked in said if piece]


def passage(text: str, first: str, last: str) -> list[Piece]:
    """Return a passage in pieces, with dots where the text goes on that begins and ends so."""
    cut = pieces(text)
    plain = "".join(words for words, _ in cut).strip()
    before = [] if plain.startswith(first.strip()) else [("… ", False)]
    after = [] if plain.endswith(last.strip()) else [(" …", False)]
    return [*before, *cut, *after] if cut else []


def show(found: Sequence[RankedHit], question: SearchQuestion, at: datetime) -> list[Hit]:
    """Return the hits, in their order, as the public sees them at `at`; one query, none for none.

    One that the public does not see is left out.
    """
    if not found:
        return []
    filled: list[tuple[Any, Any]] = [(MOMENT, at), (word(0), question.text)]
    for number, name in enumerate(SHOWN):
        filled.append((keys(number), [row.key for row in found if row.kind == name]))
    hits = {}
    for kind, key, public_id, slug, label, text, ends, detail in _everything().rows(filled=filled):
        told = pieces(label), passage(text, *ends), json.loads(detail)
        hits[kind, key] = Hit(kind, key, public_id, slug, *told)
    return [hits[row.kind, row.key] for row in found if (row.kind, row.key) in hits]


@cache
def _everything() -> PreparedQuery:
    """Return the query for hits of every kind, with placeholders for their keys."""
    question = SearchQuestion(word(0), (), ())
    return PreparedQuery.union_of(
        [_arm(name, keys(number), question, MOMENT) for number, name in enumerate(SHOWN)]
    )


def _arm(name: str, chosen: Sequence[int], question: SearchQuestion, at: datetime) -> Rows:
    shown = SHOWN[name]
    among = Func(
        "pk",
        Value([*chosen], ArrayField(models.BigIntegerField())),
        template="%(expressions)s)",
        arg_joiner=" = ANY(",
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
            hit_detail=JSONObject(**shown.detail(at)),
        )
        .values_list(
            *("hit_kind", "hit_key", "public_id", "hit_slug"),
            *("hit_label", "hit_text", "hit_ends", "hit_detail"),
        )
    )
    return arm


def _marked(text: Combinable, question: SearchQuestion, *, whole: bool = False) -> SearchHeadline:
    """Return a text with what was asked for between signs: all of it, or the best passage."""
    options: dict[str, Any] = (
        {"highlight_all": True} if whole else {"min_words": 22, "max_words": 40}
    )
    asked = search_query(question.text)
    return SearchHeadline(text, asked, config=CONFIG, start_sel=OPEN, stop_sel=SHUT, **options)
