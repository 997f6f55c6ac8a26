"""What a name was perhaps meant to be: the nearest that the public is told."""

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
from briefings.search.beside import Rows
from briefings.search.questions import SearchQuestion

# A shorter word is like too many; of each sort of name so many are looked at.
SHORTEST, NEAREST = 4, 3
# How like must be what is read as something else, a word or a whole name, from 0 to 1.
LIKE, VERY_LIKE = 0.6, 0.8


def readings(question: SearchQuestion, at: datetime) -> Iterator[SearchQuestion]:
    """Yield what the question may have meant, its words read as parts of names; one query.

    First each word by itself, then all of them as one name. Only names that the public is told at
    `at` are considered, none that is withheld or only for finding. What is found as it is typed is
    not to be asked here: every word may be read as another. Only words in letters that the
    database's locale knows are looked for, of the embedded server the Latin ones.
    """
    words = [word for word in question.words if len(word) >= SHORTEST]
    whole = " ".join(question.asked)
    texts = list(dict.fromkeys([*words, whole]))
    if not words:
        return
    near: dict[str, list[tuple[float, str]]] = {text: [] for text in texts}
    arms = [arm for text in texts for arm in _names_like(text, at)]
    for text, name, similarity in arms[0].union(*arms[1:], all=True):
        near[text].append((similarity, name))
    read = {
        word: best
        for word in words
        if (best := _nearest(word, near[word])) and _plain(best) != _plain(word)
    }
    if read:
        yield question.reading(read)
    if len(question.asked) > 1 and near[whole]:
        _, name = max(near[whole])
        if _likeness(_plain(whole), _plain(name)) >= VERY_LIKE:
            yield SearchQuestion.read(name)


def _names_like(text: str, at: datetime) -> Iterator[Rows]:
    """Yield the names like the text of each sort, each with the text and how like it is."""
    typed = Cast(Value(text), models.TextField())
    for rows, column in _names(at):
        yield (
            rows.order_by()
            .annotate(plain=Plain(column))
            .filter(plain__trigram_word_similar=Plain(typed))
            .annotate(
                typed=typed,
                name_told=Cast(F(column), models.TextField()),
                like=TrigramWordSimilarity(Plain(typed), "plain"),  # type: ignore[arg-type]
            )
            .order_by("-like", "pk")
            .values_list("typed", "name_told", "like")[:NEAREST]
        )


def _names(at: datetime) -> Iterator[tuple[Rows, str]]:
    """Yield the names that the public is told: rows, and the column in which they stand."""
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
    """Return the word of the names that is most like the word; "" where none is like it."""
    typed = _plain(word)
    parts = {part.strip(".,;:()") for _, name in names for part in name.split()}
    like = sorted((_likeness(typed, _plain(part)), part) for part in parts)
    return like[-1][1] if like and like[-1][0] >= LIKE else ""


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _plain(text: str) -> str:
    return "".join(sign for sign in normalize("NFKD", text.casefold()) if not combining(sign))
