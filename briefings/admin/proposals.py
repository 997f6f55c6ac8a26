"""Proposed meetings at the desk: the words of a remark beside the meeting read from it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Model, Prefetch, QuerySet
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.html import format_html
from unfold.admin import ModelAdmin
from unfold.contrib.filters.admin import AutocompleteSelectFilter, ChoicesDropdownFilter

from briefings.actions import Refused
from briefings.actions import proposals as actions
from briefings.actions.refusals import refuse_if
from briefings.admin.base import DeskAdmin, user_of
from briefings.admin.buttons import Button, FormValues
from briefings.admin.inlines import TabularRows
from briefings.models import Meeting, ProposedMeeting, ProposedParticipant

# How many reasons of a refusal are shown.
REASONS = 20


def accept(by: User, row: ProposedMeeting, values: FormValues) -> Meeting | None:
    """Accept the proposal, and show the meeting."""
    actions.accept(by=by, proposals=[row])
    row.refresh_from_db()
    return row.meeting


def leave_out(by: User, row: ProposedMeeting, values: FormValues) -> None:
    """Leave the proposal out."""
    actions.leave_out(by=by, proposals=[row])


DECISIONS = (
    Button(
        "accept",
        "Accept",
        "The meeting is entered.",
        lambda row, by, at: actions.why_not_accept([row], by),
        accept,
        leads=True,
    ),
    Button(
        "leave_out",
        "Leave out",
        "It is left out.",
        lambda row, by, at: actions.why_not_decide([row], by),
        leave_out,
    ),
)


class TravellerFilter(AutocompleteSelectFilter):
    """Proposals by who travels on their visits."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.title = "traveller"


class ProposedParticipantRows(TabularRows):
    """The people met: the official can be chosen; what was read stays."""

    model = ProposedParticipant
    fields = ("read", "official", "maybe")
    readonly_fields = ("read", "maybe")
    autocomplete_fields = ("official",)
    verbose_name_plural = "who was met"

    @admin.display(description="As read")
    def read(self, row: ProposedParticipant) -> str:
        """Return title and name of a person, or a group's name."""
        return str(row)

    @admin.display(description="May be")
    def maybe(self, row: ProposedParticipant) -> str:
        """Return the candidates, if there are several."""
        return ", ".join(str(official) for official in row.candidates.all())

    def get_queryset(self, request: HttpRequest) -> Any:
        """Return the rows with their candidates."""
        return super().get_queryset(request).with_candidates()

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Allow whoever may decide proposals, until this one is decided."""
        return user_of(request).has_perm("briefings.change_proposedmeeting") and (
            obj is None or obj.state == ProposedMeeting.State.WAITING
        )

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Allow whoever may see proposals."""
        return user_of(request).has_perm("briefings.view_proposedmeeting")


@admin.register(ProposedMeeting)
class ProposedMeetingAdmin(DeskAdmin):
    """The list of proposed meetings, decided in bulk, and the page of one."""

    buttons = DECISIONS
    list_display = ("words", "made_of_it", "visit", "on", "state", "meeting")
    list_filter = (
        ("state", ChoicesDropdownFilter),
        ("visit", AutocompleteSelectFilter),
        ("visit__participants__official", TravellerFilter),
    )
    list_select_related = ("visit", "meeting")
    search_fields = ("words",)
    actions = ("accept_chosen", "leave_out_chosen")
    fields: Any = ("words", "made_of_it", "visit", "on", ("state", "meeting"))
    readonly_fields: Any = ("words", "made_of_it", "visit", "on", "state", "meeting")
    inlines: Any = (ProposedParticipantRows,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[ProposedMeeting]:
        """Return the proposals with the people met."""
        who = ProposedParticipant.objects.with_candidates().select_related("official")
        proposals: QuerySet[ProposedMeeting] = super().get_queryset(request)
        return proposals.prefetch_related(Prefetch("participants", who))

    @admin.display(description="Would become")
    def made_of_it(self, row: ProposedMeeting) -> str:
        """Return the meeting's kind and people; names in quotation marks are no known officials."""
        around = [words for words in (row.place, row.gathering) if words]
        who = "; ".join(_who(each) for each in row.participants.all())
        return ", ".join([f"{row.get_kind_display()} with {who}", *around])

    @admin.action(description="Accept", permissions=["change"])
    def accept_chosen(self, request: HttpRequest, chosen: QuerySet[ProposedMeeting]) -> None:
        """Accept the chosen proposals, all or none."""

        def done() -> str:
            accepted = actions.accept(by=user_of(request), proposals=chosen)
            return f"{accepted.made} meetings entered, {accepted.known} were there already."

        self._decide(request, chosen, done)

    @admin.action(description="Leave out", permissions=["change"])
    def leave_out_chosen(self, request: HttpRequest, chosen: QuerySet[ProposedMeeting]) -> None:
        """Leave the chosen proposals out, all or none."""
        self._decide(
            request,
            chosen,
            lambda: f"{actions.leave_out(by=user_of(request), proposals=chosen)} left out.",
        )

    @admin.display(description=ModelAdmin.action_checkbox.short_description)
    def action_checkbox(self, obj: ProposedMeeting) -> str:
        """Return the checkbox of a proposal, with a digest of what the list shows."""
        box = super().action_checkbox(obj)
        return format_html(
            '{}<input type="hidden" name="_shown-{}" value="{}">', box, obj.pk, self.digest(obj)
        )

    def digest(self, row: ProposedMeeting) -> str:
        """Return a digest of what the list shows of a proposal, which changes with it."""
        shown = [self.made_of_it(row), row.state, str(row.visit_id), str(row.on)]
        return salted_hmac("briefings.admin.proposals", "\n".join(shown)).hexdigest()[:16]

    def refuse_changed(self, request: HttpRequest, chosen: QuerySet[ProposedMeeting]) -> None:
        """Lock the proposals; raises `Refused` with each that has changed since the list was shown.

        If all pages are chosen, only the proposals of the page shown are compared.
        """
        keys = [*chosen.order_by("pk").select_for_update(no_key=True).values_list("pk", flat=True)]
        everywhere = request.POST.get("select_across") == "1"
        refuse_if(
            f"“{row}” was changed after the list was opened: look at it again."
            for row in self.get_queryset(request).filter(pk__in=keys)
            for shown in [request.POST.get(f"_shown-{row.pk}")]
            if shown != self.digest(row) and not (shown is None and everywhere)
        )

    def _decide(
        self, request: HttpRequest, chosen: QuerySet[ProposedMeeting], decide: Callable[[], str]
    ) -> None:
        try:
            with transaction.atomic():
                self.refuse_changed(request, chosen)
                done = decide()
            self.message_user(request, done, messages.SUCCESS)
        except Refused as refused:
            for reason in refused.reasons[:REASONS]:
                self.message_user(request, reason, messages.ERROR)
            if (more := len(refused.reasons) - REASONS) > 0:
                self.message_user(request, f"And {more} more reasons.", messages.ERROR)

    def history_models(self) -> list[type[Model]]:
        """Return none: the accepted meeting has the history."""
        return []

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Return False: only the import of remarks adds proposals."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Return False: proposals are left out instead, so that they are not made again."""
        return False


def _who(who: ProposedParticipant) -> str:
    if who.official:
        return str(who.official)
    maybe = " or ".join(str(official) for official in who.candidates.all())
    return f"“{who}” ({maybe}?)" if maybe else f"“{who}”"
