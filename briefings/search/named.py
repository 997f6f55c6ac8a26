"""Records found by any of their names while somebody writes: people first, then what they did."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models
from django.db.models import Case, Exists, F, Func, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Cast, Concat, Lower
from django.db.models.lookups import Contains, Exact

from briefings.models import (
    Country,
    Detainee,
    DetaineeName,
    Edition,
    Identity,
    Office,
    Official,
    OfficialName,
    Organization,
    Place,
    Tenure,
    Topic,
)
from briefings.models.expressions import among
from briefings.models.words import has_part, prefix_query
from briefings.search.related import Rows

PEOPLE = ("official", "detainee")
# The types in their order, and how many of each are offered.
OFFERED = {
    **dict.fromkeys(PEOPLE, 6),
    **dict.fromkeys(("meeting", "visit", "place", "country"), 3),
    **dict.fromkeys(("organization", "office", "topic", "article"), 2),
}
MOST = 12
# What has a name and further ones in a list.
NAMED: tuple[tuple[type[models.Model], str, str], ...] = (
    (Place, "name", "other_names"),
    (Country, "name", "other_names"),
    (Organization, "name", "other_names"),
    (Office, "title", "other_titles"),
    (Topic, "name", "other_names"),
)
TEXT = models.TextField()
# A part of a name with fewer letters is in too many meetings and articles ("an", in "and").
SHORTEST = 3
SAME, WORDS, BEGINNING, ELSEWHERE = range(4)


@dataclass(frozen=True)
class NamedRecord:
    """A record that was found. `note` says what it is: of an official, the office on the day.

    `by` is the other name that matched, "" if the label did, or if readers are not told the name.
    """

    identity: Identity
    label: str
    note: str
    by: str


def records_named(
    typed: str, *, day: date, at: datetime, most: int = MOST, gone: bool = False
) -> list[NamedRecord]:
    """Return at most `most` records with the words in one of their names; three queries.

    Merged and retracted records are left out, or come last if `gone`; articles that
    are not live at `at` are left out, so that nobody finds a draft. For the desk only: it finds
    people whose name is withheld, by the label that readers are told.

    Each word is a part of the name; a word of one letter or two begins it or a word of it. What has
    exactly the name typed comes first, then people, then what has a name that begins so. Within a
    type exact names come first, then whole words; officials in office on `day` before others;
    meetings and visits nearest to `day` first.
    """
    words = typed.replace("\0", "").split()
    if not words:
        return []
    first, *others = _arms(words, day, at)
    best: dict[int, tuple[int, int, str]] = {}
    for position, (key, rank, name) in enumerate(first.union(*others, all=True)):
        best[key] = min(best.get(key, (rank, position, name)), (rank, position, name))
    found = _labelled(best, at)
    identities: list[Any] = [*(found if gone else found.filter(stands=True))]
    identities.sort(
        key=lambda each: (not each.stands, *_place(each, *best[each.pk], words), best[each.pk])
    )
    offered = [*_first_of_each_type(identities)][:most]
    offices = offices_on([each.pk for each in offered if each.type == "official"], day)
    return [_named(each, best[each.pk][2], offices) for each in offered]


def offices_on(officials: Sequence[int], day: date) -> dict[int, str]:
    """Return the offices held on the day, by the officials' identities (one query).

    Officials without one are left out. "possibly" is said of an office whose dates are not sure.
    """
    held = (
        Tenure.objects.during(day, today=day)
        .filter(official__identity__in=officials, retraction_reason="")
        .select_related("office", "official")
        .order_by("acting", "-held_possibly__startswith", "id")
    )
    told: dict[int, list[str]] = {}
    for tenure in held if officials else ():
        title = f"Acting {tenure.office.title}" if tenure.acting else tenure.office.title
        told.setdefault(tenure.official.identity_id, []).append(title)
    return {key: "; ".join(titles) for key, titles in told.items()}


def _arms(words: list[str], day: date, at: datetime) -> Iterator[Rows]:
    """Yield a query for each table with names: identity, rank and name of the first that match."""
    in_office = Tenure.objects.during(day, today=day).filter(retraction_reason="")
    held = Exists(in_office.filter(official=OuterRef("pk")))
    longest = max(len(word) + 2 * (not word.isascii()) for word in words)
    yield _first(Official, ["full_name"], words, 6, ~held)
    yield _first(Detainee, ["full_name", "description"], words, 6)
    for model, column, listed in NAMED:
        yield _first(model, [column, listed], words, 3)
    if longest > 1:
        yield _first(OfficialName, ["name"], words, 6, of="official")
        yield _first(DetaineeName, ["name"], words, 6, of="detainee")
    if longest >= SHORTEST:
        for type_, days in (("meeting", "on_days"), ("visit", "possible_days")):
            nearest = _distance(f"{type_}__{days}", day)
            yield _first(Identity, ["label"], words, 3, nearest, type=type_)
        headed = Edition.objects.all()
        for word in words:
            headed = headed.headed(word)
        live: Rows = Edition.objects.live(at).filter(among(headed.order_by().values("pk")))
        live = live.annotate(rank=Value(ELSEWHERE), found=Value("", models.TextField()))
        newest = live.order_by("-live_period__startswith", "-id")
        yield newest.values_list("article__identity", "rank", "found")[:2]


def _first(
    model: type[models.Model],
    columns: list[str],
    words: list[str],
    most: int,
    *then: Any,
    of: str = "",
    **of_type: str,
) -> Rows:
    """Return the first rows of which a name in the columns has all the words, the best first.

    They are ranked by the first column, whose name they come with. `of` is what they are names of.
    """
    rows: Rows = model._default_manager.filter(**of_type)
    named = Q()
    for column in columns:
        every = Q()
        for word in words:
            every &= _has(column, word)
        named |= every
    name, typed = _spaced(Lower(columns[0])), Lower(Cast(Value(" ".join(words)), TEXT))
    rank = Case(
        When(Exact(name, _spaced(typed)), then=SAME),
        When(Contains(name, _spaced(typed)), then=WORDS),
        When(Contains(name, _spaced(typed, after="")), then=BEGINNING),
        default=ELSEWHERE,
        output_field=models.IntegerField(),
    )
    # Looked up for the rows that are returned alone.
    owners = {"official": Official, "detainee": Detainee}
    identity: Any = F("pk") if model is Identity else F("identity")
    if of:
        owner = owners[of]._default_manager.filter(pk=OuterRef(of))
        identity = Subquery(owner.values("identity"))
    rows = rows.filter(named).annotate(key=identity, rank=rank, found=Cast(F(columns[0]), TEXT))
    return rows.order_by("rank", *then, "pk").values_list("key", "rank", "found")[:most]


def _spaced(name: Any, after: str = " ") -> Concat:
    """Return a name between spaces, so that words can be looked for in it."""
    return Concat(Value(" ", TEXT), Cast(name, TEXT), Value(after, TEXT), output_field=TEXT)


def _has(column: str, word: str) -> Q:
    """Return the condition that the name has the word; the spelling index serves it.

    That index cannot serve one letter or two of another script, which words of names begin with.
    """
    if len(word) < SHORTEST and not word.isascii() and column in ("full_name", "name"):
        return Q(said=prefix_query(word, "simple"))
    return has_part(column, word)


def _distance(days: str, day: date) -> Func:
    """Return how many days lie between a day and the first of a column's days."""
    return Func(
        F(days),
        Value(day, models.DateField()),
        template="abs(lower(%(expressions)s))",
        arg_joiner=") - (",
        output_field=models.IntegerField(),
    )


