"""Somebody who is held, what readers are told of it, and which prose is listed as stale."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from briefings.actions.acting import acting
from briefings.models import CustodyEvent, Detainee, Detention, StaleSentence
from tests.factories import CustodyEventFactory, DetaineeFactory, DetentionFactory, since


def live(**more: Any) -> dict[str, Any]:
    """Return what makes a row public."""
    return {"live_period": since(timezone.now() - timedelta(minutes=1)), **more}


def held(name: str = "Kai Li") -> Detention:
    """Return the public detention of somebody who is held."""
    person: Detainee = DetaineeFactory(full_name=name, short_name=name.split()[-1], **live())
    detention: Detention = DetentionFactory(detainee=person, **live())
    CustodyEventFactory(detention=detention, **live())
    return detention


def released(detention: Detention, by: User, kind: str = "released") -> CustodyEvent:
    """Return the event by which somebody is free, public at once."""
    with acting(by=by, action="enter"):
        event: CustodyEvent = CustodyEventFactory(
            detention=detention, kind=kind, status="free", on="2024-11-27", **live()
        )
        return event


def link(record: Any, words: str = "") -> str:
    """Return a link of a body to a record, with its name or other words."""
    return f'<a data-record="{record.public_id}">{words or record}</a>'


def listed() -> list[str]:
    """Return the sentences that are listed as stale."""
    rows = StaleSentence.objects.open(timezone.now()).soonest_first()
    return [row.sentence for row in rows]
