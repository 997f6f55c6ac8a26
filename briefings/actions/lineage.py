"""What each edition of an article knows of: what it was made from, and what it goes without."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User

from briefings.models import Article, CarriedOver, Edition, FixChoice

# What is not needed to say of an edition which it is, when it is live and who approved it.
LONG = ("body", "rendered", "contents", "plain_text", "standfirst")
Keys = Mapping[int, Collection[int]]


@dataclass(frozen=True)
class Lineage:
    """The editions of an article by their keys, without their long words.

    `parts` are what each was made from, `without` what each goes live without by choice.
    """

    editions: Mapping[int, Edition]
    parts: Keys
    without: Keys

    def made_from(self, key: int) -> set[int]:
        """Return the keys of the edition and of all whose changes it has."""
        return _closure(key, lambda each: self.parts[each])

    def known_to(self, key: int, *, own_choices: bool = True) -> set[int]:
        """Return the keys of all that the edition has or, by choice, goes without.

        As `briefings_known` in the database. Not `own_choices`: those of this very edition do not
        count, those of what it was made from do.
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

    def placed(self) -> list[Edition]:
        """Return the editions that have a live period, in the order in which these begin."""
        rows = [row for row in self.editions.values() if row.live_period]
        return sorted(rows, key=lambda row: _start(row))

    def before(self, key: int, start: datetime) -> list[Edition]:
        """Return the other editions that begin before `start`, the latest first."""
        rows = self.placed()
        return [row for row in reversed(rows) if row.pk != key and _start(row) < start]

    def lacked(self, key: int, start: datetime) -> Edition | None:
        """Return what the edition would undo, unchosen, by going live at `start`.

        That is the one before it then, unless it knows of it; that one knows of all before.
        """
        last = next(iter(self.before(key, start)), None)
        return None if last is None or last.pk in self.known_to(key) else last

    def to_carry(self, key: int, start: datetime) -> Edition | None:
        """Return the latest one before `start` whose changes the edition could be given.

        What it goes without by its own choice still can be carried over.
        """
        known = self.known_to(key, own_choices=False)
        return next((row for row in self.before(key, start) if row.pk not in known), None)

    def following(self, key: int, start: datetime, at: datetime) -> list[Edition]:
        """Return the other editions that begin after `start` and not by `at`, the next first."""
        return [row for row in self.placed() if row.pk != key and _start(row) > max(start, at)]


def lineage_of(article: Article) -> Lineage:
    """Return what each edition of the article knows of (three queries)."""
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
    """Return who approved it; of one made of approved editions, who approved those.

    Up to three queries for each edition that nobody approved by itself.
    """
    if edition.approved_by is not None:
        return [edition.approved_by]
    if edition.approved_at is None:
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
