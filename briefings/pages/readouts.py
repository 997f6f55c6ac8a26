"""Readouts as pages set them: side by side, equally wide."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from briefings.addresses import relative
from briefings.models import Meeting, Readout, Visit
from briefings.models.base import if_live
from briefings.pages.citations import Notes as NotesOf
from briefings.pages.dates import date_in_words, iso, partial
from briefings.pages.sources import Notes
from briefings.timelines import rows_of

NUMBERS = ("", "The readout", "Two readouts", "Three readouts", "Four readouts")


def side_by_side(
    occasions: Iterable[Mapping[str, Any]], notes: NotesOf
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


def account(readout: Mapping[str, Any], notes: NotesOf) -> dict[str, Any]:
    """Return one readout: whose, when, what it says, and the numbers of its sources."""
    side = readout["country"] or readout["organization"]
    return {
        "whose": side["label"] if side else "One side",
        "date_text": date_in_words(readout["issued_on"]) or "",
        "iso": iso(partial(readout["issued_on"])),
        "words": readout["words"],
        "sources": notes.of(readout),
    }


def headed(readouts: Sequence[Readout]) -> str:
    """Return "Two readouts"."""
    return NUMBERS[len(readouts)] if len(readouts) < len(NUMBERS) else f"{len(readouts)} readouts"


def grouped(
    occasions: Sequence[Meeting | Visit],
    readouts: Sequence[Readout],
    notes: Notes,
    at: datetime,
) -> list[dict[str, Any]]:
    """Return the readouts of each occasion that has any, as `readouts` takes them."""
    return [
        {
            "name": occasion.label,
            "url": occasion.get_absolute_url(),
            "readouts": [readout(row, notes, at) for row in own],
        }
        for occasion in occasions
        if (own := rows_of(readouts, occasion))
    ]


def readout(row: Readout, notes: Notes, at: datetime) -> dict[str, Any]:
    """Return one readout: whose, when, what it says, and the numbers of its sources."""
    country = if_live(row.country, at)
    return {
        "whose": str(country or row.organization or "One side"),
        "date_text": str(row.issued_on) if row.issued_on else "",
        "iso": iso(row.issued_on),
        "words": row.words,
        "sources": notes.get(("readout", row.pk), []),
    }
