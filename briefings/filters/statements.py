"""The list of statements."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import django_filters
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.expressions import Combinable

from briefings.filters.dated import EventFilterSet
from briefings.filters.facets import Facet
from briefings.filters.parameters import ChoicesFilter, OrderingFilter, RecordFilter
from briefings.filters.words import words_of
from briefings.models import Identity, Official, Organization, Statement, StatementSubject
from briefings.models.statements import SAID_ON, SAID_ON_DOWNWARDS
from briefings.paging import Ordering


class StatementFilterSet(EventFilterSet):
    """Statements by speaker, occasion, day and what they are about.

    `q` searches the words, the attribution line, the occasion and the speaker's name.
    """

    happened = "said_on"
    words = ("words", "attribution", "occasion")
    facets = (Facet("form", "Form"),)

    official = RecordFilter("official", help_text="Who said it")
    organization = RecordFilter("organization", help_text="Whose words they are")
    meeting = RecordFilter("meeting", help_text="Said at this meeting")
    about = django_filters.UUIDFilter(
        method="on_record", help_text="About the record with this id, whatever its type"
    )
    form = django_filters.ChoiceFilter(
        choices=Statement.Form.choices,
        empty_label=None,
        help_text="Whether the words are the speaker's own",
    )
    form__in = ChoicesFilter(
        field_name="form",
        choices=Statement.Form.choices,
        help_text="Whether the words are the speaker's own, with commas between the values",
    )
    ordering = OrderingFilter(
        Ordering("-said_on", SAID_ON_DOWNWARDS, descending=True),
        Ordering("said_on", SAID_ON),
    )

    class Meta:
        model = Statement
        fields: list[str] = []

    def on_record(
        self, queryset: QuerySet[Statement], _: str, public_id: UUID
    ) -> QuerySet[Statement]:
        """Keep the statements about the record."""
        records = Identity.objects.live(self.at).with_public_ids(public_id)
        subjects = StatementSubject.objects.filter(statement=OuterRef("pk"), subject__in=records)
        return queryset.filter(Exists(subjects))

    def related_words(self) -> Sequence[Combinable]:
        """Return the speaker's name."""
        officials = Official.objects.live(self.at).filter(pk=OuterRef("official"))
        organizations = Organization.objects.live(self.at).filter(pk=OuterRef("organization"))
        return [words_of(officials, "full_name"), words_of(organizations, "name")]
