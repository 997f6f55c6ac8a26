"""What the desk answers while somebody types, with 20,000 officials in the record.

A case is one line in `CASES`. Its limit, in milliseconds of the server's own clock, is for the
fastest of 15 answers: what else the machine does is not counted.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from briefings.actions.roles import establish_roles

ROUNDS = 15


@dataclass(frozen=True)
class DeskCase:
    """A question that the desk is asked while somebody types, and how long it may take."""

    name: str
    view: str
    asked: dict[str, str]
    limit: int


def _inline(name: str, words: str) -> DeskCase:
    asked = {"q": words, "day": "2020-06-18"}
    return DeskCase(f"@, {name}", "admin:briefings_identity_names", asked, limit=100)


CASES = [
    _inline("one letter", "a"),
    _inline("two letters", "ch"),
    _inline("a first name", "chen"),
    _inline("a whole name", "Chen Costa-1002"),
    _inline("by another name", "Alias 777"),
    _inline("a Chinese letter", "秦"),
    _inline("a meeting", "Abara"),
    _inline("nobody", "qwertz"),
]


def measured() -> Iterator[tuple[DeskCase, float, float]]:
    """Yield each case with the least and the median of its times, in milliseconds."""
    client = Client(headers={"host": settings.ALLOWED_HOSTS[0]})
    client.force_login(_reporter())
    for case in CASES:
        times = []
        for _ in range(ROUNDS + 3):
            began = time.perf_counter()
            response = client.get(reverse(case.view), case.asked, secure=True)
            times.append((time.perf_counter() - began) * 1000)
            if response.status_code != 200:
                raise SystemExit(f"{case.name} answers {response.status_code}.")
        yield case, min(times[3:]), statistics.median(times[3:])


def _reporter() -> User:
    establish_roles()
    person, _ = User.objects.get_or_create(username="reporter", defaults={"is_staff": True})
    person.groups.set(Group.objects.filter(name="reporter"))
    return person


def report() -> bool:
    """Print what the cases took; return whether each keeps its limit."""
    sys.stdout.write("\nAt the desk, 20,000 officials (ms): least, median, limit\n")
    kept = True
    for case, least, median in measured():
        kept &= least <= case.limit
        exceeded = "" if least <= case.limit else "  EXCEEDED"
        sys.stdout.write(f"  {case.name:24}{least:8.1f}{median:8.1f}{case.limit:8}{exceeded}\n")
    return kept
