"""Circles among what follows what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def circles(followers: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """Return circles of the graph, no two with a common member; the first member ends each again.

    Every member is visited once, however many circles there are.
    """
    told: set[str] = set()
    found: list[list[str]] = []
    done: set[str] = set()
    for start in followers:
        path: list[str] = []
        on_path: set[str] = set()
        waiting = [(start, False)]
        while waiting:
            member, left = waiting.pop()
            if left:
                path.pop()
                on_path.discard(member)
            elif member in on_path:
                circle = path[path.index(member) :]
                if told.isdisjoint(circle):
                    found.append([*circle, member])
                told.update(circle)
            elif member not in done:
                done.add(member)
                path.append(member)
                on_path.add(member)
                waiting.append((member, True))
                waiting += [(follower, False) for follower in followers.get(member, ())]
    return found
