"""Exchanges as pages tell them: with the event of a detention that each ended."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from briefings.models import CustodyEvent
from briefings.pages.names import listed
from briefings.timelines import Custody, Exchanged


def exchange_told(
    custody: Custody, event: CustodyEvent, exchanges: Mapping[int, Exchanged]
) -> dict[str, Any] | None:
    """Return the exchange that an event is part of: its line, place, sides, and the others."""
    if event.exchange is None:
        return None
    exchanged = exchanges[event.exchange.pk]
    return {
        "words": exchanged.words,
        "place": str(event.exchange.place) if event.exchange.place else None,
        "sides": listed(exchanged.sides),
        "others": [
            {"name": one.public_name, "url": one.get_absolute_url()}
            for one in exchanged.people
            if one.pk != custody.detention.detainee_id
        ],
    }
