"""Circles among states that succeed one another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter

MOST = 20  # circles: each costs one pass over the graph


def circles(followers: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """Return up to 20 circles of the graph, no two with a common member.

    Each ends with the member that it begins with.
    """
    found: list[list[str]] = []
    passed: set[str] = set()
    while len(found) < MOST and (circle := _circle(followers, passed)):
        found.append(circle)
        passed.update(circle)
    return found


def _circle(followers: Mapping[str, Iterable[str]], without: set[str]) -> list[str]:
    """Return one circle among the other members; [] where there is none."""
    graph: TopologicalSorter[str] = TopologicalSorter()
    for member, after in followers.items():
        if member not in without:
            graph.add(member)
            for follower in after:
                if follower not in without:
                    graph.add(follower, member)
    try:
        graph.prepare()
    except CycleError as error:
        return [*error.args[1]]
    return []
