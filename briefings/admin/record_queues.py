"""Queues of records and facts on the desk's front page: what is unfinished, in doubt or old."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import F, QuerySet
from django.utils.formats import date_format
from django.utils.timezone import localdate

from briefings.admin import states
from briefings.admin.base import desk_url
from briefings.admin.citing import CITE
from briefings.admin.dialogues import dialogue_url
from briefings.admin.occasions import last_day, overdue, status_today, status_url
from briefings.admin.queues import COUNTED, PUBLISHES, SHOWN, QueueItem, Waiting, queue
from briefings.admin.rows import whole_of
from briefings.admin.statuses import with_statuses
from briefings.admin.unsourced import count_unsourced, unsourced_facts
from briefings.admin.visits import days_of
from briefings.admin.withholding import withheld_names_still_said
from briefings.checks import finding_keys, findings
from briefings.models import CustodyEvent, Detention, Meeting, Source, Tenure, Visit
from briefings.models.custody import IN_CUSTODY
from briefings.models.detentions import NAMED_BY
from briefings.models.meetings import EARLIEST_DAY_DOWNWARDS
from briefings.models.visits import EARLIEST_DAY_DOWNWARDS as FIRST_DAY


@queue("Overdue: the day has passed, no outcome", needs="briefings.add_statuschange")
def overdue_occasions(by: User, at: datetime) -> Iterator[QueueItem]:
    """Yield the visits and meetings whose days have passed, without an outcome, latest first."""
    visits = with_statuses(overdue(Visit.objects.with_zone()))
    meetings = with_statuses(overdue(Meeting.objects.select_related("place")))
    found: list[tuple[date, str, Meeting | Visit]] = [
        *((last_day(row), f"from {days_of(row)}", row) for row in latest(visits, FIRST_DAY)),
        *((last_day(row), row.on.when, row) for row in latest(meetings, EARLIEST_DAY_DOWNWARDS)),
    ]
    found.sort(key=lambda each: each[0], reverse=True)
    for _, days, row in found[:SHOWN]:
        status = status_today(row, at) or "No status"
        yield QueueItem(str(row), f"{status} {days}", status_url(row), "Update status")


def latest(rows: QuerySet[Any], day: Any) -> QuerySet[Any]:
    """Return the latest of the rows, as many as are shown."""
    return rows.order_by(day.desc(), "-id")[:SHOWN]


@queue("Custody: waiting for a second person", needs=PUBLISHES)
def awaiting_second_person(by: User, at: datetime) -> Iterator[QueueItem]:
    """Yield the custody events that others entered, the longest waiting first."""
    events = CustodyEvent.objects.entered().exclude(entered_by=by)
    for event in first_with_detention(events):
        yield QueueItem(
            str(event.detention), f"{event}, {entered_by(event)}", desk_url(event), "Check"
        )


@queue("Custody: forced, not approved", needs=PUBLISHES)
def forced_events(by: User, at: datetime) -> Iterator[QueueItem]:
    """Yield the custody events that are public without a second person, whoever forced them."""
    for event in first_with_detention(CustodyEvent.objects.flagged()):
        yield QueueItem(
            str(event.detention),
            f"{event}, {entered_by(event)}: {event.forced_reason}",
            desk_url(event),
            "See" if event.entered_by_id == by.pk else "Approve",
        )


def first_with_detention(events: QuerySet[CustodyEvent]) -> QuerySet[CustodyEvent]:
    """Return the first of the events, with their detentions and who entered them."""
    whose = (f"detention__{name}" for name in NAMED_BY)
    return events.select_related("entered_by", *whose).order_by("id")[:SHOWN]


def entered_by(event: CustodyEvent) -> str:
    """Return who entered an event."""
    return f"entered by {states.person(event.entered_by) or 'a program'}"


def stale_before(at: datetime) -> date:
    """Return the day before which a verification counts as out of date."""
    return localdate(at) - timedelta(days=settings.STALE_AFTER_DAYS)


@queue("Custody: may be out of date", needs=PUBLISHES)
def unverified_detentions(by: User, at: datetime) -> Iterator[QueueItem]:
    """Yield the detentions that may go on after today, not verified for long; oldest first."""
    in_custody = CustodyEvent.objects.at_end_of(
        localdate(at), "status", IN_CUSTODY, of="detention", at=at
    )
    detentions = (
        Detention.objects.live(at)
        .unverified_since(stale_before(at))
        .filter(pk__in=in_custody.values("detention"))
        .select_related(*NAMED_BY)
        .order_by("verified_on", "id")
    )
    for detention in detentions[:SHOWN]:
        yield QueueItem(
            str(detention),
            last_verified(detention.verified_on),
            desk_url(detention),
            "Confirm current",
        )


def last_verified(on: date | None) -> str:
    """Return when it was last verified, in words; None stands for never."""
    return f"Last verified {date_format(on, 'j F Y')}" if on else "Never verified"


@queue("Tenures: may be out of date", needs=PUBLISHES)
def unverified_tenures(by: User, at: datetime) -> Iterator[QueueItem]:
    """Yield the current tenures not verified for long, the oldest first."""
    tenures = Tenure.objects.current_unverified_since(stale_before(at))
    for tenure in tenures.select_related("official", "office").order_by(
        F("verified_on").asc(nulls_first=True), "id"
    )[:SHOWN]:
        yield QueueItem(
            f"{tenure.official}, {tenure.office}",
            last_verified(tenure.verified_on),
            desk_url(tenure),
            "Check",
        )


@queue("Withheld names still in texts", needs=PUBLISHES)
def withheld_names(by: User, at: datetime) -> Waiting:
    """Return the texts that contain a withheld name; if one is withheld, searches all texts."""
    lines = [QueueItem(*each, "Decide") for each in withheld_names_still_said()]
    return Waiting(lines[:SHOWN], len(lines))


@queue("Doubtful", needs=PUBLISHES)
def doubtful(by: User, at: datetime) -> Waiting:
    """Return the first of the checks' open findings."""
    today = localdate(at)
    keys = finding_keys(today, most=COUNTED)
    return Waiting(
        [
            QueueItem(
                finding.check.title,
                finding.check.describe(finding.row),
                desk_url(finding.row),
                "Look",
            )
            for finding in findings(keys[:SHOWN], today)
        ],
        len(keys),
    )


