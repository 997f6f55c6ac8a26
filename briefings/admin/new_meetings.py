"""A new meeting on one short form: what the record can work out is not asked."""

from __future__ import annotations

from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextInputWidget

from briefings.actions.meetings import KINDS, enter_meeting, why_not_enter_meeting
from briefings.admin.buttons import Button, FormValues
from briefings.admin.citing import ASKED, SourcedForm, today_and_source, with_source
from briefings.admin.forms import Autocomplete, AutocompleteSeveral, or_enter_person
from briefings.models import Meeting, Official, Participant, Place
from briefings.models.date_fields import PartialDateFormField
from briefings.models.statuses import Status

PUBLIC, WAITS = "It is public.", "It waits to be published."
PUBLISHES = "briefings.publish_identity"


class NewMeetingForm(SourcedForm):
    """Who meets, when and where, in which state, by which source."""

    field_order = ["officials", "on", "at_time", "place", "kind", "status", "source", *ASKED]

    officials = forms.ModelMultipleChoiceField(
        label="Who meets",
        queryset=Official.objects.all(),
        widget=AutocompleteSeveral(Participant._meta.get_field("official"), admin.site),
        help_text=or_enter_person(
            "In the order in which they are named. Offices and countries come from the record."
        ),
    )
    on = PartialDateFormField(label="On", widget=UnfoldAdminTextInputWidget)
    at_time = forms.TimeField(
        label="At",
        required=False,
        widget=UnfoldAdminTextInputWidget({"placeholder": "14:30", "autocomplete": "off"}),
        error_messages={"invalid": "Write the hour as 14:30."},
        help_text="In the local time of the place.",
    )
    place = forms.ModelChoiceField(
        label="Place",
        queryset=Place.objects.all(),
        required=False,
        widget=Autocomplete(Meeting._meta.get_field("place"), admin.site),
    )
    kind = forms.ChoiceField(
        label="Kind",
        choices=[(kind.value, kind.label) for kind in KINDS],
        widget=UnfoldAdminSelectWidget,
    )
    status = forms.ChoiceField(
        label="Status",
        choices=[("", "Not known yet"), *Status.choices],
        required=False,
        widget=UnfoldAdminSelectWidget,
    )

    publish = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def clean_officials(self) -> list[Official]:
        """Return the officials in the order in which they were chosen."""
        chosen = {str(each.pk): each for each in self.cleaned_data["officials"]}
        field = self.fields["officials"].widget
        typed = field.value_from_datadict(self.data, self.files, self.add_prefix("officials"))
        return [chosen[key] for key in dict.fromkeys(typed)]


def begin_meeting(by: User, row: None, values: FormValues) -> Meeting:
    """Enter the meeting and show it."""
    return enter_meeting(by=by, **with_source(by, values))


BEGIN_MEETING = Button(
    "bilateral",
    "New bilateral",
    lambda row: f"Entered with its participants. {PUBLIC if row.live_period else WAITS}",
    lambda row, by, at: why_not_enter_meeting(by),
    begin_meeting,
    NewMeetingForm,
    initial=today_and_source,
    alone=True,
    beside=("publish", "New bilateral, public now", PUBLISHES),
)
