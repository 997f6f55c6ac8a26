"""The list of exchanges."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import DateField, Exists, Func, OuterRef, QuerySet
from django.db.models.expressions import Combinable

from briefings.filters.dated import EventFilterSet
from briefings.filters.naming import records_named
from briefings.filters.parameters import OrderingFilter, RecordFilter
from briefings.filters.words import words_of
from briefings.models import CustodyEvent, Exchange, ExchangeSide
from briefings.paging import both_ways

FIRST_DAY = Func("on", function="briefings_first_day", output_field=DateField())


class ExchangeFilterSet(EventFilterSet):
    """Exchanges by day, place and sides.

    `q` searches the words and the public names of the people exchanged.
    """

    words = ("told",)

    country = RecordFilter("country", method="given_by", help_text="A side of it: a country")
    organization = RecordFilter(
        "organization", method="given_by", help_text="A side of it: an armed group"
    )
    place = RecordFilter("place", help_text="Where it took place")
    ordering = OrderingFilter(*reversed(both_ways("on", FIRST_DAY)))

    class Meta:
        model = Exchange
        fields: list[str] = []

    def given_by(self, queryset: QuerySet[Exchange], name: str, value: str) -> QuerySet[Exchange]:
        """Keep the exchanges that have the country or the group as a side."""
        sides = ExchangeSide.objects.filter(
            exchange=OuterRef("pk"), **{f"{name}__in": records_named(name, value, self.at)}
        )
        return queryset.filter(Exists(sides))

    def matching_question(
        self, queryset: QuerySet[Exchange], name: str, question: str
    ) -> QuerySet[Exchange]:
        """Keep the exchanges whose words match the question, as far as readers see the words."""
        return super().matching_question(queryset.discreet(), name, question)  # type: ignore[attr-defined]

    def related_words(self) -> Sequence[Combinable]:
        """Return the public names of the people exchanged."""
        exchanged = CustodyEvent.objects.live(self.at).filter(exchange=OuterRef("pk"))
        return [words_of(exchanged, "detention__detainee__public_name")]
