"""Custody: the second person, publication forced without one, and overlapping detentions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TypeVar

from django.contrib.auth.models import User
from django.utils import timezone
from psycopg.types.range import TimestamptzRange

from briefings.actions.acting import acting
from briefings.actions.locking import lock
from briefings.actions.refusals import field_errors, refuse_if
from briefings.actions.sources import cited_with, release_sources
from briefings.checks.future import future_dates
from briefings.models import (
    Citation,
    CustodyEvent,
    Detention,
    Exchange,
    PartialDate,
    Published,
    Source,
)
from briefings.models.chains import dated
from briefings.models.custody import CustodyStatus
from briefings.models.days_held import certainly_held

# Whoever changes one of these counts as having entered the event.
CONTENT_FIELDS = (
    *("detention_id", "kind", "on", "order", "status", "place_id", "charge", "sentence"),
    *("by_whom", "note", "exchange_id", "confidence"),
)
FORCED_CHANGE = "Changed while public"
# How somebody comes free alone; an exchange is entered for all whom it frees.
WAYS_OUT = (CustodyEvent.Kind.RELEASED, CustodyEvent.Kind.ESCAPED, CustodyEvent.Kind.DIED)

CustodyT = TypeVar("CustodyT", bound=CustodyEvent | Exchange)


def events_of(row: Published) -> list[CustodyEvent]:
    """Return the custody events that are published with a row.

    An event itself, or all events of an exchange (one query); none for any other row.
    """
    if isinstance(row, Exchange):
        return list(row.custody_events.order_by("pk"))
    return [row] if isinstance(row, CustodyEvent) else []


def why_not_second_person(row: Published, by: User, *, again: bool = False) -> list[str]:
    """Return the reason, if any, why `by` is not the second person that the row needs.

    An event that was approved before needs none, unless it is to be approved `again`.
    """
    for event in events_of(row):
        if event.entered_by_id == by.pk and (again or event.approved_by_id is None):
            return ["A custody event needs a second person: it was you who entered or changed it."]
    return []


def set_approver(row: Published, by: User) -> list[str]:
    """Set `by` as a custody event's approver if it has none; return the names of fields set."""
    if not isinstance(row, CustodyEvent) or row.approved_by_id is not None:
        return []
    row.approved_by = by
    return ["approved_by"]


def why_not_force(row: CustodyEvent | Exchange, by: User, at: datetime) -> list[str]:
    """Return every reason why `by` cannot publish the row without a second person."""
    reasons = []
    if not by.has_perm("briefings.force_custodyevent"):
        reasons.append("Your role does not force a custody event: ask a publisher.")
    if row.retraction_reason:
        reasons.append("It was retracted: another person reinstates it.")
    elif row.is_live(at):
        reasons.append("It is published.")
    elif not why_not_second_person(row, by):
        reasons.append("No need to force it: you are the second person.")
    return reasons


def force_publish(*, by: User, row: CustodyT, reason: str) -> CustodyT:
    """Publish an event, or an exchange with its events, at once without a second person.

    Events that `by` entered are flagged until somebody else approves them. Raises `Refused`.
    """
    with acting(by=by, action="force", reason=reason, locking=row) as at:
        row = lock(row)
        reasons = why_not_force(row, by, at)
        if not reason.strip():
            reasons.append("Forcing needs a reason.")
        refuse_if(reasons)
        for event in events_of(row):
            if event.entered_by_id != by.pk:
                set_approver(event, by)
            elif event.approved_by_id is None:
                event.forced_reason = reason.strip()
            if not event.retraction_reason and not event.is_live(at):
                event.live_period = TimestamptzRange(at, None)
            event.save(update_fields=["approved_by", "forced_reason", "live_period"])
        row.live_period = TimestamptzRange(at, None)
        row.save(update_fields=["live_period"])
        release_sources(cited_with(row), at)
        return lock(row)


def why_not_approve_afterwards(row: CustodyEvent | Exchange, by: User) -> list[str]:
    """Return every reason why `by` cannot approve what was forced before."""
    reasons = []
    if not by.has_perm("briefings.publish_identity"):
        reasons.append("Your role does not approve custody events: ask an editor.")
    if not any(event.is_flagged for event in events_of(row)):
        reasons.append("Nothing of it is public without a second person.")
    else:
        reasons += why_not_second_person(row, by)
    return reasons


def approve_afterwards(*, by: User, row: CustodyT) -> CustodyT:
    """Approve, as the second person, a forced event or all forced events of an exchange.

    Raises `Refused`.
    """
    with acting(by=by, action="approve afterwards", locking=row):
        row = lock(row)
        refuse_if(why_not_approve_afterwards(row, by))
        for event in events_of(row):
            if event.is_flagged:
                event.save(update_fields=set_approver(event, by))
        return lock(row)


def content_of(event: CustodyEvent) -> list[object]:
    """Return the values to compare; white space is normalised: browsers send other line breaks."""
    values = (getattr(event, name) for name in CONTENT_FIELDS)
    return [" ".join(value.split()) if isinstance(value, str) else value for value in values]


