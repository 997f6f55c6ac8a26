"""Facets as the page of a list shows them: boxes to tick, each with how many rows it would find."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import QueryDict

from briefings.filters.facets import Facet
from briefings.filters.tallies import FacetCounts, FacetValue
from briefings.pages.asked import Asked

AT_FIRST = 12  # values that are shown before those that are folded away
MOST = 200  # values that are shown at all


def joined(asked: QueryDict, facets: Iterable[Facet]) -> QueryDict | None:
    """Return what is asked with each facet's values in one parameter; None where they are so.

    A form sends the parameter once for every box that is ticked; the address that the page has
    and links to says it once, with commas.
    """
    repeated = [facet.several for facet in facets if len(asked.getlist(facet.several)) > 1]
    if not repeated:
        return None
    told = asked.copy()
    for name in repeated:
        told[name] = ",".join(filter(None, asked.getlist(name)))
    for name in [name for name, value in told.items() if not value]:
        del told[name]
    return told


def boxes(
    facets: Iterable[Facet], tallies: Mapping[str, FacetCounts], asked: Asked
) -> list[dict[str, Any]]:
    """Return the facets as `facets` takes them; one without a value is left out.

    What is asked stays, though no row has it.
    """
    shown = []
    for facet in facets:
        tally = tallies[facet.name]
        chosen = dict(asked.values(facet.name))
        found = {each.value for each in tally.values}
        options = [
            option(each, exact=tally.exact, chosen=each.value in chosen) for each in tally.values
        ]
        missed = [
            option(FacetValue(value, label, 0), exact=True, chosen=True)
            for value, label in chosen.items()
            if value not in found
        ]
        first = [one for place, one in enumerate(options) if place < AT_FIRST or one["chosen"]]
        rest = [one for one in options[AT_FIRST:MOST] if not one["chosen"]]
        if first or missed:
            shown.append(
                {
                    "name": facet.several,
                    "label": facet.label,
                    "options": [*first, *missed],
                    "rest": rest,
                }
            )
    return shown


def option(each: FacetValue, *, exact: bool, chosen: bool) -> dict[str, Any]:
    """Return a box with its label and count: "10,001+" where there are at least so many."""
    return {
        "value": each.value,
        "label": each.label,
        "count": f"{each.number:,}{'' if exact else '+'}",
        "none": not each.number,
        "chosen": chosen,
    }
