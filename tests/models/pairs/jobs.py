"""The rules of what the worker writes down: failures, mail, links, renditions."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from briefings.actions.jobs import put_job
from briefings.models import JobFailure, Link, Mail
from tests.factories import ImageFactory, UserFactory
from tests.models.pairs.pair import Deed, Pair


def failure(**words: str) -> Deed:
    """Return the deed that writes a job's failure down."""

    def deed() -> JobFailure:
        put_job("links.check", url="https://news.example/a")
        job = ProcrastinateJob.objects.latest("pk").pk
        return JobFailure.objects.create(pk=job, **({"what": "A mail", "error": "No."} | words))

    return deed


def mails(*, twice: bool = False, **more: Any) -> Deed:
    """Return the deed that writes a mail, or the same one twice."""

    def deed() -> None:
        ana = UserFactory(first_name="Ana")
        for _ in range(1 + twice):
            Mail.objects.create(**({"to": ana, "occasion": "7", "subject": "Stale"} | more))

    return deed


def link(**more: Any) -> Deed:
    """Return the deed that writes down how an address answered."""
    return lambda: Link.objects.create(
        url="https://news.example/a", checked_at=timezone.now(), **more
    )


def renditions(*widths: int) -> Deed:
    """Return the deed that says that a picture stands in these widths."""

    def deed() -> None:
        image = ImageFactory()
        for width in widths:
            image.renditions.create(width=width, original=image.file.name, file="made.webp")

    return deed


PAIRS = {
    "job_failure_has_words": Pair(failure(), failure(error="")),
    "mail_once": Pair(mails(), mails(twice=True)),
    "mail_sent_is_forgotten": Pair(
        mails(subject="", sent_at=timezone.now()), mails(sent_at=timezone.now())
    ),
    "link_failing_has_problem": Pair(
        link(problem="The page is gone", failing_since=timezone.now() - timedelta(days=1)),
        link(problem="The page is gone"),
    ),
    "rendition_once": Pair(renditions(480, 960), renditions(480, 480)),
    "rendition_of_a_file": Pair(renditions(480), renditions(500)),
}
