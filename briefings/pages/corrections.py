"""Corrections as pages tell them."""

from __future__ import annotations

from typing import Any

from briefings.pages.dates import moment
from briefings.timelines import CorrectionTold


def shown(correction: CorrectionTold) -> dict[str, Any]:
    """Return a correction as `correction` takes it."""
    told = moment(correction.told_at)
    return {
        "id": f"correction-{correction.key}",
        "kind": correction.kind_label,
        "date_text": told["day"],
        "iso": told["iso"],
        "text": correction.words,
    }
