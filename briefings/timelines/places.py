"""Reads of places: who was held in one, on any day."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from briefings.models import CustodyEvent, Place
from briefings.models.custody import IN_CUSTODY


def held_at(place: Place, day: date, at: datetime) -> QuerySet[CustodyEvent]:
    """Return the events by which people were possibly held in a place at some time on a day.

    Each is the one that brought its detention there, with the detainee and who held the person;
    `sure` tells whether both, that they were in custody and where, are certain of the whole day.
    """

    def there(*, certainly: bool) -> QuerySet[CustodyEvent]:
        return CustodyEvent.objects.during(
            day, "place", [place.pk], of="detention", at=at, certainly=certainly
        )

    def in_custody(*, certainly: bool) -> Exists:
        return Exists(
            CustodyEvent.objects.during(
                day, "status", IN_CUSTODY, of="detention", at=at, certainly=certainly
            ).filter(detention=OuterRef("detention"))
        )

    certain = Exists(there(certainly=True).filter(pk=OuterRef("pk")))
    return (
        there(certainly=False)
        .filter(in_custody(certainly=False))
        .annotate(sure=Q(certain) & Q(in_custody(certainly=True)))
        .select_related("detention__detainee", "detention__country", "detention__organization")
        .prefetch_related("detention__detainee__names")
        .order_by("first_day", "id")
    )


def detentions_at(place: Place, at: datetime) -> int:
    """Return how many detentions the public record ever brought to a place (one query)."""
    events = CustodyEvent.objects.live(at).filter(place=place)
    return events.order_by().values("detention").distinct().count()
