"""New rows that state facts: public with what they belong to, or waiting for an editor."""

from __future__ import annotations

from datetime import datetime
from typing import TypeVar

from django.contrib.auth.models import User

from briefings.actions.records import publish, why_not_publish
from briefings.models import Published

PublishedRow = TypeVar("PublishedRow", bound=Published)


def publish_with(
    *, by: User, row: PublishedRow, whole: Published | None, at: datetime
) -> PublishedRow:
    """Return a new row, published with what it belongs to, at the same moment if that lies ahead.

    It waits where it belongs to nothing, where that is not published or was taken back, and where
    `by` does not publish it.
    """
    if whole is None or whole.live_period is None or whole.retraction_reason:
        return row
    if why_not_publish(row, by, at):
        return row
    start = whole.live_period.lower
    return publish(by=by, row=row, start=start if start > at else None)
