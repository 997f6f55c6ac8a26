"""Questions asked of meetings and of visits alike: who was there, about what, and how it stood."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

import django_filters
from django.db.models import Exists, OuterRef, Q, QuerySet

from briefings.filters.base import (
    ChoicesFilter,
    PartialDateFilter,
    RecordFilter,
    TextsFilter,
    named,
)
from briefings.filters.dated import EventFilterSet
from briefings.filters.several import FewField
from briefings.filters.tallies import Keys, one_by_one, tallied
from briefings.filters.words import matching_parts
from briefings.models import (
    AgendaItem,
    PartialDate,
    Participant,
    StatusChange,
)
from briefings.models.statuses import Status
from briefings.models.words import words_in
from briefings.search.questions import search_query


class SeveralFilter(TextsFilter):
    """Several officials with commas between them, at most 10, each a condition of its own."""

    base_field_class = FewField
    type = "official"


def coming_from(countries: QuerySet[Any]) -> Q:
    """Match participants of one of the countries, by their own word or by their record's."""
    silent = Q(country__isnull=True)
    return (
        Q(country__in=countries)
        | silent & Q(official__country__in=countries)
        | silent & Q(organization__country__in=countries)
    )


class OccasionFilterSet(EventFilterSet):
    """A list of meetings or of visits; `occasion` is the foreign key that points at its rows.

    Each condition may be met by a participant of its own: `participant=A` with
    `participant_country=C` is A, and somebody of C.
    """

    occasion: ClassVar[str]

    participant = RecordFilter("official", method="with_official", help_text="An official there")
    participant__all = SeveralFilter(
        method="with_officials", help_text="Officials there together, with commas, up to 10"
    )
    participant_country = RecordFilter(
        "country", method="with_country", help_text="The country of somebody there"
    )
    organization = RecordFilter(
        "organization", method="with_organization", help_text="An organization there"
    )
    topic = RecordFilter("topic", method="on_topic", help_text="On the agenda, planned or raised")
    about = django_filters.UUIDFilter(
        method="on_record", help_text="The id of a topic, or of a detainee whose case is on it"
    )
    case_raised = RecordFilter(
        "detainee", method="raising", help_text="A detainee whose case was raised there"
    )
    status = django_filters.ChoiceFilter(
        method="standing",
        choices=Status.choices,
        empty_label=None,
        help_text="Where it stood on the day `as_of`, else stands today",
    )
    status__in = ChoicesFilter(
        method="standing",
        choices=Status.choices,
        help_text="Where it stood, with commas between the values",
    )
    as_of = PartialDateFilter(
        method="jointly", help_text="The day, month or year for which the status is asked and shown"
    )

    @property
    def day(self) -> date | PartialDate:
        """The day for which the status is asked."""
        asked: PartialDate | None = self.form.cleaned_data["as_of"]
        return asked or self.today

    def with_official(self, queryset: QuerySet[Any], _: str, name: str) -> QuerySet[Any]:
        """Keep where the official takes part."""
        return self.with_participant(queryset, Q(official__in=named("official", name, self.at)))

    def with_officials(self, queryset: QuerySet[Any], _: str, names: list[str]) -> QuerySet[Any]:
        """Keep where every one of the officials takes part."""
        for name in names:
            queryset = self.with_official(queryset, _, name)
        return queryset

    def with_country(self, queryset: QuerySet[Any], _: str, name: str) -> QuerySet[Any]:
        """Keep where somebody of the country takes part."""
        return self.with_participant(queryset, coming_from(named("country", name, self.at)))

    def with_organization(self, queryset: QuerySet[Any], _: str, name: str) -> QuerySet[Any]:
        """Keep where the organization takes part."""
        bodies = named("organization", name, self.at)
        return self.with_participant(queryset, Q(organization__in=bodies))

    def with_participant(self, queryset: QuerySet[Any], who: Q) -> QuerySet[Any]:
        """Keep where one of the live participants is such."""
        return queryset.filter(Exists(self.participants().filter(who)))

    def participants(self) -> QuerySet[Participant]:
        """Return the live participants of the outer row."""
        return Participant.objects.live(self.at).filter(**{self.occasion: OuterRef("pk")})

    def on_topic(self, queryset: QuerySet[Any], _: str, name: str) -> QuerySet[Any]:
        """Keep what has the topic on its agenda."""
        return self.with_item(queryset, Q(topic__in=named("topic", name, self.at)))

    def on_record(self, queryset: QuerySet[Any], _: str, public_id: UUID) -> QuerySet[Any]:
        """Keep what has the topic or the detainee with this id on its agenda."""
        known = str(public_id)
        topics, detainees = (named(type_, known, self.at) for type_ in ("topic", "detainee"))
        return self.with_item(queryset, Q(topic__in=topics) | Q(detainee__in=detainees))

    def raising(self, queryset: QuerySet[Any], _: str, name: str) -> QuerySet[Any]:
        """Keep where the detainee's case was raised; what was only planned is left out."""
        detainees = named("detainee", name, self.at)
        return self.with_item(queryset, Q(detainee__in=detainees, stage=AgendaItem.Stage.RAISED))

    def with_item(self, queryset: QuerySet[Any], what: Q) -> QuerySet[Any]:
        """Keep what has such a row on its agenda."""
        items = AgendaItem.objects.filter(what, **{self.occasion: OuterRef("pk")})
        return queryset.filter(Exists(items))

    def standing(
        self, queryset: QuerySet[Any], _: str, value: str | Sequence[str]
    ) -> QuerySet[Any]:
        """Keep what may have had one of the statuses at some time on the day, or certainly had."""
        changes = StatusChange.objects.holding(
            "status",
            [value] if isinstance(value, str) else value,
            self.day,
            of=self.occasion,
            at=self.at,
            certainly=self.certain,
        )
        return queryset.filter(Exists(changes.filter(**{self.occasion: OuterRef("pk")})))

    def standings(self, keys: Keys) -> list[QuerySet[Any, Any]]:
        """Return how many of the rows had each status on the day.

        What is certain is asked of one status at a time: a change to another is a break.
        """
        if self.certain:
            return one_by_one(self, "status")
        held = StatusChange.objects.holding(
            "status", Status.values, self.day, of=self.occasion, at=self.at
        )
        rows = held.filter(**{f"{self.occasion}__in": keys})
        return [tallied(rows, self.occasion, "status")]

    def matching_question(self, queryset: QuerySet[Any], _: str, question: str) -> QuerySet[Any]:
        """Keep the rows that answer the question, each part by their words or those beside them."""
        return matching_parts(queryset, question, self.found)

    def found(self, part: str) -> list[QuerySet[Any]]:
        """Return the keys of the rows of which a part of a question is said, as in a search.

        Also by the words for a group that takes part.
        """
        asked = search_query(part)
        groups = Participant.objects.live(self.at).alias(of_group=words_in("group"))
        return [
            self._meta.model._default_manager.filter(said=asked).order_by().values("pk"),
            groups.filter(of_group=asked).order_by().values(self.occasion),
        ]
