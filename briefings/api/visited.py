"""The countries visited most, as JSON."""

from __future__ import annotations

from collections.abc import Iterable

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from briefings.api.base import Answer
from briefings.api.errors import InvalidParameters
from briefings.api.kept import KeptAnswer
from briefings.api.shapes import Serializer, shape
from briefings.documents.mentions import Mention, of_record
from briefings.filters.visited import VisitedFilterSet


class DecadeCountSerializer(Serializer):
    """How many visits began in the ten years from `decade` on."""

    decade = serializers.IntegerField(allow_null=True, help_text="1970; null is not known")
    visits = serializers.IntegerField()


class VisitedCountrySerializer(Serializer):
    """A country and how many visits stopped there, in all and by decade."""

    country = shape(Mention)()
    visits = serializers.IntegerField()
    decades = DecadeCountSerializer(many=True)


class CountryCountSerializer(Serializer):
    """A country and how many visits begun in one decade stopped there."""

    country = shape(Mention)()
    visits = serializers.IntegerField()


class VisitedInDecadeSerializer(Serializer):
    """A decade and the countries visited most in it, at most ten."""

    decade = serializers.IntegerField(allow_null=True, help_text="1970; null is not known")
    countries = CountryCountSerializer(many=True)


class VisitedSerializer(Serializer):
    """The countries visited most, at most ten, of all decades and of each."""

    countries = VisitedCountrySerializer(many=True)
    decades = VisitedInDecadeSerializer(many=True)
    as_of = serializers.CharField(help_text="The day for which the status is asked, or today")


def parameters() -> Iterable[OpenApiParameter]:
    """Yield what can be asked, as the schema says it."""
    for name, each in VisitedFilterSet.base_filters.items():
        yield OpenApiParameter(name, str, description=each.extra["help_text"])


class MostVisited(KeptAnswer, Answer):
    """Which countries the visits that are asked about went to most, by decade."""

    filterset_class = VisitedFilterSet

    @extend_schema(operation_id="visited", parameters=[*parameters()], responses=VisitedSerializer)
    def get(self, request: Request) -> Response:
        """Return the ten countries with the most visits, of all decades and of each.

        Visits that were held are counted, unless `status` asks for others: each once for a country,
        in the decade in which it must have begun.
        """
        listing = self.filterset_class(request.query_params, at=self.ledger_state.at)
        if listing.refusals:
            raise InvalidParameters(listing.refusals)
        ranking = listing.ranking()
        asked = listing.form.cleaned_data["as_of"]
        return Response(
            {
                "countries": [
                    {
                        "country": of_record(each.country),
                        "visits": each.number,
                        "decades": [
                            {"decade": year, "visits": number}
                            for year, number in each.decades.items()
                        ],
                    }
                    for each in ranking.countries
                ],
                "decades": [
                    {
                        "decade": each.year,
                        "countries": [
                            {"country": of_record(country), "visits": number}
                            for country, number in each.countries
                        ],
                    }
                    for each in ranking.decades
                ],
                "as_of": asked.text if asked else listing.today.isoformat(),
            }
        )
