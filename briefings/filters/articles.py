"""The list of articles."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import Any
from uuid import UUID

import django_filters
from django.db.models import Exists, FilteredRelation, OuterRef, Q, QuerySet, Subquery

from briefings.filters.base import RecordFilterSet
from briefings.filters.facets import Facet
from briefings.filters.naming import records_named
from briefings.filters.parameters import ChoicesFilter, OrderingFilter, RecordFilter, RecordsFilter
from briefings.filters.tallies import Keys, count_by
from briefings.models import Article, EditionTopic, EditionWords, Identity, Mention, Topic
from briefings.models.words import Read
from briefings.paging import Ordering, both_ways
from briefings.search.questions import search_query, written_query


class MentionFilter(RecordFilter):
    """A record that the live edition names."""

    def filter(self, queryset: QuerySet[Any], value: str) -> QuerySet[Any]:
        """Keep the articles whose live edition names the record; none if that is not live."""
        if not value:
            return queryset
        identities = self.identities(value)
        kept: QuerySet[Any] = self.parent.with_mention_of(queryset, self.field_name, identities)
        return kept

    def identities(self, value: str) -> QuerySet[Any, Any]:
        """Return the key of the record's identity, none if it is not live; no query."""
        return records_named(self.type, value, self.parent.at).values("identity")


# The parameters that ask for more of an edition than whether it is live.
OF_EDITION = {"about"}
# The parameters that ask for articles that name a record.
MENTIONED = ("official", "office", "country", "organization", "mentions")


class ArticleFilterSet(RecordFilterSet):
    """Articles by section, time, and the records that they name.

    `q` searches headline, standfirst and text of the live edition, in their English forms.
    """

    facets = (Facet("section", "Section"), Facet("topic", "Topic", "topic_counts"))

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

    def filter_queryset(self, queryset: Any) -> QuerySet[Any]:
        """Return the articles that are live, and that the parameters keep.

        All that is live was published by now: said so, the index of the whole list begins behind
        all that is scheduled. A narrowed list is read by other indexes.
        """
        published = queryset if self.given else queryset.filter(published_at__lte=self.at)
        return super().filter_queryset(published)

    @cached_property
    def given(self) -> dict[str, Any]:
        """The values of the parameters that narrow the list, by name; {} if one is refused."""
        cleaned = self.form.cleaned_data if self.form.is_valid() else {}
        return {name: cleaned[name] for name, _ in self.asked if name in cleaned}

    @cached_property
    def mention_parameter(self) -> str | None:
        """The parameter whose record's mentions the articles are read from; None without one."""
        return next((name for name in MENTIONED if self.given.get(name)), None)

    @cached_property
    def keys(self) -> QuerySet[Any, Any]:
        """The primary keys of the articles, unsorted, read from the words of live editions.

        `EditionWords` has a small row for each edition that is live or will be; `Edition` has every
        edition with its text. Only what asks of an edition itself has to read that. The articles on
        a record are read from an index of its mentions alone.
        """
        if self.given.keys() & OF_EDITION:
            return super().keys
        others = dict(self.given)
        live: QuerySet[Any] = EditionWords.objects.live(self.at)
        said = "said"
        if self.mention_parameter:
            del others[self.mention_parameter]
            identities = self._identities(self.mention_parameter).order_by()
            live = Mention.objects.live(self.at).filter(identity=Subquery(identities[:1]))
            said = "edition__words__said"
        if question := others.pop("q", ""):
            live = live.alias(read=Read(said)).filter(read=search_query(question))
        if others:
            articles = Article.objects.order_by()
            for name, value in others.items():
                articles = self.filters[name].filter(articles, value)
            live = live.filter(article__in=articles)
        return live.values("article")

    @cached_property
    def order(self) -> Ordering:
        """The ordering, by a copy of the day if a mentioned record or words are asked for.

        Mentions are indexed by record and day, words by day: the articles of the busiest record, or
        with a common word, are read from the newest on instead of being sorted.
        """
        chosen = super().order
        if self.mention_parameter:
            return replace(chosen, key="mentions__published_at")
        return replace(chosen, key="said__published_at") if self.given.get("q") else chosen

    def matching_question(
        self, queryset: QuerySet[Article], _: str, question: str
    ) -> QuerySet[Article]:
        """Keep the articles whose live edition says what is asked, as a search finds it."""
        live = FilteredRelation("words", condition=Q(words__live_period__holds=self.at))
        said = queryset.alias(said=live).filter(said__isnull=False)
        return said.alias(read=Read("said__said")).filter(read=written_query(question))

    def with_mention_of(
        self, queryset: QuerySet[Article], name: str, identities: QuerySet[Any]
    ) -> QuerySet[Article]:
        """Keep the articles whose live edition names the record; `identities` holds one at most."""
        if name == self.mention_parameter:
            return queryset.filter(
                mentions__identity=Subquery(identities.order_by()[:1]),
                mentions__live_period__holds=self.at,
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
            topic__in=records_named("topic", value, self.at),
        )
        return queryset.filter(Exists(filed))

    def topic_counts(self, keys: Keys) -> list[QuerySet[Any, Any]]:
        """Count the articles by the topics of their live edition."""
        live = EditionWords.objects.live(self.at).filter(article__in=keys)
        filed = EditionTopic.objects.filter(
            edition__in=live.values("edition"), topic__in=Topic.objects.live(self.at)
        )
        return [count_by(filed, "edition", "topic__slug", "topic__name")]

    def naming(self, queryset: QuerySet[Article], name: str, public_id: UUID) -> QuerySet[Article]:
        """Keep the articles whose live edition names the record."""
        return self.with_mention_of(queryset, name, self._record(public_id).values("pk"))

    def on_record(self, queryset: QuerySet[Article], _: str, public_id: UUID) -> QuerySet[Article]:
        """Keep the articles whose live edition is about the record."""
        record = self._record(public_id)
        return queryset.filter(live_edition__about__in=record)  # type: ignore[misc]

    def _identities(self, name: str) -> QuerySet[Any, Any]:
        """Return the key of the identity that a mention parameter asks for; no query."""
        if name == "mentions":
            return self._record(self.given[name]).values("pk")
        filter_: MentionFilter = self.filters[name]
        return filter_.identities(self.given[name])

    def _record(self, public_id: UUID) -> QuerySet[Identity]:
        return Identity.objects.live(self.at).with_public_ids(public_id)
