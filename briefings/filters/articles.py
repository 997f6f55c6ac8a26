"""The list of articles."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import Any
from uuid import UUID

import django_filters
from django.db.models import Exists, OuterRef, QuerySet, Subquery

from briefings.filters.base import (
    ChoicesFilter,
    OrderingFilter,
    RecordFilter,
    RecordFilterSet,
    named,
)
from briefings.filters.facets import Facet, Keys, tallied
from briefings.filters.several import RecordsFilter
from briefings.models import Article, EditionTopic, EditionWords, Identity, Mention, Topic
from briefings.models.expressions import among
from briefings.paging import Ordering, both_ways


class MentionFilter(RecordFilter):
    """A record that the live edition names."""

    def filter(self, queryset: QuerySet[Any], value: str) -> QuerySet[Any]:
        """Keep the articles whose live edition names the record, if that is live itself."""
        if not value:
            return queryset
        kept: QuerySet[Any] = self.parent.mentioning(
            queryset, self.field_name, self.identities(value)
        )
        return kept

    def identities(self, value: str) -> QuerySet[Any, Any]:
        """Return the key of the record's identity; of none that is not live. No query yet."""
        return named(self.type, value, self.parent.at).values("identity")


# What asks for more of an edition than that it is live.
OF_THE_EDITION = {"q", "about"}
# What asks for the mentions of a record.
MENTIONED = ("official", "office", "country", "organization", "mentions")


class ArticleFilterSet(RecordFilterSet):
    """Articles by section, time, and the records that they name.

    `q` reads headline, standfirst and text of the live edition.
    """

    words = ("live_edition__headline", "live_edition__standfirst", "live_edition__plain_text")
    facets = (Facet("section", "Section"), Facet("topic", "Topic", "topics"))

    section = django_filters.ChoiceFilter(
        choices=Article.Section.choices, empty_label=None, help_text="Kind of piece"
    )
    section__in = ChoicesFilter(
        field_name="section",
        choices=Article.Section.choices,
        help_text="Kinds of piece with commas between them",
    )
    topic = RecordFilter("topic", method="on_topic", help_text="Filed under this topic")
    topic__in = RecordsFilter(
        "topic", method="on_topic", help_text="Topics with commas between them"
    )
    official = MentionFilter("official", help_text="Names this official")
    office = MentionFilter("office", help_text="Names this office")
    country = MentionFilter("country", help_text="Names this country")
    organization = MentionFilter("organization", help_text="Names this organization")
    mentions = django_filters.UUIDFilter(
        method="naming", help_text="Names, or is about, the record with this id, whatever its type"
    )
    about = django_filters.UUIDFilter(
        method="on_record", help_text="Is about the record with this id"
    )
    published_at__gt = django_filters.IsoDateTimeFilter(
        field_name="published_at", lookup_expr="gt", help_text="First published after"
    )
    published_at__gte = django_filters.IsoDateTimeFilter(
        field_name="published_at", lookup_expr="gte", help_text="First published at or after"
    )
    published_at__lt = django_filters.IsoDateTimeFilter(
        field_name="published_at", lookup_expr="lt", help_text="First published before"
    )
    published_at__lte = django_filters.IsoDateTimeFilter(
        field_name="published_at", lookup_expr="lte", help_text="First published at or before"
    )
    ordering = OrderingFilter(*reversed(both_ways("published_at", "published_at")))

    class Meta:
        model = Article
        fields: list[str] = []

    @cached_property
    def given(self) -> dict[str, Any]:
        """What is asked of the articles, by the parameter; nothing where one is refused."""
        cleaned = self.form.cleaned_data if self.form.is_valid() else {}
        return {name: cleaned[name] for name, _ in self.asked if name in cleaned}

    @cached_property
    def leading(self) -> str | None:
        """The parameter whose record's mentions lead to the articles; None where none is asked."""
        return next((name for name in MENTIONED if self.given.get(name)), None)

    @cached_property
    def keys(self) -> QuerySet[Any, Any]:
        """The keys of the articles, of which one edition each is live.

        Editions that are over and texts are not read for it, but where an edition's own words are
        asked, or what it is about: what a live edition says is kept apart in a small table.
        """
        if self.given.keys() & OF_THE_EDITION:
            return super().keys
        live = EditionWords.objects.live(self.at)
        if self.leading:
            record = self._identities(self.leading, self.given[self.leading])
            naming = Mention.objects.filter(identity=Subquery(record.order_by()[:1]))
            live = live.filter(among(naming.values("edition")))
        others = {name: value for name, value in self.given.items() if name != self.leading}
        if others:
            articles = Article.objects.order_by()
            for name, value in others.items():
                articles = self.filters[name].filter(articles, value)
            live = live.filter(article__in=articles)
        return live.values("article")

    @cached_property
    def order(self) -> Ordering:
        """The ordering asked for, read from the mentions of a record that is asked for.

        They have their article's day, and are indexed by it for each record: the pieces on the
        busiest are then read from the newest on, not sorted.
        """
        chosen = super().order
        return replace(chosen, key="mentions__published_at") if self.leading else chosen

    def mentioning(
        self, queryset: QuerySet[Article], name: str, identities: QuerySet[Any]
    ) -> QuerySet[Article]:
        """Keep the articles whose live edition names the record, of which there is one at most."""
        if name == self.leading:
            return queryset.filter(
                mentions__identity=Subquery(identities.order_by()[:1]),
                mentions__edition__live_period__holds=self.at,
            )
        mentions = Mention.objects.live(self.at).filter(identity__in=identities)
        return queryset.filter(Exists(mentions.filter(article=OuterRef("pk"))))

    def on_topic(
        self, queryset: QuerySet[Article], _: str, value: str | list[str]
    ) -> QuerySet[Article]:
        """Keep the articles whose live edition is filed under the topic, or one of several."""
        filed = EditionTopic.objects.filter(
            edition__article=OuterRef("pk"),
            edition__live_period__holds=self.at,
            topic__in=named("topic", value, self.at),
        )
        return queryset.filter(Exists(filed))

    def topics(self, keys: Keys) -> list[QuerySet[Any, Any]]:
        """Return how many of the articles are filed under each topic in their live edition."""
        filed = EditionTopic.objects.filter(
            edition__article__in=keys,
            edition__live_period__holds=self.at,
            topic__in=Topic.objects.live(self.at),
        )
        return [tallied(filed, "edition__article", "topic__slug", "topic__name")]

    def naming(self, queryset: QuerySet[Article], name: str, public_id: UUID) -> QuerySet[Article]:
        """Keep the articles whose live edition names the record."""
        return self.mentioning(queryset, name, self._record(public_id).values("pk"))

    def on_record(self, queryset: QuerySet[Article], _: str, public_id: UUID) -> QuerySet[Article]:
        """Keep the articles whose live edition is about the record."""
        record = self._record(public_id)
        return queryset.filter(live_edition__about__in=record)  # type: ignore[misc]

    def _identities(self, name: str, value: Any) -> QuerySet[Any, Any]:
        """Return the key of the record's identity that a parameter asks for the mentions of."""
        if name == "mentions":
            return self._record(value).values("pk")
        filter_: MentionFilter = self.filters[name]
        return filter_.identities(value)

    def _record(self, public_id: UUID) -> QuerySet[Identity]:
        return Identity.objects.live(self.at).known_as(public_id)
