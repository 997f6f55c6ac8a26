"""Days and moments at the desk: days are typed and shown in words, each time says its zone."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import from_current_timezone
from django.utils import timezone
from django.utils.functional import lazy
from unfold.widgets import UnfoldAdminTextInputWidget

from briefings.models import PartialDate
from briefings.models.date_fields import PartialDateFormField

EXAMPLE = "14 May 2026, 10:30"
# A day in any of its spellings, and the hour: “14.5.2026 10:30”, “2026-05-14T10:30”.
MOMENT = re.compile(
    r"(?P<day>.+?)(?:T|,? (?:at )?)(?P<hour>[0-9]{1,2})[:.](?P<minute>[0-9]{2})(?::[0-9]{2})?"
)
LAST_HOUR, LAST_MINUTE = 23, 59


def offset_of(zone: ZoneInfo, at: datetime) -> str:
    """Return how far a zone is from UTC at a moment: “UTC+8”, “UTC-3:30”, “UTC”."""
    distance = at.astimezone(zone).utcoffset() or timedelta()
    if not distance:
        return "UTC"
    hours, minutes = divmod(abs(distance) // timedelta(minutes=1), 60)
    sign = "+" if distance > timedelta() else "-"
    return f"UTC{sign}{hours}{f':{minutes:02}' if minutes else ''}"


def clock_of(zone: ZoneInfo, at: datetime, place: str = "") -> str:
    """Return whose clock it is: “Beijing (UTC+8)”; without a place, the zone's own city."""
    city = place or zone.key.rpartition("/")[2].replace("_", " ")
    return city if city == "UTC" else f"{city} ({offset_of(zone, at)})"


def newsroom_clock() -> str:
    """Return whose clock a moment is typed by: “By the newsroom’s clock: London (UTC+1).”"""
    zone = ZoneInfo(timezone.get_default_timezone_name())
    return f"By the newsroom’s clock: {clock_of(zone, timezone.now())}."


class DayField(PartialDateFormField):
    """A text input for one day, as a partial date is typed, but known to the day."""

    def to_python(self, value: Any) -> Any:
        """Return the day, None for none; raises ValidationError for what is no single day."""
        if isinstance(value, date):
            return value
        typed = super().to_python(value)
        if typed is None:
            return None
        if typed.precision != "day" or typed.about:
            raise ValidationError(f"{typed} is not one day: write it as 13 May 2025.", "invalid")
        return typed.earliest

    def prepare_value(self, value: Any) -> Any:
        """Return the day in words, or the typed text that was refused."""
        return super().prepare_value(PartialDate.of(value) if isinstance(value, date) else value)

    def display(self, value: Any) -> str:
        """Return the day as an editor reads it."""
        return str(self.prepare_value(value))

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Show by an example how a day is written."""
        return {**super().widget_attrs(widget), "placeholder": "13 May 2025, or today"}


class MomentInput(UnfoldAdminTextInputWidget):
    """A text input that shows a moment in words: “14 May 2026, 10:30”."""

    supports_microseconds = False

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"placeholder": f"{EXAMPLE}", "autocomplete": "off", **(attrs or {})})

    def format_value(self, value: Any) -> Any:
        """Return the moment in words; what was typed and refused as it is."""
        if not isinstance(value, datetime):
            return super().format_value(value)
        return f"{PartialDate.of(value.date())}, {value:%H:%M}"


class MomentField(forms.DateTimeField):
    """A moment, typed as a day is and the hour after it, by the newsroom's clock.

    Its help text names that clock.
    """

    widget = MomentInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"help_text": lazy(newsroom_clock, str)(), **kwargs})

    def to_python(self, value: Any) -> datetime | None:
        """Return the moment; raises ValidationError that says what to write instead."""
        if not isinstance(value, str) or not value.strip():
            return super().to_python(value)
        found = MOMENT.fullmatch(" ".join(value.split()))
        day = DayField().to_python(found["day"] if found else value)
        if found is None:
            raise ValidationError(f"Say the hour too: {EXAMPLE}.", "invalid")
        hour, minute = int(found["hour"]), int(found["minute"])
        if hour > LAST_HOUR or minute > LAST_MINUTE:
            words = f"There is no {hour}:{minute:02}: hours run from 00:00 to 23:59."
            raise ValidationError(words, "invalid")
        return from_current_timezone(datetime.combine(day, time(hour, minute)))
