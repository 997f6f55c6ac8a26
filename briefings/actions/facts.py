"""New rows that state facts: public with what they belong to, later, or waiting for an editor."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple, TypeVar

from django.contrib.auth.models import User
from django.db import models

from briefings.actions.records import publish, why_not_publish
from briefings.models import Published

PublishedT = TypeVar("PublishedT", bound=Published)


class When(models.TextChoices):
    """When a row becomes public that somebody enters."""

    NOW = "now", "Public now"
    LATER = "later", "Not before"
    KEPT = "kept", "Kept as entered"


class Publication(NamedTuple):
    """When a row is to become public; `start` is the moment of one that is LATER, else NULL."""

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
    """Return a row, published as `publication` says, and not before what it belongs to.

    It waits where that was never published or was taken back, and where `by` does not publish it.
    `whole` NULL: it belongs to nothing.
    """
    if publication.when == When.KEPT or why_not_publish(row, by, at):
        return row
    start = publication.start or at
    if whole is not None:
        if whole.live_period is None or whole.retraction_reason:
            return row
        start = max(start, whole.live_period.lower)
    return publish(by=by, row=row, start=start if start > at else None)
