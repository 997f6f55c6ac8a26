"""Statements as pages quote them: the words, whose they are, in which office, where and when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localdate

from briefings.models import Statement, Tenure
from briefings.models.base import if_live
from briefings.pages.dates import iso
from briefings.pages.sources import Notes
from briefings.pages.tenures import offices_on
from briefings.timelines import Fact


def quoted(
    statements: Iterable[Statement],
    tenures: Sequence[Tenure],
    cited: Notes,
    differing: Mapping[Fact, str],
    at: datetime,
) -> list[dict[str, Any]]:
    """Return statements as `pull_quote` takes them; the speakers' tenures say their offices.

    `cited` are the numbers of the sources by fact, `differing` says which of them say
    what. An unnamed speaker is the attribution line.
    """
    return [
        {
            "words": statement.words,
            "speaker": speaker(statement),
            "url": statement.official.get_absolute_url() if statement.official else None,
            "office": office(statement, tenures, localdate(at)),
            "occasion": occasion(statement, at),
            "occasion_url": meeting.get_absolute_url()
            if (meeting := if_live(statement.meeting, at))
            else None,
            "date_text": str(statement.said_on) if statement.said_on else None,
            "iso": iso(statement.said_on),
            "date_note": differing.get(("statement", statement.pk)),
            "form": statement.get_form_display().lower(),
            "confidence": statement.confidence,
            "sources": cited.get(("statement", statement.pk), []),
        }
        for statement in statements
    ]


def speaker(statement: Statement) -> str:
    """Return whose words they are: a name, or the attribution line of one who is not named."""
    if statement.official is not None:
        return statement.official.full_name
    return str(statement.organization) if statement.organization else statement.attribution


def office(statement: Statement, tenures: Iterable[Tenure], today: date) -> str:
    """Return the speaker's offices on the day of the words; "" where that is not one day."""
    day = statement.said_on
    if day is None or day.earliest is None or day.earliest != day.latest:
        return ""
    own = [tenure for tenure in tenures if tenure.official_id == statement.official_id]
    return offices_on(own, day.earliest, today)


def occasion(statement: Statement, at: datetime) -> str:
    """Return where the words fell: the meeting where that is live, else the line."""
    meeting = if_live(statement.meeting, at)
    return str(meeting) if meeting else statement.occasion
