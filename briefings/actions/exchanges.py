"""Exchanges: entered once, with a custody event for each detention that they end."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import User
from django.db.models import Case, F, Value, When

from briefings.actions.acting import acting
from briefings.actions.custody import FORCED_CHANGE, save_events, why_not_change
from briefings.actions.refusals import refuse_if
from briefings.models import CustodyEvent, Detention, Exchange


def add_to_exchange(*, by: User, exchange: Exchange, detentions: Iterable[Detention]) -> None:
    """Enter a custody event for each detention: freed in the exchange. Raises `Refused`."""
    detentions = list(detentions)
    with acting(by=by, action="exchange detentions"):
        part_of_it = set(exchange.custody_events.values_list("detention_id", flat=True))
        refuse_if(
            f"{detention} is part of the exchange already."
            for detention in detentions
            if detention.pk in part_of_it
        )
        save_events(
            by=by,
            events=[
                CustodyEvent(
                    detention=detention,
                    kind=CustodyEvent.Kind.EXCHANGED,
                    status="free",
                    on=exchange.on,
                    confidence=exchange.confidence,
                    exchange=exchange,
                )
                for detention in detentions
            ],
        )


def save_exchange(*, by: User, exchange: Exchange) -> None:
    """Save a changed exchange; a new date is written to all its custody events.

    These then count as entered by `by`, and those that are public are flagged until a second person
    approves them. Raises `Refused`, also if `by` may not force such a change.
    """
    with acting(by=by, action="change exchange"):
        before = Exchange.objects.select_for_update(no_key=True).get(pk=exchange.pk)
        if before.on != exchange.on:
            events = exchange.custody_events.select_for_update(no_key=True)
            refuse_if(
                dict.fromkeys(reason for event in events for reason in why_not_change(event, by))
            )
            forced = When(live_period__isnull=False, then=Value(FORCED_CHANGE))
            exchange.custody_events.update(
                entered_by=by,
                approved_by=None,
                forced_reason=Case(forced, default=F("forced_reason")),
            )
        exchange.save()
