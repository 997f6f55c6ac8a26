"""A sheet as somebody keeps it by hand: 400 meetings of the seventies, 37 things wrong with it."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta

from django.contrib.auth.models import User

from briefings.actions.records import publish
from briefings.models import Country, Meeting, Official, Place, Published
from tests.factories import (
    CountryFactory,
    MeetingFactory,
    OfficialFactory,
    ParticipantFactory,
    PlaceFactory,
)

COUNT = 400
HEADINGS = ("Date", "Time", "Where", "Who", "Kind", "Minutes", "Notes", "Mood")
OFFICIALS = (
    *("Henry Kissinger", "William Rogers", "Zhou Enlai", "Andrei Gromyko", "Anwar Sadat"),
    *("Golda Meir", "Willy Brandt", "Edward Heath", "Olof Palme", "Pierre Trudeau"),
)
PLACES = {
    "Beijing": "Asia/Shanghai",
    "Moscow": "Europe/Moscow",
    "Cairo": "Africa/Cairo",
    "Geneva": "Europe/Zurich",
}
FIRST_DAY = date(1971, 1, 1)
# By the row's number in the file: column and what is wrong there.
PLANTED: dict[int, dict[str, str]] = {
    **{n: {"Who": "Henry Kisinger, Zhou Enlai"} for n in (20, 21, 22, 23)},
    **{n: {"Who": "Golda Meyer; Anwar Sadat"} for n in (30, 31, 32)},
    **{n: {"Who": "Andrei Gromyko and Anatoly Dobrynin"} for n in (40, 41)},
    **{n: {"Who": "Zhou Enlai & American table tennis players"} for n in (50, 51)},
    **{n: {"Where": "Bejing"} for n in (60, 61, 62)},
    **{n: {"Where": "Vladivostok"} for n in (70, 71)},
    **{n: {"Date": f"0{n - 77}/04/1974", "Time": ""} for n in (80, 81, 82, 83)},
    **{n: {"Date": "31 June 1973"} for n in (90, 91)},
    100: {"Date": "soon"},
    **{n: {"Time": "25:10"} for n in (110, 111)},
    120: {"Where": "", "Time": "9:15"},
    **{n: {"Kind": "bilatteral"} for n in (130, 131)},
    **{n: {"Where": "Mos\N{ZERO WIDTH SPACE}cow"} for n in (140, 141)},
    150: {"Minutes": "about 90"},
    160: {"Date": "21 February 1972", "Who": "William Rogers, Zhou Enlai", "Notes": "The banquet"},
    161: {"Date": "22 February 1972", "Who": "Zhou Enlai; William Rogers", "Notes": "The talks"},
}
SAME_AS_ROW_BEFORE = (170, 171)
TOO_SHORT = 180
MOODS = {2: "cold"}  # under a heading that nobody knows
FAULTS = len(PLANTED) + len(SAME_AS_ROW_BEFORE) + 1 + 1


def record(by: User) -> None:
    """Enter and publish what the sheet names rightly, and two meetings that it has too."""
    country: Country = CountryFactory(name="China", slug="china", code="CN")
    there: list[Published] = [
        country,
        CountryFactory(name="Soviet Union", slug="soviet-union", code=None),
    ]
    there += [
        PlaceFactory(name=name, time_zone=zone, country=country) for name, zone in PLACES.items()
    ]
    there += [OfficialFactory(full_name=name, country=None) for name in OFFICIALS]
    for day in ("1972-02-21", "1972-02-22"):
        meeting: Meeting = MeetingFactory(on=day, place=Place.objects.get(name="Beijing"))
        for name in ("William Rogers", "Zhou Enlai"):
            ParticipantFactory(meeting=meeting, official=Official.objects.get(full_name=name))
        there.append(meeting)
    for row in there:
        publish(by=by, row=row)


def sheet() -> bytes:
    """Return the sheet as CSV."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(HEADINGS)
    before: list[str] = []
    for number in range(2, COUNT + 2):
        cells = before if number in SAME_AS_ROW_BEFORE else _cells(number)
        writer.writerow(cells[:3] if number == TOO_SHORT else cells)
        before = cells
    return file.getvalue().encode()


def _cells(number: int) -> list[str]:
    day = FIRST_DAY + timedelta(days=3 * number)
    first, second = (OFFICIALS[(number + shift) % len(OFFICIALS)] for shift in (0, 1 + number % 7))
    whole_month = number % 5 == 4 and number not in PLANTED
    cells = {
        "Date": f"{day:%B %Y}" if whole_month else _typed(day, number),
        "Time": "" if whole_month else ("14:30", "9.15 am", "8 pm")[number % 3],
        "Where": [*PLACES][number % len(PLACES)],
        "Who": f"{first}{(', ', '; ', ' and ')[number % 3]}{second}",
        "Kind": ("Bilateral", "working dinner", "")[number % 3],
        "Minutes": ("", "90")[number % 2],
        "Notes": f"From page {number} of the diary.",
        "Mood": MOODS.get(number, ""),
    }
    return [*(cells | PLANTED.get(number, {})).values()]


def _typed(day: date, number: int) -> str:
    """Return the day as one or another types it; in numbers where these can be no other day."""
    if number % 5 == 3 and day.day > 12:
        return f"{day:%d/%m/%Y}"
    return (f"{day}", f"{day.day} {day:%B %Y}", f"{day:%B} {day.day}, {day.year}")[number % 3]