@queue("Facts without a source", needs=PUBLISHES)
def unsourced_rows(by: User, at: datetime) -> Waiting:
    """Return the facts that cite no source."""
    lines = [
        QueueItem(
            str(whole_of(row) or row),
            f"{row._meta.verbose_name.capitalize()}: {row}",
            dialogue_url(row, CITE),
            "Cite",
        )
        for row in unsourced_facts(most=SHOWN)
    ]
    return Waiting(lines, count_unsourced(most=COUNTED) if len(lines) == SHOWN else len(lines))


@queue("Dead links of sources", needs=PUBLISHES)
def dead_links(by: User, at: datetime) -> Iterator[QueueItem]:
    """Yield the sources whose page is gone and that name no archived copy, most cited first."""
    sources: Any = Source.objects.with_dead_links().with_citing_counts()
    for source in sources.order_by("-pieces", "-facts", "id")[:SHOWN]:
        yield QueueItem(
            str(source),
            f"{source.link_problem}, since {day_of(source.link_failing_since)}."
            f" {cited_by(source.pieces, source.facts)}",
            desk_url(source),
            "Mend the link",
        )


def day_of(at: datetime) -> str:
    """Return the newsroom's day of a moment."""
    return date_format(localdate(at), "j F Y")


def cited_by(pieces: int, facts: int) -> str:
    """Return by how much a source is cited, in words."""
    counts = ((pieces, "piece"), (facts, "fact"))
    words = [f"{number:,} {noun}{'' if number == 1 else 's'}" for number, noun in counts if number]
    return f"Cited by {' and '.join(words)}" if words else "Cited by nothing"
