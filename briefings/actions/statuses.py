"""Update the status of a visit, a meeting or a participant: each change is a row of its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models import Max

from briefings.actions.acting import acting
from briefings.actions.facts import NOW, Publication, publish_with
from briefings.actions.locking import lock
from briefings.actions.refusals import field_errors, refuse_if
from briefings.checks.future import future_dates
from briefings.models import (
    Citation,
    Meeting,
    PartialDate,
    Participant,
    Source,
    StatusChange,
    Visit,
)
from briefings.models.base import Confidence
from briefings.models.statuses import Status

# Final statuses: when a visit is postponed or cancelled, such a meeting keeps its own.
FINAL = {Status.HELD, Status.CANCELLED, Status.DECLINED, Status.DID_NOT_TAKE_PLACE}
TYPED_FIELDS = ("status", "on", "reason", "confidence", "planned_start", "planned_end")


def why_not_update_status(of: Visit | Meeting | Participant, by: User) -> list[str]:
    """Return every reason why `by` cannot update the status."""
    reasons = []
    if not by.has_perm("briefings.add_statuschange"):
        reasons.append("Your role does not enter statuses.")
    if of.retraction_reason:
        reasons.append("It was retracted: reinstate it first.")
    return reasons


def update_status(
    *,
    by: User,
    of: Visit | Meeting | Participant,
    status: str,
    on: PartialDate,
    reason: str = "",
    source: Source | None = None,
    confidence: str = Confidence.CONFIRMED,
    planned_start: PartialDate | None = None,
    planned_end: PartialDate | None = None,
    with_meetings: bool = False,
    publication: Publication = NOW,
) -> StatusChange:
    """Enter the status of a visit, a meeting or a participant from `on`: the last of that day.

    It becomes public as `publication` says if `of` is public and `by` may publish; else it waits.
    With `with_meetings`, each meeting of the visit without a final status gets the same. Raises
    `Refused`.
    """
    with acting(by=by, action="update status", reason=reason, locking=of) as at:
        of = lock(of)
        row = StatusChange(
            **{str(of._meta.model_name): of},
            status=status,
            on=on,
            reason=reason,
            confidence=confidence,
            planned_start=planned_start,
            planned_end=planned_end,
        )
        refuse_if([*why_not_update_status(of, by), *_why_not_valid(row, at)])
        row.order = _last_order(of, on)
        row.save()
        if source is not None:
            Citation.objects.create(source=source, statuschange=row)
        row = publish_with(by=by, row=row, whole=of, at=at, publication=publication)
        for meeting in _open_meetings(of) if with_meetings and isinstance(of, Visit) else ():
            update_status(
                by=by,
                of=meeting,
                status=status,
                on=on,
                reason=reason,
                source=source,
                confidence=confidence,
                planned_start=planned_start,
                planned_end=planned_end,
                publication=publication,
            )
        return row


def _why_not_valid(row: StatusChange, at: datetime) -> list[str]:
    """Return what is wrong with single fields of the row; if nothing, what is with several."""
    if found := field_errors(row, *TYPED_FIELDS):
        return found
    try:
        row.validate_constraints()
    except ValidationError as error:
        return error.messages
    return [words for _, words in future_dates(row, at)]


def _last_order(of: Visit | Meeting | Participant, on: PartialDate) -> int:
    """Return the greatest order of that day's rows; of two alike, the later entered is the last."""
    rows = of.statuses.filter(first_day=on.earliest or date.min)
    return rows.aggregate(last=Max("order"))["last"] or 0


def _open_meetings(visit: Visit) -> Iterator[Meeting]:
    """Yield the meetings of the visit without a final status (two queries)."""
    for meeting in visit.meetings.filter(retraction_reason="").prefetch_related("statuses"):
        rows = [row for row in meeting.statuses.all() if not row.retraction_reason]
        last = max(rows, key=lambda row: (row.first_day, row.order, row.pk), default=None)
        if last is None or last.status not in FINAL:
            yield meeting
