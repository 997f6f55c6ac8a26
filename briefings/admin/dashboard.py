"""The desk's front page: queues of what waits to be done, each item with a reason and a button."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from briefings.admin import states
from briefings.admin.base import desk_url, user_of
from briefings.admin.custody import BEGIN_RELEASE
from briefings.admin.dialogues import dialogue_url
from briefings.admin.meetings import overdue, status_url
from briefings.admin.participants import with_statuses
from briefings.admin.queues import (
    COUNTED,
    SHOWN,
    Queue,
    QueueItem,
    forced_editions,
    in_review,
    own_drafts,
    scheduled,
    undecided_fixes,
)
from briefings.admin.rows import whole_of
from briefings.admin.unsourced import count_unsourced, unsourced_facts
from briefings.admin.withholding import withheld_names_still_said
from briefings.checks import finding_keys, findings
from briefings.imports.publishing import still_waiting
from briefings.models import (
    CustodyEvent,
    Detention,
    ImportRun,
    Meeting,
    Official,
    Tenure,
)
from briefings.models.custody import IN_CUSTODY
from briefings.models.expressions import among
from briefings.models.meetings import EARLIEST_DAY_DOWNWARDS

WHOSE = ("detainee", "country", "organization")


def queues(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """Return the context of the front page: nineteen queries, and more for what they find.

    If a name is withheld, one of them reads every text.
    """
    in_order = [
        *(
            undecided_fixes(),
            own_drafts(request),
            in_review(request),
            scheduled(),
            overdue_meetings(),
        ),
        *(
            forced_editions(),
            awaiting_second_person(),
            forced_events(),
            unverified_detentions(),
            unverified_tenures(),
        ),
        *(unpublished_imports(), unpublished_rows()),
        *(withheld_names(), check_findings(), unsourced_rows()),
    ]
    return context | {
        "title": "Dashboard",
        "begin": to_begin(user_of(request)),
        "queues": in_order,
    }


def to_begin(by: User) -> list[tuple[str, str]]:
    """Return what `by` may begin, with its address; the last one is the first to see."""
    if not by.has_perm("briefings.add_article"):
        return []
    return [
        ("Import records", reverse("import_upload")),
        ("Import an article", reverse("admin:import_article")),
        ("Mend a typo", reverse("admin:briefings_article_changelist")),
        ("Release", dialogue_url(CustodyEvent, BEGIN_RELEASE)),
        ("New article", reverse("admin:briefings_article_add")),
    ]


def overdue_meetings() -> Queue:
    """Return the meetings whose day has passed and whose outcome nobody entered, latest first."""
    at = timezone.now()
    meetings = with_statuses(overdue(Meeting.objects.select_related("place")))
    lines = [
        QueueItem(
            str(meeting),
            f"{states.of_chain(meeting.statuses.all(), meeting.today(at), at) or 'No status'}."
            f" Day was {meeting.on}",
            status_url(meeting),
            "Update status",
        )
        for meeting in meetings.order_by(EARLIEST_DAY_DOWNWARDS.desc(), "-id")[:SHOWN]
    ]
    return Queue("Meetings whose day has passed", lines, "No meeting is overdue.")


def awaiting_second_person() -> Queue:
    """Return the custody events that wait for a second person, the longest waiting first."""
    lines = [
        QueueItem(str(event.detention), f"{event}, {entered_by(event)}", desk_url(event), "Check")
        for event in first_with_detention(CustodyEvent.objects.entered())
    ]
    return Queue("Custody: waiting for a second person", lines, "No custody event is waiting.")


def forced_events() -> Queue:
    """Return the custody events that are public without a second person."""
    lines = [
        QueueItem(
            str(event.detention),
            f"{event}, {entered_by(event)}: {event.forced_reason}",
            desk_url(event),
            "Approve",
        )
        for event in first_with_detention(CustodyEvent.objects.flagged())
    ]
    return Queue("Custody: forced, not approved", lines, "Every public event was seen by two.")


def first_with_detention(events: QuerySet[CustodyEvent]) -> QuerySet[CustodyEvent]:
    """Return the first of the events, with their detentions and who entered them."""
    whose = (f"detention__{name}" for name in WHOSE)
    return events.select_related("entered_by", *whose).order_by("id")[:SHOWN]


def entered_by(event: CustodyEvent) -> str:
    """Return who entered an event."""
    return f"entered by {states.person(event.entered_by) or 'a program'}"


def stale_before() -> date:
    """Return the day before which a verification counts as out of date."""
    return timezone.localdate() - timedelta(days=settings.STALE_AFTER_DAYS)


def unverified_detentions() -> Queue:
    """Return the detentions that may go on after today, not verified for long; oldest first."""
    at, today = timezone.now(), timezone.localdate()
    in_custody = CustodyEvent.objects.at_end_of(today, "status", IN_CUSTODY, of="detention", at=at)
    detentions = (
        Detention.objects.live(at)
        .unverified_since(stale_before())
        .filter(pk__in=in_custody.values("detention"))
        .select_related(*WHOSE)
        .order_by("verified_on", "id")
    )
    lines = [
        QueueItem(
            str(detention),
            last_verified(detention.verified_on),
            desk_url(detention),
            "Verify",
        )
        for detention in detentions[:SHOWN]
    ]
    fresh = f"All was verified in {settings.STALE_AFTER_DAYS} days."
    return Queue("Custody: may be out of date", lines, fresh)


def last_verified(on: date | None) -> str:
    """Return when it was last verified, in words; None stands for never."""
    return f"Last verified {date_format(on, 'j F Y')}" if on else "Never verified"


def unverified_tenures() -> Queue:
    """Return the current tenures not verified for long, the oldest first."""
    tenures = Tenure.objects.current_unverified_since(stale_before())
    lines = [
        QueueItem(
            f"{tenure.official}, {tenure.office}",
            last_verified(tenure.verified_on),
            desk_url(tenure),
            "Verify",
        )
        for tenure in tenures.select_related("official", "office").order_by(
            F("verified_on").asc(nulls_first=True), "id"
        )[:SHOWN]
    ]
    fresh = f"All was verified in {settings.STALE_AFTER_DAYS} days."
    return Queue("Tenures: may be out of date", lines, fresh)


def unpublished_imports() -> Queue:
    """Return the imports with rows that wait to be published, the latest first."""
    runs = ImportRun.objects.filter(among(still_waiting()), undone_at=None).select_related("by")
    lines = [
        QueueItem(
            ", ".join(file["name"] for file in run.files),
            f"From {states.person(run.by)}, {states.moment(run.at)}",
            reverse("import_run", args=[run.pk]),
            "Look",
        )
        for run in runs.order_by("-at")[:SHOWN]
    ]
    return Queue("Imported, not published", lines, "Every import is published.")


def unpublished_rows() -> Queue:
    """Return the officials and tenures that wait to be published."""
    officials = Official.objects.entered().order_by("-id")[:SHOWN]
    tenures = Tenure.objects.entered().select_related("official", "office").order_by("-id")
    rows = [(official.full_name, "Official", official) for official in officials] + [
        (f"{tenure.official}, {tenure.office}", "Tenure", tenure) for tenure in tenures[:SHOWN]
    ]
    lines = [
        QueueItem(title, f"{kind}, not published", desk_url(row), "Check")
        for title, kind, row in rows
    ]
    empty = "Every official and tenure is published."
    return Queue("Entered, not published", lines[:SHOWN], empty)


def withheld_names() -> Queue:
    """Return the texts that contain a withheld name; searches all texts."""
    lines = [QueueItem(*each, "Decide") for each in withheld_names_still_said()]
    title = "Withheld names that still stand"
    return Queue(title, lines[:SHOWN], "None stands anywhere.", len(lines))


def check_findings() -> Queue:
    """Return the first of the checks' open findings."""
    today = timezone.localdate()
    keys = finding_keys(today, most=COUNTED)
    lines = [
        QueueItem(
            finding.check.title, finding.check.describe(finding.row), desk_url(finding.row), "Look"
        )
        for finding in findings(keys[:SHOWN], today)
    ]
    return Queue("Doubtful", lines, "Nothing is doubtful.", len(keys))


def unsourced_rows() -> Queue:
    """Return the facts that cite no source."""
    lines = [
        QueueItem(
            str(whole_of(row) or row),
            f"{row._meta.verbose_name.capitalize()}: {row}",
            desk_url(row),
            "Cite",
        )
        for row in unsourced_facts(most=SHOWN)
    ]
    number = count_unsourced(most=COUNTED) if len(lines) == SHOWN else len(lines)
    return Queue("Facts without a source", lines, "Every fact cites a source.", number)
