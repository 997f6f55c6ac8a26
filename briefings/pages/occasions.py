"""What the pages of meetings and of visits have alike: who was there, before and after, citing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from briefings.addresses import relative
from briefings.composed import composed
from briefings.documents.builder import Asked
from briefings.models import Meeting, PartialDate
from briefings.pages.asked import Asked as Question
from briefings.pages.base import linked_data
from briefings.pages.dates import (
    Span,
    date_in_words,
    day_in_words,
    iso,
    partial,
    period_in_words,
    strip,
)
from briefings.pages.engaged import Engaged
from briefings.pages.names import in_sentence, listed
from briefings.pages.pieces import those_that_name
from briefings.pages.provenance import confidences, verified
from briefings.pages.readouts import side_by_side
from briefings.pages.records import RecordPage
from briefings.pages.sources import Notes
from briefings.pages.statements import quoted
from briefings.pages.statuses import changes, first_days, not_begun, standing

AROUND = 100  # meetings before, after and within one
EVENT_STATUS = {"Postponed": "EventPostponed", "Cancelled": "EventCancelled"}

Told = Mapping[str, Any]  # the document of a meeting or a visit, or its item


class OccasionPage(RecordPage):
    """The page of a meeting or of a visit, as of a day."""

    def frame(
        self,
        engaged: Engaged,
        pieces: Sequence[Told],
        day: date,
        days: Iterable[date],
        places: Sequence[str] = (),
    ) -> dict[str, Any]:
        """Return what `occasion_frame` takes of a meeting and of a visit alike.

        The page's own is the first of those engaged; `pieces` name it. `days` are the ticks of the
        ruler beside those of the statuses, `places` the names of where it is.
        """
        own, notes, asked = engaged.occasions[0], engaged.notes, engaged.asked
        stands, sources = standing(own, asked), notes.listed()
        ticks = [*first_days(own), *days]
        people = [each for occasion in engaged.occasions for each in engaged.participants(occasion)]
        sure = [*people, *own["status_history"], *engaged.statements]
        readouts_title, readouts = side_by_side(engaged.occasions, notes)
        tenures = engaged.tenures.values()
        return {
            "as_of_text": f"As of {day_in_words(day)}",
            "provenance": {
                "status": stands["status"],
                "remark": stands["remark"],
                "sources": len(sources),
                "actions": [("JSON", relative(own["url"])), ("Cite", "#cite")],
                **confidences(sure),
                **verified([own], self.today, going_on=[own]),
            },
            "begins": not_begun(own, asked),
            "sources_differ": notes.differing(own) or "",
            "history": changes(own, asked, notes),
            "readouts": readouts,
            "readouts_title": readouts_title,
            "quotes": quoted(engaged.statements, tenures, notes, self.today),
            "sources": sources,
            "strip": strip(
                day,
                self.today,
                span=Span.over([*ticks, self.today], default=day),
                events=ticks,
                days=useful_days(own, self.today),
            ),
            "styles": cited_as(own["label"], day, self.canonical),
            "linked_data": linked_data(described(own, stands["status"], self.canonical, places)),
            **those_that_name(own, pieces),
        }


@composed
def beside(at: datetime, meetings: list[UUID]) -> QuerySet[Any, Any]:
    """Find the meetings before and after some, within them, and that they are part of."""
    return Meeting.objects.live(at).around(*meetings).in_order().values_list("public_id")[:AROUND]


def dates_of(occasion: Told) -> tuple[PartialDate | None, PartialDate | None]:
    """Return the first and the last day of a visit, twice the day of a meeting."""
    return partial(occasion["days"]["starts"]), partial(occasion["days"]["ends"])


def dates_told(occasion: Told) -> dict[str, Any]:
    """Return the days of a meeting or a visit: `date_text`, and `iso` where they are one."""
    starts, ends = dates_of(occasion)
    return {
        "date_text": period_in_words(starts, ends),
        "iso": iso(starts) if ends in (None, starts) else None,
    }


def in_rows(
    occasions: Iterable[Told], asked: Asked, notes: Notes | None = None
) -> list[dict[str, Any]]:
    """Return meetings or visits as `meeting_list` takes them, as they stood on a day.

    Without `notes` no sources are told, and their items will do.
    """
    rows = []
    for occasion in occasions:
        stands, statuses = standing(occasion, asked), occasion["statuses"]
        if stands["status"] is None and statuses:
            stands["remark"] = f"In the record from {date_in_words(statuses[0]['on'])}"
        rows.append(
            {
                "name": occasion["label"],
                "url": relative(occasion["web_url"]),
                **dates_told(occasion),
                "sources": notes.of(occasion, *occasion["status_history"]) if notes else [],
                **stands,
            }
        )
    return rows


def around(others: Sequence[Told], asked: Asked, *, here: Told | None) -> list[dict[str, Any]]:
    """Return other meetings and visits, with the page's own among them, by their days.

    Each has the status on the day; [] where there is no other.
    """
    if not others:
        return []
    found = [*others, *([here] if here else [])]
    return [
        {
            "name": each["label"],
            "url": None if each is here else relative(each["web_url"]),
            "here": each is here,
            "what": f"This {each['type']}",
            **dates_told(each),
            "status": standing(each, asked)["status"],
        }
        for each in sorted(found, key=lambda each: place_in_time(each, here))
    ]


def place_in_time(occasion: Told, here: Told | None) -> tuple[date, int, date]:
    """Return what occasions are sorted by: the day each begins; what follows comes after.

    What has no day comes last.
    """
    follows = occasion.get("follows")
    after = here is not None and follows is not None and follows["id"] == here["id"]
    rank = 2 if after else 1 if occasion is here else 0
    day, _ = dates_of(occasion)
    if day is None:
        return (date.max, rank, date.max)
    return (day.earliest or date.min, rank, day.latest or date.max)


def useful_days(occasion: Told, today: date) -> list[tuple[str, date]]:
    """Return the days that the strip offers: its first and its last one, where past, and today.

    Only days that are known exactly.
    """
    known = [
        day.earliest
        for day in dates_of(occasion)
        if day is not None and day.earliest is not None and day.earliest == day.latest
    ]
    labels = ("Its first day", "Its last day") if len(set(known)) == 2 else ("Its day",)
    return [
        *(
            (f"{label}, {day_in_words(day)}", day)
            for label, day in zip(labels, known, strict=False)
            if day < today
        ),
        ("Today", today),
    ]


def cited_as(title: str, day: date, url: str) -> list[tuple[str, str, bool]]:
    """Return how to cite a record as of a day: a style, its words, no line breaks meant."""
    newsroom = settings.NEWSROOM_NAME
    words = f"“{title}.” {newsroom}, the record as of {day_in_words(day)}. {url}?as_of={day}."
    return [("The record", words, False)]


def described(
    occasion: Told, status: Mapping[str, str] | None, url: str, places: Sequence[str]
) -> dict[str, Any]:
    """Return the visit or meeting in the words of schema.org; dates only where they are known."""
    standing = EVENT_STATUS.get(status["word"] if status else "", "EventScheduled")
    event: dict[str, Any] = {
        "@type": "Event",
        "name": occasion["label"],
        "description": occasion["summary"] or "",
        "url": url,
        "eventStatus": f"https://schema.org/{standing}",
        "location": [{"@type": "Place", "name": name} for name in places],
    }
    for field, day in zip(("startDate", "endDate"), dates_of(occasion), strict=True):
        if known := iso(day):
            event[field] = known
    return event


def question(words: str, where: str, asked: Question, no_status: str = "as they stood") -> str:
    """Return a list's question in words: "Visits to China with Xi Jinping: confirmed in 2023".

    `where` is "in" or "to"; `no_status` is what is asked of a day where no status is.
    """
    if country := asked.label("host_country"):
        words += f" {where} {in_sentence(country)}"
    if place := asked.label("place"):
        words += f" at {place}"
    people = [asked.label(name) for name in ("participant", "participant_country", "organization")]
    people.append(asked.value("participant__all"))
    if found := listed([name for name in people if name]):
        words += f" with {found}"
    if person := asked.label("case_raised"):
        words += f" where the case of {person} was raised"
    status, day = asked.label("status").lower(), asked["as_of"]
    if status:
        words += f": {status}"
    elif day:
        words += f" {no_status}"
    return f"{words} {day.when}" if day else words
