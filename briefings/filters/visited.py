"""The countries visited most, in all and by decade: a list of visits, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Func, IntegerField
from django.http import QueryDict

from briefings.filters.visits import VisitFilterSet
from briefings.models import Country, Stop
from briefings.models.statuses import Status

MOST = 10
# The decade in which a visit certainly began, as in 1970; NULL if it may be one of several.
DECADE = Func(
    "visit__starts_days",
    template="CASE WHEN floor(extract(year FROM lower(%(expressions)s)) / 10)"
    " = floor(extract(year FROM upper(%(expressions)s) - 1) / 10)"
    " THEN (floor(extract(year FROM lower(%(expressions)s)) / 10) * 10)::integer END",
    output_field=IntegerField(),
)


@dataclass(frozen=True)
class VisitedCountry:
    """A country and how many visits stopped there, in all and by decade (None: not known)."""

    country: Country
    number: int
    decades: Mapping[int | None, int]


@dataclass(frozen=True)
class Decade:
    """A decade and the countries visited most in it, at most `MOST`, with numbers of visits.

    `year` is its first year, None for visits whose decade is not known.
    """

    year: int | None
    countries: list[tuple[Country, int]]


@dataclass(frozen=True)
class Ranking:
    """The countries visited most, at most `MOST`, in all and for each decade, the earliest first.

    Countries with equally many visits are sorted by name.
    """

    countries: list[VisitedCountry]
    decades: list[Decade]


class VisitedFilterSet(VisitFilterSet):
    """The visits to count: those held, unless a status is asked for."""

    ordering = None  # type: ignore[assignment]
    cursor = None

    def __init__(self, data: QueryDict, **options: object) -> None:
        """Take the parameters; without a status it is *held*."""
        asked = data.copy()
        if not asked.get("status") and not asked.get("status__in"):
            asked["status"] = Status.HELD
        super().__init__(asked, **options)  # type: ignore[arg-type]

    def ranking(self) -> Ranking:
        """Return the countries visited most; two queries.

        A visit that stops twice in a country counts once.
        """
        rows = (
            Stop.objects.filter(
                visit__in=self.qs.order_by().values("pk"),
                country__in=Country.objects.live(self.at),
            )
            .order_by()
            .values("country", decade=DECADE)
            .annotate(number=Count("visit", distinct=True))
        )
        found = [(row["country"], row["decade"], row["number"]) for row in rows]
        countries = Country.objects.in_bulk({country for country, _, _ in found})
        counted = {key: Counter[int | None]() for key in countries}
        for country, decade, number in found:
            counted[country][decade] = number
        by_decade: dict[int | None, list[tuple[Country, int]]] = {}
        for country, decade, number in found:
            by_decade.setdefault(decade, []).append((countries[country], number))
        return Ranking(
            [
                VisitedCountry(
                    country, number, dict(sorted(counted[country.pk].items(), key=_known))
                )
                for country, number in _most(
                    [(countries[key], decades.total()) for key, decades in counted.items()]
                )
            ],
            [Decade(year, _most(most)) for year, most in sorted(by_decade.items(), key=_known)],
        )


def _most(counted: list[tuple[Country, int]]) -> list[tuple[Country, int]]:
    return sorted(counted, key=lambda each: (-each[1], each[0].name, each[0].pk))[:MOST]


def _known(each: tuple[int | None, object]) -> tuple[bool, int]:
    """Return the key to sort by decade, the unknown last."""
    return each[0] is None, each[0] or 0
