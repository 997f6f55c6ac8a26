"""Dismiss a check's finding with a reason, and open it again."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db.models import Model
from django.utils.timezone import localdate

from briefings.actions.acting import acting
from briefings.actions.locking import lock
from briefings.actions.refusals import Refused, refuse_if
from briefings.checks import CHECKS_BY_NAME, open_rows
from briefings.models import Dismissal


def why_not_dismiss(by: User) -> list[str]:
    """Return the reason, if any, why `by` cannot dismiss a finding."""
    if by.has_perm("briefings.publish_identity"):
        return []
    return ["Your role does not dismiss warnings: ask an editor."]


def why_not_reopen(by: User) -> list[str]:
    """Return the reason, if any, why `by` cannot open a dismissed finding again."""
    if by.has_perm("briefings.publish_identity"):
        return []
    return ["Your role does not restore warnings: ask an editor."]


def dismiss(*, by: User, row: Model, check: str, reason: str) -> Dismissal:
    """Dismiss a check's finding about a row, until the facts that it rests on change.

    Raises `Refused`, also if the check finds nothing there.
    """
    with acting(by=by, action="dismiss", reason=reason, locking=row) as at:
        row = lock(row)
        reasons = why_not_dismiss(by)
        if not reason.strip():
            reasons.append("Say why it is right.")
        rows = open_rows(CHECKS_BY_NAME[check], localdate(at)).filter(pk=row.pk)
        found = rows.first() if rows.model is type(row) else None
        if found is None:
            reasons.append(
                f"“{CHECKS_BY_NAME[check].title}” is not found here, or is dismissed already."
            )
        if found is None or reasons:
            raise Refused(reasons)
        return Dismissal.objects.create(
            check_name=check,
            facts=found.facts,
            reason=reason.strip(),
            dismissed_by=by,
            dismissed_at=at,
            **{str(row._meta.model_name): row},
        )


def reopen(*, by: User, row: Model, check: str) -> None:
    """End every dismissal of a check's finding about a row, of earlier facts too.

    The dismissals are kept, with who ended them and when. Raises `Refused`.
    """
    with acting(by=by, action="restore warning", locking=row) as at:
        in_force = Dismissal.objects.about(row).in_force().filter(check_name=check)
        reasons = why_not_reopen(by)
        if not in_force.exists():
            reasons.append(f"“{CHECKS_BY_NAME[check].title}” is not dismissed here.")
        refuse_if(reasons)
        in_force.update(reopened_by=by, reopened_at=at)
