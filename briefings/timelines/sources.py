"""Reads of what records rest on."""

from __future__ import annotations

from datetime import datetime

from briefings.models import Citation
from briefings.models.sources import CITABLE

Fact = tuple[str, int]


def citations_under(identity_id: int, at: datetime) -> dict[Fact, list[Citation]]:
    """Return the live citations of a record and of its facts, by the fact; one query.

    A fact is given by its model's name, in small letters, and its key.
    """
    found: dict[Fact, list[Citation]] = {}
    for citation in Citation.objects.live(at).filter(record=identity_id).in_order():
        for name in CITABLE:
            if (key := getattr(citation, f"{name}_id")) is not None:
                found.setdefault((name, key), []).append(citation)
    return found
