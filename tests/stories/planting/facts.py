"""Facts and plain rows: private ones of public records, public ones that name what is private."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import factory
from django.apps import apps
from django.contrib.auth.models import User
from django.db import models

from briefings.actions import records
from briefings.models import (
    AgendaItem,
    DetaineeName,
    Detention,
    ExchangeSide,
    Nationality,
    Objective,
    Outcome,
    Participant,
    Readout,
    Source,
    StatementSubject,
    Stop,
    Tenure,
)
from briefings.models.sources import CITABLE
from briefings.models.triggers.belonging import FACTS, SHOWN_WITH, parents_of, published_with
from tests.factories import FACTORIES, OfficialFactory
from tests.stories.planting.marks import Plant, has, marked
from tests.stories.planting.records import cite, private_rows

# Each after what it may be of.
MODELS: list[type[models.Model]] = [
    apps.get_model("briefings", name) for name, declared in FACTS.items() if declared.of
]
PLAIN: list[type[models.Model]] = [
    *(Stop, Objective, AgendaItem, Outcome, DetaineeName, Nationality, ExchangeSide),
    StatementSubject,
]
# Of these a row has one.
ONE_OF = [("meeting", "visit", "participant"), ("official", "organization"), ("topic", "detainee")]
BY_COUNTRY = (Detention, Readout, ExchangeSide)
# What says it in words where no record does.
UNNAMED = {"group", "attribution"}


def plant_facts(found: Plant, cleo: User, ahead: datetime) -> None:
    """Plant facts of every kind and state, with the sources that they rest on."""
    for model in MODELS:
        current = {"end_status": "current"} if model is Tenure else {}
        row = FACTORIES[model](**tied(model, found), **current)
        found.public[model] = records.publish(by=cleo, row=row)
        found.note(row, private=False)
        unnamed = fields_of(model, found, {"official": None} if by_words(model) else {})
        for row, ever in private_rows(model, cleo, ahead, **unnamed):
            found.note(row, private=True, ever=ever)
            rest(row, found)
        for relation, hidden in naming(model, found):
            private = relation in published_with(model)
            words, given = marked(model) if private else {}, {relation: hidden}
            if model is Participant and relation not in ("official", "organization"):
                # Nobody takes part twice.
                given["official"] = records.publish(by=cleo, row=OfficialFactory())
            row = FACTORIES[model](**words | fields_of(model, found, given))
            records.publish(by=cleo, row=row)
            found.note(row, private=private)
            if private:
                rest(row, found)


def plant_plain_rows(found: Plant) -> None:
    """Give private records and facts plain rows, and public ones such as name what is private."""
    for model in PLAIN:
        for relation, hidden in naming(model, found):
            of_private = relation in parents_of(model)
            unseen = of_private or relation in SHOWN_WITH.get(str(model._meta.model_name), ())
            words = marked(model) if unseen else {}
            row = FACTORIES[model](**words | fields_of(model, found, {relation: hidden}))
            if unseen:
                rest(row, found)
    statement = found.public[apps.get_model("briefings", "Statement")]
    for model in (each for each in found.public if has(each, "identity")):
        statement.subjects.create(subject=found.public[model].identity)
        for hidden in found.hidden(model):
            statement.subjects.create(subject=hidden.identity)
    for hidden in found.hidden(type(statement)):
        hidden.subjects.create(subject=found.public[apps.get_model("briefings", "Topic")].identity)


def rest(row: Any, found: Plant) -> None:
    """Let a private row rest on a public source, where it may."""
    if (name := str(row._meta.model_name)) in CITABLE:
        cite(found.public[Source], **{name: row})


def naming(model: type[models.Model], found: Plant) -> Iterator[tuple[str, Any]]:
    """Yield each foreign key with the private rows that it can point at; of a mere name, one."""
    for each in model._meta.fields:
        if isinstance(each, models.ForeignKey) and has(each.related_model, "live_period"):
            kept = each.name in (*published_with(model), *parents_of(model))
            rows = found.hidden(each.related_model)
            yield from ((each.name, hidden) for hidden in (rows if kept else rows[:1]))


def by_words(model: type[models.Model]) -> bool:
    """Return whether a row can say in words whom it is about."""
    return any(has(model, name) for name in UNNAMED)


def tied(model: type[models.Model], found: Plant) -> dict[str, Any]:
    """Return public rows to pass to a factory, which would else make private ones."""
    made = FACTORIES[model]._meta.base_declarations
    return {
        name: found.public[target]
        for name, each in made.items()
        if isinstance(each, factory.SubFactory)
        and (target := each.get_factory()._meta.model) in found.public
    }


def fields_of(model: type[models.Model], found: Plant, given: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of a row that is tied to public ones, but for what is given."""
    fields = tied(model, found) | given
    for names in (*ONE_OF, *([("country", "organization")] if model in BY_COUNTRY else [])):
        if chosen := next((name for name in names if given.get(name)), None):
            fields |= {name: None for name in names if has(model, name) and name != chosen}
    if fields.get("official") or fields.get("organization"):
        fields |= {name: "" for name in UNNAMED if has(model, name)}
        fields |= {"side": None} if has(model, "attribution") else {}
    if fields.get("participant"):
        fields["status"] = "expected"
    if fields.get("exchange"):
        fields |= {"kind": "exchanged", "status": "free"} if has(model, "detention") else {}
    return fields
