"""Enter a meeting in one step: what the record can work out is not asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.forms.utils import from_current_timezone
from django.utils import timezone

from briefings.actions import records, slugs
from briefings.actions.acting import acting
from briefings.actions.refusals import field_errors, refuse_if
from briefings.actions.statuses import update_status
from briefings.models import (
    Citation,
    Meeting,
    Official,
    PartialDate,
    Participant,
    Place,
    Source,
    Visit,
)

KINDS = (Meeting.Kind.BILATERAL, Meeting.Kind.CALL, Meeting.Kind.WORKING_DINNER)


def why_not_enter_meeting(by: User) -> list[str]:
    """Return the reason, if any, why `by` cannot enter a meeting."""
    may = by.has_perms(["briefings.add_meeting", "briefings.add_participant"])
    return [] if may else ["Your role does not enter meetings."]


def enter_meeting(
    *,
    by: User,
    officials: Sequence[Official],
    on: PartialDate,
    at_time: time | None = None,
    place: Place | None = None,
    kind: str = Meeting.Kind.BILATERAL,
    status: str = "",
    source: Source | None = None,
    publish: bool = False,
) -> Meeting:
    """Enter a meeting with its participants, its source and its status: as of today if it is ahead.

    It waits to be published, unless `publish` says that it is public at once. Country and time
    zone are the place's, the sides those of the participants' countries, the title is made from
    them. Who comes alone from a country leads its side. The visit is the one on which one of them
    was there on that day, if there is but one. `at_time` is by the clocks of the place. Raises
    `Refused`.
    """
    with acting(by=by, action="enter meeting") as at:
        meeting = Meeting(kind=kind, on=on, place=place, visit=visit_of(officials, on, place))
        reasons = [*why_not_enter_meeting(by), *field_errors(meeting, "kind", "on")]
        if len(officials) < 2:
            reasons.append("Two meet at least: say who.")
        if at_time is not None:
            reasons += _set_moment(meeting, at_time)
        refuse_if(reasons)
        meeting.slug = slugs.first_slug(meeting, "")
        meeting.save()
        alone = Counter(official.country_id for official in officials)
        for order, official in enumerate(officials, start=1):
            leads = alone[official.country_id] == 1
            Participant.objects.create(
                meeting=meeting,
                official=official,
                role=Participant.Role.LEAD if leads else Participant.Role.DELEGATION,
                order=order,
            )
        meeting.refresh_from_db()
        slugs.replace_provisional_slug(meeting, meeting.label)
        if source is not None:
            Citation.objects.create(source=source, meeting=meeting)
        if status:
            ahead = on.earliest is not None and on.earliest > meeting.today(at)
            known_on = PartialDate.of(meeting.today(at)) if ahead else on
            update_status(by=by, of=meeting, status=status, on=known_on, source=source)
        return records.publish(by=by, row=meeting) if publish else meeting


def _set_moment(meeting: Meeting, at_time: time) -> list[str]:
    """Set the moment at which it starts; return every reason why it is none."""
    day, place = meeting.on, meeting.place
    if day is None or day.earliest is None or day.earliest != day.latest:
        return ["A time needs its day."]
    if place is None:
        return ["A time needs the place, by whose clocks it is."]
    try:
        with timezone.override(ZoneInfo(place.time_zone)):
            meeting.starts_at = from_current_timezone(datetime.combine(day.earliest, at_time))
    except ValidationError as error:
        return error.messages
    return []


def visit_of(officials: Sequence[Official], on: PartialDate, place: Place | None) -> Visit | None:
    """Return the one visit on which one of them certainly was on that day; None without one.

    One that has stops counts if one of them is in the place's country. One query.
    """
    if place is None:
        return None
    visits = Visit.objects.during(on, certainly=True).filter(
        participants__official__in=officials,
        participants__retraction_reason="",
        retraction_reason="",
        stops__country=place.country_id,
    )
    found = [*visits.distinct()[:2]]
    return found[0] if len(found) == 1 else None
