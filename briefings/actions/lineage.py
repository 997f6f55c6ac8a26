"""Lineage: which changes each edition of an article has, and which it goes without by choice."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User

from briefings.models import Article, CarriedOver, Edition, FixChoice

# Long columns, which the lineage does not need.
LONG = ("body", "rendered", "contents", "plain_text", "standfirst")
Keys = Mapping[int, Collection[int]]


@dataclass(frozen=True)
class Lineage:
    """The editions of an article by key, without their long columns.

    `parts` maps each to the editions that it was made from, `without` to the fixes that it goes
    live without by choice.
    """

    editions: Mapping[int, Edition]
    parts: Keys
    without: Keys

    def made_from(self, key: int) -> set[int]:
        """Return the keys of the edition and of all editions whose changes it has."""
        return _closure(key, lambda each: self.parts[each])

    def known_to(self, key: int, *, own_choices: bool = True) -> set[int]:
        """Return the keys of all editions that this one has or goes without by choice.

        The same as `briefings_known` in the database. Without `own_choices`, the choices about this
        edition itself do not count; those about the editions that it was made from do.
        """
        return _closure(
            key,
            lambda each: [
                *self.parts[each],
                *(self.without[each] if own_choices or each != key else ()),
            ],
        )

    def common_base(self, one: int, other: int) -> int | None:
        """Return the last edition that both were made from; None if there is none."""
        common = self.made_from(one) & self.made_from(other)
        older = {each for key in common for each in self.made_from(key) - {key}}
        return max(common - older, key=lambda key: self.editions[key].number, default=None)

    def with_live_period(self) -> list[Edition]:
        """Return the editions that have a live period, the earliest first."""
        rows = [row for row in self.editions.values() if row.live_period]
        return sorted(rows, key=lambda row: _start(row))

    def before(self, key: int, start: datetime) -> list[Edition]:
        """Return the other editions that go live before `start`, the latest first."""
        rows = self.with_live_period()
        return [row for row in reversed(rows) if row.pk != key and _start(row) < start]

    def missing_before(self, key: int, start: datetime) -> Edition | None:
        """Return the edition that going live at `start` would undo without a choice; None if none.

        It is the one right before: that one has all earlier changes.
        """
        last = next(iter(self.before(key, start)), None)
        return None if last is None or last.pk in self.known_to(key) else last

    def latest_missing(self, key: int, start: datetime) -> Edition | None:
        """Return the latest edition before `start` whose changes can be carried over; None if none.

        One that this edition goes without by its own choice still can be.
        """
        known = self.known_to(key, own_choices=False)
        return next((row for row in self.before(key, start) if row.pk not in known), None)

    def following(self, key: int, start: datetime, at: datetime) -> list[Edition]:
        """Return the other editions that go live after both `start` and `at`, the next first."""
        after = max(start, at)
        return [row for row in self.with_live_period() if row.pk != key and _start(row) > after]

    def requested_ends(self) -> dict[int, datetime | None]:
        """Return the end that somebody asked for, by edition; None if nobody asked for one.

        A period that ends exactly where another begins only made room for it.
        """
        periods = {key: row.live_period or row.planned_period for key, row in self.editions.items()}
        starts = {period.lower for period in periods.values() if period}
        return {
            key: period.upper if period and period.upper not in starts else None
            for key, period in periods.items()
        }


def lineage_of(article: Article) -> Lineage:
    """Return the lineage of an article's editions (three queries)."""
    rows = article.editions.select_related("approved_by").defer(*LONG)
    editions = {row.pk: row for row in rows}
    parts: dict[int, list[int]] = {
        key: [row.based_on_id] if row.based_on_id else [] for key, row in editions.items()
    }
    without: dict[int, list[int]] = {key: [] for key in editions}
    carried = CarriedOver.objects.filter(edition__article=article)
    for key, part in carried.order_by("id").values_list("edition_id", "carried_id"):
        parts[key].append(part)
    chosen = FixChoice.objects.of_article(article).without()
    for key, fix in chosen.values_list("edition_id", "fix_id"):
        without[key].append(fix)
    return Lineage(editions, parts, without)


def approvers_of(edition: Edition) -> list[User]:
    """Return who approved an edition; of a merged one, who approved the editions it is made of.

    Nobody has approved a forced one. Up to three queries for each merged edition.
    """
    if edition.approved_by is not None:
        return [edition.approved_by]
    if edition.approved_at is None or edition.forced_reason:
        return []
    carried = edition.carried_over.select_related("carried__approved_by").order_by("id")
    parts = [edition.based_on, *(row.carried for row in carried)]
    return list(dict.fromkeys(person for part in parts if part for person in approvers_of(part)))


def _start(row: Edition) -> datetime:
    start: datetime = row.live_period.lower
    return start


def _closure(key: int, further: Callable[[int], Iterable[int]]) -> set[int]:
    found: set[int] = set()
    ahead = [key]
    while ahead:
        each = ahead.pop()
        if each not in found:
            found.add(each)
            ahead += further(each)
    return found
