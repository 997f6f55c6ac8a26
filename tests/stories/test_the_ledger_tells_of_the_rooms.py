"""A fact has changes of its own and of its record, a part only of what it belongs to."""

import time
from datetime import timedelta

import pytest
from django.apps import apps
from django.db.models import Model

from briefings.models import (
    AgendaItem,
    Citation,
    CustodyEvent,
    DetaineeName,
    Detention,
    ExchangeSide,
    Nationality,
    Objective,
    Outcome,
    Published,
    StatementSubject,
    Stop,
)
from briefings.models.sources import CITABLE
from briefings.models.triggers.belonging import CHILDREN, FACTS, target_of
from tests.factories import (
    CitationFactory,
    CustodyEventFactory,
    DetaineeFactory,
    DetentionFactory,
    ExchangeFactory,
    SourceFactory,
    StatementFactory,
    between,
    row_of,
    since,
)
from tests.factories.live import alternatives, shown, with_parent
from tests.ledger import Reader, database_now

pytestmark = pytest.mark.django_db

Told = set[tuple[object, str | None, tuple[str, ...]]]
OF_PARENTS = [
    (apps.get_model("briefings", name), parent)
    for name, declared in FACTS.items()
    for parent in declared.of
]
PLAIN = [
    (model, parent)
    for model in (
        *(Stop, Objective, AgendaItem, Outcome, DetaineeName, Nationality),
        *(ExchangeSide, StatementSubject),
    )
    for parent in CHILDREN[str(model._meta.model_name)]
]


def fact_of(model: type[Model], parent: str) -> Published:
    """Return a public row that belongs to what this foreign key points at."""
    row = row_of(model, **with_parent(model, parent, row_of(target_of(model, parent))))
    shown(row, database_now())
    assert isinstance(row, Published)
    return row


def retract(row: Published) -> None:
    """Retract a row."""
    assert row.live_period is not None
    row.live_period = between(row.live_period.lower, database_now())
    row.retraction_reason = "wrong"
    row.save()


def reinstate(row: Published) -> None:
    """Reopen the period of a retracted row."""
    assert row.live_period is not None
    row.live_period, row.retraction_reason = since(row.live_period.lower), ""
    row.save()


def new_changes(reader: Reader) -> Told:
    """Return what is new: of which row or record, what was done, and to which of its fields.

    Who takes part is in the title too, of which `tests/models/test_titles.py` speaks.
    """
    changes = reader.changes()
    found: Told = {
        (change.public_id, change.op, tuple(each for each in change.fields if each != "label"))
        for change in changes
    }
    assert len(found) == len(changes), "one row for each record and group"
    return found


def record_of(row: Model) -> Model | None:
    """Return the record that a fact belongs to, through whichever facts; None for none."""
    for parent, _ in alternatives(type(row)):
        if (above := getattr(row, parent)) is not None:
            return above if hasattr(above, "identity") else record_of(above)
    return None


# What a record's answer shows of a fact beside the field that is the fact's.
SHOWN: dict[tuple[str, str], str] = {
    ("tenure", "official"): "offices",
    ("custodyevent", "detention"): "detentions",
    ("statuschange", "meeting"): "status_history",
    ("statuschange", "visit"): "status_history",
    ("statuschange", "participant"): "participants",
}


def above(row: Model, parent: str = "") -> Told:
    """Return the changes of the record that a fact belongs to, when the fact changes."""
    name, record = str(row._meta.model_name), record_of(row)
    fields = {FACTS[name].field, SHOWN.get((name, parent), FACTS[name].field)}
    return {(record.public_id, "updated", (*sorted(fields),))} if record else set()  # type: ignore[attr-defined]


@pytest.mark.parametrize(("model", "parent"), OF_PARENTS)
def test_a_fact_is_told_and_that_its_record_has_changed(model: type[Model], parent: str) -> None:
    """A fact of a fact leaves the one between as it is, but for what that shows of it."""
    row = fact_of(model, parent)
    record = above(row, parent)
    reader = Reader()
    retract(row)
    assert new_changes(reader) == {(row.public_id, "withdrawn", ()), *record}  # type: ignore[attr-defined]
    reinstate(row)
    assert new_changes(reader) == {(row.public_id, "restored", ()), *record}  # type: ignore[attr-defined]


@pytest.mark.parametrize(("model", "parent"), OF_PARENTS)
def test_a_fact_goes_and_comes_with_what_it_is_of(model: type[Model], parent: str) -> None:
    row = fact_of(model, parent)
    reader = Reader()
    for deed, op in ((retract, "withdrawn"), (reinstate, "restored")):
        deed(getattr(row, parent))
        news = {change.public_id: change.op for change in reader.changes()}
        assert news[row.public_id] == news[getattr(row, parent).public_id] == op  # type: ignore[attr-defined]


