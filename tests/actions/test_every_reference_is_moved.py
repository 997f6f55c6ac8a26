"""Whatever points at a record is moved by a merge, or it was decided that it stays."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, models, transaction

from briefings.actions.merging import merge, undo
from briefings.models import Identity, Published, Record
from briefings.models.merges import STAYING, reference_name, references_to
from briefings.models.record_types import RECORD_TYPES
from briefings.models.triggers.belonging import parents_of
from tests.factories import row_of
from tests.factories.live import with_parent
from tests.stories.desk import person

TYPES: list[type[Record]] = [
    kind.model for kind in RECORD_TYPES.values() if issubclass(kind.model, Published)
]
# Whoever adds a foreign key to a record decides: it is moved (a line here), or it stays
# (`STAYING`, with the reason).
DECIDED = {
    *("agendaitem.detainee", "agendaitem.meeting", "agendaitem.topic", "agendaitem.visit"),
    *("citation.detainee", "citation.meeting", "citation.official", "citation.visit"),
    *("detainee.official", "detaineename.detainee"),
    *("detention.country", "detention.detainee", "detention.organization"),
    *("edition.about", "editiontopic.topic", "exchange.place", "exchangeside.country"),
    *("exchangeside.organization", "externalidentifier.identity", "identity.merged_into"),
    *("meeting.country", "meeting.follows", "meeting.gathering", "meeting.place"),
    *("meeting.visit", "mention.identity", "nationality.country", "nationality.detainee"),
    *("objective.visit", "office.country", "office.organization", "official.country"),
    *("officialname.official", "organization.country", "outcome.meeting", "outcome.visit"),
    *("participant.country", "participant.meeting", "participant.official"),
    *("participant.organization", "participant.visit", "place.country"),
    *("readout.country", "readout.meeting", "readout.organization", "readout.visit"),
    *("statement.meeting", "statement.official", "statement.organization", "statement.side"),
    *("statementsubject.subject", "statuschange.meeting", "statuschange.visit"),
    *("stop.country", "stop.place", "stop.visit"),
    *("succession.predecessor", "succession.successor", "tenure.office", "tenure.official"),
    *("candidate.official", "correction.identity", "custodyevent.place", "proposedmeeting.country"),
    *("proposedmeeting.meeting", "proposedmeeting.visit", "proposedparticipant.official"),
}
REFERENCES = {
    reference_name(field): (model, field) for model in TYPES for field in references_to(model)
}
# The others name a record; an identity's survivor is kept by a trigger of its own.
NAMING = sorted(DECIDED - {"identity.merged_into"})
# What a row needs beside the reference, and a record that it is to point at.
NO_OFFICIAL, NO_COUNTRY = {"official": None}, {"country": None}
BESIDE: dict[str, dict[str, Any]] = {
    "agendaitem.detainee": {"topic": None},
    "citation.detainee": NO_OFFICIAL,
    "citation.meeting": NO_OFFICIAL,
    "citation.visit": NO_OFFICIAL,
    "detention.organization": NO_COUNTRY,
    "exchangeside.organization": NO_COUNTRY,
    "participant.organization": NO_OFFICIAL,
    "proposedmeeting.meeting": {"state": "accepted"},
    "readout.organization": NO_COUNTRY,
    "statement.side": {**NO_OFFICIAL, "attribution": "a senior official"},
}
OF: dict[str, dict[str, Any]] = {"meeting.gathering": {"kind": "gathering"}}


@pytest.fixture
def cleo(db: None) -> User:
    """Return a publisher."""
    return person("Cleo Marsh", "publisher")


def test_every_foreign_key_to_a_record_was_decided_about() -> None:
    assert REFERENCES.keys() == DECIDED


def test_what_stays_is_there() -> None:
    """A name in the list that no foreign key has hides nothing."""
    pointed_at: list[type[models.Model]] = [Identity, *TYPES]
    pointing = {
        reference_name(relation.field)
        for model in pointed_at
        for relation in model._meta.get_fields(include_hidden=True)
        if isinstance(relation, models.ManyToOneRel)
    }

    assert pointing >= STAYING


@pytest.mark.parametrize("name", NAMING)
def test_a_reference_is_moved_and_moved_back(name: str, cleo: User) -> None:
    model, field = REFERENCES[name]
    survivor, merged = (row_of(model, **OF.get(name, {})) for _ in range(2))
    row = row_with(field, merged)
    of_any = field.related_model is Identity
    target, end = (merged.identity, survivor.identity) if of_any else (merged, survivor)
    assert getattr(row, field.name) == target

    done = merge(by=cleo, survivor=survivor, merged=merged, reason="One and the same.")

    row.refresh_from_db()
    assert getattr(row, field.name) == end
    undo(by=cleo, merge=done)
    row.refresh_from_db()
    assert getattr(row, field.name) == target


@pytest.mark.parametrize("name", NAMING)
def test_a_merged_record_is_not_named_by_a_new_row_nor_by_a_changed_one(
    name: str, cleo: User
) -> None:
    model, field = REFERENCES[name]
    other, survivor, merged = (row_of(model, **OF.get(name, {})) for _ in range(3))
    row = row_with(field, other)
    target = merged.identity if field.related_model is Identity else merged
    merge(by=cleo, survivor=survivor, merged=merged, reason="One and the same.")

    with pytest.raises(IntegrityError, match="was merged into"), transaction.atomic():
        row_with(field, merged)
    with pytest.raises(IntegrityError, match="was merged into"), transaction.atomic():
        field.model._base_manager.filter(pk=row.pk).update(**{field.name: target})


def row_with(field: models.ForeignKey[Any, Any], record: Record) -> Any:
    """Return the least valid row that points at the record."""
    given: dict[str, Any] = {field.name: record}
    if field.related_model is Identity:
        # The factories of what belongs to any record take the record itself.
        given = {"about": record.identity} if field.name == "about" else {"record": record}
    elif field.name in parents_of(field.model):
        given = with_parent(field.model, field.name, record)
    return row_of(field.model, **given | BESIDE.get(reference_name(field), {}))
