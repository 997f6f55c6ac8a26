"""The records that an article names, and what was so of them on its day and since."""

from __future__ import annotations

from datetime import date
from typing import Any

from briefings.models import Edition, Identity, PartialDate, Tenure
from briefings.models.record_types import address
from briefings.pages.dates import day_in_words, iso
from briefings.pages.tenures import begun, called, possibly_held


def facts(
    edition: Edition, records: list[Identity], tenures: list[Tenure], day: date
) -> list[dict[str, Any]]:
    """Return the rows of the key facts: what the piece is about, where, when and who."""
    about = [record for record in records if record.pk == edition.about_id]
    place = edition.dateline_place
    return [
        {"term": "About", "values": [linked(record) for record in about]},
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


def since(tenures: list[Tenure], day: date, today: date) -> list[dict[str, Any]]:
    """Return who of the officials named took or left which office after the day, oldest first."""
    changes: list[tuple[PartialDate, dict[str, str | None]]] = []
    for tenure in tenures:
        first, last = begun(tenure), tenure.ended
        change: dict[str, str | None] = {
            "text": tenure.official.full_name,
            "url": tenure.official.get_absolute_url(),
        }
        office = called(tenure.office)
        if first and first.earliest and day < first.earliest <= today:
            changes.append((first, change | {"before": None, "after": office}))
        if last and last.earliest and day < last.earliest <= today:
            changes.append((last, change | {"before": office, "after": "left office"}))
    changes.sort(key=lambda change: change[0].ordering_key)
    return [{"iso": iso(on), "date_text": str(on), **change} for on, change in changes]
