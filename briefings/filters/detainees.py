"""The list of detainees."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import Combinable

from briefings.filters.detentions import CustodyFilterSet, citizens
from briefings.filters.facets import Facet
from briefings.filters.naming import records_named
from briefings.filters.parameters import OrderingFilter, RecordFilter, RecordsFilter
from briefings.filters.tallies import Keys, count_by
from briefings.filters.words import words_of
from briefings.models import Country, CustodyEvent, Detainee, DetaineeName, Detention, Nationality
from briefings.models.custody import stricter_than
from briefings.paging import both_ways


class DetaineeFilterSet(CustodyFilterSet):
    """Detainees by nationality, and by who held them, where, on which day.

    `as_of` alone keeps who was held that day; `status` asks for the restricted. A person free in
    one detention and held in another is held. `q` searches the public name, the description, the
    occupation and, unless the name is withheld, the other names.
    """

    detained_row = "detainee"
    words = ("public_name", "description", "occupation")
    facets = (*CustodyFilterSet.facets, Facet("nationality", "Citizen of", "citizenship_counts"))

    nationality = RecordFilter(
        "country", method="of_citizens", help_text="Citizen of this country: code, slug or id"
    )
    nationality__in = RecordsFilter(
        "country", method="of_citizens", help_text="Citizens of one of these countries, with commas"
    )
    ordering = OrderingFilter(*both_ways("name", "public_sort_name"))

    class Meta:
        model = Detainee
        fields: list[str] = []

    def in_status(self, status: str) -> Q:
        """Match the detentions in the status on the day, if no other one has a stricter status.

        Possibly: no other detention is certainly stricter all day long. Certainly: none is possibly
        stricter at any time.
        """
        stricter = stricter_than(status)
        if not stricter:
            return super().in_status(status)
        others = Detention.objects.live(self.at).filter(detainee=OuterRef("detainee"))
        asked = CustodyEvent.objects.during if self.certain else CustodyEvent.objects.throughout
        events = asked(self.day, "status", stricter, of="detention", at=self.at)
        by_others = Exists(events.filter(detention=OuterRef("pk")))
        outranking = others.exclude(pk=OuterRef("pk")).filter(by_others)
        return super().in_status(status) & ~Q(Exists(outranking))

    def citizenship_counts(self, keys: Keys) -> list[QuerySet[Any, Any]]:
        """Count the people by the countries whose citizens they are."""
        held = Nationality.objects.filter(
            detainee__in=keys, country__in=Country.objects.live(self.at)
        )
        return [count_by(held, "detainee", "country__slug", "country__name")]

    def of_citizens(
        self, queryset: QuerySet[Detainee], _: str, value: str | list[str]
    ) -> QuerySet[Detainee]:
        """Keep the citizens of the country, or of one of several."""
        return queryset.filter(citizens("pk", records_named("country", value, self.at)))

    def related_words(self) -> Sequence[Combinable]:
        """Return the other names, hidden ones too, of people whose name is not withheld."""
        names = DetaineeName.objects.filter(detainee=OuterRef("pk"), detainee__name_withheld=False)
        return [words_of(names, "name")]
