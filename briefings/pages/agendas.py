"""Agendas as pages list them: what was raised and what was planned, by which side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from briefings.addresses import relative
from briefings.composed import composed
from briefings.models import AgendaItem, Meeting, Visit
from briefings.pages.dates import partial

BY = {"visitor": "by the visiting side", "host": "by the host’s side", "third": "by another side"}
TERMS = {"raised": "Raised", "planned": "Planned, not known to have been raised"}
SIDES = {"visitor": "visiting side", "host": "host’s side", "third": "other side"}
NEVER = (False, date.min, date.min)


def on_agenda(items: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the items of agendas as rows of the key facts: raised ones, then planned ones.

    Each subject is told once, with what is noted of it.
    """
    values: dict[str, dict[str, dict[str, Any]]] = {stage: {} for stage in TERMS}
    for item in items:
        subject = item["topic"] or item["detainee"]
        value = values[item["stage"]].setdefault(
            subject["id"],
            {"text": subject["label"], "url": relative(subject["web_url"]), "notes": []},
        )
        notes = [BY.get(item["side"], ""), item["note"]]
        value["notes"] += [note for note in notes if note and note not in value["notes"]]
    for subject in values["raised"]:
        values["planned"].pop(subject, None)
    return [
        {
            "term": TERMS[stage],
            "values": [value | {"note": "; ".join(value["notes"])} for value in found.values()],
        }
        for stage, found in values.items()
    ]


def raised_at(occasions: Iterable[Mapping[str, Any]], detainee: str) -> list[dict[str, Any]]:
    """Return where a case was raised as the rows of a list of records, the latest first.

    `occasions` are the documents of meetings and visits, `detainee` is the id of whose case it is.
    """
    rows = []
    for occasion in occasions:
        day = partial(occasion["days"]["starts"])
        for item in occasion["agenda"]:
            if item["detainee"] and item["detainee"]["id"] == detainee:
                line = item["stage_label"]
                line += f" by the {sided}" if (sided := SIDES.get(item["side"])) else ""
                line += f", {day}" if day else ""
                url = relative(occasion["web_url"])
                rows.append((day, {"name": occasion["label"], "url": url, "line": line}))
    rows.sort(key=lambda row: row[0].ordering_key if row[0] else NEVER, reverse=True)
    return [row for _, row in rows]


@composed
def meetings_about(at: datetime, detainee: UUID) -> QuerySet[Any, Any]:
    """Find the meetings at which the case of a detainee was to be raised."""
    items = AgendaItem.objects.filter(detainee__public_id=detainee).values("meeting")
    return Meeting.objects.live(at).filter(pk__in=items).values_list("public_id")


@composed
def visits_about(at: datetime, detainee: UUID) -> QuerySet[Any, Any]:
    """Find the visits on which the case of a detainee was to be raised."""
    items = AgendaItem.objects.filter(detainee__public_id=detainee).values("visit")
    return Visit.objects.live(at).filter(pk__in=items).values_list("public_id")
