"""Filters that meetings and visits share: by participants, agenda, and status on a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

import django_filters
from django.db.models import Exists, OuterRef, Q, QuerySet

from briefings.filters.dated import EventFilterSet
from briefings.filters.keys import Keys as ListKeys
from briefings.filters.naming import records_named
from briefings.filters.parameters import (
    ChoicesFilter,
    FewField,
    PartialDateFilter,
    RecordFilter,
    TextsFilter,
)
from briefings.filters.tallies import Keys, count_by, count_each_choice, once_for_list
from briefings.filters.words import matching_parts
from briefings.ledger import LedgerState
from briefings.models import (
    AgendaItem,
    PartialDate,
    Participant,
    StatusChange,
)
from briefings.models.expressions import among
from briefings.models.statuses import Status
from briefings.models.words import words_in
from briefings.paging import Cursor
from briefings.search.questions import search_query


class SeveralFilter(TextsFilter):
    """Several officials with commas between them, at most 10, each a condition of its own."""

    base_field_class = FewField
    type = "official"


def coming_from(countries: QuerySet[Any]) -> Q:
    """Match participants of the countries: by their own country, else by their record's."""
    without_own = Q(country__isnull=True)
    return (
        Q(country__in=countries)
        | without_own & Q(official__country__in=countries)
        | without_own & Q(organization__country__in=countries)
    )


class OccasionFilterSet(EventFilterSet):
    """A list of meetings or of visits; `occasion` is the foreign key to its rows.

    Each condition may be met by another participant: `participant=A` with `participant_country=C`
    keeps occasions where A was and somebody of C.
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
        "detainee", method="where_raised", help_text="A detainee whose case was raised there"
    )
    status = django_filters.ChoiceFilter(
        method="with_status",
        choices=Status.choices,
        empty_label=None,
        help_text="Where it stood on the day `as_of`, else stands today",
    )
    status__in = ChoicesFilter(
        method="with_status",
        choices=Status.choices,
        help_text="Where it stood, with commas between the values",
    )
    as_of = PartialDateFilter(
        method="keep_all",
        help_text="The day, month or year for which the status is asked and shown",
    )

    @property
    def day(self) -> date | PartialDate:
        """The day to which `status` applies; today by default."""
        asked: PartialDate | None = self.form.cleaned_data["as_of"]
        return asked or self.today

    @property
    def statuses(self) -> list[str]:
        """The statuses asked for; [] for none."""
        asked = self.form.cleaned_data
        return [asked["status"]] if asked["status"] else asked["status__in"] or []

    def begins_at(self, keys: ListKeys, state: LedgerState) -> Cursor | None:
        """Return the place after which the rows of the page are looked for.

        Of the first page of those with a status, the place just before the first row: to find that,
        all that comes before in the order is looked through, as all that is later than the day. It
        is looked for once while the ledger stands.
        """
        if self.place or not self.statuses:
            return self.place
        first = once_for_list(self, state, f"first {self.order.name}", keys.of_page(0).rows)
        before = 1 if self.order.descending else -1
        places = (
            Cursor(self.name, self.today, key.isoformat(), pk + before) for pk, _, key in first
        )
        return next(places, None)

    def with_official(self, queryset: QuerySet[Any], _: str, name: str) -> QuerySet[Any]:
        """Keep the occasions where the official takes part: read by their keys, which are few."""
        own = Participant.objects.live(self.at).filter(
            official__in=records_named("official", name, self.at),
            **{f"{self.occasion}__isnull": False},
        )
        return queryset.filter(among(own.values(self.occasion)))

    def with_officials(self, queryset: QuerySet[Any], _: str, names: list[str]) -> QuerySet[Any]:
        """Keep the occasions where all the officials take part."""
        for name in names:
            queryset = self.with_official(queryset, _, name)
        return queryset

    def with_country(self, queryset: QuerySet[Any], _: str, name: str) -> QuerySet[Any]:
        """Keep the occasions where somebody of the country takes part."""
        return self.with_participant(queryset, coming_from(records_named("country", name, self.at)))

    def with_organization(self, queryset: QuerySet[Any], _: str, name: str) -> QuerySet[Any]:
        """Keep the occasions where the organization takes part."""
        bodies = records_named("organization", name, self.at)
        return self.with_participant(queryset, Q(organization__in=bodies))

    def with_participant(self, queryset: QuerySet[Any], who: Q) -> QuerySet[Any]:
        """Keep the occasions with a live participant who meets the condition."""
        there = Participant.objects.live(self.at).filter(who, **{self.occasion: OuterRef("pk")})
        return queryset.filter(Exists(there))

    def on_topic(self, queryset: QuerySet[Any], _: str, name: str) -> QuerySet[Any]:
        """Keep the occasions with the topic on the agenda."""
        return self.with_item(queryset, Q(topic__in=records_named("topic", name, self.at)))

    def on_record(self, queryset: QuerySet[Any], _: str, public_id: UUID) -> QuerySet[Any]:
        """Keep the occasions with the topic or the detainee with this id on the agenda."""
        known = str(public_id)
        topics, detainees = (
            records_named(type_, known, self.at) for type_ in ("topic", "detainee")
        )
        return self.with_item(queryset, Q(topic__in=topics) | Q(detainee__in=detainees))

    def where_raised(self, queryset: QuerySet[Any], _: str, name: str) -> QuerySet[Any]:
        """Keep the occasions where the detainee's case was raised, not only planned."""
        detainees = records_named("detainee", name, self.at)
        return self.with_item(queryset, Q(detainee__in=detainees, stage=AgendaItem.Stage.RAISED))

    def with_item(self, queryset: QuerySet[Any], what: Q) -> QuerySet[Any]:
        """Keep the occasions with an agenda item that meets the condition."""
        items = AgendaItem.objects.filter(what, **{self.occasion: OuterRef("pk")})
        return queryset.filter(Exists(items))

    def with_status(
        self, queryset: QuerySet[Any], _: str, value: str | Sequence[str]
    ) -> QuerySet[Any]:
        """Keep the occasions with one of the statuses on the day, possibly or certainly."""
        changes = StatusChange.objects.during(
            self.day,
            "status",
            [value] if isinstance(value, str) else value,
            of=self.occasion,
            at=self.at,
            certainly=self.certain,
        )
        return queryset.filter(Exists(changes.filter(**{self.occasion: OuterRef("pk")})))

    def status_counts(self, keys: Keys) -> list[QuerySet[Any, Any]]:
        """Count the rows by their statuses on the day.

        Certain ones are counted one status at a time, because a change to another is a break.
        """
        if self.certain:
            return count_each_choice(self, "status")
        held = StatusChange.objects.during(
            self.day, "status", Status.values, of=self.occasion, at=self.at
        )
        rows = held.filter(**{f"{self.occasion}__in": keys})
        return [count_by(rows, self.occasion, "status")]

    def matching_question(self, queryset: QuerySet[Any], _: str, question: str) -> QuerySet[Any]:
        """Keep the rows that match each part of the question, by their words or related ones."""
        return matching_parts(queryset, question, self.keys_matching)

    def keys_matching(self, part: str) -> list[QuerySet[Any]]:
        """Return the keys of the rows that match a part of a question, as in a search.

        The words for a group that takes part count too.
        """
        asked = search_query(part)
        groups = Participant.objects.live(self.at).alias(of_group=words_in("group"))
        return [
            self._meta.model._default_manager.filter(said=asked).order_by().values("pk"),
            groups.filter(of_group=asked).order_by().values(self.occasion),
        ]
