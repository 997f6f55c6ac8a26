"""Discard a draft."""

from __future__ import annotations

from django.contrib.auth.models import User

from briefings.actions.acting import acting
from briefings.actions.locking import lock_edition
from briefings.actions.refusals import refuse_if
from briefings.actions.writing import why_not_handle
from briefings.models import Edition


def why_not_discard(edition: Edition, by: User) -> list[str]:
    """Return every reason why `by` cannot discard the draft."""
    reasons = []
    if edition.approved_at is not None:
        reasons.append("This edition is approved, and kept.")
    if not by.has_perm("briefings.delete_edition"):
        reasons.append("Your role does not discard drafts.")
    else:
        reasons += why_not_handle(edition, by)
    return reasons


def discard(*, by: User, edition: Edition) -> None:
    """Delete a draft, and its article too if it was the only edition. Raises `Refused`."""
    with acting(by=by, action="discard", locking=edition.article):
        edition = lock_edition(edition)
        refuse_if(why_not_discard(edition, by))
        edition.delete()
        if not edition.article.editions.exists():
            edition.article.delete()
