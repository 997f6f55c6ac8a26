"""Corrections as pages tell them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from briefings.pages.dates import moment


def told(correction: Mapping[str, Any]) -> dict[str, Any]:
    """Return a document's correction as `correction` takes it."""
    at = moment(datetime.fromisoformat(correction["told_at"]))
    return {
        "id": f"correction-{correction['id']}",
        "kind": correction["kind_label"],
        "date_text": at["day"],
        "iso": at["iso"],
        "text": correction["words"],
    }
