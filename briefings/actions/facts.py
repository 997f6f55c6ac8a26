"""When a new fact becomes public: with what it belongs to, later, or once an editor says so."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple, TypeVar

from django.contrib.auth.models import User
from django.db import models

from briefings.actions.records import publish, why_not_publish
from briefings.models import Published

PublishedT = TypeVar("PublishedT", bound=Published)


class When(models.TextChoices):
    """When a row that is being entered becomes public."""

    NOW = "now", "Public now"
    LATER = "later", "Not before"
    KEPT = "kept", "Kept as entered"


class Publication(NamedTuple):
    """When a row is to become public; `start` is the moment if that is LATER, else None."""

    when: When
    start: datetime | None = None


NOW = Publication(When.NOW)


def publish_with(
    *,
    by: User,
    row: PublishedT,
    whole: Published | None,
    at: datetime,
    publication: Publication = NOW,
) -> PublishedT:
    """Publish a row as `publication` says, but not before `whole`, which it belongs to; return it.

    The row is not published if `whole` was never published or is retracted, or if `by` may not
    publish it. `whole` is None if the row belongs to nothing.
    """
    if publication.when == When.KEPT or why_not_publish(row, by, at):
        return row
    start = publication.start or at
    if whole is not None:
        if whole.live_period is None or whole.retraction_reason:
            return row
        start = max(start, whole.live_period.lower)
    return publish(by=by, row=row, start=start if start > at else None)