def why_not_change(event: CustodyEvent, by: User) -> list[str]:
    """Return the reason, if any, why `by` cannot change what an event says.

    Two people have seen an event that is public or under embargo: changing it alone is forcing. A
    retracted event may be changed, since reinstating it needs a second person again.
    """
    if event.live_period is None:
        return []
    if not by.has_perm("briefings.publish_identity"):
        return ["It has been published: ask an editor to change it."]
    if event.retraction_reason or by.has_perm("briefings.force_custodyevent"):
        return []
    state = "public" if event.is_live(timezone.now()) else "under embargo"
    return [f"It is {state}: retract it and enter another, or ask a publisher to force the change."]


def save_events(*, by: User, events: Iterable[CustodyEvent]) -> None:
    """Save custody events as entered or changed by `by`; raises `Refused`.

    If what an event says has changed, `by` counts as having entered it and its approval is gone. An
    event that is public or under embargo can be changed only by who may force, and is flagged until
    a second person approves it. The live periods stay as stored.
    """
    events = list(events)
    with acting(by=by, action="enter custody events"):
        known = CustodyEvent.objects.select_for_update(no_key=True).in_bulk(
            [event.pk for event in events if event.pk]
        )
        changed = {
            event.pk
            for event in events
            if event.pk in known and content_of(known[event.pk]) != content_of(event)
        }
        refuse_if(
            dict.fromkeys(reason for pk in changed for reason in why_not_change(known[pk], by))
        )
        for event in events:
            before = known.get(event.pk)
            if before is None:
                event.entered_by = by
                event.save()
            elif event.pk in changed:
                event.entered_by, event.approved_by = by, None
                event.forced_reason = "" if before.live_period is None else FORCED_CHANGE
                event.save(
                    update_fields=[*CONTENT_FIELDS, "entered_by", "approved_by", "forced_reason"]
                )
        refuse_if(
            reason
            for detention in {event.detention for event in events}
            for reason in why_overlapping(detention)
        )


def why_not_release(detention: Detention, by: User) -> list[str]:
    """Return every reason why `by` cannot enter that the person came free (one query)."""
    reasons = []
    if not by.has_perm("briefings.add_custodyevent"):
        reasons.append("Your role does not enter custody events.")
    if detention.retraction_reason:
        reasons.append("It was retracted: reinstate it first.")
    events = detention.custody_events.filter(retraction_reason="").exclude(status="")
    if (last := events.in_order().last()) and last.status == CustodyStatus.FREE:
        reasons.append(f"{detention.detainee} is free already: {last}.")
    return reasons


def release(
    *,
    by: User,
    detention: Detention,
    on: PartialDate,
    kind: str = CustodyEvent.Kind.RELEASED,
    source: Source | None = None,
    note: str = "",
) -> CustodyEvent:
    """Enter that the person came free, and return the event: it waits for a second person.

    `kind` is one of `WAYS_OUT`. Raises `Refused`.
    """
    with acting(by=by, action="release", locking=detention) as at:
        event = CustodyEvent(
            detention=detention, kind=kind, status=CustodyStatus.FREE, on=on, note=note
        )
        known = [] if kind in WAYS_OUT else [f"“{kind}” is not a kind of release."]
        refuse_if([*why_not_release(detention, by), *known, *field_errors(event, "on", "note")])
        refuse_if(words for _, words in future_dates(event, at))
        save_events(by=by, events=[event])
        if source is not None:
            Citation.objects.create(source=source, custodyevent=event)
        return event


def why_not_verify(detention: Detention, by: User) -> list[str]:
    """Return every reason why `by` cannot verify the detention today."""
    reasons = []
    if not by.has_perm("briefings.publish_identity"):
        reasons.append("Your role does not verify: ask an editor.")
    if detention.verified_on == timezone.localdate():
        reasons.append("It was verified today.")
    return reasons


def verify(*, by: User, detention: Detention) -> None:
    """Note that the detention's record was checked today. Raises `Refused`."""
    with acting(by=by, action="verify", locking=detention):
        refuse_if(why_not_verify(detention, by))
        detention.verified_on = timezone.localdate()
        detention.save(update_fields=["verified_on"])


def why_overlapping(detention: Detention) -> list[str]:
    """Return the reason, if any, why the detention cannot be: it overlaps another.

    Nobody is held twice on the same days by the same country or group. Only days certainly held
    count, and nothing retracted. Queries the person's detentions by the same holder, and the events
    of each.
    """
    held = _days_held(detention)
    others = Detention.objects.filter(
        detainee=detention.detainee_id,
        country=detention.country_id,
        organization=detention.organization_id,
        retraction_reason="",
    ).exclude(pk=detention.pk)
    for other in others.select_related("country", "organization"):
        for first, last in _days_held(other):
            if any(max(first, start) < min(last, end) for start, end in held):
                holder = other.country or other.organization
                return [
                    f"{holder} holds the same person in another detention on the same days, from"
                    f" {first:%-d %B %Y}: enter the event there, or its end."
                ]
    return []


def _days_held(detention: Detention) -> list[tuple[date, date]]:
    events = detention.custody_events.filter(retraction_reason="").in_order()
    return certainly_held(dated(events, "status"))