@pytest.mark.parametrize(("model", "parent"), PLAIN)
def test_a_plain_row_is_a_change_of_what_it_is_part_of(model: type[Model], parent: str) -> None:
    whole = shown(row_of(target_of(model, parent)), database_now())
    reader = Reader()
    row = row_of(model, **with_parent(model, parent, whole))
    field = CHILDREN[str(model._meta.model_name)][parent]
    expected: Told = {(whole.public_id, "updated", (field,))}  # type: ignore[attr-defined]
    if whole._meta.model_name in FACTS:
        expected |= above(whole)
    assert new_changes(reader) == expected
    row.delete()
    assert new_changes(reader) == expected


@pytest.mark.parametrize("fact", [name for name in CITABLE if name != "edition"])
def test_a_citation_is_a_change_of_what_rests_on_it(fact: str) -> None:
    row = shown(row_of(target_of(Citation, fact)), database_now())
    record = row if hasattr(row, "identity") else record_of(row)
    identity = getattr(record, "identity", None)
    reader = Reader()
    citation = CitationFactory(**{"official": None, fact: row}, source=SourceFactory())
    citation.refresh_from_db()
    assert citation.record == identity
    expected = {getattr(record, "public_id", None)} - {None}
    if row._meta.model_name in FACTS:
        expected.add(row.public_id)  # type: ignore[attr-defined]
    assert {id_ for id_, op, _ in new_changes(reader) if op == "updated"} == expected
    assert Citation.objects.live(database_now()).count() == 0
    shown(citation.source, database_now())
    assert Citation.objects.live(database_now()).get() == citation


def test_a_detention_that_moves_takes_its_custody_along() -> None:
    now = database_now()
    event = shown(CustodyEventFactory(), now)
    citation = CitationFactory(official=None, custodyevent=event)
    first = event.detention.detainee
    second = shown(DetaineeFactory(full_name="Kai Li"), now)
    soon = now + timedelta(seconds=0.4)
    ahead = CustodyEventFactory(detention=event.detention, live_period=since(soon))
    reader = Reader()
    Detention.objects.filter(pk=event.detention_id).update(detainee=second)
    changes = {change.public_id: change for change in reader.changes()}
    assert {first.public_id, second.public_id, event.public_id} >= set(changes) - {
        event.detention.public_id
    }
    assert "detentions" in changes[first.public_id].fields
    assert changes[second.public_id].op == "updated"
    citation.refresh_from_db()
    assert citation.record_id == second.identity_id
    while database_now() < soon:
        time.sleep(0.05)
    assert new_changes(reader) == {
        (ahead.public_id, "created", ()),
        (second.public_id, "updated", ("custody", "detentions")),
    }


def test_an_exchange_of_five_is_entered_once() -> None:
    now = database_now()
    exchange = ExchangeFactory(on="2024-11")
    five = [
        CustodyEventFactory(kind="exchanged", status="free", exchange=exchange, on="2020")
        for _ in range(5)
    ]
    for event in five:
        shown(event, now)
    reader = Reader()
    exchange.refresh_from_db()
    exchange.on = "2024-11-27"
    exchange.save()
    days = CustodyEvent.objects.values_list("on", flat=True)
    assert {str(day.text) for day in days if day} == {"2024-11-27"}
    detainees = {event.detention.detainee.public_id for event in five}
    assert new_changes(reader) == {
        (exchange.public_id, "updated", ("exchanged", "on")),
        *((event.public_id, "updated", ("on",)) for event in five),
        *((detainee, "updated", ("custody", "detentions")) for detainee in detainees),
    }
    for deed, op in ((retract, "withdrawn"), (reinstate, "restored")):
        deed(exchange)
        assert new_changes(reader) == {
            (exchange.public_id, op, ()),
            *((event.public_id, op, ()) for event in five),
            *((detainee, "updated", ("custody", "detentions")) for detainee in detainees),
        }


def test_what_nobody_by_name_has_said_is_told_by_itself() -> None:
    reader = Reader()
    statement = StatementFactory(
        official=None,
        attribution="A senior State Department official",
        live_period=since(database_now()),
    )
    assert new_changes(reader) == {(statement.public_id, "created", ())}
    statement.words = "Expectations are low."
    statement.save()
    assert new_changes(reader) == {(statement.public_id, "updated", ("words",))}


def test_custody_of_a_person_retracted_goes_and_comes() -> None:
    event = shown(CustodyEventFactory(detention=DetentionFactory()), database_now())
    reader = Reader()
    person = event.detention.detainee
    for deed, op in ((retract, "withdrawn"), (reinstate, "restored")):
        deed(person)
        assert new_changes(reader) == {
            (person.public_id, op, ()),
            (event.detention.public_id, op, ()),
            (event.public_id, op, ()),
        }
