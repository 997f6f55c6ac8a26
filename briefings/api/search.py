"""The search over everything as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Self

from django.conf import settings
from django.utils.html import escape
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from briefings.api.base import Answer
from briefings.api.envelope import PAGE_SIZE, Envelope
from briefings.api.errors import InvalidParameters
from briefings.api.shapes import Serializer
from briefings.documents.mentions import page_url, resource_url
from briefings.filters.search import KIND_CHOICES, SearchFilterSet
from briefings.models.record_types import RECORD_TYPES
from briefings.paging import Count, KeysetPage
from briefings.search.showing import Hit, Piece
from briefings.veil import Veil


class HighlightsSerializer(Serializer):
    """Escaped HTML with what was searched for in `mark` elements."""

    label = serializers.ListField(child=serializers.CharField())  # type: ignore[assignment]
    text = serializers.ListField(
        child=serializers.CharField(), help_text="The passage that answers best; none: no text"
    )


class HitSerializer(Serializer):
    """A row that answers, in short; join by `id`."""

    id = serializers.UUIDField(source="public_id")
    type = serializers.ChoiceField(choices=KIND_CHOICES, source="kind")
    label = serializers.SerializerMethodField(  # type: ignore[assignment]
        help_text="What it is called today; of a statement, its first words"
    )
    url = serializers.SerializerMethodField()
    web_url = serializers.SerializerMethodField(help_text="null: it has no page of its own")
    highlights = serializers.SerializerMethodField()

    @extend_schema_field(serializers.CharField())
    def get_label(self, hit: Hit) -> str:
        """Return what it is called."""
        return "".join(words for words, _ in hit.label)

    @extend_schema_field(serializers.URLField())
    def get_url(self, hit: Hit) -> str:
        """Return the address of its JSON."""
        return resource_url(hit.kind, hit.public_id)

    @extend_schema_field(serializers.URLField(allow_null=True))
    def get_web_url(self, hit: Hit) -> str | None:
        """Return the address of its page."""
        if hit.kind not in RECORD_TYPES or hit.slug is None:
            return None
        return page_url(hit.kind, hit.slug)

    @extend_schema_field(HighlightsSerializer)
    def get_highlights(self, hit: Hit) -> dict[str, list[str]]:
        """Return label and text with what was searched for marked."""
        text = [marked(hit.text)] if hit.text else []
        return {"label": [marked(hit.label)], "text": text}


class SearchEnvelope(Envelope):
    """The envelope of what was found: ranked, so that a page is a place among the answers."""

    counts = ("bounded",)
    parameters = ("page_size",)

    @classmethod
    def of(cls, request: Request, view: Search, page: KeysetPage[Any], count: Count) -> Self:
        """Return the envelope of the page asked for, with the count of all answers."""
        envelope = cls()
        envelope.request, envelope.view, envelope.page = request, view, page
        envelope.count = count
        return envelope

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        """Return what the schema says of the size of a page."""
        size, *_ = super().get_schema_operation_parameters(view)
        return [size]


def parameters() -> Iterable[OpenApiParameter]:
    """Yield what can be asked, as the schema says it."""
    for name, each in SearchFilterSet.base_filters.items():
        choices = [value for value, _ in each.extra.get("choices") or ()]
        yield OpenApiParameter(
            name,
            str,
            description=each.extra["help_text"],
            enum=choices if name == "spelling" else None,
        )


class Search(Answer):
    """Everything that is published, by its words: the best answers first."""

    filterset_class = SearchFilterSet
    pagination_class = SearchEnvelope
    listing: SearchFilterSet

    @extend_schema(
        operation_id="search", parameters=[*parameters()], responses=HitSerializer(many=True)
    )
    def get(self, request: Request) -> Response:
        """Return what answers `q`, the best first; of each type the newest 500 are ranked.

        Where nothing says the words they are read as the nearest names, and `warnings` says so.
        """
        self.listing = self.filterset_class(
            request.query_params, at=self.ledger_state.at, extra=SearchEnvelope.parameters
        )
        refusals = [*self.listing.refusals, *SearchEnvelope.refusals_of_size(request)]
        if refusals:
            raise InvalidParameters(refusals)
        answer = self.listing.answer(self.listing.types)
        found = answer.hits
        page = self.listing.page_of_hits(
            found.rows, int(request.query_params.get("page_size", PAGE_SIZE))
        )
        hits = self.listing.hits(page, answer.question)
        count = Count(len(found.rows), exact=not found.more)
        envelope = SearchEnvelope.of(request, self, page, count)
        serializer = HitSerializer(hits, many=True, context={"site": settings.NEWSROOM_ADDRESS})
        response = envelope.enveloped(serializer.data)
        if answer.respelt:
            words = f"Nothing says “{self.listing.form.cleaned_data['q']}”: it was read as"
            read = Veil.of(self.ledger_state.withheld).text(answer.question.text)
            response.data["meta"]["warnings"] = [f"{words} “{read}”."]
        return response


def marked(pieces: Sequence[Piece]) -> str:
    """Return a text in pieces as HTML, escaped, with what was found in `mark` elements."""
    return "".join(
        f"<mark>{escape(words)}</mark>" if found else escape(words) for words, found in pieces
    )
