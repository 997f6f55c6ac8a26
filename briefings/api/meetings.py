"""Meetings as JSON."""

from __future__ import annotations

from rest_framework import serializers

from briefings.api.mentions import RecordMention
from briefings.api.occasions import OccasionInListSerializer, OccasionResource, OccasionSerializer
from briefings.api.rows import Choice, Label, PartialDateField, Text
from briefings.filters.meetings import MeetingFilterSet
from briefings.models import Meeting


class MeetingInListSerializer(OccasionInListSerializer):
    """An engagement: `on` is its local day, as far as it is known."""

    kind = serializers.ChoiceField(choices=Meeting.Kind.choices)
    kind_label = Label(source="get_kind_display")
    on = PartialDateField()
    part_of_day = Choice(Meeting.PartOfDay.choices)
    part_of_day_label = Text(source="get_part_of_day_display")
    starts_at = serializers.DateTimeField(
        allow_null=True, help_text="Where the moment is known; null: not known"
    )
    minutes = serializers.IntegerField(allow_null=True, help_text="How long it lasts")
    time_zone = Text(help_text="Whose clocks `on` goes by, as in Asia/Shanghai")
    place = RecordMention()
    country = RecordMention()
    visit = RecordMention(help_text="The visit that it is part of")
    gathering = RecordMention(help_text="The gathering that it is part of")
    follows = RecordMention(help_text="The meeting that it follows")


class MeetingSerializer(MeetingInListSerializer, OccasionSerializer):
    """A meeting at its own address; those of a gathering are asked of `meetings/?gathering=`."""


class MeetingResource(OccasionResource):
    """Engagements of every kind, from a call to a summit."""

    row_type = "meeting"
    queryset = Meeting.objects.all()
    filterset_class = MeetingFilterSet
    serializer_class = MeetingSerializer
    list_serializer_class = MeetingInListSerializer
    relations = ("place", "country", "visit", "gathering", "follows")
    moving = True
