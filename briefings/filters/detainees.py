"""The list of detainees."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.expressions import Combinable

from briefings.filters.base import OrderingFilter, RecordFilter, named
from briefings.filters.detentions import CustodyFilterSet, citizens
from briefings.filters.words import words_of
from briefings.models import Detainee, DetaineeName, Detention
from briefings.models.custody import CustodyStatus
from briefings.models.detentions import DetentionQuerySet
from briefings.paging import both_ways

# By which other detention somebody is not free, or not merely restricted.
STRICTER = {
    CustodyStatus.RESTRICTED: [CustodyStatus.HELD],
    CustodyStatus.FREE: [CustodyStatus.HELD, CustodyStatus.RESTRICTED],
}


class DetaineeFilterSet(CustodyFilterSet):
    """Detainees by nationality, and by who held them, where, on which day.

    `as_of` alone keeps who was held that day; who was restricted is asked with `status`. Whoever is
    free by one detention and held by another is held. `q` reads the public name, description and
    occupation, and the other names unless the name is withheld: nobody is found by that.
    """

    detained_row = "detainee"
    words = ("public_name", "description", "occupation")

    nationality = RecordFilter(
        "country", method="of_citizens", help_text="Citizen of this country: code, slug or id"
    )
    ordering = OrderingFilter(*both_ways("name", "public_sort_name"))

    class Meta:
        model = Detainee
        fields: list[str] = []

    def detained(self, detentions: DetentionQuerySet) -> DetentionQuerySet:
        """Keep the detentions that answer all that is asked, none stricter beside them."""
        kept = super().detained(detentions)
        stricter = STRICTER.get(self.form.cleaned_data["status"])
        if stricter is None:
            return kept
        others = Detention.objects.live(self.at).filter(detainee=OuterRef("detainee"))
        by_others = self.chain_says("status", stricter, self.day, certainly=not self.certain)
        return kept.exclude(Exists(others.exclude(pk=OuterRef("pk")).filter(by_others)))

    def of_citizens(self, queryset: QuerySet[Detainee], _: str, value: str) -> QuerySet[Detainee]:
        """Keep the citizens of the country."""
        return queryset.filter(citizens("pk", named("country", value, self.at)))

    def words_beside(self) -> Sequence[Combinable]:
        """Return the other names of those whose name is told, those only for finding as well."""
        names = DetaineeName.objects.filter(detainee=OuterRef("pk"), detainee__name_withheld=False)
        return [words_of(names, "name")]
