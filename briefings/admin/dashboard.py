"""The desk's front page: what waits for the user to do it, and the diary of the coming days."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.contrib.auth.models import User
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from briefings.admin import diary, edition_queues, jobs, record_queues, unpublished
from briefings.admin.base import user_of
from briefings.admin.custody import BEGIN_RELEASE
from briefings.admin.dialogues import dialogue_url
from briefings.admin.new_meetings import BEGIN_MEETING
from briefings.admin.offices import BEGIN_SUCCESSOR
from briefings.admin.queues import Queue, Waiting
from briefings.admin.stale import stale_prose
from briefings.models import CustodyEvent, Meeting, Office

# In the order of the page. A queue is read for those alone who can do what waits in it.
QUEUES: tuple[Queue, ...] = (
    edition_queues.not_saved,
    edition_queues.returned,
    edition_queues.undecided_fixes,
    stale_prose,
    edition_queues.in_review,
    edition_queues.on_hold,
    edition_queues.forced_editions,
    record_queues.forced_events,
    record_queues.awaiting_second_person,
    edition_queues.own_drafts,
    edition_queues.sent_for_review,
    record_queues.overdue_occasions,
    edition_queues.scheduled,
    unpublished.own_unpublished,
    unpublished.unpublished_rows,
    unpublished.unpublished_imports,
    unpublished.proposed_meetings,
    record_queues.doubtful,
    record_queues.unsourced_rows,
    record_queues.withheld_names,
    record_queues.unverified_detentions,
    record_queues.unverified_tenures,
    record_queues.dead_links,
    jobs.failed_jobs,
)


class Panel(NamedTuple):
    """A queue in which something waits."""

    title: str
    waiting: Waiting


def front_page(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """Return the context of the front page: one query or two a queue of the user, four the diary.

    If a name is withheld, an editor's reads every text.
    """
    by, at = user_of(request), timezone.now()
    panels = [Panel(queue.title, queue.read(by, at)) for queue in QUEUES if queue.is_for(by)]
    return context | {
        "title": "Dashboard",
        "begin": to_begin(by),
        "panels": [panel for panel in panels if panel.waiting.lines],
        "nothing": [panel.title for panel in panels if not panel.waiting.lines],
        "diary": diary.coming(at) if by.has_perm("briefings.view_meeting") else [],
    }


def to_begin(by: User) -> list[tuple[str, str]]:
    """Return what `by` may begin, with its address; the last one is the first to see."""
    if not by.has_perm("briefings.add_article"):
        return []
    return [
        ("Import records", reverse("import_upload")),
        ("Import an article", reverse("admin:import_article")),
        ("Mend a typo", f"{reverse('admin:briefings_article_changelist')}?pieces=live#searchbar"),
        *(
            (button.label, dialogue_url(model, button))
            for model, button in (
                (Office, BEGIN_SUCCESSOR),
                (CustodyEvent, BEGIN_RELEASE),
                (Meeting, BEGIN_MEETING),
            )
        ),
        ("New article", reverse("admin:briefings_article_add")),
    ]
