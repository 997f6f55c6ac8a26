"""The records that an article names, and what was so of them on its day and since."""

from __future__ import annotations

from datetime import date
from typing import Any

from briefings.models import Edition, Identity, Tenure
from briefings.models.record_types import address
from briefings.pages.dates import day_in_words
from briefings.pages.tenures import called, possibly_held


def facts(
    edition: Edition,
    records: list[Identity],
    tenures: list[Tenure],
    day: date,
    of_it: list[dict[str, Any]],
) -> list[dict[str, Any]]:
    """Return the rows of the key facts: what the piece is about, where, when and who.

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
            "term": "Who was what on the day",
            "values": [
                {"text": row["name"], "url": row["url"], "note": row["line"]}
                for row in officials_on(records, tenures, day)
                if row["line"]
            ],
        },
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
    return {"text": called_at(record), "url": address(record.type, record.slug)}


def officials_on(records: list[Identity], tenures: list[Tenure], day: date) -> list[dict[str, Any]]:
    """Return the officials named, with the offices that each held on the day."""
    rows = []
    for record in records:
        if record.type == "official":
            own = [tenure for tenure in tenures if tenure.official.identity_id == record.pk]
            held = "; ".join(called(tenure.office) for tenure in possibly_held(own, day))
            rows.append(
                {"name": called_at(record), "url": address("official", record.slug), "line": held}
            )
    return rows
