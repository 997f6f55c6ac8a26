"""Suggest other spellings of a question: the nearest names that are public."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from difflib import SequenceMatcher
from unicodedata import combining, normalize

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import models
from django.db.models import F, Value
from django.db.models.functions import Cast

from briefings.models import (
    Country,
    Detainee,
    DetaineeName,
    Office,
    Official,
    OfficialName,
    Organization,
    Place,
    Topic,
)
from briefings.models.words import Plain
from briefings.search.questions import SearchQuestion
from briefings.search.related import Rows

# A shorter word is similar to too many. The names looked at for each kind of name.
SHORTEST, NEAREST = 4, 3
# The least similarity, from 0 to 1, of a word and of a whole name.
LIKE, VERY_LIKE = 0.6, 0.8


def readings(question: SearchQuestion, at: datetime) -> Iterator[SearchQuestion]:
    """Yield what the question may have meant, with its words replaced by parts of names; one query.

    First each word is replaced by itself, then all of them by one name. Names that are public at
    `at` count, but no withheld or hidden ones. Ask only for a question that finds nothing: every
    word may be replaced. Only words in letters that the database's locale knows are looked for;
    for the embedded server these are the Latin ones.
    """
    words = [word for word in question.words if len(word) >= SHORTEST]
    whole = " ".join(question.asked)
    texts = list(dict.fromkeys([*words, whole]))
    if not words:
        return
    near: dict[str, list[tuple[float, str]]] = {text: [] for text in texts}
    arms = [arm for text in texts for arm in _similar_names(text, at)]
    for text, name, similarity in arms[0].union(*arms[1:], all=True):
        near[text].append((similarity, name))
    read = {
        word: best
        for word in words
        if (best := _nearest(word, near[word])) and _plain(best) != _plain(word)
    }
    if read:
        yield question.with_words(read)
    if len(question.asked) > 1 and near[whole]:
        _, name = max(near[whole])
        if _similarity(_plain(whole), _plain(name)) >= VERY_LIKE:
            yield SearchQuestion.parse(name)


def _similar_names(text: str, at: datetime) -> Iterator[Rows]:
    """Yield, for each kind of name, the names similar to the text, with the text and similarity."""
    typed = Cast(Value(text), models.TextField())
    for rows, column in _public_names(at):
        yield (
            rows.order_by()
            .annotate(plain=Plain(column))
            .filter(plain__trigram_word_similar=Plain(typed))
            .annotate(
                typed=typed,
                found_name=Cast(F(column), models.TextField()),
                like=TrigramWordSimilarity(Plain(typed), "plain"),  # type: ignore[arg-type]
            )
            .order_by("-like", "pk")
            .values_list("typed", "found_name", "like")[:NEAREST]
        )


def _public_names(at: datetime) -> Iterator[tuple[Rows, str]]:
    """Yield the public names: sets of rows, each with the column of the name."""
    yield Official.objects.live(at), "full_name"
    officials = Official.objects.live(at)
    yield OfficialName.objects.filter(shown=True, official__in=officials), "name"
    named = Detainee.objects.live(at).filter(name_withheld=False)
    yield named, "full_name"
    yield DetaineeName.objects.filter(shown=True, detainee__in=named), "name"
    for model in (Country, Place, Organization, Topic):
        yield model.objects.live(at), "name"
    yield Office.objects.live(at), "title"


def _nearest(word: str, names: Sequence[tuple[float, str]]) -> str:
    """Return the word of the names that is most similar to the word; "" if none is similar."""
    typed = _plain(word)
    parts = {part.strip(".,;:()") for _, name in names for part in name.split()}
    like = sorted((_similarity(typed, _plain(part)), part) for part in parts)
    return like[-1][1] if like and like[-1][0] >= LIKE else ""


def _similarity(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _plain(text: str) -> str:
    return "".join(sign for sign in normalize("NFKD", text.casefold()) if not combining(sign))
