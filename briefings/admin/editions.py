"""Editions at the desk: the form at the left, the buttons on the way to publication beside it."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from js_asset import Script
from unfold.contrib.filters.admin import DropdownFilter

from briefings.actions.filing import live_about_the_same
from briefings.actions.lineage import approvers_of
from briefings.actions.quotations import misquote_reasons, statements_published_with
from briefings.actions.rendering import render_edition
from briefings.actions.writing import editions_shown_to, why_not_change
from briefings.admin import fixes, stale, states
from briefings.admin.articles import LONG
from briefings.admin.base import DeskAdmin, PanelLink, desk_url, user_of
from briefings.admin.bodies import EditionForm
from briefings.admin.buttons import Button
from briefings.admin.corrections import EditionCorrectionRows
from briefings.admin.dialogues import dialogue_url
from briefings.admin.inlines import FoldedRows
from briefings.admin.mending import MEND
from briefings.admin.sources import CitationRows
from briefings.admin.text_checks import TextChecksMixin, checks_url
from briefings.admin.transitions import TRANSITIONS
from briefings.models import Article, Byline, CarriedOver, Edition, EditionTopic, FixChoice


class BylineRows(FoldedRows):
    """The bylines of an edition."""

    model = Byline
    fields = (("name", "place"),)

    def parts(self, row: Byline) -> tuple[object, ...]:
        """Return the name and the place."""
        return (row.name, row.place)


class TopicRows(FoldedRows):
    """The topics of an edition."""

    model = EditionTopic
    fields = ("topic",)
    autocomplete_fields = ("topic",)
    verbose_name, verbose_name_plural = "topic", "topics"

    def parts(self, row: EditionTopic) -> tuple[object, ...]:
        """Return the topic."""
        return (row.topic,)


PREVIEW = "_preview"
# The buttons that bring a text nearer to its readers.
STEPS = frozenset({"submit", "approve", "publish", "schedule"})


class StateFilter(DropdownFilter):
    """Editions by state."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the states there are."""
        return [
            ("drafts", "Draft"),
            ("waiting", "In review"),
            ("scheduled", "Scheduled"),
            ("live", "Live"),
            ("superseded", "Ended"),
        ]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Keep the editions in the chosen state."""
        match self.value():
            case "drafts" | "waiting" as state:
                return getattr(queryset, state)()
            case "scheduled" | "live" | "superseded" as state:
                return getattr(queryset, state)(timezone.now())
        return queryset


@admin.register(Edition)
class EditionAdmin(TextChecksMixin, DeskAdmin):
    """The list of editions, and the page of one, where it is written."""

    form = EditionForm
    buttons = TRANSITIONS
    list_display = ("headline", "number", "state", "author")
    list_filter = (StateFilter,)
    search_fields = ("article__slug",)
    search_help_text = "The beginning of an address, or of words"
    autocomplete_fields = ("about", "hero")
    readonly_fields = ("as_read",)
    inlines = (BylineRows, TopicRows, CitationRows, EditionCorrectionRows)

    class Media:
        css: ClassVar = {"all": ["css/desk-editor.css", "css/desk-checks.css"]}
        js = (Script("js/desk-checks.js", type="module"),)

    def get_fields(self, request: HttpRequest, obj: Edition | None = None) -> tuple[str, ...]:
        """Return the fields; a body that may not be changed is shown as readers will see it."""
        body = "body" if self.has_change_permission(request, obj) else "as_read"
        return ("headline", "standfirst", body, "dateline_place", "dateline_on", "about", "hero")

    @admin.display(description="Body")
    def as_read(self, row: Edition) -> str:
        """Return the body as HTML; it was cleaned when it was saved."""
        html = mark_safe(row.rendered or render_edition(row, timezone.now()).html)  # noqa: S308
        return format_html('<div class="desk-words">{}</div>', html)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Edition]:
        """Return the editions that the user may see, with the relations of list and page."""
        editions = editions_shown_to(user_of(request)).order_by(*self.get_ordering(request))
        return editions.select_related(
            "article__identity", "created_by", "approved_by", "based_on", "about", "hero"
        )

    def matching_keys(self, word: str, request: HttpRequest) -> list[Any]:
        """Return queries for the editions whose slug begins with the word or whose words match."""
        addressed = Edition.objects.filter(article__slug__startswith=word.lower())
        shown = editions_shown_to(user_of(request))
        found = (addressed, shown.headed(word), shown.saying(word))
        return [rows.order_by().values("pk") for rows in found]

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """Return the list, with long columns deferred."""
        changelist = super().get_changelist_instance(request)
        changelist.queryset = changelist.queryset.defer(*LONG)
        return changelist

    @admin.display(description="State")
    def state(self, row: Edition) -> str:
        """Return the state in words."""
        return states.of_edition(row, timezone.now())

    @admin.display(description="Written by")
    def author(self, row: Edition) -> str:
        """Return the name of who started the edition."""
        return states.person(row.created_by)

    def panel_sentences(self, row: Edition, at: datetime) -> list[str]:
        """Return state, author, origin, approval, choices about fixes, and conflicts."""
        sentences = [f"Edition {row.number}, {states.of_edition(row, at)}."]
        if row.created_by:
            sentences.append(f"Written by {states.person(row.created_by)}.")
        if row.based_on:
            sentences.append(f"Started from edition {row.based_on.number}.")
        sentences += [
            f"Has the changes of edition {each.carried.number}, too."
            for each in row.carried_over.select_related("carried").order_by("id")
        ]
        if people := states.people(approvers_of(row)):
            made = "" if row.approved_by else ", who approved the editions that it is made of"
            sentences.append(f"Approved by {people}{made}.")
        if row.forced_reason:
            waits = "" if row.approved_by else " A second person has still to approve it."
            sentences.append(f"Forced: {row.forced_reason}.{waits}")
        if row.returned_note:
            sentences.append(f"Returned: {row.returned_note}")
        sentences += misquote_reasons(row.body) if row.approved_at is None else []
        sentences += [f"Public with it: {one}" for one in statements_published_with(row)]
        return (
            sentences
            + stale.panel_sentences(row)
            + fixes.describe_choices(FixChoice.objects.about(row))
            + fixes.describe_conflicts(row, at)
        )

    def links(self, request: HttpRequest, row: Edition) -> list[PanelLink]:
        """Return the links: where it is live to its page and to mend a typo, else to the preview.

        Who may edit saves on the way to the preview, which shows what is saved. Of a draft about a
        visit or meeting, also to what is live about that already (one query).
        """
        if row.live_period and timezone.now() in row.live_period:
            return [
                PanelLink("On the site", row.article.get_absolute_url()),
                PanelLink(MEND.label, dialogue_url(row.article, MEND)),
            ]
        preview = reverse("edition_preview", args=[row.pk])
        links = [PanelLink("Preview", preview)]
        if self.has_change_permission(request, row):
            links = [PanelLink("Save and preview", preview, saves=PREVIEW)]
        if row.approved_at is None:
            links += [
                PanelLink(f"Live about the same: {one.live_edition.headline}", desk_url(one))
                for one in live_about_the_same(row, timezone.now())
            ]
        return links

    def response_change(self, request: HttpRequest, obj: Edition) -> HttpResponse:
        """Go on to the preview after saving, if that was asked for."""
        response = super().response_change(request, obj)
        if PREVIEW in request.POST:
            return HttpResponseRedirect(reverse("edition_preview", args=[obj.pk]))
        return response

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save the child rows; warn of each misquote."""
        super().save_related(request, form, formsets, change)
        for reason in misquote_reasons(form.instance.body):
            messages.warning(request, reason)

    def press(self, request: HttpRequest, row: Edition, button: Button) -> HttpResponse:
        """Run the action and say so; after a step towards readers, tell the warnings left."""
        response = super().press(request, row, button)
        if button.name in STEPS:
            self.warn_of_findings(request, row, user_of(request))
        return response

    def row_to_lock(self, row: Edition) -> Article:
        """Return the article: every action on an edition locks that first."""
        return row.article

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Return False: an edition is started on its article's page."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Edition | None = None) -> bool:
        """Allow drafts only: authors their own, reviewers any."""
        allowed: bool = super().has_change_permission(request, obj)
        return allowed and (obj is None or not why_not_change(obj, user_of(request)))

    def has_delete_permission(self, request: HttpRequest, obj: Edition | None = None) -> bool:
        """Return False: a button discards a draft."""
        return False

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        """Render the page, with a link back to the article."""
        edition = context.get("original")
        if edition is not None:
            context["up"] = PanelLink(
                f"The article: its section ({edition.article.get_section_display()}), its address"
                " and its editions",
                desk_url(edition.article),
            )
            context["checks"] = checks_url(edition)
        return super().render_change_form(request, context, *args, **kwargs)

    def history_rows(self, row: Edition) -> list[Any]:
        """Return the edition."""
        return [row]

    def history_models(self) -> list[Any]:
        """Add what was carried over, and the choices about fixes."""
        return [*super().history_models(), CarriedOver, FixChoice]
