"""The front page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from django.contrib.postgres.fields import DateRangeField
from django.db.models import DateField, Exists, Func, OuterRef, QuerySet, Value
from django.http import HttpResponse

from briefings.addresses import path_of
from briefings.composed import composed
from briefings.filters.detentions import in_custody
from briefings.models import Article, Detainee, Detention, Meeting
from briefings.models.custody import IN_CUSTODY
from briefings.models.meetings import EARLIEST_DAY, EARLIEST_DAY_DOWNWARDS
from briefings.models.record_types import page_path
from briefings.pages.base import Page
from briefings.pages.dates import Span, date_in_words, day_in_words, strip
from briefings.pages.days import in_status
from briefings.pages.detentions import held_chart
from briefings.pages.latest import changes, last_changed, listed
from briefings.pages.meetings import time_there
from briefings.pages.occasions import in_rows
from briefings.pages.pieces import story
from briefings.pages.retractions import told_on
from briefings.pages.told_wrong import last_correction, last_retracted
from briefings.paging import Found

STORIES = 6  # one lead, two beside it, three below
CHANGES = 6
ENGAGEMENTS = 7
HELD = 8
AROUND = timedelta(days=7)
YEARS = 3  # that the ruler shows, at least


class HomePage(Page):
    """The newest pieces; who met, what changed and who was held by a day; the last correction."""

    def answer(self) -> HttpResponse:
        """Return the front page.

        Five queries; one more where nobody met in the days around, one where something was taken
        back.
        """
        day = self.day()
        newest, around, people, *changed = self.together(
            ("article", _newest(self.at), "item"),
            ("meeting", _around(self.at, day), "item"),
            ("detainee", _in_custody(self.at, day), "item"),
            *last_changed(self.at, day),
        )
        stories = [story(article) for article in newest]
        span = Span(min(day.year, self.today.year - YEARS), self.today.year)
        engagements = self.engagements(around, day)
        correction = last_correction(self.at)
        return self.show(
            "home.html",
            {
                "lead": stories[:1],
                "seconds": stories[1:3],
                "others": stories[3:],
                "strip": strip(day, self.today, span=span, days=self.useful_days(day)),
                "engagements": engagements,
                "engagements_url": f"{path_of('meetings')}?as_of={day.isoformat()}",
                "changes": listed(changes(*changed), last_retracted(self.at), day, CHANGES),
                "held": held_chart(self.held(people, day), day, self.today),
                "held_title": f"{'Possibly held' if day > self.today else 'Held'} on"
                f" {day_in_words(day)}",
                "held_links": [
                    ("All held that day", f"{path_of('detainees')}?as_of={day.isoformat()}")
                ],
                "correction": corrected(correction) if correction else None,
            },
        )

    def useful_days(self, day: date) -> list[tuple[str, date]]:
        """Return the days that the strip offers."""
        days = [("Today", self.today), ("A year ago", self.today - timedelta(days=365))]
        asked = [] if day in dict(days).values() else [("This day", day)]
        return [*asked, *days]

    def engagements(self, around: Sequence[Mapping[str, Any]], day: date) -> list[dict[str, Any]]:
        """Return the meetings around a day, as they stood then, day by day.

        Without any, the last ones before, the latest first: one query.
        """
        meetings = around or self.documents("meeting", _last_until(self.at, day), "item")
        rows = in_rows(meetings, self.asked_of(day))
        told = [
            row
            | {
                "name": meeting["label"].removesuffix(f", {date_in_words(meeting['on'])}"),
                "time_text": time_there(meeting),
            }
            for meeting, row in zip(meetings, rows, strict=True)
        ]
        return [
            {"date_text": date_text, "iso": found[0]["iso"], "rows": found}
            for date_text, group in groupby(told, key=lambda row: row["date_text"])
            if (found := list(group))
        ]

    def held(
        self, people: Sequence[Mapping[str, Any]], day: date
    ) -> list[tuple[Mapping[str, Any], list[Mapping[str, Any]]]]:
        """Return with each, who possibly was in custody on a day, the detention; at most eight."""
        held: list[tuple[Mapping[str, Any], list[Mapping[str, Any]]]] = [
            (person, [case])
            for person in people
            for case in person["detentions"]
            if in_status([case], IN_CUSTODY, day, self.today)
        ]
        return held[:HELD]


def corrected(one: Mapping[str, str]) -> dict[str, Any]:
    """Return a correction as the last line of the page tells it."""
    return {
        "day": day_in_words(told_on(one)),
        "words": one["note"],
        "url": page_path(one["type"], one["slug"]),
    }


@composed
def _newest(at: datetime) -> QuerySet[Any, Any]:
    # As the index has it: none that is live has no day. It begins behind all that is scheduled.
    published = Article.objects.live(at).filter(published_at__lte=at)
    newest = published.order_by("-published_at", "-pk")
    return newest.values_list("public_id")[:STORIES]


def _around(at: datetime, day: date) -> Found:
    first = day - min(AROUND, day - date.min)
    last = day + min(AROUND, date.max - day)
    return _between(at, first, last)


@composed
def _between(at: datetime, first: date, last: date) -> QuerySet[Any, Any]:
    meetings = Meeting.objects.live(at).filter(on_days__overlap=_days(first, last))
    in_order = meetings.order_by(EARLIEST_DAY, "pk")
    return in_order.values_list("public_id")[:ENGAGEMENTS]


@composed
def _last_until(at: datetime, day: date) -> QuerySet[Any, Any]:
    meetings = Meeting.objects.live(at).filter(on_days__overlap=_days(None, day))
    latest = meetings.order_by(EARLIEST_DAY_DOWNWARDS.desc(), "-pk")
    return latest.values_list("public_id")[:ENGAGEMENTS]


@composed
def _in_custody(at: datetime, day: date) -> QuerySet[Any, Any]:
    theirs = Detention.objects.live(at).filter(detainee=OuterRef("pk"))
    people = Detainee.objects.live(at).filter(Exists(in_custody(theirs, day, at)))
    return people.order_by("public_sort_name", "pk").values_list("public_id")[:HELD]


def _days(first: date | None, last: date) -> Func:
    bounds = (Value(day, DateField()) for day in (first, last))
    return Func(*bounds, Value("[]"), function="daterange", output_field=DateRangeField())
