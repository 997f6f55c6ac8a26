"""Statements as pages quote them: the words, whose they are, in which office, where and when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from briefings.composed import composed
from briefings.models import Tenure
from briefings.models.expressions import one_of
from briefings.pages.dates import iso, partial
from briefings.pages.links import label, path
from briefings.pages.sources import Notes
from briefings.pages.tenures import offices_on

Told = Mapping[str, Any]  # a document


def quoted(
    statements: Iterable[Told], tenures: Iterable[Told], notes: Notes, today: date
) -> list[dict[str, Any]]:
    """Return statements as `pull_quote` takes them; the speakers' tenures say their offices.

    An unnamed speaker is the attribution line.
    """
    return [
        {
            "words": statement["words"],
            "speaker": label(statement["speaker"]) or statement["attribution"],
            "url": path(statement["speaker"]),
            "office": office(statement, tenures, today),
            "occasion": label(statement["meeting"]) or statement["occasion"],
            "occasion_url": path(statement["meeting"]),
            "date_text": str(said_on) if (said_on := partial(statement["said_on"])) else None,
            "iso": iso(said_on),
            "date_note": notes.differing(statement),
            "form": statement["form_label"].lower(),
            "confidence": statement["confidence"],
            "sources": notes.of(statement),
        }
        for statement in statements
    ]


def office(statement: Told, tenures: Iterable[Told], today: date) -> str:
    """Return the speaker's offices on the day of the words; "" where that is not one day."""
    said_on, speaker = partial(statement["said_on"]), statement["speaker"]
    if speaker is None or said_on is None or said_on.earliest is None:
        return ""
    if said_on.earliest != said_on.latest:
        return ""
    own = (each for each in tenures if each["official"] and each["official"]["id"] == speaker["id"])
    return offices_on(own, said_on.earliest, today)


@composed
def offices_of(at: datetime, officials: list[UUID]) -> QuerySet[Any, Any]:
    """Find the tenures of officials."""
    held = Tenure.objects.live(at).filter(one_of("official__public_id", officials))
    return held.in_order().values_list("public_id")
