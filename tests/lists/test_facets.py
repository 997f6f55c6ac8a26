"""A facet says how many rows another choice would find: as many as the list then has."""

from typing import Any

import pytest

from briefings.api.urls import RESOURCES
from briefings.filters.tallies import count_facets
from tests.lists.questions import ids, listing
from tests.pages.newsroom import Newsroom

FACETED = sorted(name for name, each in RESOURCES.items() if each.filterset_class.facets)
# Asked along with each facet: what divides days from today, possible from certain.
ASKED: tuple[dict[str, str], ...] = (
    {},
    {"as_of": "2023-06-18"},
    {"as_of": "2022", "date_match": "certain"},
    {"kind": "summit"},
    {"status": "held"},
    {"country": "peru"},
    {"host_country": "peru"},
    {"held_by": "china"},
    {"q": "and"},  # no word of a question, or one of few
)


@pytest.mark.parametrize("resource", FACETED)
def test_a_count_is_that_of_the_list_with_the_value_asked(resource: str, lists: Newsroom) -> None:
    known = RESOURCES[resource].filterset_class.base_filters
    wrong: list[Any] = []
    counted = 0
    for asked in ASKED:
        if not known.keys() >= asked.keys() or listing(resource, **asked).refusals:
            continue
        facets = [facet for facet in listing(resource).facets if facet.shown]
        for name, tally in count_facets(listing(resource, **asked), facets).items():
            assert tally.exact
            for each in tally.values:
                others = {key: value for key, value in asked.items() if key != name}
                found = len(ids(resource, **{**others, name: each.value}))
                counted += found
                if found != each.number:
                    wrong.append((asked, name, each, found))

    assert not wrong
    assert counted
