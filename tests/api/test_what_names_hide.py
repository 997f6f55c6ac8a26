"""What a withheld name hides is hidden at once in every answer near it, from stored documents too.

The ledger tells nothing of it where the person is not public: its reader would learn whose name is
whose. So no stored document, and nothing that is kept, may rest on the ledger alone.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User

from briefings import ledger
from briefings.actions.merging import merge
from briefings.api.urls import RESOURCES
from briefings.models import (
    AgendaItem,
    Change,
    Citation,
    Correction,
    CustodyEvent,
    Detainee,
    DetaineeName,
    Detention,
    Document,
    Objective,
    Outcome,
    Source,
    Statement,
    StatementSubject,
)
from tests.api.conftest import Get, World
from tests.factories import row_of
from tests.stories.desk import person as colleague

WORDS = "Zorro, who is called Quux Emeka as well"
Told = dict[str, tuple[int, str, Any]]


@pytest.fixture
def near(world: World) -> Detainee:
    """Return somebody who was never public, near to rows that are and that cite such words."""
    live = {"live_period": world.source.live_period}
    rows = world.rows
    person: Detainee = row_of(
        Detainee,
        full_name="Quux Emeka",
        short_name="Emeka",
        description="A teacher",
        slug="a-teacher",
    )
    spoken = row_of(Statement, official=world.qin, meeting=rows["meetings"], **live)
    words = row_of(Statement, official=world.qin, words=WORDS, **live)
    for statement in (spoken, words):
        row_of(StatementSubject, statement=statement, record=person)
    row_of(AgendaItem, meeting=rows["meetings"], topic=None, detainee=person)
    detention = row_of(Detention, detainee=person, country=world.china)
    exchange = rows["exchanges"]
    exchange.words = WORDS
    exchange.save()
    row_of(CustodyEvent, detention=detention, kind="exchanged", exchange=exchange, status="free")
    facts = [
        *(rows["visits"], rows["meetings"], rows["participants"], rows["readouts"], spoken),
        *(rows["status-changes"], rows["exchanges"], rows["custody-events"]),
        AgendaItem.objects.filter(topic__isnull=False)[0],
        *(Objective.objects.all()[0], Outcome.objects.all()[0]),
    ]
    for number, fact in enumerate(facts):
        cited = {"official": None, str(fact._meta.model_name): fact}
        row_of(Citation, source=row_of(Source, title=f"{WORDS} {number}", **live), **cited)
    row_of(Correction, identity=world.taiwan.identity, words=WORDS)
    ledger.read_state()
    return person


def withhold(person: Detainee) -> None:
    """Withhold the name."""
    person.name_withheld = True
    person.save()


def disclose(person: Detainee) -> None:
    """Disclose the name."""
    person.name_withheld = False
    person.save()


def withheld_under_another(person: Detainee) -> None:
    """Withhold a name that stands nowhere."""
    person.full_name, person.short_name, person.sort_name = "Ivo Balder", "Balder", "Balder, Ivo"
    withhold(person)


def called(person: Detainee) -> None:
    """Add a name that stands in what is cited."""
    row_of(DetaineeName, detainee=person, name="Zorro")


def called_otherwise(person: Detainee) -> None:
    """Withhold a name that stands nowhere, and one that does."""
    withheld_under_another(person)
    called(person)


def no_longer_called(person: Detainee) -> None:
    """Delete every other name."""
    DetaineeName.objects.filter(detainee=person).delete()


def renamed(person: Detainee) -> None:
    """Put right a name that was misspelt."""
    person.full_name = "Zorro Balder"
    person.save()


def far_away(person: Detainee) -> None:
    """Withhold the name of somebody of whom nothing is entered."""
    withhold(person)
    for rows in (AgendaItem, StatementSubject):
        of = {"subject": person.identity} if rows is StatementSubject else {"detainee": person}
        rows.objects.filter(**of).delete()
    CustodyEvent.objects.filter(detention__detainee=person).update(exchange=None)
    ledger.read_state()


def exchanged_along(person: Detainee) -> None:
    """Say, and publish nothing of it, that they were part of an exchange."""
    exchange = CustodyEvent.objects.exclude(exchange=None)[0].exchange
    CustodyEvent.objects.filter(detention__detainee=person).update(exchange=exchange)


def nothing(person: Detainee) -> None:
    """Do nothing before."""


CHANGES: dict[str, tuple[Callable[[Detainee], None], Callable[[Detainee], None]]] = {
    "withheld": (nothing, withhold),
    "disclosed": (withhold, disclose),
    "another name added": (withheld_under_another, called),
    "another name removed": (called_otherwise, no_longer_called),
    "renamed": (withheld_under_another, renamed),
}
NEAR_BY = {
    *("visits", "meetings", "participants", "readouts", "statements", "status-changes"),
    *("exchanges", "custody-events", "detentions", "topics"),
}


def told(get: Get) -> Told:
    """Return the status, the ETag and what is said at the address of every row and list."""
    found: Told = {}
    addresses = [f"/api/v1/{name}/?page_size=200" for name in RESOURCES]
    ids = Statement.objects.values_list("public_id", flat=True)
    addresses += [f"{settings.NEWSROOM_ADDRESS}/api/v1/statements/{each}/" for each in ids]
    while addresses:
        answer = get(address := addresses.pop())
        said = answer.json()
        found[address] = (answer.status_code, answer.headers.get("ETag", ""), said)
        addresses += [row["url"] for row in said.get("results", ()) if row["url"] not in found]
    return found


def differing(before: Told, after: Told) -> set[str]:
    """Return the addresses where something else is said, in whatever state of the ledger."""
    return {
        address
        for address in before.keys() | after.keys()
        if said_at(before, address) != said_at(after, address)
    }


def said_at(told: Told, address: str) -> Any:
    """Return the status and what is said at an address, if it is known."""
    status, _, said = told.get(address, (0, "", None))
    return status, {**said, "meta": None} if status == 200 else None


def resource(address: str) -> str:
    """Return the resource of an address."""
    return address.partition("/api/v1/")[2].partition("/")[0]


def assert_hides_at_once(get: Get, change: Callable[[], None]) -> set[str]:
    """Make the change; return the resources whose answers differ, and all do at once."""
    before = told(get)
    change()
    after = told(get)
    Document.objects.all().delete()
    assert differing(after, told(get)) == set()
    found = differing(before, after)
    assert [each for each in found & before.keys() if before[each][1] == after[each][1]] == []
    return {resource(address) for address in found}


@pytest.mark.parametrize("change", CHANGES)
def test_what_a_name_hides_changes_without_a_word_of_the_ledger(
    change: str, near: Detainee, get: Get
) -> None:
    first, then = CHANGES[change]
    first(near)
    head = ledger.read_state().head

    assert assert_hides_at_once(get, lambda: then(near)) >= NEAR_BY

    assert ledger.read_state().head == head


def test_somebody_comes_near_by_what_is_not_public(near: Detainee, get: Get) -> None:
    far_away(near)
    head = ledger.read_state().head

    hidden = assert_hides_at_once(get, lambda: exchanged_along(near))

    assert hidden == {"exchanges", "custody-events", "detentions"}
    assert ledger.read_state().head == head


@pytest.mark.parametrize("telling", [True, False])
def test_a_source_is_retitled_with_a_withheld_name_or_without(
    telling: bool, near: Detainee, get: Get
) -> None:
    """No change tells of those who cite it, where it is hidden: they differ all the same."""
    withhold(near)
    naming = Source.objects.filter(title__startswith=WORDS).values_list("pk", flat=True)
    sources = Source.objects.filter(pk__in=[*naming])
    if telling:
        sources.update(title="Talks are held")
        ledger.read_state()
    head = ledger.read_state().head

    def retitled() -> None:
        sources.update(title=WORDS if telling else "Talks are held")

    assert assert_hides_at_once(get, retitled) >= NEAR_BY - {"statements", "topics"}
    assert {each.type for each in Change.objects.filter(seq__gt=head)} >= {"source"}


def test_names_come_with_whom_a_person_is_merged(near: Detainee, get: Get) -> None:
    withheld_under_another(near)
    twin = row_of(
        Detainee, full_name="Zorro Bhatt", description="A nurse", name_withheld=True, slug="a-nurse"
    )
    cleo: User = colleague("Cleo Marsh", "publisher")

    def joined() -> None:
        merge(by=cleo, survivor=near, merged=twin, reason="The consulate confirms it.")

    # A correction tells nobody's withheld name: that of the twin was hidden before.
    assert assert_hides_at_once(get, joined) >= NEAR_BY - {"topics"}
