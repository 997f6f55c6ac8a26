"""Addresses that were asked: whether what sources link to is still there."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q

# Statuses that say that a page is gone for good. Any other fault may pass.
GONE = (404, 410)
# For how long an address has to fail otherwise before its link is dead.
FAILING_FOR = timedelta(days=2)


class LinkQuerySet(models.QuerySet["Link"]):
    """Queries for links."""

    def dead(self) -> Self:
        """Keep the links to pages that are gone, or that have failed for long."""
        long = Q(failing_since__lte=F("checked_at") - FAILING_FOR)
        return self.filter(Q(status__in=GONE) | long, failing_since__isnull=False)

    def checked_since(self, at: datetime) -> Self:
        """Keep the links that were checked at the moment `at` or later."""
        return self.filter(checked_at__gte=at)


class Link(models.Model):
    """What the server of an address answered when it was last asked. Never public.

    `status` is that of HTTP, NULL where no answer came. `problem` says in words what is wrong, ""
    where nothing is; `failing_since` is the first check of those in a row that found any, NULL
    while there is none.
    """

    url = models.URLField(max_length=1000, unique=True)
    checked_at = models.DateTimeField()
    status = models.PositiveSmallIntegerField(null=True)
    problem = models.TextField(blank=True)
    failing_since = models.DateTimeField(null=True)

    objects = LinkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="link_failing_has_problem",
                condition=Q(failing_since__isnull=True, problem="")
                | ~Q(problem="")
                & Q(failing_since__isnull=False, failing_since__lte=F("checked_at")),
                violation_error_message="A link that fails says since when, and what is wrong.",
            ),
        ]

    def __str__(self) -> str:
        return self.url
