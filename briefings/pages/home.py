"""The front page."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse, QueryDict

from briefings.filters.articles import ArticleFilterSet
from briefings.filters.detainees import DetaineeFilterSet
from briefings.filters.meetings import MeetingFilterSet
from briefings.models import Change, Office
from briefings.models.record_types import address
from briefings.pages.base import Page
from briefings.pages.corrections import told_on
from briefings.pages.dates import Span, day_in_words, moment, strip
from briefings.pages.detentions import held_chart
from briefings.pages.mentions import called_at
from briefings.pages.pieces import story
from briefings.pages.statuses import rows_told
from briefings.pages.tenures import bar, called, chart, known_days
from briefings.timelines import (
    custody_of,
    in_office,
    latest_changes,
    latest_corrections,
    statuses_of,
    with_credits,
)

STORIES = 6  # one lead, two beside it, three below
CHANGES = 6
HELD, ENGAGEMENTS = 6, 6
AROUND = timedelta(days=7)
KINDS = (Office.Kind.FOREIGN_MINISTER,)


def in_office_url(day: date) -> str:
    """Return the list of the officials whom the chart shows, on its day."""
    return f"/officials/?as_of={day.isoformat()}&office_kind={KINDS[0]}"


class HomePage(Page):
    """The newest pieces; who met, was in office and was held on a day; changes, corrections."""

    def answer(self) -> HttpResponse:
        """Return the front page (eleven queries)."""
        day = self.day()
        stories = self.stories()
        tenures = list(in_office(KINDS, day, at=self.at, today=self.today))
        span = Span.over([*known_days(tenures), self.today], default=day)
        rows = [
            bar(
                tenure,
                title=tenure.official.full_name,
                url=tenure.official.get_absolute_url(),
                beside=called(tenure.office),
                span=span,
                day=day,
                today=self.today,
            )
            for tenure in tenures
        ]
        return self.show(
            "home.html",
            {
                "lead": stories[:1],
                "seconds": stories[1:3],
                "others": stories[3:],
                "strip": strip(day, self.today, span=span, days=self.useful_days()),
                "chart_title": f"Foreign ministers on {day_in_words(day)}",
                "chart_links": [("All in office that day", in_office_url(day))],
                "chart": chart(rows, span, day),
                "held": self.held(day),
                "held_title": f"Held on {day_in_words(day)}",
                "held_links": [("All held that day", f"/detainees/?as_of={day.isoformat()}")],
                "engagements": self.engagements(day),
                "changes": self.changes(),
                "correction": self.correction(),
            },
        )

    def useful_days(self) -> list[tuple[str, date]]:
        """Return the days that the strip offers."""
        return [
            ("Today", self.today),
            ("A year ago", self.today - timedelta(days=365)),
            ("Five years ago", self.today - timedelta(days=1826)),
        ]

    def stories(self) -> list[dict[str, Any]]:
        """Return the newest pieces (a query)."""
        listing = ArticleFilterSet(QueryDict(), at=self.at)
        articles = with_credits(listing.qs, self.at, edition="live_edition__pk")
        return [story(article) for article in listing.page(STORIES, articles).rows]

    def held(self, day: date) -> dict[str, Any]:
        """Return the bars of who was held on a day (three queries)."""
        asked = DetaineeFilterSet(QueryDict(f"as_of={day.isoformat()}"), at=self.at)
        people = asked.page(HELD).rows
        told = custody_of([detainee.pk for detainee in people], self.at)
        rows = [
            (one, [custody for custody in told if custody.detention.detainee_id == one.pk])
            for one in people
        ]
        return held_chart(rows, day, self.today)

    def engagements(self, day: date) -> list[dict[str, Any]]:
        """Return the meetings of the days around a day, as they stood then (two queries)."""
        first = day - min(AROUND, day - date.min)
        last = day + min(AROUND, date.max - day)
        query = f"on_or_after={first.isoformat()}&on_or_before={last.isoformat()}&ordering=on"
        meetings = MeetingFilterSet(QueryDict(query), at=self.at).page(ENGAGEMENTS).rows
        return rows_told(meetings, statuses_of(meetings, [], self.at), day, self.today, self.at)

    def changes(self) -> list[dict[str, Any]]:
        """Return what changed last in the record, record by record (two queries)."""
        return [
            {
                "name": called_at(record),
                "url": address(record.type, record.slug),
                "date_text": on["short"],
                "iso": on["iso"],
                "after": "New" if change.op == Change.Op.CREATED else change.get_op_display(),
                "line": record.type,
            }
            for change, record in latest_changes(self.standing.head, self.at, CHANGES)
            if (on := moment(change.at or self.at))
        ]

    def correction(self) -> dict[str, Any] | None:
        """Return the last correction, None where there never was one (a query)."""
        correction = latest_corrections(self.at).first()
        if correction is None:
            return None
        identity = correction.identity
        return {
            "day": told_on(correction)["day"],
            "words": correction.words,
            "url": address(identity.type, identity.slug),
        }
