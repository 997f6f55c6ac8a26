"""Lists that draw a chart of their rows, and that chart as a file."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from briefings.filters.base import RecordFilterSet
from briefings.filters.files import file_name
from briefings.filters.tallies import facets_of_list
from briefings.pages.asked import Asked
from briefings.pages.charts import as_file, credit
from briefings.pages.lists import ListPage


class DrawnList(ListPage):
    """A list with a chart above its rows."""

    def drawing(self, listing: RecordFilterSet) -> tuple[dict[str, Any], str]:
        """Return the chart of a list that has one, and how it is read."""
        raise NotImplementedError

    def charted(self, listing: RecordFilterSet) -> dict[str, Any]:
        """Return the chart as the template takes it, with its credit and where it is a file."""
        chart, legend = self.drawing(listing)
        path, _, query = self.with_query().partition("?")
        url = f"{path}chart.svg?{query}" if query else f"{path}chart.svg"
        return {
            "chart": chart if chart["rows"] else None,
            "caption": f"{legend} {credit(self.day_shown(listing))}",
            "svg_url": url,
        }


class ChartFile(DrawnList):
    """The chart of a list as a file; the list itself stands behind it among the bases."""

    def answer(self) -> HttpResponse:
        """Return the file; raises `Unreadable`."""
        listing = self.listed()
        drawn = [each for each in listing.facets if not each.shown]
        self.tallies = facets_of_list(listing, drawn, self.ledger_state)
        chart, legend = self.drawing(listing)
        title = self.title(Asked(listing, self.request.GET))
        name = file_name(self.plural, listing, "svg")
        day = self.day_shown(listing)
        return as_file(self.request, chart, title=title, legend=legend, day=day, name=name)
