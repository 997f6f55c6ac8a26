"""Warnings set aside: an editor says why what a check found is so."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db.models import Model
from django.utils.timezone import localdate

from briefings.actions.acting import acting
from briefings.actions.locking import locked
from briefings.actions.refusals import Refused
from briefings.checks import NAMED, warnings
from briefings.models import SetAside


def why_not_set_aside(by: User) -> list[str]:
    """Return the reason, if there is one, why `by` cannot set a warning aside."""
    if by.has_perm("briefings.publish_identity"):
        return []
    return ["Your role does not set warnings aside: ask an editor."]


def set_aside(*, by: User, row: Model, check: str, reason: str) -> SetAside:
    """Set aside what a check finds in a row, until the facts that it is about change.

    Raises `Refused`.
    """
    with acting(by=by, action="set aside", reason=reason, locking=row) as at:
        row = locked(row)
        reasons = why_not_set_aside(by)
        if not reason.strip():
            reasons.append("Say why it is so.")
        rows = warnings(NAMED[check], localdate(at)).filter(pk=row.pk)
        found = rows.first() if rows.model is type(row) else None
        if found is None:
            reasons.append(f"“{NAMED[check].title}” is not found here, or is set aside already.")
        if found is None or reasons:
            raise Refused(reasons)
        return SetAside.objects.create(
            check_name=check,
            facts=found.facts,
            reason=reason.strip(),
            set_aside_by=by,
            set_aside_at=at,
            **{str(row._meta.model_name): row},
        )
