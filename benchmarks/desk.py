"""What the desk answers while somebody types, and what its job of stale prose costs.

With 20,000 officials in the record.

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
from benchmarks.stale import of_a_piece
from briefings.actions.editions import create_article
from briefings.actions.roles import establish_roles
from briefings.models import Edition

WARM, ROUNDS = 3, 20
WORDS = 900  # of a text that is checked


@dataclass(frozen=True)
class DeskCase:
    """A question that the desk is asked while somebody types, and how long it may take."""

    name: str
    view: str
    asked: dict[str, str]
    limit: int
    edition: bool = False  # whether it is about an edition, to which `asked` is posted


def _inline(name: str, words: str) -> DeskCase:
    asked = {"q": words, "day": "2020-06-18"}
    return DeskCase(f"@, {name}", "admin:briefings_identity_names", asked, limit=100)


def _search(name: str, words: str) -> DeskCase:
    return DeskCase(f"search, {name}", "desk_search", {"q": words, "part": ""}, limit=150)


def _text(name: str, *, people: int) -> DeskCase:
    """Return the case of a text of 900 words that is typed, with the names of so many officials."""
    named = [f"President Chen Costa-{1000 + number} left Beijing." for number in range(people)]
    words = "They went on about what had been agreed and what had not, in many words. " * 100
    sentences = [*named, *words.split(". ")]
    body = "".join(f"<p>{'. '.join(sentences[at::15])}.</p>" for at in range(15))
    typed = " ".join(body.split(" ")[:WORDS])
    asked = {"headline": "What was agreed in Beijing", "body": f"{typed}</p>"}
    return DeskCase(name, "admin:briefings_edition_checks", asked, limit=200, edition=True)


CASES = [
    _text("checks, 900 words", people=0),
    _text("checks, 60 names in them", people=60),
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


def measured() -> Iterator[tuple[str, int, float, float]]:
    """Yield each case's name, limit and milliseconds: the application's, PostgreSQL's."""
    client = Client(headers={"host": settings.ALLOWED_HOSTS[0]})
    reporter = _reporter()
    client.force_login(reporter)
    edition = _edition_of(reporter)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        [backend] = cursor.fetchone() or (0,)
    for case in CASES:
        for number in range(WARM + ROUNDS):
            if number == WARM:
                began = process_time(), spent_by([backend], 0)
            if case.edition:
                address = reverse(case.view, args=[edition.pk])
                response = client.post(address, case.asked, secure=True)
            else:
                response = client.get(reverse(case.view), case.asked, secure=True)
            if response.status_code != 200:
                raise SystemExit(f"{case.name} answers {response.status_code}.")
        own, database = process_time() - began[0], spent_by([backend], 0) - began[1]
        yield case.name, case.limit, own * 1000 / ROUNDS, database / ROUNDS
    yield of_a_piece(reporter, backend)


def _reporter() -> User:
    establish_roles()
    person, _ = User.objects.get_or_create(username="reporter", defaults={"is_staff": True})
    person.groups.set(Group.objects.filter(name="reporter"))
    return person


def _edition_of(reporter: User) -> Edition:
    slug = "a-text-that-is-checked"
    if found := Edition.objects.filter(article__slug=slug).first():
        return found
    return create_article(by=reporter, slug=slug, headline="What was agreed in Beijing")


def report() -> bool:
    """Print what the cases took; return whether each keeps its limit."""
    sys.stdout.write("\nAt the desk, 20,000 officials (ms): application, database, both, limit\n")
    kept = True
    for name, limit, own, database in measured():
        both = own + database
        kept &= both <= limit
        exceeded = "" if both <= limit else "  EXCEEDED"
        figures = f"{own:8.1f}{database:8.1f}{both:8.1f}{limit:8}"
        sys.stdout.write(f"  {name:28}{figures}{exceeded}\n")
    return kept