def _labelled(keys: dict[int, Any], at: datetime) -> Rows:
    """Return the records with these identities, labelled.

    Each has whether it `stands`: it was neither merged nor retracted.
    """
    periods = Func("live_periods", function="upper_inf", output_field=models.BooleanField())
    none = Func("live_periods", function="isempty", output_field=models.BooleanField())
    shown = Q(live_periods__isnull=True) | Q(Exact(none, True)) | Q(Exact(periods, True))
    stands = Case(When(shown, merged_into__isnull=True, then=True), default=False)
    found: Rows = Identity.objects.filter(pk__in=keys).annotate(stands=stands).labelled(at)
    return found


def _place(
    identity: Identity, rank: int, _: int, name: str, words: list[str]
) -> tuple[bool, int, bool, int]:
    """Return what a record is sorted by before the order within its type."""
    person = identity.type in PEOPLE
    begins = name.casefold().startswith(" ".join(words).casefold())
    if person:
        return rank != SAME, False, False, 0
    return rank != SAME, True, not begins, [*OFFERED].index(identity.type)


def _first_of_each_type(identities: list[Identity]) -> Iterator[Identity]:
    """Yield the records, of each type only as many as are offered."""
    left = dict(OFFERED)
    for identity in identities:
        left[identity.type] -= 1
        if left[identity.type] >= 0:
            yield identity


def _named(identity: Identity, name: str, offices: dict[int, str]) -> NamedRecord:
    label = identity.label_at or ""  # type: ignore[attr-defined]
    told = name if identity.type == "official" and name != label else ""
    return NamedRecord(identity, label, offices.get(identity.pk, identity.type), told)
