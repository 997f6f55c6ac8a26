"""Check what sources link to, one address at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta
from http import HTTPStatus

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from briefings.models import Link, Source
from briefings.web import Address, Answer, ask, is_public

# A link that answered is asked again after so long; one that fails every night.
EVERY = timedelta(days=7)
# A second check within this time is the same one, done again.
JUST_NOW = timedelta(hours=1)
# By these a server refuses programs, and often shows the page to people.
REFUSED_TO_US = (401, 403, 405, 406, 429, 451)


def check_link(*, url: str, may_reach: Callable[[Address], bool] = is_public) -> None:
    """Ask for an address and write down what came; nothing if that was done just now."""
    if Link.objects.checked_since(timezone.now() - JUST_NOW).filter(url=url).exists():
        return
    answer = ask(url, may_reach=may_reach)
    problem, at = problem_with(answer), timezone.now()
    found = {"checked_at": at, "status": answer.status, "problem": problem}
    with transaction.atomic():
        link, new = Link.objects.select_for_update(no_key=True).get_or_create(
            url=url, defaults={**found, "failing_since": at if problem else None}
        )
        if not new:
            since = (link.failing_since or at) if problem else None
            Link.objects.filter(pk=link.pk).update(**found, failing_since=since)


def problem_with(answer: Answer) -> str:
    """Return in words what is wrong with what an address leads to, "" if nothing is."""
    status = answer.status
    if status is None or status < 400 or status in REFUSED_TO_US:
        return answer.problem
    if status in (404, 410):
        return "The page is gone"
    phrase = next((each.phrase for each in HTTPStatus if each == status), "")
    return f"The server answers {status} {phrase}".strip()


def due_links() -> Iterable[str]:
    """Return the addresses of sources that are to be asked tonight (two queries).

    Links that no source has any more are forgotten.
    """
    Link.objects.exclude(
        Q(url__in=Source.objects.values("url")) | Q(url__in=Source.objects.values("archived_url"))
    ).delete()
    urls = Source.objects.exclude(url="").values_list("url")
    archived = Source.objects.exclude(archived_url="").values_list("archived_url")
    fresh = Link.objects.checked_since(timezone.now() - EVERY).filter(failing_since__isnull=True)
    return sorted({url for (url,) in urls.union(archived)} - {*fresh.values_list("url", flat=True)})
