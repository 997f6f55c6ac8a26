"""Editions that were live before they were entered here."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db.models import Q
from psycopg.types.range import TimestamptzRange

from briefings.actions.acting import acting
from briefings.actions.editions import store_rendering
from briefings.actions.quotations import (
    misquote_reasons,
    unpublished_statements,
    why_not_approve_quoting,
)
from briefings.actions.refusals import refuse_if
from briefings.actions.rendering import render_edition, why_not_ready
from briefings.actions.sources import release_sources
from briefings.actions.writing import writers_of
from briefings.models import Edition


def back_date(*, by: User, edition: Edition, period: TimestamptzRange) -> Edition:
    """Make a draft final that was live during `period`, which began in the past (half-open).

    It counts as submitted by its author and approved by `by` at the moment it went live; the
    history says when it was entered. Raises `Refused`, also for what `approve` refuses in a body.
    """
    with acting(by=by, action="back-date", locking=edition.article) as at:
        rendering = render_edition(edition, at)
        reasons = [*why_not_ready(rendering, at), *misquote_reasons(edition.body)]
        waiting = unpublished_statements(edition.body, at)
        reasons += why_not_approve_quoting(waiting, with_piece=False, by=by, at=at)
        if edition.approved_at is not None:
            reasons.append("This edition is approved already.")
        if not by.has_perm("briefings.approve_edition"):
            reasons.append("Your role does not approve: ask a publisher.")
        if by.pk in {edition.created_by_id, *writers_of(edition)}:
            reasons.append("You wrote or changed it: somebody else must approve it.")
        if period.lower is None or period.lower > at:
            reasons.append("It was not live yet: schedule it.")
        refuse_if(reasons)
        store_rendering(edition, rendering)
        edition.submitted_at = edition.approved_at = period.lower
        edition.submitted_by, edition.approved_by = edition.created_by, by
        edition.live_period = period
        edition.save()
        release_sources(Q(citations__edition=edition), at)
        return edition
