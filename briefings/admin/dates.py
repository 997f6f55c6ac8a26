"""Days and moments at the desk: days are typed and shown in words, each time says its zone."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import lazy

from briefings.models import PartialDate
from briefings.models.date_fields import PartialDateFormField


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


class MomentField(forms.DateTimeField):
    """A moment typed by the newsroom's clock, which its help text names."""

    widget = forms.DateTimeInput(
        attrs={"type": "datetime-local", "class": "desk-input"}, format="%Y-%m-%dT%H:%M"
    )

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"help_text": lazy(newsroom_clock, str)(), **kwargs})


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
