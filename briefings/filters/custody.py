"""The list of custody events."""

from __future__ import annotations

from collections.abc import Sequence

import django_filters
from django.db.models import OuterRef
from django.db.models.expressions import Combinable

from briefings.filters.dated import EventFilterSet
from briefings.filters.facets import Facet
from briefings.filters.parameters import ChoicesFilter, OrderingFilter, RecordFilter
from briefings.filters.words import unless_withheld, words_of
from briefings.models import CustodyEvent, Detainee
from briefings.models.custody import CustodyStatus
from briefings.paging import both_ways


class CustodyEventFilterSet(EventFilterSet):
    """Custody events by person, day, what happened and what it changed.

    `q` searches the person's public name and, unless the name is withheld, charge, sentence, note
    and by whom.
    """

    words = unless_withheld("detention__detainee", "charge", "sentence", "by_whom", "note")
    facets = (Facet("kind", "What happened"),)

    detainee = RecordFilter(
        "detainee", field_name="detention__detainee", help_text="The person it happened to"
    )
    detention = django_filters.UUIDFilter(
        field_name="detention__public_id", help_text="An event of the detention with this id"
    )
    exchange = django_filters.UUIDFilter(
        field_name="exchange__public_id", help_text="Part of the exchange with this id"
    )
    kind = django_filters.ChoiceFilter(
        choices=CustodyEvent.Kind.choices, empty_label=None, help_text="What happened"
    )
    kind__in = ChoicesFilter(
        field_name="kind",
        choices=CustodyEvent.Kind.choices,
        help_text="What happened, with commas between the values",
    )
    status = django_filters.ChoiceFilter(
        choices=CustodyStatus.choices,
        empty_label=None,
        help_text="The status that the person had from then on",
    )
    place = RecordFilter("place", help_text="Where the person was held from then on")
    ordering = OrderingFilter(*reversed(both_ways("on", "first_day")))

    class Meta:
        model = CustodyEvent
        fields: list[str] = []

    def related_words(self) -> Sequence[Combinable]:
        """Return the person's public name."""
        people = Detainee.objects.live(self.at).filter(detentions=OuterRef("detention"))
        return [words_of(people, "public_name")]
