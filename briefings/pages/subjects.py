"""What a piece is about, as of its day, and what the record changed since."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from django.utils.timezone import localdate

from briefings.models import (
    Country,
    CustodyEvent,
    Detainee,
    Detention,
    Identity,
    Meeting,
    Office,
    PartialDate,
    Participant,
    Place,
    StatusChange,
    Tenure,
    Topic,
    Visit,
)
from briefings.models.base import if_live
from briefings.models.days import Match
from briefings.pages import custody as custody_pages
from briefings.pages.dates import iso, period_in_words
from briefings.pages.links import label
from briefings.pages.statuses import status_on
from briefings.pages.tenures import begun, called, offices_on
from briefings.timelines import (
    Custody,
    Subject,
    custody_named,
    holders_of,
    in_office,
    statuses_named,
    subject,
)

LEADERS = ("head_of_state", "head_of_government", "foreign_minister")
Fact = tuple[str, list[dict[str, Any]]]


class Told(NamedTuple):
    """What the public sees of the record that a piece is about, and of the chains it names."""

    about: Identity | None
    subject: Subject | None
    statuses: list[StatusChange]
    custody: list[CustodyEvent]
    leaders: list[Tenure]


def told_of(about: Identity | None, records: list[Identity], day: date, at: datetime) -> Told:
    """Read what a piece is about and what it names; five queries at most, none for no such type.

    `leaders` are those of the country, or who held the office, on the day.
    """
    live = next((record for record in records if about and record.pk == about.pk), None)
    found = subject(live, at)
    keys = {record.pk: record.type for record in records}
    occasions = [key for key, type_ in keys.items() if type_ in {"meeting", "visit"}]
    people = [key for key, type_ in keys.items() if type_ == "detainee"]
    record = found.record if found else None
    leaders: list[Tenure] = []
    if isinstance(record, Country):
        held = in_office(LEADERS, day, at=at, today=localdate(at))
        leaders = [tenure for tenure in held if tenure.office.country_id == record.pk]
    elif isinstance(record, Office):
        leaders = list(holders_of([record.pk], day, at=at, today=localdate(at)))
    return Told(
        live,
        found,
        statuses_named(occasions, at) if occasions else [],
        custody_named(people, at) if people else [],
        leaders,
    )


def about(told: Told, tenures: Sequence[Tenure], day: date, at: datetime) -> list[dict[str, Any]]:
    """Return the rows of the key facts that tell of the record itself, as of the day."""
    record = told.subject.record if told.subject else None
    today = localdate(at)
    rows: list[Fact] = []
    if isinstance(record, Visit) and told.subject:
        rows = of_visit(record, told.subject, told.statuses, day, today)
    elif isinstance(record, Meeting) and told.subject:
        rows = of_meeting(record, told.subject, told.statuses, day, at)
    elif isinstance(record, Detainee) and told.subject:
        rows = of_detainee(record, told.subject, told.custody, day, today)
    elif told.about is not None and told.about.type == "official":
        own = [tenure for tenure in tenures if tenure.official.identity_id == told.about.pk]
        held = offices_on(own, day, today)
        rows = [("Office", [{"text": held}] if held else [])]
    elif isinstance(record, Country):
        rows = [(one.office.title, [holder(one, day, today)]) for one in told.leaders]
    elif isinstance(record, Office):
        rows = [("Held by", [holder(tenure, day, today) for tenure in told.leaders])]
    elif isinstance(record, Place):
        country = if_live(record.country, at)
        rows = [("Country", [value(country.name, country)] if country else [])]
    elif isinstance(record, Topic) and record.description:
        rows = [("What it is", [{"text": record.description}])]
    return [
        {"term": term, "values": values, "ordered": term == "Stated objectives"}
        for term, values in rows
    ]


def value(text: str, record: Any) -> dict[str, Any]:
    """Return a value of the key facts that leads to a record."""
    return {"text": text, "url": record.get_absolute_url()}


def holder(tenure: Tenure, day: date, today: date) -> dict[str, Any]:
    """Return who holds an office, with a note where that is not certain of the day."""
    sure = tenure.held(day, today) == Match.CERTAINLY
    return value(tenure.official.full_name, tenure.official) | (
        {} if sure else {"note": "possibly"}
    )


def status_row(rows: Sequence[StatusChange], day: date, today: date) -> list[dict[str, Any]]:
    """Return the status at the end of the day."""
    status = status_on(rows, day, today)
    return [{"text": "", "status": status, "note": status.get("note")}] if status else []


def people(participants: Iterable[Participant]) -> list[dict[str, Any]]:
    """Return who takes part; an organization has no page, and a group is described."""
    return [
        value(one.official.full_name, one.official)
        if one.official
        else {"text": one.organization.name if one.organization else one.group}
        for one in participants
    ]


def of_visit(
    visit: Visit, known: Subject, statuses: list[StatusChange], day: date, today: date
) -> list[Fact]:
    """Return the facts of a visit."""
    own = [row for row in statuses if row.visit_id == visit.pk]
    hosts = [one for one in known.participants if one.side == Participant.Side.HOST]
    travellers = [one for one in known.participants if one not in hosts]
    when = period_in_words(visit.starts, visit.ends)
    return [
        ("Status", status_row(own, day, today)),
        ("When", [{"text": when}] if when else []),
        ("Who travels", people(travellers)),
        ("Host", people(hosts)),
        ("Where", [value(str(stop), stop.place or stop.country) for stop in known.stops]),
        ("Stated objectives", [{"text": objective.words} for objective in known.objectives]),
    ]


def of_meeting(
    meeting: Meeting, known: Subject, statuses: list[StatusChange], day: date, at: datetime
) -> list[Fact]:
    """Return the facts of a meeting."""
    own = [row for row in statuses if row.meeting_id == meeting.pk]
    place = if_live(meeting.place, at) or if_live(meeting.country, at)
    visit = if_live(meeting.visit, at)
    return [
        ("Status", status_row(own, day, localdate(at))),
        ("When", [{"text": str(meeting.on)}] if meeting.on else []),
        ("Who", people(known.participants)),
        ("Where", [value(place.name, place)] if place else []),
        ("On the visit", [value(visit.label, visit)] if visit else []),
    ]


def of_detainee(
    detainee: Detainee, known: Subject, custody: list[CustodyEvent], day: date, today: date
) -> list[Fact]:
    """Return the facts of a detainee: the status on the day, and who holds the person."""
    own = cases(event for event in custody if event.detention.detainee_id == detainee.pk)
    told = in_custody(own, day, today)
    shown = custody_pages.foremost(own, day, today) if told else None
    held_by = label(shown["held_by"]) if shown else ""
    return [
        ("Status", [{"text": "", "status": told["status"], "note": told["line"]}] if told else []),
        ("Detained by", [{"text": held_by}] if held_by else []),
        ("Nationality", [{"text": name} for name in known.nationalities]),
    ]


def cases(events: Iterable[CustodyEvent]) -> list[dict[str, Any]]:
    """Return the detentions that events make, given in order, as far as the public sees them."""
    chains: dict[Detention, list[CustodyEvent]] = {}
    for event in events:
        chains.setdefault(event.detention, []).append(event)
    return [
        custody_pages.case_of(Custody(one, one.country or one.organization, own))
        for one, own in chains.items()
    ]


def in_custody(told: Sequence[dict[str, Any]], day: date, today: date) -> dict[str, Any]:
    """Return the `status` of a person on a day, and a `line` since when; {} before the record."""
    shown = custody_pages.foremost(told, day, today)
    status = custody_pages.status(shown, day, today)
    return (
        {"status": status, "line": custody_pages.when(shown, day, today)}
        if shown and status
        else {}
    )


def at_the_table(told: Told) -> list[int]:
    """Return the identities of the officials at the meeting that a piece is about."""
    if told.subject is None or not isinstance(told.subject.record, Meeting):
        return []
    return [one.official.identity_id for one in told.subject.participants if one.official]


def since(told: Told, tenures: Iterable[Tenure], day: date, today: date) -> list[dict[str, Any]]:
    """Return what the record changed after the day of the piece, by today, the oldest first.

    Offices that the officials named took or left; the statuses of the meetings and visits, and of
    what belongs to a visit; the custody of the detainees. What only may have been later is told.
    """
    changes = [*offices(tenures), *statuses(told.statuses), *custody(told.custody)]
    later = [
        (on, change)
        for on, change in changes
        if on is not None and on.earliest and day < on.earliest <= today
    ]
    later.sort(key=lambda change: change[0].ordering_key)
    return [{"iso": iso(on), "date_text": str(on), **change} for on, change in later]


Changes = Iterable[tuple[PartialDate | None, dict[str, str | None]]]


def offices(tenures: Iterable[Tenure]) -> Changes:
    """Yield who took or left which office."""
    for tenure in tenures:
        name, url = tenure.official.full_name, tenure.official.get_absolute_url()
        office = called(tenure.office)
        if first := begun(tenure):
            yield first, changed(name, url, None, office)
        if tenure.ended:
            yield tenure.ended, changed(name, url, office, "left office")


def statuses(rows: Iterable[StatusChange]) -> Changes:
    """Yield how meetings and visits came to stand otherwise; of one day, the last alone."""
    last: dict[Hashable, StatusChange] = {}
    ends: dict[Hashable, tuple[StatusChange, StatusChange | None]] = {}
    for row in rows:
        of = (row.meeting_id, row.visit_id)
        day = (of, row.on)
        ends[day] = (row, ends[day][1] if day in ends else last.get(of))
        last[of] = row
    for row, before in ends.values():
        occasion = row.meeting or row.visit
        if occasion is not None and (before is None or before.status != row.status):
            was = before.get_status_display().lower() if before else None
            now = row.get_status_display().lower()
            yield row.on, changed(occasion.label, occasion.get_absolute_url(), was, now)


def custody(rows: Iterable[CustodyEvent]) -> Changes:
    """Yield what happened to the detainees; by the name that readers are told."""
    last: dict[int, CustodyEvent] = {}
    for row in rows:
        before = last.get(row.detention_id)
        if row.status:
            last[row.detention_id] = row
        elif row.kind == CustodyEvent.Kind.OTHER:
            continue
        now = custody_pages.called(row.kind, row.status).lower()
        was = before.get_status_display().lower() if before and row.status else None
        person = row.detention.detainee
        yield row.on, changed(person.public_name, person.get_absolute_url(), was, now)


def changed(text: str, url: str, before: str | None, after: str) -> dict[str, str | None]:
    """Return a change as `since_publication` takes it."""
    return {"text": text, "url": url, "before": before, "after": after}
