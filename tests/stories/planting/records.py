"""What is published by itself: a public row of each type, and one of each private state."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import models

from briefings.actions import records
from briefings.models import (
    Article,
    Citation,
    Correction,
    Country,
    Detainee,
    Meeting,
    Official,
    Published,
    Source,
)
from briefings.models.record_types import RECORD_TYPES
from briefings.models.triggers.belonging import FACTS
from tests.factories import FACTORIES, DetaineeFactory
from tests.stories.planting.marks import MARK, PROBE, TOLD, Plant, has, marked

RECORDS = [kind.model for kind in RECORD_TYPES.values() if kind.model is not Article]
# Facts are planted as facts, but for those of no record.
ALONE = [
    model
    for model in FACTORIES
    if issubclass(model, Published)
    and not ((fact := FACTS.get(str(model._meta.model_name))) and fact.of)
]


def plant_records(found: Plant, cleo: User, ahead: datetime) -> None:
    """Plant what is published by itself."""
    for model in ALONE:
        found.public[model] = records.publish(by=cleo, row=FACTORIES[model]())
        found.note(found.public[model], private=False)
        for row, ever in private_rows(model, cleo, ahead):
            found.note(row, private=True, ever=ever)
    plant_withheld(found, cleo)


def private_rows(
    model: type[models.Model], cleo: User, ahead: datetime, **of: Any
) -> Iterator[tuple[Any, bool]]:
    """Yield a row of each private state, and whether it ever was public."""

    def row(state: str, /, **fields: Any) -> Any:
        slug = {"slug": f"{model._meta.model_name}-{state}"} if has(model, "slug") else {}
        # Others can be part of it, which is tried.
        kind = {"kind": "gathering"} if model is Meeting else {}
        return FACTORIES[model](**{**marked(model), **slug, **kind, **of, **fields})

    yield row("entered"), False
    yield records.publish(by=cleo, row=row("embargoed"), start=ahead), False
    never_seen = records.publish(by=cleo, row=row("called-off"), start=ahead)
    yield records.retract(by=cleo, row=never_seen, reason="hoax", note=MARK), False
    ordered = records.publish(by=cleo, row=row("ordered-away"))
    yield records.retract(by=cleo, row=ordered, reason="legal", note=MARK), True
    nameless = any(kind.model is model and kind.nameless for kind in RECORD_TYPES.values())
    names = () if nameless else ("name", "full_name", "title")
    label = {name: f"{TOLD} {name}" for name in names if has(model, name)}
    wrong = records.publish(by=cleo, row=row("wrong", **label))
    yield records.retract(by=cleo, row=wrong, reason="wrong"), True


def plant_withheld(found: Plant, cleo: User) -> None:
    """Publish a detainee whose name is withheld, and in whose old address it stood."""
    teacher = records.publish(by=cleo, row=DetaineeFactory(slug="leaked-7q4z-of-zanzibar"))
    found.slugs.add(teacher.slug)
    found.private_slugs["detainee"].add(teacher.slug)
    found.never_public.add(teacher.slug)
    names = ("full_name", "short_name", "sort_name")
    for name in names:
        setattr(teacher, name, f"{MARK} {PROBE} {name}")
    teacher.name_withheld, teacher.description = True, "A schoolteacher"
    teacher.slug = "a-schoolteacher"
    teacher.save()
    teacher.names.create(name=f"{MARK} {PROBE}")
    teacher.names.create(name=f"{MARK} {PROBE} in its own script", kind="native")
    teacher.identity.identifiers.create(scheme="wikidata", value=MARK)
    found.note(teacher, private=False)


def plant_relations(found: Plant) -> None:
    """Tie public rows to private ones, and give private rows plain rows of their own."""
    entered = {
        model: model._default_manager.get(slug=f"{model._meta.model_name}-entered")
        for model in RECORDS
    }
    for model in (each for each in found.public if has(each, "slug")):
        hidden = {
            each.name: entered[each.related_model]
            for each in model._meta.fields
            if each.related_model in entered
        }
        model._default_manager.filter(pk=found.public[model].pk).update(**hidden)
    found.public[Country].successors.add(entered[Country])
    for source in found.hidden(Source):
        cite(source, official=found.public[Official])
    for record in (each for model in RECORDS for each in found.hidden(model)):
        name = f"{MARK} {record._meta.model_name} {record.slug}"
        record.identity.identifiers.create(scheme="wikidata", value=name)
        Correction.objects.create(identity=record.identity, kind="correction", words=MARK)
    for person in (*found.hidden(Official), *found.hidden(Detainee)):
        person.names.create(name=f"{MARK} {PROBE}")
        cite(found.public[Source], **{person._meta.model_name: person})


def cite(source: Source, **fact: Any) -> None:
    """Let a private fact, or a public one by a private source, rest on the source."""
    Citation.objects.create(source=source, says=MARK, quote=MARK, page=MARK, **fact)
