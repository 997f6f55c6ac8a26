"""Warnings set aside: an editor says why what a check found is so, and takes it back."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db.models import Model
from django.utils.timezone import localdate

from briefings.actions.acting import acting
from briefings.actions.locking import locked
from briefings.actions.refusals import Refused, refuse_if
from briefings.checks import NAMED, warnings
from briefings.models import SetAside


def why_not_set_aside(by: User) -> list[str]:
    """Return the reason, if there is one, why `by` cannot set a warning aside."""
    if by.has_perm("briefings.publish_identity"):
        return []
    return ["Your role does not set warnings aside: ask an editor."]


def why_not_take_back(by: User) -> list[str]:
    """Return the reason, if there is one, why `by` cannot take back what was set aside."""
    if by.has_perm("briefings.publish_identity"):
        return []
    return ["Your role does not take back what was set aside: ask an editor."]


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


def take_back(*, by: User, row: Model, check: str) -> None:
    """Take back all that was set aside of what a check finds in a row, also of earlier facts.

    It is kept, with who took it back and when. Raises `Refused`.
    """
    with acting(by=by, action="take back", locking=row) as at:
        standing = SetAside.objects.about(row).in_force().filter(check_name=check)
        reasons = why_not_take_back(by)
        if not standing.exists():
            reasons.append(f"“{NAMED[check].title}” is not set aside here.")
        refuse_if(reasons)
        standing.update(taken_back_by=by, taken_back_at=at)
