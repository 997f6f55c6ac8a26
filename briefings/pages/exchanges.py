"""Exchanges as pages tell them: with the event of a detention that each ended."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from briefings.pages.links import label, path
from briefings.pages.names import listed


def exchange_told(person: Mapping[str, Any], exchange: Mapping[str, Any]) -> dict[str, Any]:
    """Return the exchange of a person, of its document: its line, place, sides, and the others."""
    return {
        "words": exchange["words"],
        "place": label(exchange["place"]),
        "sides": listed([label(side) for side in exchange["sides"]]),
        "others": [
            {"name": label(other), "url": path(other)}
            for each in exchange["exchanged"]
            if (other := each["detainee"])["id"] != person["id"]
        ],
    }
