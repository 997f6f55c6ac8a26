"""Jobs that failed, and links that are dead, on the front page of the desk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST
from procrastinate.contrib.django.models import ProcrastinateJob

from briefings.actions import Refused
from briefings.actions import jobs as actions
from briefings.admin.base import desk_url, user_of
from briefings.admin.queues import SHOWN, QueueItem, Waiting, queue
from briefings.admin.states import moment
from briefings.models import JobFailure, Source
from briefings.models.jobs import jobs_without_worker

# What the queue's own page can do to a job no editor should have to know.
admin.site.unregister(ProcrastinateJob)


@queue("Failed jobs", needs="briefings.change_jobfailure")
def failed_jobs(by: User, at: datetime) -> Waiting:
    """Return what the worker could not do, the latest first, and whether nobody does anything."""
    lines = [
        QueueItem(
            failure.what,
            f"{moment(failure.at)}: {failure.error}",
            reverse("try_job_again", args=[failure.pk]),
            "Try again",
            posts=True,
            beside=("Give up", reverse("give_job_up", args=[failure.pk])),
        )
        for failure in JobFailure.objects.final().order_by("-at")[:SHOWN]
    ]
    if waiting := jobs_without_worker(at):
        what = "No worker is running: tell whoever looks after the newsroom’s server"
        lines[:0] = [QueueItem(what, f"{waiting} waiting, mail perhaps", "", "")]
    return Waiting(lines[:SHOWN])


@queue("Dead links of sources", needs="briefings.publish_identity")
def dead_links(by: User, at: datetime) -> Waiting:
    """Return the sources whose page is gone and that name no archived copy, most cited first."""
    sources: Any = Source.objects.with_dead_links().with_citing_counts()
    return Waiting(
        [
            QueueItem(
                str(source),
                f"{source.link_problem}, since {_day(source.link_failing_since)}."
                f" {_cited(source.pieces, source.facts)}",
                desk_url(source),
                "Mend the link",
            )
            for source in sources.order_by("-pieces", "-facts", "id")[:SHOWN]
        ]
    )


def _day(at: datetime) -> str:
    """Return the newsroom's day of a moment."""
    return date_format(localdate(at), "j F Y")


def _cited(pieces: int, facts: int) -> str:
    """Return by how much a source is cited, in words."""
    counts = ((pieces, "piece"), (facts, "fact"))
    words = [f"{number:,} {noun}{'' if number == 1 else 's'}" for number, noun in counts if number]
    return f"Cited by {' and '.join(words)}" if words else "Cited by nothing"


@require_POST
def try_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Have a failed job done once more, and go back to the front page."""
    return _decided(request, pk, actions.try_again, "Will be tried again")


@require_POST
def give_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget a failed job, and go back to the front page."""
    return _decided(request, pk, actions.give_up, "Given up")


def _decided(request: HttpRequest, pk: int, action: Callable[..., None], done: str) -> HttpResponse:
    """Decide about a failed job by an action, and say what was done or why not."""
    failure = get_object_or_404(JobFailure, pk=pk)
    try:
        action(by=user_of(request), failure=failure)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"{done}: {failure.what}.")
    return HttpResponseRedirect(reverse("admin:index"))


urlpatterns: list[URLPattern] = [
    path("<int:pk>/try-again/", admin.site.admin_view(try_again), name="try_job_again"),
    path("<int:pk>/give-up/", admin.site.admin_view(give_up), name="give_job_up"),
]
