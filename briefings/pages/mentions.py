"""The records that an article names, and what was so of them on its day and since."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from briefings.models import Edition, Identity, Tenure
from briefings.models.record_types import page_path
from briefings.pages.dates import day_in_words
from briefings.pages.statuses import status_on
from briefings.pages.subjects import Told, cases, in_custody
from briefings.pages.tenures import offices_on

GROUPS = {
    "visit": "Visits and meetings",
    "meeting": "Visits and meetings",
    "official": "Officials",
    "detainee": "Detained",
}
OTHERS = "Places and topics"


def facts(
    edition: Edition, records: list[Identity], day: date, of_it: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Return the rows of the key facts: what the piece is about, where and when.

    `of_it` are the rows that tell of the record that it is about.
    """
    about = [record for record in records if record.pk == edition.about_id]
    place = edition.dateline_place
    return [
        {"term": "About", "values": [linked(record) for record in about]},
        *of_it,
        {
            "term": "Dateline",
            "values": [{"text": place}] if place else [],
        },
        {"term": "Day", "values": [{"text": day_in_words(day)}]},
        {
            "term": "Topics",
            "values": [
                {"text": topic["name"], "url": topic["url"]}
                for topic in edition.filed_under  # type: ignore[attr-defined]
            ],
        },
    ]


def called_at(record: Identity) -> str:
    """Return what a live record is called, of one read with its label."""
    label: str = record.label_at  # type: ignore[attr-defined]
    return label


def linked(record: Identity) -> dict[str, Any]:
    """Return a record's name and address, as lists of values take them."""
    return {"text": called_at(record), "url": page_path(record.type, record.slug)}


def named_there(
    records: Sequence[Identity], tenures: Sequence[Tenure], told: Told, day: date, today: date
) -> list[tuple[str, list[dict[str, Any]]]]:
    """Return what a piece names, in groups with their titles; each as it stood on the day.

    What has no page is left out, and so is a group of nothing.
    """
    groups: dict[str, list[dict[str, Any]]] = {title: [] for title in (*GROUPS.values(), OTHERS)}
    for record in records:
        if url := page_path(record.type, record.slug):
            then = stood(record, tenures, told, day, today)
            row = {"name": called_at(record), "url": url, **then}
            groups[GROUPS.get(record.type, OTHERS)].append(row)
    return [(title, rows) for title, rows in groups.items() if rows]


def stood(
    record: Identity, tenures: Sequence[Tenure], told: Told, day: date, today: date
) -> dict[str, Any]:
    """Return the offices, or the status, of a record on a day; {} where it has neither."""
    if record.type == "official":
        own = [tenure for tenure in tenures if tenure.official.identity_id == record.pk]
        return {"line": offices_on(own, day, today)}
    if record.type == "detainee":
        events = [row for row in told.custody if row.detention.detainee.identity_id == record.pk]
        return in_custody(cases(events), day, today)
    rows = [
        row
        for row in told.statuses
        if (of := row.meeting or row.visit) and of.identity_id == record.pk
    ]
    status = status_on(rows, day, today)
    return {"status": status, "line": status.get("note", "") if status else ""}
