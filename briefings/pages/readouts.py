"""Readouts as pages set them: side by side, equally wide."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from briefings.addresses import relative
from briefings.pages.dates import date_in_words, iso, partial
from briefings.pages.sources import Notes

NUMBERS = ("", "The readout", "Two readouts", "Three readouts", "Four readouts")


def side_by_side(
    occasions: Iterable[Mapping[str, Any]], notes: Notes
) -> tuple[str, list[dict[str, Any]]]:
    """Return "Two readouts", and those of each occasion that has any as `readouts` takes them.

    An occasion is the document of a meeting or of a visit.
    """
    groups = [
        {
            "name": occasion["label"],
            "url": relative(occasion["web_url"]),
            "readouts": [account(each, notes) for each in occasion["readouts"]],
        }
        for occasion in occasions
        if occasion["readouts"]
    ]
    number = sum(len(group["readouts"]) for group in groups)
    return NUMBERS[number] if number < len(NUMBERS) else f"{number} readouts", groups


def account(readout: Mapping[str, Any], notes: Notes) -> dict[str, Any]:
    """Return one readout: whose, when, what it says, and the numbers of its sources."""
    side = readout["country"] or readout["organization"]
    return {
        "whose": side["label"] if side else "One side",
        "date_text": date_in_words(readout["issued_on"]) or "",
        "iso": iso(partial(readout["issued_on"])),
        "words": readout["words"],
        "sources": notes.of(readout),
    }
