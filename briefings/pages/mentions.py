"""The records that an article names, and what was so of them on its day and since."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from briefings.pages.dates import day_in_words
from briefings.pages.links import label, path
from briefings.pages.statuses import then
from briefings.pages.subjects import Told, in_custody, values
from briefings.pages.tenures import offices_on

GROUPS = {
    "visit": "Visits and meetings",
    "meeting": "Visits and meetings",
    "official": "Officials",
    "detainee": "Detained",
}
OTHERS = "Places and topics"


def facts(
    article: Mapping[str, Any], told: Told, of_it: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Return the rows of the key facts: what the piece is about, where and when.

    `of_it` are the rows that tell of the record that it is about.
    """
    place = article["dateline_place"]
    return [
        {"term": "About", "values": [*values([told.about])]},
        *of_it,
        {"term": "Dateline", "values": [{"text": place}] if place else []},
        {"term": "Day", "values": [{"text": day_in_words(told.day)}]},
        {"term": "Topics", "values": [*values(article["topics"])]},
    ]


def named_there(told: Told) -> list[tuple[str, list[dict[str, Any]]]]:
    """Return what a piece names, in groups with their titles; each as it stood on the day.

    What has no page is left out, and so is a group of nothing.
    """
    groups: dict[str, list[dict[str, Any]]] = {title: [] for title in (*GROUPS.values(), OTHERS)}
    documents = {each["id"]: each for each in (*told.occasions, *told.detainees)}
    for record in told.named:
        if url := path(record):
            row = {"name": label(record), "url": url, **stood(record, documents, told)}
            groups[GROUPS.get(record["type"], OTHERS)].append(row)
    return [(title, rows) for title, rows in groups.items() if rows]


def stood(
    record: Mapping[str, Any], documents: Mapping[str, Mapping[str, Any]], told: Told
) -> dict[str, Any]:
    """Return the offices, or the status, of a record on the day; nothing where it has neither."""
    status, line = None, ""
    document = documents.get(record["id"])
    if record["type"] == "official":
        line = offices_on(told.tenures_of(record), told.day, told.today)
    elif document and record["type"] == "detainee":
        status, line = in_custody(document, told)
    elif document and (status := then(document, told.asked)):
        line = status.get("note", "")
    return {"status": status, "line": line}
