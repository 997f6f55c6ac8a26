"""Articles at the desk: the identity of a piece and the list of its editions."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import capfirst
from unfold.contrib.filters.admin import ChoicesDropdownFilter

from briefings.actions.editions import create_article, start_edition, why_not_start
from briefings.actions.publishing import restore, why_not_restore, why_not_withdraw, withdraw
from briefings.actions.writing import articles_shown_to, editions_shown_to, usual_byline
from briefings.admin import fixes, states
from briefings.admin.addresses import NewArticleForm
from briefings.admin.article_import import import_page
from briefings.admin.base import DeskAdmin, desk_url, user_of
from briefings.admin.buttons import Button, FormValues
from briefings.admin.corrections import CorrectionRows
from briefings.admin.forms import RetractionForm
from briefings.admin.inlines import TabularRows
from briefings.admin.mending import MEND, PiecesFilter, mend_link
from briefings.admin.publication import note_audience
from briefings.admin.records import CHANGE_SLUG, IdentifierRows
from briefings.models import (
    Article,
    Byline,
    CarriedOver,
    Citation,
    Edition,
    EditionTopic,
    FixChoice,
)
from briefings.models.articles import ArticleQuerySet

BYLINED = "The byline is “{}”: change or remove it under Bylines if somebody else writes this."
LONG = ("body", "rendered", "contents", "plain_text", "standfirst")  # deferred in lists


def start_next(by: User, row: Article, values: FormValues) -> Edition:
    """Start the next edition and show it."""
    return start_edition(by=by, article=row)


def withdraw_article(by: User, row: Article, values: FormValues) -> None:
    """Withdraw the article."""
    withdraw(by=by, article=row, reason=values["reason"], note=values["note"])


def restore_article(by: User, row: Article, values: FormValues) -> Edition:
    """Submit an edition that restores the article, and show it."""
    return restore(by=by, article=row)


BUTTONS = (
    Button(
        "start",
        "Start the next edition",
        "A new draft, from what the public sees.",
        lambda row, by, at: why_not_start(row, by),
        start_next,
        leads=True,
    ),
    Button(
        "withdraw",
        "Withdraw",
        "Withdrawn.",
        why_not_withdraw,
        withdraw_article,
        RetractionForm,
        reason="reason",
        initial=lambda row, by, at: {"note_is_read": note_audience(row, at)},
    ),
    Button(
        "restore",
        "Restore",
        "An edition that restores the article is in review.",
        why_not_restore,
        restore_article,
    ),
    CHANGE_SLUG,
)


class EditionRows(TabularRows):
    """The editions of an article, read-only; each has a page of its own."""

    model = Edition
    fields = readonly_fields = ("edition", "state", "author", "preview")

    @admin.display(description="Edition")
    def edition(self, row: Edition) -> str:
        """Return the headline as a link to the edition's page."""
        return format_html(
            '<a class="desk-see" href="{}">{}. {}</a>', desk_url(row), row.number, row.headline
        )

    @admin.display(description="State")
    def state(self, row: Edition) -> str:
        """Return the state in words."""
        return states.of_edition(row, timezone.now())

    @admin.display(description="Written by")
    def author(self, row: Edition) -> str:
        """Return the name of who started the edition."""
        return states.person(row.created_by)

    @admin.display(description="Readers’ view")
    def preview(self, row: Edition) -> str:
        """Return a link to the preview; "" for an edition that is not saved."""
        if row._state.adding:
            return ""
        return format_html(
            '<a class="desk-see" href="{}">Preview</a>', reverse("edition_preview", args=[row.pk])
        )

    def get_queryset(self, request: HttpRequest) -> Any:
        """Return the editions that the user may see, the latest first, long columns deferred."""
        editions = super().get_queryset(request) & editions_shown_to(user_of(request))
        return editions.select_related("created_by").defer(*LONG).order_by("-number")


class ShownCorrectionRows(CorrectionRows):
    """The corrections of an article, without those of drafts that the user may not see."""

    def get_queryset(self, request: HttpRequest) -> Any:
        """Return the corrections."""
        return super().get_queryset(request).with_one_of(editions_shown_to(user_of(request)))


