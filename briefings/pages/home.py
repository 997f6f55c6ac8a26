"""The front page."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, QueryDict

from briefings.filters.articles import ArticleFilterSet
from briefings.models import Article, Correction, Office
from briefings.models.record_types import RECORD_TYPES, address
from briefings.pages.articles import story
from briefings.pages.base import Page
from briefings.pages.dates import Span, day_in_words, moment, strip
from briefings.pages.tenures import bar, called, chart, known_days
from briefings.timelines import in_office, latest_changes, latest_corrections

STORIES = 6  # one lead, two beside it, three below
CHANGES = 6
KINDS = (Office.Kind.FOREIGN_MINISTER,)


class HomePage(Page):
    """The newest pieces, who is in office on a day, what changed in the record, and corrections."""

    def answer(self) -> HttpResponse:
        """Return the front page (seven queries)."""
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
                "strip": strip(day, self.today, span=span, days=[("Today", self.today)]),
                "day_text": day_in_words(day),
                "chart": chart(rows, span, day),
                "changes": self.changes(),
                "correction": self.correction(),
            },
        )
