"""Declares what the database does by itself for a model: versions, identities, the ledger, history.

A model is decorated once: `record` (has an address), `fact` (a published row that states a fact of
a record), `published` (a published row of no record), `child` (a plain row of a record),
`citation`, `edition`, `edition_child`, `mention` or `correction`. The SQL that they share stands
beside the first migration.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pgtrigger
from django.apps import apps
from django.db import models

from briefings.models.triggers.editions import (
    Copied,
    CorrectionAnnounced,
    CorrectionKept,
    EditionAnnounced,
    Final,
    Frozen,
)
from briefings.models.triggers.facts import (
    FACTS,
    Alone,
    CitationAnnounced,
    CitationRecord,
    Fact,
    Touch,
)
from briefings.models.triggers.parts import Kept, Model, Versioned, install
from briefings.models.triggers.records import ArticleRecord, Child, PublishedRecord


def record(type_: str, *, label: str | None = None) -> Callable[[Model], Model]:
    """Keep the identity, slugs, versions, history and ledger of a record type.

    `label` is the column that the record is called by. None is for articles: what they are called
    and when they are public, their editions say.
    """

    def decorate(model: Model) -> Model:
        versioned = Versioned("identity_id")
        if label is None:
            return install(model, [versioned, ArticleRecord(type_)])
        return install(model, [versioned, Kept(), PublishedRecord(type_, label)])

    return decorate


def fact(
    type_: str, *, of: str, field: str, published_with: Sequence[str] = ()
) -> Callable[[Model], Model]:
    """Keep versions, history and ledger of a row that states a fact of the record `of`.

    The row has a ledger row of its own; the record's says that `field` changed. It is public while
    it, the record and the rows named in `published_with` all are.
    """

    def decorate(model: Model) -> Model:
        FACTS[type_] = Fact(type_, of, field, published_with)
        install(model, [Versioned(), Kept(), FACTS[type_]])
        for parent in (of, *published_with):
            _touch_with(model, parent, "live_period")
        return model

    return decorate


def child(**fields: str) -> Callable[[Model], Model]:
    """Keep versions and history of a plain row; its change is its record's.

    `fields` names each foreign key to a record, and what is then said to have changed there.
    """

    def decorate(model: Model) -> Model:
        return install(model, [Versioned(), Child(fields)])

    return decorate


def published(type_: str) -> Callable[[Model], Model]:
    """Keep versions, history and ledger of a published row that belongs to no record."""

    def decorate(model: Model) -> Model:
        return install(model, [Versioned(), Kept(), Alone(type_)])

    return decorate


def citation(*, of: Sequence[str]) -> Callable[[Model], Model]:
    """Keep versions, history and ledger of citations, and the record whose page shows each.

    `of` names the foreign keys of which each citation has exactly one.
    """

    def decorate(model: Model) -> Model:
        triggers = [Versioned(), CitationRecord(of), CitationAnnounced(of), Frozen()]
        install(model, triggers)
        for name in FACTS.keys() & of:
            _touch_with(model, name, f"{FACTS[name].of}_id")
        return model

    return decorate


def edition(model: Model) -> Model:
    """Keep versions and history of editions, their finality, and what follows for the article."""
    return install(model, [Versioned(), Final(), EditionAnnounced()])


def edition_child(model: Model) -> Model:
    """Keep versions and history of what belongs to an edition, and freeze it at approval."""
    return install(model, [Versioned(), Frozen()])


def mention(model: Model) -> Model:
    """Copy what mentions have from their articles; freeze the rest at approval."""
    return install(model, [Copied(), Frozen(except_for=["published_at"])], history=False)


def correction(model: Model) -> Model:
    """Keep versions and history of corrections; one is told with its edition, or at once."""
    return install(model, [Versioned(), CorrectionKept(), CorrectionAnnounced()])


def _touch_with(model: type[models.Model], parent: str, column: str) -> None:
    """Make a change of the parent's `column` fire the triggers of its rows of the model."""

    def register(parent_model: type[models.Model]) -> None:
        pgtrigger.register(Touch(model._meta.db_table, f"{parent}_id", column))(parent_model)

    target = model._meta.get_field(parent).remote_field.model  # type: ignore[union-attr]
    if isinstance(target, str):
        app_label, model_name = target.lower().split(".")
        apps.lazy_model_operation(register, (app_label, model_name))
    else:
        register(target)