@admin.register(Article)
class ArticleAdmin(DeskAdmin):
    """The list of articles, and the page of one."""

    buttons, dialogues = BUTTONS, (MEND,)
    list_display = ("headline", "state", "section", mend_link)
    list_filter = (PiecesFilter, ("section", ChoicesDropdownFilter))
    search_fields = ("slug",)
    opened_as: ClassVar = {"edition": "editions"}
    search_help_text = "The beginning of an address, or of words"
    inlines = (EditionRows, IdentifierRows, ShownCorrectionRows)

    def get_urls(self) -> list[URLPattern]:
        """Add the address of the article import."""
        view = self.admin_site.admin_view(import_page)
        return [path("import/", view, name="import_article"), *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> ArticleQuerySet:
        """Return the articles and editions that the user may see (two queries a page).

        Those never published come first, then the newest.
        """
        by = user_of(request)
        editions = editions_shown_to(by).defer(*LONG).order_by("-number")
        return (
            articles_shown_to(by)
            .order_by("-published_at", "-id")
            .prefetch_related(Prefetch("editions", editions))
        )

    def matching_keys(self, word: str, request: HttpRequest) -> list[Any]:
        """Return queries for the articles whose slug begins with the word, or whose words match."""
        addressed = Article.objects.filter(slug__startswith=word.lower())
        shown = editions_shown_to(user_of(request))
        worded = (shown.headed(word), shown.saying(word))
        return [
            addressed.order_by().values("pk"),
            *(rows.order_by().values("article") for rows in worded),
        ]

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Article | None:
        """Return the article, labelled with its headline."""
        row: Article | None = super().get_object(request, object_id, from_field)
        if row:
            row.headline = self.headline(row)
        return row

    def get_ordering(self, request: HttpRequest) -> Any:
        """Return no ordering: the queryset has its own."""
        return ()

    @admin.display(description="Headline")
    def headline(self, row: Article) -> str:
        """Return the headline of the live edition, else of the last that the user may see."""
        at, shown = timezone.now(), [*row.editions.all()]
        live = [each for each in shown if each.live_period and at in each.live_period]
        return next((each.headline for each in (*live, *shown)), row.slug)

    @admin.display(description="State")
    def state(self, row: Article) -> str:
        """Return the states of the editions that are live or on their way, the latest first."""
        if row.withdrawal_reason:
            return f"withdrawn: {row.get_withdrawal_reason_display().lower()}"
        at = timezone.now()
        states_of_editions = [states.of_edition(edition, at) for edition in row.editions.all()]
        shown = [words for words in states_of_editions if not words.startswith("was live")]
        return "; ".join(shown or states_of_editions[:1])

    def panel_sentences(self, row: Article, at: datetime) -> list[str]:
        """Return the state, the first publication, the choices about fixes, and the withdrawal."""
        sentences = [f"{capfirst(state)}." for state in [self.state(row)] if state]
        if row.published_at:
            sentences.append(f"First published {states.moment(row.published_at)}.")
        sentences += fixes.describe_choices(FixChoice.objects.of_article(row).with_details())
        return sentences + ([row.withdrawal_note] if row.withdrawal_note else [])

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """Allow an article that was public only to those who may withdraw it."""
        allowed: bool = super().has_change_permission(request, obj)
        return allowed and (
            obj is None
            or obj.published_at is None
            or user_of(request).has_perm("briefings.withdraw_article")
        )

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """Return False: a draft is discarded on its page, and a published article is withdrawn."""
        return False

    def get_form(self, request: HttpRequest, obj: Any = None, *args: Any, **kwargs: Any) -> Any:
        """Return the form; a new article's also asks for the headline."""
        if obj is None:
            kwargs["form"] = NewArticleForm
        return super().get_form(request, obj, *args, **kwargs)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Return the fields of the form."""
        return ("slug", "section") if obj else ("headline", "slug", "section")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Return the slug for a saved article: a button changes it."""
        return ("slug",) if obj else ()

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Make a new article's slug from the headline as that is typed."""
        return {} if obj else {"slug": ("headline",)}

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        """Return no child rows for a new article."""
        return self.inlines if obj else ()

    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:
        """Save the article; create a new one with its first draft. Raises `Refused`."""
        if change:
            super().save_model(request, obj, form, change)
            return
        name = usual_byline(user_of(request))
        first = create_article(
            by=user_of(request),
            slug=obj.slug,
            section=obj.section,
            headline=form.cleaned_data["headline"],
            byline=name,
        )
        obj.pk = first.article_id
        if name:
            messages.info(request, BYLINED.format(name))
        obj.refresh_from_db()

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Show the form with one button: whatever it is called, the draft comes next."""
        one = {"show_save_and_continue": False, "show_save_and_add_another": False}
        words = {"title": "New article", "save_words": "Begin writing"}
        context = {**one, **words, **(extra_context or {})}
        return super().add_view(request, form_url, context)  # type: ignore[no-any-return]

    def response_add(
        self, request: HttpRequest, obj: Article, post_url_continue: str | None = None
    ) -> HttpResponse:
        """Redirect to the first draft."""
        return HttpResponseRedirect(desk_url(obj.editions.get()))

    def history_rows(self, row: Article) -> list[Any]:
        """Add the identity and the editions."""
        return [row, row.identity, *row.editions.all()]

    def hidden_rows(self, row: Article) -> list[Any]:
        """Return the editions that the user may not see; `row.editions` are those they may."""
        shown = [edition.pk for edition in row.editions.all()]
        return [*Edition.objects.filter(article=row).exclude(pk__in=shown).only("pk")]

    def history_models(self) -> list[Any]:
        """Add what belongs to editions, and the choices about fixes."""
        of_editions = [Byline, EditionTopic, Citation, CarriedOver, FixChoice]
        return [*super().history_models(), *of_editions]
