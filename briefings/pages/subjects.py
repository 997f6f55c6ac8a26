"""What a piece is about and names, as of its day, and what the record changed since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import QuerySet

from briefings.addresses import relative
from briefings.documents.builder import Asked
from briefings.documents.days import CUSTODY_LABELS, LABELS
from briefings.models import CustodyEvent, PartialDate, Participant, Tenure
from briefings.models.days import Match
from briefings.pages import custody as custody_pages
from briefings.pages.base import Page
from briefings.pages.dates import iso, partial, period_in_words
from briefings.pages.links import label, path
from briefings.pages.statuses import then
from briefings.pages.tenures import begun, called, held, offices_on

# Of these a row of a list says all that is told.
SHORT = ("official", "detainee", "place", "topic")
LEADERS = ("head_of_state", "head_of_government", "foreign_minister")
Document = Mapping[str, Any]  # of a record or a fact, or its item
Fact = tuple[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class Told:
    """What the public sees of what a piece is about and names, asked of the piece's day.

    `named` are the records in short, what it is `about` among them. `subject` is the document of
    that, None of a type of which no more is told. `occasions` are the meetings and visits, with
    the meetings of such a visit; `tenures` those of the officials and of who sits at the meeting
    that it is about; `leaders` those of the country, or of the office, that it is about.
    """

    asked: Asked
    about: Document | None
    named: Sequence[Document]
    subject: Document | None
    occasions: Sequence[Document]
    detainees: Sequence[Document]
    tenures: Sequence[Document]
    leaders: Sequence[Document]

    @property
    def day(self) -> date:
        """The day of the piece."""
        return self.asked.day

    @property
    def today(self) -> date:
        """The day on which it is read."""
        return self.asked.today

    def tenures_of(self, official: Document) -> list[Document]:
        """Return the tenures of an official."""
        return [each for each in self.tenures if each["official"]["id"] == official["id"]]


def told_of(page: Page, article: Document, day: date) -> Told:
    """Read what an article is about and names: two queries, and one for visits.

    One more of a country, an office or a meeting that it is about.
    """
    about, named = article["about"], article["mentions"]
    if about and all(each["id"] != about["id"] for each in named):
        named = [about, *named]
    ids: dict[str, list[str]] = {}
    for each in named:
        ids.setdefault(each["type"], []).append(each["id"])
    visits = page.documents("visit", ids.get("visit", ()))
    of_visits = [each["id"] for visit in visits for each in visit["meetings"]]
    meeting_ids = dict.fromkeys([*ids.get("meeting", ()), *of_visits])
    read = page.in_short({**{type_: ids.get(type_, ()) for type_ in SHORT}, "meeting": meeting_ids})
    subject = next((each for each in visits if about and each["id"] == about["id"]), None)
    subject = subject or (read.get(about["id"]) if about else None)
    seated = _at_the_table(subject)
    people = [each for each in read.values() if each["type"] == "official"]
    people += page.documents("official", [each for each in seated if each not in read], "item")
    served = [each["tenure"] for official in people for each in official["tenures"]]
    asked = page.asked_of(day)
    leading = _leading(about, asked)
    return Told(
        asked,
        about,
        named,
        subject,
        [*(read[each] for each in meeting_ids if each in read), *visits],
        [each for each in read.values() if each["type"] == "detainee"],
        page.documents("tenure", served, "item"),
        page.documents("tenure", leading, "item") if leading is not None else [],
    )


def _at_the_table(subject: Document | None) -> dict[str, None]:
    """Return the ids of the officials at the meeting that a piece is about."""
    if subject is None or subject["type"] != "meeting":
        return {}
    people = (each["official"] for each in subject["participants"])
    return dict.fromkeys(each["id"] for each in people if each)


def _leading(about: Document | None, asked: Asked) -> QuerySet[Tenure] | None:
    """Return who led a country, or held an office, on the day; None of anything else."""
    if about is None or about["type"] not in {"country", "office"}:
        return None
    tenures = Tenure.objects.live(asked.at).during(asked.day, today=asked.today)
    if about["type"] == "office":
        return tenures.filter(office__public_id=about["id"]).in_order()
    of_country = tenures.filter(office__country__public_id=about["id"])
    return of_country.filter(office__kind__in=LEADERS).order_by("office__kind", "id")


def about(told: Told) -> list[dict[str, Any]]:
    """Return the rows of the key facts that tell of the record itself, as of the day."""
    record, rows = told.subject, list[Fact]()
    match told.about and told.about["type"]:
        case "visit" if record:
            rows = of_visit(record, told)
        case "meeting" if record:
            rows = of_meeting(record, told)
        case "detainee" if record:
            rows = of_detainee(record, told)
        case "official" if told.about:
            own = offices_on(told.tenures_of(told.about), told.day, told.today)
            rows = [("Office", [{"text": own}] if own else [])]
        case "country":
            rows = [(label(each["office"]), [holder(each, told)]) for each in told.leaders]
        case "office":
            rows = [("Held by", [holder(each, told) for each in told.leaders])]
        case "place" if record:
            rows = [("Country", [*values([record["country"]])])]
        case "topic" if record and record["description"]:
            rows = [("What it is", [{"text": record["description"]}])]
    return [
        {"term": term, "values": values, "ordered": term == "Stated objectives"}
        for term, values in rows
    ]


def values(mentions: Iterable[Document | None]) -> Iterable[dict[str, Any]]:
    """Yield the values of the key facts that lead to records; none for None."""
    return ({"text": label(each), "url": path(each)} for each in mentions if each)


def holder(tenure: Document, told: Told) -> dict[str, Any]:
    """Return who holds an office, with a note where that is not certain of the day."""
    sure = held(tenure, told.day, told.today) == Match.CERTAINLY
    who = {"text": label(tenure["official"]), "url": path(tenure["official"])}
    return who if sure else who | {"note": "possibly"}


def status_row(occasion: Document, told: Told) -> list[dict[str, Any]]:
    """Return the status at the end of the day."""
    status = then(occasion, told.asked)
    return [{"text": "", "status": status, "note": status.get("note")}] if status else []


def people(participants: Iterable[Document]) -> list[dict[str, Any]]:
    """Return who takes part; an organization has no page, and a group is described."""
    return [
        {"text": label(who), "url": path(who)}
        if (who := each["official"] or each["organization"])
        else {"text": each["group"]}
        for each in participants
    ]


def of_visit(visit: Document, told: Told) -> list[Fact]:
    """Return the facts of a visit."""
    everybody = visit["participants"]
    hosts = [each for each in everybody if each["side"] == Participant.Side.HOST]
    travellers = [each for each in everybody if each not in hosts]
    when = period_in_words(partial(visit["starts"]), partial(visit["ends"]))
    return [
        ("Status", status_row(visit, told)),
        ("When", [{"text": when}] if when else []),
        ("Who travels", people(travellers)),
        ("Host", people(hosts)),
        ("Where", [*values(stop["place"] or stop["country"] for stop in visit["stops"])]),
        ("Stated objectives", [{"text": each["words"]} for each in visit["objectives"]]),
    ]


def of_meeting(meeting: Document, told: Told) -> list[Fact]:
    """Return the facts of a meeting."""
    on = partial(meeting["on"])
    return [
        ("Status", status_row(meeting, told)),
        ("When", [{"text": str(on)}] if on else []),
        ("Who", people(meeting["participants"])),
        ("Where", [*values([meeting["place"] or meeting["country"]])]),
        ("On the visit", [*values([meeting["visit"]])]),
    ]


def of_detainee(detainee: Document, told: Told) -> list[Fact]:
    """Return the facts of a detainee: the status on the day, and who holds the person."""
    shown = custody_pages.foremost(detainee["detentions"], told.day, told.today)
    status, line = in_custody(detainee, told)
    holder = label(shown["held_by"]) if shown and status else ""
    return [
        ("Status", [{"text": "", "status": status, "note": line}] if status else []),
        ("Detained by", [{"text": holder}] if holder else []),
        ("Nationality", [{"text": label(each)} for each in detainee["nationalities"]]),
    ]


def in_custody(detainee: Document, told: Told) -> tuple[dict[str, str] | None, str]:
    """Return the status of a person on the day, and since when; None before the record."""
    shown = custody_pages.foremost(detainee["detentions"], told.day, told.today)
    status = custody_pages.status(shown, told.day, told.today)
    return status, custody_pages.when(shown, told.day, told.today) if shown and status else ""


def since(told: Told) -> list[dict[str, Any]]:
    """Return what the record changed after the day of the piece, by today, the oldest first.

    Offices that the officials named took or left; the statuses of the meetings and visits, and of
    what belongs to a visit; the custody of the detainees. What only may have been later is told.
    """
    changes = [*offices(told.tenures), *statuses(told.occasions), *custody(told)]
    later = [
        (on, change)
        for on, change in changes
        if on is not None and on.earliest and told.day < on.earliest <= told.today
    ]
    later.sort(key=lambda change: change[0].ordering_key)
    return [{"iso": iso(on), "date_text": str(on), **change} for on, change in later]


Changes = Iterable[tuple[PartialDate | None, dict[str, str | None]]]


def offices(tenures: Iterable[Document]) -> Changes:
    """Yield who took or left which office."""
    for tenure in tenures:
        name, url, office = label(tenure["official"]), path(tenure["official"]), called(tenure)
        if first := begun(tenure):
            yield first, changed(name, url, None, office)
        if tenure["ended"]:
            yield partial(tenure["ended"]), changed(name, url, office, "left office")


def statuses(occasions: Iterable[Document]) -> Changes:
    """Yield how meetings and visits came to stand otherwise; of one day, the last alone."""
    for occasion in occasions:
        before: str | None = None
        for _, rows in groupby(occasion["statuses"], lambda row: row["on"]["value"]):
            *_, row = rows
            if before is None or before != row["status"]:
                was = LABELS[before].lower() if before else None
                now = LABELS[row["status"]].lower()
                url = relative(occasion["web_url"])
                yield partial(row["on"]), changed(occasion["label"], url, was, now)
            before = row["status"]


def custody(told: Told) -> Changes:
    """Yield what happened to the detainees; by the name that readers are told."""
    for detainee in told.detainees:
        [who] = [each for each in told.named if each["id"] == detainee["id"]]
        for case in detainee["detentions"]:
            before: str | None = None
            for event in case["course"]:
                status = event.get("status")
                if status or event["kind"] != CustodyEvent.Kind.OTHER:
                    now = custody_pages.called(event["kind"], status).lower()
                    was = CUSTODY_LABELS[before].lower() if before and status else None
                    yield partial(event["on"]), changed(label(who), path(who), was, now)
                before = status or before


def changed(text: str, url: str | None, before: str | None, after: str) -> dict[str, str | None]:
    """Return a change as `since_publication` takes it."""
    return {"text": text, "url": url, "before": before, "after": after}
