"""Who may write and change an edition, and who did."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

from django.contrib.auth.models import User
from django.utils import timezone

from briefings.models import Article, Byline, Edition
from briefings.models.articles import ArticleQuerySet
from briefings.models.editions import EditionQuerySet

EDITION_FIELDS = (
    "headline",
    "standfirst",
    "body",
    "dateline_place",
    "dateline_on",
    "about_id",
    "hero_id",
)
MARKS_AND_SPACES = re.compile(r"<[^>]*>|&nbsp;|\s")


def editions_shown_to(by: User) -> EditionQuerySet:
    """Return the editions that `by` may see at the desk: a reporter sees no draft of others."""
    editions: EditionQuerySet = Edition.objects.all()
    return editions if by.has_perm("briefings.review_edition") else editions.open_to(by)


def articles_shown_to(by: User) -> ArticleQuerySet:
    """Return the articles with an edition that `by` may see at the desk."""
    articles: ArticleQuerySet = Article.objects.all()
    if by.has_perm("briefings.review_edition"):
        return articles
    return articles.with_one_of(editions_shown_to(by))


def usual_byline(by: User) -> str:
    """Return the name under which `by` began an article last, else their full name; a query.

    It is "" where neither is known: a first or a last name alone is none, nor is one too long.
    """
    own = Byline.objects.filter(edition__created_by=by, edition__number=1).order_by("-edition_id")
    last = own.values_list("name", flat=True).first()
    if last or not (by.first_name and by.last_name):
        return last or ""
    full_name, longest = by.get_full_name(), Byline._meta.get_field("name").max_length or 0
    return full_name if len(full_name) <= longest else ""


def why_not_write(by: User) -> list[str]:
    """Return the reason, if any, why `by` cannot start an article or an edition."""
    if by.has_perms(["briefings.add_article", "briefings.add_edition"]):
        return []
    return ["Your role does not write articles."]


def why_not_handle(edition: Edition, by: User) -> list[str]:
    """Return the reason, if any, why the draft is for others to change, submit or discard."""
    if not by.has_perm("briefings.change_edition"):
        return ["Your role does not write articles."]
    if edition.created_by_id != by.pk and not by.has_perm("briefings.review_edition"):
        return ["Somebody else wrote it: ask an editor."]
    return []


def why_not_change(edition: Edition, by: User) -> list[str]:
    """Return every reason why `by` cannot change the words of an edition."""
    reasons = why_not_handle(edition, by)
    if edition.approved_at is not None:
        reasons.append("This edition is approved: start the next one.")
    elif edition.submitted_at is not None and not by.has_perm("briefings.review_edition"):
        reasons.append("This edition is in review: take it back, or an editor returns it.")
    return reasons


def day_of_piece(edition: Edition, today: date) -> date:
    """Return the day of a piece: what it says of people is as it was on that day.

    Its dateline's, else that of its publication, had or planned, else `today`.
    """
    planned = edition.live_period or edition.planned_period
    if edition.dateline_on is None and planned and planned.lower:
        return timezone.localdate(planned.lower)
    return edition.dateline_on or today


def writers_of(edition: Edition) -> set[int | None]:
    """Return the keys of all users who changed an edition's words, from its history (one query).

    A change of markup or white space does not count: the editor widget makes such changes by
    itself. None stands for a change outside any action.
    """
    history = Edition.pgh_event_model  # type: ignore[attr-defined]
    versions = history.objects.filter(pgh_obj_id=edition.pk).order_by("pgh_id")
    writers: set[int | None] = set()
    before = None
    for writer, *words in versions.values_list("pgh_context__metadata__user", *EDITION_FIELDS):
        letters = [unescape(MARKS_AND_SPACES.sub("", str(word))) for word in words]
        if letters != before:
            writers.add(writer)
        before = letters
    return writers
