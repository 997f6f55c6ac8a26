"""The countries visited most, of all decades and of each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse

from briefings.addresses import path_of
from briefings.filters.visited import Ranking, VisitedFilterSet
from briefings.models import Country
from briefings.pages.asked import Asked
from briefings.pages.base import Page
from briefings.pages.errors import Unreadable
from briefings.pages.occasions import question
from briefings.pages.visits import visits_in_words


class VisitedPage(Page):
    """Which countries the visits that are asked about went to most, by decade."""

    filters = VisitedFilterSet
    section = "visits"

    def answer(self) -> HttpResponse:
        """Return the page: three queries with the validator's, one for each record named.

        Raises `Unreadable`.
        """
        listing = self.filters(self.request.GET, at=self.at)
        if listing.refusals:
            raise Unreadable(listing.refusals)
        asked = Asked(listing, listing.data)
        ranking = listing.ranking()
        query = {name: value for name, value in listing.data.items() if value}
        given = urlencode(query, safe=",")
        return self.show(
            "visits/visited.html",
            {
                "heading": "Countries visited most",
                "visits": question(visits_in_words(asked), "to", asked),
                "visits_url": f"{path_of('visits')}?{given}",
                "api_url": f"{path_of('api:visited')}?{given}",
                "countries": [
                    {
                        "name": each.country.name,
                        "url": self.visits_to(query, each.country),
                        "number": f"{each.number:,}",
                        "decades": in_words(
                            (in_years(year), number) for year, number in each.decades.items()
                        ),
                    }
                    for each in ranking.countries
                ],
                "decades": decades(ranking),
            },
        )

    def visits_to(self, query: dict[str, str], country: Country) -> str:
        """Return the address of the visits counted for a country."""
        return f"{path_of('visits')}?{urlencode({**query, 'host_country': country.slug}, safe=',')}"


def decades(ranking: Ranking) -> list[dict[str, Any]]:
    """Return each decade with its countries in words."""
    return [
        {
            "name": in_years(each.year),
            "countries": in_words((country.name, number) for country, number in each.countries),
        }
        for each in ranking.decades
    ]


def in_years(year: int | None) -> str:
    """Return "1970s"; "Not known" for the visits whose decade is not."""
    return "Not known" if year is None else f"{year}s"


def in_words(counted: Iterable[tuple[str, int]]) -> str:
    """Return "Egypt 32, Israel 30"."""
    return ", ".join(f"{name} {number:,}" for name, number in counted)
