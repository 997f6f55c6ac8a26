"""What the desk answers while somebody types, with 20,000 officials in the record.

A case is one line in `CASES`. Its limit, in milliseconds, is for the processor time of an answer,
the application's and PostgreSQL's: what somebody waits for where the machine does nothing else.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from time import process_time

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client
from django.urls import reverse

from benchmarks.processors import spent_by
from briefings.actions.roles import establish_roles

WARM, ROUNDS = 3, 20


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


def _search(name: str, words: str) -> DeskCase:
    return DeskCase(f"search, {name}", "desk_search", {"q": words, "part": ""}, limit=150)


CASES = [
    _inline("one letter", "a"),
    _inline("two letters", "ch"),
    _inline("a first name", "chen"),
    _inline("a whole name", "Chen Costa-1002"),
    _inline("by another name", "Alias 777"),
    _inline("a Chinese letter", "秦"),
    _inline("a meeting", "Abara"),
    _inline("nobody", "qwertz"),
    _search("two letters", "ch"),
    _search("a first name", "chen"),
    _search("a whole name", "Chen Costa-1002"),
    _search("nobody", "qwertz"),
]


def measured() -> Iterator[tuple[DeskCase, float, float]]:
    """Yield each case with its milliseconds of processor time: the application's, PostgreSQL's."""
    client = Client(headers={"host": settings.ALLOWED_HOSTS[0]})
    client.force_login(_reporter())
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        [backend] = cursor.fetchone() or (0,)
    for case in CASES:
        for number in range(WARM + ROUNDS):
            if number == WARM:
                began = process_time(), spent_by([backend], 0)
            response = client.get(reverse(case.view), case.asked, secure=True)
            if response.status_code != 200:
                raise SystemExit(f"{case.name} answers {response.status_code}.")
        own, database = process_time() - began[0], spent_by([backend], 0) - began[1]
        yield case, own * 1000 / ROUNDS, database / ROUNDS


def _reporter() -> User:
    establish_roles()
    person, _ = User.objects.get_or_create(username="reporter", defaults={"is_staff": True})
    person.groups.set(Group.objects.filter(name="reporter"))
    return person


def report() -> bool:
    """Print what the cases took; return whether each keeps its limit."""
    sys.stdout.write("\nAt the desk, 20,000 officials (ms): application, database, both, limit\n")
    kept = True
    for case, own, database in measured():
        both = own + database
        kept &= both <= case.limit
        exceeded = "" if both <= case.limit else "  EXCEEDED"
        figures = f"{own:8.1f}{database:8.1f}{both:8.1f}{case.limit:8}"
        sys.stdout.write(f"  {case.name:24}{figures}{exceeded}\n")
    return kept
