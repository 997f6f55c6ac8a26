"""No list reads a table from end to end, nor sorts it, to show one page of it."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.cases import API, CASES, Newsroom
from benchmarks.loading import Sizes
from briefings.filters import tallies

ARTICLES = 2_000
FEW = 500  # rows that a page may read or sort in one place
CASE = {case.name: case for case in CASES}


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield a node of a plan and all below it."""
    yield plan
    for part in plan.get("Plans", ()):
        yield from nodes(part)


def read(node: dict[str, Any]) -> float:
    """Return how many rows a node looked at, each time."""
    seen: float = node["Actual Rows"] + node.get("Rows Removed by Filter", 0)
    return seen


def faults(plan: dict[str, Any]) -> Iterator[str]:
    """Yield what a plan reads or sorts as a whole."""
    for node in nodes(plan):
        if node["Node Type"] == "Seq Scan" and read(node) > FEW:
            yield f"Seq Scan on {node['Relation Name']}: {read(node):.0f} rows"
        if node["Node Type"] == "Sort" and read(node["Plans"][0]) > FEW:
            yield f"Sort by {node['Sort Key']}: {read(node['Plans'][0]):.0f} rows"


def plans(client: Client, address: str) -> Iterator[dict[str, Any]]:
    """Yield the plan of every query of an address, but of those that count.

    Its documents are made when it is asked for the first time.
    """
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200, address
    for query in queries.captured_queries:
        if not query["sql"].startswith("SELECT COUNT(*)"):
            with connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {query['sql']}")
                [[plan]] = cursor.fetchall()
            yield (json.loads(plan) if isinstance(plan, str) else plan)[0]["Plan"]


@pytest.mark.slow
def test_a_page_reads_what_it_shows(
    newsroom_of: Callable[[int], Sizes], client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As few beside all as in a large newsroom.
    monkeypatch.setattr("briefings.pages.related.CONSIDERED", 50)
    monkeypatch.setattr("briefings.filters.tallies.LOOKED_AT", 50)
    tallies.composed.cache_clear()
    newsroom_of(ARTICLES)
    # Asked is whether an index answers: of 2,000 articles the planner may find all as cheap to read
    # where other tests have left the tables and indexes of this process full of holes.
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    room = Newsroom()
    names = (
        "article page",
        "list, first page",
        "list, deep",
        "list by a rare word",
        "API list",
        "API list, deep",
    )
    addresses = {name: CASE[name].path(room) for name in names} | {
        "the other way": "/articles/?ordering=published_at",
        "of the busiest official": f"{API}/articles/?official={room.busiest.slug}",
        "changes": f"{API}/changes/",
    }
    plurals = (
        *("officials", "offices", "tenures", "meetings", "visits", "participants"),
        *("status-changes", "detainees", "detentions", "custody-events", "sources", "places"),
    )
    addresses |= {plural: f"{API}/{plural}/" for plural in plurals}

    found = {
        name: said
        for name, address in addresses.items()
        if (said := [fault for plan in plans(client, address) for fault in faults(plan)])
    }

    assert found == {}, str(found)
