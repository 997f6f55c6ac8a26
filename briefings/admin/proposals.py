"""Proposed meetings at the desk: the words of each beside what would be made of them."""

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
from briefings.admin.base import DeskAdmin, TabularRows, editor
from briefings.admin.buttons import Button, FormValues
from briefings.models import Meeting, ProposedMeeting, ProposedParticipant

# As many reasons are shown of a refusal.
REASONS = 20


def accept(by: User, row: ProposedMeeting, words: FormValues) -> Meeting | None:
    """Make a meeting of it, and go there."""
    actions.accept(by=by, proposals=[row])
    row.refresh_from_db()
    return row.meeting


def leave_out(by: User, row: ProposedMeeting, words: FormValues) -> None:
    """Leave it out."""
    actions.leave_out(by=by, proposals=[row])


DECISIONS = (
    Button(
        "accept",
        "Accept",
        "The meeting is entered.",
        lambda row, by, at: actions.why_not_accept([row], by),
        accept,
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
    """Proposals by who travels on the visit."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.title = "traveller"


class ProposedParticipantRows(TabularRows):
    """Who was met: who it is can be chosen, what was read stays."""

    model = ProposedParticipant
    fields = ("read", "official", "maybe")
    readonly_fields = ("read", "maybe")
    autocomplete_fields = ("official",)
    can_delete = False
    hide_title = True
    verbose_name_plural = "who was met"

    @admin.display(description="As read")
    def read(self, row: ProposedParticipant) -> str:
        """Return title and name, or the group."""
        return str(row)

    @admin.display(description="May be")
    def maybe(self, row: ProposedParticipant) -> str:
        """Return whom it may be, where several fit."""
        return ", ".join(str(official) for official in row.candidates.all())

    def get_queryset(self, request: HttpRequest) -> Any:
        """Return the rows with whom each may be."""
        return super().get_queryset(request).with_candidates()

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Leave it to what was read."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let it be changed by who decides the proposal, until that is done."""
        return editor(request).has_perm("briefings.change_proposedmeeting") and (
            obj is None or obj.state == ProposedMeeting.State.WAITING
        )

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Show it with the proposal."""
        return editor(request).has_perm("briefings.view_proposedmeeting")


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
    ordering = ("-id",)
    actions = ("accept_chosen", "leave_out_chosen")
    fields: Any = ("words", "made_of_it", "visit", "on", ("state", "meeting"))
    readonly_fields: Any = ("words", "made_of_it", "visit", "on", "state", "meeting")
    inlines: Any = (ProposedParticipantRows,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[ProposedMeeting]:
        """Return the proposals with who was met."""
        who = ProposedParticipant.objects.with_candidates().select_related("official")
        proposals: QuerySet[ProposedMeeting] = super().get_queryset(request)
        return proposals.prefetch_related(Prefetch("participants", who))

    @admin.display(description="What would be made of it")
    def made_of_it(self, row: ProposedMeeting) -> str:
        """Return the kind with whom it is: an official, in quotation marks who stays in words."""
        around = [words for words in (row.place, row.gathering) if words]
        who = "; ".join(_who(each) for each in row.participants.all())
        return ", ".join([f"{row.get_kind_display()} with {who}", *around])

    @admin.action(description="Accept", permissions=["change"])
    def accept_chosen(self, request: HttpRequest, chosen: QuerySet[ProposedMeeting]) -> None:
        """Make meetings of the chosen ones, all or none."""

        def done() -> str:
            accepted = actions.accept(by=editor(request), proposals=chosen)
            return f"{accepted.made} meetings entered, {accepted.known} were there already."

        self._decide(request, chosen, done)

    @admin.action(description="Leave out", permissions=["change"])
    def leave_out_chosen(self, request: HttpRequest, chosen: QuerySet[ProposedMeeting]) -> None:
        """Leave the chosen ones out, all or none."""
        self._decide(
            request,
            chosen,
            lambda: f"{actions.leave_out(by=editor(request), proposals=chosen)} left out.",
        )

    @admin.display(description=ModelAdmin.action_checkbox.short_description)
    def action_checkbox(self, obj: ProposedMeeting) -> str:
        """Return the box by which a proposal is chosen, with what the list says of it."""
        box = super().action_checkbox(obj)
        return format_html(
            '{}<input type="hidden" name="_shown-{}" value="{}">', box, obj.pk, self.digest(obj)
        )

    def digest(self, row: ProposedMeeting) -> str:
        """Return a mark of what the list says of a proposal; it differs once that does."""
        said = [self.made_of_it(row), row.state, str(row.visit_id), str(row.on)]
        return salted_hmac("briefings.admin.proposals", "\n".join(said)).hexdigest()[:16]

    def refuse_changed(self, request: HttpRequest, chosen: QuerySet[ProposedMeeting]) -> None:
        """Lock the proposals; raises `Refused` with each that the list showed otherwise.

        Where all of all pages are chosen, those of the page are compared.
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

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Return the decisions: other than at the rest of the desk, many are decided at once."""
        found: dict[str, Any] = super(DeskAdmin, self).get_actions(request)
        return found

    def history_models(self) -> list[type[Model]]:
        """Return none: what became of a proposal has the history."""
        return []

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Leave it to what reads remarks."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse it: what is left out is not proposed again."""
        return False


def _who(who: ProposedParticipant) -> str:
    if who.official:
        return str(who.official)
    maybe = " or ".join(str(official) for official in who.candidates.all())
    return f"“{who}” ({maybe}?)" if maybe else f"“{who}”"
