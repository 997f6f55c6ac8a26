"""The values that documents hold, as JSON has them, and how they are made.

The types say what the API's schema says: after a type its format, the choices that it is one of, or
the words that explain it.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from django.utils.timezone import localtime

from briefings.models import PartialDate
from briefings.models.dates import PartialDateJSON


class Format(StrEnum):
    """What a text is."""

    ADDRESS = "uri"
    DAY = "date"
    ID = "uuid"
    MOMENT = "date-time"
    SLUG = "slug"


Address = Annotated[str, Format.ADDRESS]
Day = Annotated[str, Format.DAY]
Id = Annotated[str, Format.ID]
Moment = Annotated[str, Format.MOMENT]
Slug = Annotated[str, Format.SLUG]


def moment(at: datetime) -> str:
    """Return a moment as ISO 8601 text, in the newsroom's time zone."""
    text = localtime(at).isoformat()
    return f"{text.removesuffix('+00:00')}Z" if text.endswith("+00:00") else text


def day(on: date | None) -> str | None:
    """Return a day as ISO 8601 text; None for None."""
    return None if on is None else on.isoformat()


def partial_date(on: PartialDate | None) -> PartialDateJSON | None:
    """Return the days that a partial date may be; None is unknown."""
    return None if on is None else on.as_json()
