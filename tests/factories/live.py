"""Rows that the public sees, whatever they depend on."""

from datetime import datetime
from typing import TypeVar

from django.db.models import Model

from briefings.models import Article, Published
from briefings.models.triggers.belonging import parents_of, published_with, target_of
from tests.factories.articles import EditionFactory, approved
from tests.factories.periods import since

M = TypeVar("M", bound=Model)


def with_parent(model: type[Model], parent: str, row: object) -> dict[str, object]:
    """Return the foreign keys by which a row belongs to `row`, and to no other that it may."""
    others = {each for each in parents_of(model) if model._meta.get_field(each).null}
    fields: dict[str, object] = dict.fromkeys(others) | {parent: row}
    if parent == "participant":
        fields["status"] = "expected"
    return fields


def shown(row: M, at: datetime) -> M:
    """Make a row, and all without which it is not shown, public from `at` on; return it."""
    for relation in published_with(type(row)):
        if (parent := getattr(row, relation)) is not None:
            shown(parent, at)
    if isinstance(row, Article):
        if not row.editions.live(at).exists():
            approved(EditionFactory(article=row), since(at))
    elif isinstance(row, Published) and row.live_period is None:
        row.live_period = since(at)
        row.save()
    return row


def alternatives(model: type[Model]) -> list[tuple[str, type[Model]]]:
    """Return the foreign keys to what a row may belong to, with the models that they point at."""
    return [(parent, target_of(model, parent)) for parent in parents_of(model)]
