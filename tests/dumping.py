"""All that the public API gives, to compare before and after."""

from collections.abc import Iterator
from typing import Any

from django.test import Client

from briefings.api.urls import RESOURCES

# What goes on though all else is as before: an undo is a change itself.
CLOCK = ("version", "updated_at", "content_updated_at")


def dumped(client: Client) -> dict[str, list[Any]]:
    """Return every row of every list, without what counts changes and says when they were."""
    return {
        name: [without_clock(row) for row in listed(client, f"/api/v1/{name}/?page_size=200")]
        for name in RESOURCES
    }


def detailed(client: Client, rows: list[Any]) -> list[Any]:
    """Return the details of rows that have an address."""
    return [without_clock(client.get(row["url"]).json()) for row in rows if "url" in row]


def listed(client: Client, address: str | None) -> Iterator[Any]:
    """Yield the rows of a list, page after page."""
    while address:
        answer = client.get(address).json()
        yield from answer["results"]
        address = answer["next"]


def without_clock(told: Any) -> Any:
    """Return an answer without the clock."""
    if isinstance(told, dict):
        return {name: without_clock(each) for name, each in told.items() if name not in CLOCK}
    return [without_clock(each) for each in told] if isinstance(told, list) else told


def whole(client: Client) -> dict[str, list[Any]]:
    """Return all that the public API lists: each list, and the detail of each of its rows."""
    return {name: [*rows, *detailed(client, rows)] for name, rows in dumped(client).items()}


def differences(one: Any, other: Any, place: str = "") -> Iterator[str]:
    """Yield the place of each difference between two answers, with both values."""
    if isinstance(one, dict) and isinstance(other, dict):
        for name in sorted(one.keys() | other.keys()):
            yield from differences(one.get(name), other.get(name), f"{place}.{name}")
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for number, pair in enumerate(zip(one, other, strict=True)):
            yield from differences(*pair, f"{place}[{number}]")
    elif one != other:
        yield f"{place}: {one!r:.100} and {other!r:.100}"
