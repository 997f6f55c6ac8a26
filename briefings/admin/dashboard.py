"""The desk's front page: what waits for whom, each line with why and one way on."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from briefings.admin import states
from briefings.admin.base import address, editor
from briefings.admin.meetings import settle_address, unsettled
from briefings.admin.participants import with_statuses
from briefings.admin.queues import (
    COUNTED,
    SHOWN,
    Queue,
    QueueItem,
    mine,
    scheduled,
    undecided,
    waiting,
)
from briefings.admin.rows import whole_of
from briefings.admin.withholding import unsettled_names
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
from briefings.models.expressions import among
from briefings.models.meetings import EARLIEST_DAY_DOWNWARDS
from briefings.timelines.sources import count_unsourced, unsourced_facts

WHOSE = ("detainee", "country", "organization")


def queues(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """Return the context of the front page: eighteen queries, and those of what they find.

    Where a name is withheld one of them reads every text.
    """
    in_order = [
        *(undecided(), mine(request), waiting(request), scheduled(), passed()),
        *(second_persons(), forced(), unverified(), unverified_tenures()),
        *(imported(), unpublished()),
        *(still_named(), implausible(), unsourced()),
    ]
    begin = [
        ("Import records", reverse("import_upload")),
        ("Import an article", reverse("admin:import_article")),
        ("New article", reverse("admin:briefings_article_add")),
    ]
    return context | {
        "title": "Dashboard",
        "begin": begin if editor(request).has_perm("briefings.add_article") else [],
        "queues": in_order,
    }


def passed() -> Queue:
    """Return the meetings whose day has passed and of which nobody said what became of them.

    The latest first.
    """
    at = timezone.now()
    meetings = with_statuses(unsettled(Meeting.objects.select_related("place")))
    lines = [
        QueueItem(
            str(meeting),
            f"{states.of_chain(meeting.statuses.all(), meeting.today(at), at) or 'No status'}."
            f" Day was {meeting.on}",
            settle_address(meeting),
            "Settle",
        )
        for meeting in meetings.order_by(EARLIEST_DAY_DOWNWARDS.desc(), "-id")[:SHOWN]
    ]
    return Queue("Meetings whose day has passed", lines, "Every meeting that is over is settled.")


def second_persons() -> Queue:
    """Return the custody events that a second person has to see, the longest waiting first."""
    lines = [
        QueueItem(str(event.detention), f"{event}, {by(event)}", address(event), "Check")
        for event in seen_with_whose(CustodyEvent.objects.entered())
    ]
    return Queue("Custody: waiting for a second person", lines, "No custody event is waiting.")


def forced() -> Queue:
    """Return the custody events that are public without a second person."""
    lines = [
        QueueItem(
            str(event.detention),
            f"{event}, {by(event)}: {event.forced_reason}",
            address(event),
            "Approve",
        )
        for event in seen_with_whose(CustodyEvent.objects.flagged())
    ]
    return Queue("Custody: forced, not approved", lines, "Every public event was seen by two.")


def seen_with_whose(events: QuerySet[CustodyEvent]) -> QuerySet[CustodyEvent]:
    """Return the first of the events with whose they are, and who entered them."""
    whose = (f"detention__{name}" for name in WHOSE)
    return events.select_related("entered_by", *whose).order_by("id")[:SHOWN]


def by(event: CustodyEvent) -> str:
    """Return who entered an event."""
    return f"entered by {states.person(event.entered_by) or 'a program'}"


def stale_before() -> date:
    """Return the day before which what was last checked may be out of date."""
    return timezone.localdate() - timedelta(days=settings.STALE_AFTER_DAYS)


def unverified() -> Queue:
    """Return the detentions of people in custody today that nobody has checked for long."""
    at, today = timezone.now(), timezone.localdate()
    in_custody = CustodyEvent.objects.holding(
        "status", ("held", "restricted"), today, of="detention", at=at
    )
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
            verified(detention.verified_on),
            address(detention),
            "Verify",
        )
        for detention in detentions[:SHOWN]
    ]
    fresh = f"All was verified in {settings.STALE_AFTER_DAYS} days."
    return Queue("Custody: may be out of date", lines, fresh)


def verified(on: date | None) -> str:
    """Return when it was last verified, in words; None is never."""
    return f"Last verified {date_format(on, 'j F Y')}" if on else "Never verified"


def unverified_tenures() -> Queue:
    """Return the current tenures that nobody has checked for long, the longest first."""
    tenures = Tenure.objects.current_unverified_since(stale_before())
    lines = [
        QueueItem(
            f"{tenure.official}, {tenure.office}",
            verified(tenure.verified_on),
            address(tenure),
            "Verify",
        )
        for tenure in tenures.select_related("official", "office").order_by(
            F("verified_on").asc(nulls_first=True), "id"
        )[:SHOWN]
    ]
    fresh = f"All was verified in {settings.STALE_AFTER_DAYS} days."
    return Queue("Tenures: may be out of date", lines, fresh)


def imported() -> Queue:
    """Return the imports of which something waits to be published, the latest first."""
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


def unpublished() -> Queue:
    """Return officials and tenures that were entered and wait to be published."""
    officials = Official.objects.entered().order_by("-id")[:SHOWN]
    tenures = Tenure.objects.entered().select_related("official", "office").order_by("-id")
    rows = [(official.full_name, "Official", official) for official in officials] + [
        (f"{tenure.official}, {tenure.office}", "Tenure", tenure) for tenure in tenures[:SHOWN]
    ]
    lines = [
        QueueItem(title, f"{kind}, not published", address(row), "Check")
        for title, kind, row in rows
    ]
    empty = "Every official and tenure is published."
    return Queue("Entered, not published", lines[:SHOWN], empty)


def still_named() -> Queue:
    """Return the places that say a withheld name, looked for anew."""
    lines = [QueueItem(*each, "Settle") for each in unsettled_names()]
    said = "Withheld names that still stand"
    return Queue(said, lines[:SHOWN], "None stands anywhere.", len(lines))


def implausible() -> Queue:
    """Return what the checks find, of each the first."""
    today = timezone.localdate()
    keys = finding_keys(today, most=COUNTED)
    lines = [
        QueueItem(
            finding.check.title, finding.check.describe(finding.row), address(finding.row), "Look"
        )
        for finding in findings(keys[:SHOWN], today)
    ]
    return Queue("Hardly plausible", lines, "Nothing is implausible.", len(keys))


def unsourced() -> Queue:
    """Return the facts that cite no source."""
    lines = [
        QueueItem(
            str(whole_of(row) or row),
            f"{row._meta.verbose_name.capitalize()}: {row}",
            address(row),
            "Cite",
        )
        for row in unsourced_facts(most=SHOWN)
    ]
    number = count_unsourced(most=COUNTED) if len(lines) == SHOWN else len(lines)
    return Queue("Facts without a source", lines, "Every fact cites a source.", number)
