"""Articles as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from django.urls import reverse
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from briefings.api.base import Resource, cited
from briefings.api.mentions import IdentityMention, MentionSerializer, RecordMention
from briefings.api.rows import (
    CitationSerializer,
    Label,
    RecordSerializer,
    Serializer,
    Text,
    WholeRecordSerializer,
)
from briefings.bodies import AttributedWords, Target, resolve_links, with_valid_speakers
from briefings.documents.mentions import Mention, of_identity, resource_url
from briefings.filters.articles import ArticleFilterSet
from briefings.models import Article, Edition, Identity, Image, Topic
from briefings.models.identities import IdentityQuerySet
from briefings.paging import without_texts
from briefings.timelines import said_in
from briefings.veil import Veil

# What an edition says itself.
OWN_WORDS = ("label", "headline", "standfirst", "dateline_place", "body")


class BylineSerializer(Serializer):
    """Who wrote it, where from."""

    name = serializers.CharField()
    place = Text()


class HeadingSerializer(Serializer):
    """A line of the table of contents."""

    level = serializers.IntegerField()
    text = serializers.CharField()
    anchor = serializers.CharField(help_text="The id of the heading in the body's HTML")


class BodySerializer(Serializer):
    """The text of an edition, as HTML with its links to records resolved, and plain."""

    html = serializers.SerializerMethodField()
    text = serializers.CharField(source="plain_text")
    contents = HeadingSerializer(many=True)

    @extend_schema_field(serializers.CharField())
    def get_html(self, edition: Edition) -> str:
        """Return the stored HTML with speakers as they stand, and links to where records are."""
        html = with_valid_speakers(edition.rendered, self.context["said"])
        return resolve_links(html, self.context["targets"])


class HeroImageSerializer(Serializer):
    """The picture over an article: `url` is its JSON, `file_url` the picture; sizes are pixels."""

    id = serializers.UUIDField(source="public_id")
    url = serializers.SerializerMethodField()
    file_url = serializers.SerializerMethodField()
    width = serializers.IntegerField()
    height = serializers.IntegerField()
    alt = serializers.CharField()
    caption = Text()
    credit = serializers.CharField()

    @extend_schema_field(serializers.URLField())
    def get_url(self, image: Image) -> str:
        """Return the address of the picture's JSON."""
        return resource_url("image", image.public_id)

    @extend_schema_field(serializers.URLField())
    def get_file_url(self, image: Image) -> str:
        """Return the address of the picture itself."""
        return f"{self.context['site']}{image.get_absolute_url()}"

    def to_representation(self, image: Image) -> Any:
        """Return the picture; None where the public does not see it."""
        return super().to_representation(image) if image.is_live(self.context["at"]) else None


class ArticleInListSerializer(RecordSerializer):
    """An article in a list: what its live edition says, without the body."""

    section = serializers.ChoiceField(choices=Article.Section.choices)
    section_label = Label(source="get_section_display")
    published_at = serializers.DateTimeField(help_text="First publication")
    edition = serializers.IntegerField(source="live_edition.number")
    headline = serializers.CharField(source="live_edition.headline")
    standfirst = Text(source="live_edition.standfirst")
    dateline_place = Text(source="live_edition.dateline_place")
    dateline_on = serializers.DateField(source="live_edition.dateline_on", allow_null=True)
    word_count = serializers.IntegerField(source="live_edition.word_count")
    bylines = BylineSerializer(source="live_edition.bylines", many=True)
    topics = serializers.ListField(child=RecordMention(), source="live_edition.topics.all")
    about = IdentityMention(source="live_edition.about")
    hero_image = HeroImageSerializer(source="live_edition.hero", allow_null=True)


class ArticleSerializer(ArticleInListSerializer, WholeRecordSerializer):
    """An article with its body, what it names and what it rests on."""

    body = BodySerializer(source="live_edition")
    mentions = serializers.SerializerMethodField()
    sources = CitationSerializer(source="live_edition.citations", many=True)

    @extend_schema_field(MentionSerializer(many=True))
    def get_mentions(self, article: Article) -> list[Mention]:
        """Return the records that the body names, in the order of their first places."""
        shorts: list[Mention] = self.context["mentions"]
        return shorts


