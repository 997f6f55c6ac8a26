"""Corrections as pages tell them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from briefings.models import Correction
from briefings.pages.dates import moment
from briefings.timelines import CorrectionTold


def told_on(correction: Correction) -> dict[str, str]:
    """Return the moment at which readers were told of a correction."""
    at: datetime = correction.told_at  # type: ignore[attr-defined]
    return moment(at)


def shown(correction: CorrectionTold) -> dict[str, Any]:
    """Return a correction as `correction.html` takes it."""
    told = moment(correction.told_at)
    return {
        "id": f"correction-{correction.key}",
        "kind": correction.kind_label,
        "date_text": told["day"],
        "iso": told["iso"],
        "text": correction.words,
    }
