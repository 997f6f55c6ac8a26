"""Odd values, and every public address with the parameters that it knows, found by themselves."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any
from urllib.parse import quote

from briefings import paging
from briefings.api.changes import Changes
from briefings.api.documents import SELECTING
from briefings.api.envelope import Envelope
from briefings.api.resolving import WAYS
from briefings.filters.base import RecordFilterSet
from tests.stories.addresses import patterns

# As they stand in an address: some are no UTF-8, some are no character at all.
ODD = (
    *("", "zz", "a", "None", "null", "undefined", "NaN", "inf", "1e999", "true", "[]", "{}"),
    *("0", "-1", "1.5", "1,2", ",,,", "9" * 25, "9" * 4400, "0x10", "%D9%A3", "%C2%B2"),
    *("%00", "a%00b", "%FF", "%C0%AF", "%ED%A0%80", "%F4%90%80%80", "%E2%80%AE", "%F0%9F%A7%A8"),
    *("%25", "%5C", "%27", "%22", "%28", "a%26b", "%7C%21", "%3A%2A", "a%3Ab%3Ac", "%2A"),
    *("2023", "2023-06-18", "2023-13-45", "0000-00-00", "0001-01-01", "9999-12-31", "10000"),
    *("..%2F2018", "2018%2F..", "..%2F..", "2023-06-18%2F2023-06-17", "2023~", "5.3.1861"),
    *("9999-12-31T23%3A59%3A59Z", "0001-01-01T00%3A00%3A00%2B14%3A00", "2023-06-18T25%3A00"),
    *("00000000-0000-0000-0000-000000000000", "china", "CN", "-name", "certain"),
    "x" * 3_000,
)


# How many odd values of a parameter are asked, and how many pairs of parameters at an address.
SINGLES, PAIRS = 6, 60


@dataclass(frozen=True)
class Place:
    """A public address without a part to fill, and the parameters that it knows."""

    route: str
    parameters: tuple[str, ...]
    filters: type[RecordFilterSet] | None

    def cursors(self) -> Iterator[str]:
        """Yield cursors as they stand in an address: good ones, of other lists, altered ones."""
        yield from ("x", "a%3Ab", "%00", "%FF", "WyJhIl0%3Aabc", "WyJhIl0")
        if self.filters is None or "cursor" not in self.filters.base_filters:
            return
        of = paging.list_name(self.filters._meta.model._meta.model_name, "name", ())
        good = paging.Cursor(of, date(2023, 6, 18), "Qin", 1).token()
        yield from map(quote, (good, f"{good}x", good[:-1], good.replace(":", "")))


def places() -> list[Place]:
    """Return every public address that the routes know and that needs no name."""
    return [
        Place(route, tuple(known(pattern.callback)), filters_of(pattern.callback))
        for route, pattern in patterns()
        if "<" not in route
    ]


def view_of(callback: Any) -> Any:
    """Return the class of a view, or the function that it is."""
    return getattr(callback, "view_class", None) or getattr(callback, "cls", None) or callback


def filters_of(callback: Any) -> type[RecordFilterSet] | None:
    """Return the FilterSet of a view, None for one without."""
    view = view_of(callback)
    return getattr(view, "filters", None) or getattr(view, "filterset_class", None)


def known(callback: Any) -> Iterator[str]:
    """Yield the parameters that a view knows, and one that none does."""
    yield "zz"
    filters = filters_of(callback)
    if filters is not None:
        yield from filters.base_filters
    if hasattr(view_of(callback), "row_type"):
        yield from (*Envelope.parameters, *SELECTING)
    elif view_of(callback) is Changes:
        yield from ("since", "type", "limit")
    elif filters is None:
        yield from (*WAYS, "type", "as_of", "cursor", "ordering")


def questions(place: Place, seed: int) -> Iterator[str]:
    """Yield queries: each parameter with some odd values and twice, odd pairs, and far too many."""
    chance = random.Random(f"{place.route} {seed}")
    for name in place.parameters:
        odd = values(place, name)
        yield from (f"{name}={value}" for value in chance.sample(odd, min(SINGLES, len(odd))))
        yield f"{name}=a&{name}=b"
    pairs = list(combinations(place.parameters, 2))
    for one, other in chance.sample(pairs, min(PAIRS, len(pairs))):
        first, second = (chance.choice(values(place, name)) for name in (one, other))
        yield f"{one}={first}&{other}={second}"
    yield from ("ordering=zz&cursor=a", "cursor=a&ordering=zz", "&".join(["zz=1"] * 1_001))


def values(place: Place, name: str) -> Sequence[str]:
    """Return odd values of a parameter; among those of a choice are its own."""
    if name == "cursor":
        return [*ODD[:12], *place.cursors()]
    filter_ = place.filters.base_filters.get(name) if place.filters else None
    own = [str(value) for value, _ in filter_.extra.get("choices") or ()] if filter_ else []
    return [*ODD, *own]
