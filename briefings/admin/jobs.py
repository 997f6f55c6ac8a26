"""Jobs that failed, on the front page of the desk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST
from procrastinate.contrib.django.models import ProcrastinateJob

from briefings.actions import Refused
from briefings.actions import jobs as actions
from briefings.admin.base import user_of
from briefings.admin.queues import SHOWN, QueueItem, Waiting, queue
from briefings.admin.states import moment
from briefings.models import JobFailure
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