class SupersededEditionSerializer(Serializer):
    """What an article said before."""

    number = serializers.IntegerField()
    headline = serializers.CharField()
    standfirst = Text()
    live_from = serializers.DateTimeField(source="live_period.lower")
    live_until = serializers.DateTimeField(source="live_period.upper")
    word_count = serializers.IntegerField()
    web_url = serializers.SerializerMethodField()
    body = BodySerializer(source="*")

    @extend_schema_field(serializers.URLField())
    def get_web_url(self, edition: Edition) -> str:
        """Return the address of the edition's page."""
        path = reverse("edition", args=[edition.article.slug, edition.number])
        return f"{self.context['site']}{path}"


class ArticleResource(Resource):
    """Pieces, each as its live edition has it."""

    row_type = "article"
    queryset = Article.objects.all()
    filterset_class = ArticleFilterSet
    serializer_class = ArticleSerializer
    list_serializer_class = ArticleInListSerializer
    named: Sequence[Identity] = ()
    read: Sequence[Edition] = ()
    said: Mapping[UUID, AttributedWords] = MappingProxyType({})

    def listed(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the articles with the record that each is about."""
        return rows.select_related("live_edition__about", "live_edition__hero")

    def paginate_queryset(self, queryset: Any) -> Any:
        """Return the page's articles with bylines and topics; two queries more."""
        return self._with_credits(super().paginate_queryset(queryset))

    def told(self, rows: Iterable[Any]) -> list[Any]:
        """Return what a file tells of its rows; two queries more for all of them."""
        return super().told(self._with_credits(rows))

    def _with_credits(self, articles: Any) -> Any:
        prefetch_related_objects([a.live_edition for a in articles], "bylines", self._topics())
        return articles

    def get_object(self) -> Article:
        """Return the article with all that its live edition carries; four queries more.

        One more where it quotes statements.
        """
        article: Article = super().get_object()
        if self.action == "retrieve":
            self.read = [article.live_edition]
            prefetch_related_objects(
                [article.live_edition], "bylines", self._topics(), cited(self.ledger_state.at)
            )
            self.named = list(self._identities().mentioned_by(article.live_edition))
            self.said = said_in([article.live_edition.rendered], self.ledger_state.at)
        return article

    def get_serializer_context(self) -> dict[str, Any]:
        """Return what the serializers need, with the records that the bodies name."""
        context = super().get_serializer_context()
        shorts = [of_identity(identity) for identity in self.named]
        targets = {
            public_id: Target(short["label"] or "", short["web_url"])
            for identity, short in zip(self.named, shorts, strict=True)
            if short["web_url"]
            for public_id in (identity.public_id, *identity.former_ids)  # type: ignore[attr-defined]
        }
        return {**context, "mentions": shorts, "targets": targets, "said": self.said}

    @extend_schema(
        operation_id="articles_versions",
        responses=SupersededEditionSerializer(many=True),
        filters=False,
    )
    @action(detail=True, pagination_class=None)
    def versions(self, request: Request, **_: Any) -> Response:
        """Return the editions that were live before the one that is, newest first."""
        article = self.get_object()
        editions = list(article.editions.superseded(self.ledger_state.at).order_by("-live_period"))
        self.read = editions
        self.named = list(self._identities().mentioned_by(*editions))
        self.said = said_in([edition.rendered for edition in editions], self.ledger_state.at)
        context = self.get_serializer_context()
        return Response(SupersededEditionSerializer(editions, many=True, context=context).data)

    def discreet(self, told: Any) -> Any:
        """Return what is told with the names blank that are withheld.

        But for an edition's own words where it is read whole: until it is marked they are as
        somebody approved them.
        """
        blank = super().discreet(told)
        if not self.read:  # a list, what was taken back, or no edition before the live one
            return blank
        if self.action == "versions":
            editions = zip(blank, told, self.read, strict=True)
            return [each | self._own_words(whole, read) for each, whole, read in editions]
        return blank | self._own_words(told, self.read[0])

    def _own_words(self, told: dict[str, Any], edition: Edition) -> dict[str, Any]:
        veil = Veil.of(self.ledger_state.withheld).for_edition(edition.pk)
        return {name: veil.data(told[name]) for name in OWN_WORDS if name in told}

    def _topics(self) -> Prefetch[Any]:
        return Prefetch("topics", without_texts(Topic.objects.live(self.ledger_state.at)))

    def _identities(self) -> IdentityQuerySet:
        at = self.ledger_state.at
        return Identity.objects.live(at).labelled(at).with_former_ids()
