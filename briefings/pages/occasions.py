"""Meetings and visits as rows of a list, as they stood on a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from briefings.addresses import relative
from briefings.documents.builder import Asked
from briefings.pages.citations import Notes
from briefings.pages.dates import date_in_words, iso, partial, period_in_words
from briefings.pages.statuses import standing


def in_rows(
    occasions: Sequence[Mapping[str, Any]], asked: Asked, notes: Notes | None = None
) -> list[dict[str, Any]]:
    """Return meetings or visits as `meeting_list.html` takes them, as they stood on a day.

    None has `notes` on a page that lists no sources; else the occasions are whole.
    """
    rows = []
    for occasion in occasions:
        starts, ends = (partial(occasion.get(name)) for name in ("starts", "ends"))
        on = partial(occasion.get("on")) or starts
        told = standing(occasion, asked)
        if told["status"] is None and occasion["statuses"]:
            told["remark"] = f"In the record from {date_in_words(occasion['statuses'][0]['on'])}"
        cited = notes.of(occasion, *occasion["status_history"]) if notes else []
        rows.append(
            {
                "name": occasion["label"],
                "url": relative(occasion["web_url"]),
                "date_text": period_in_words(on, ends),
                "iso": None if ends else iso(on),
                "sources": cited,
                **told,
            }
        )
    return rows
