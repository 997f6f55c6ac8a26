"""An editor who changes anything at random, as far as the database and the actions let them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, models, transaction

from briefings.actions.acting import acting
from briefings.actions.merging import merge, undo
from briefings.actions.records import reinstate, retract
from briefings.actions.refusals import Refused
from briefings.actions.withholding import disclose_name, withhold_name
from briefings.models import Article, Detainee, Merge, PartialDate, Published
from briefings.models.date_fields import PartialDateField
from briefings.models.record_types import RECORD_TYPES
from briefings.models.triggers.belonging import CHILDREN, FACTS
from tests.factories import row_of, since
from tests.ledger import database_now
from tests.stories.desk import next_draft, person, published

PARTS = [apps.get_model("briefings", name) for name in [*FACTS, *CHILDREN]]
ROWS = [*(kind.model for kind in RECORD_TYPES.values()), *PARTS]
# What no page of the desk lets anybody type.
FIXED = {"id", "public_id", "version", "created_at", "updated_at", "identity", "live_period"}
FIXED |= {"retraction_reason", "retraction_note", "published_at", "created_by", "approved_by"}
DATES = ("2016", "2023-06", "2023-06-18", "2024-11-16", "2019~")


class Editor:
    """Somebody at the desk; `did` says what they did, the last thing last."""

    def __init__(self, seed: int) -> None:
        """Begin with the seed of what will be done."""
        self.random = Random(seed)
        self.did: list[str] = []
        self.cleo, self.dev = person("Cleo Marsh", "publisher"), person("Dev Rao", "publisher")
        self.turn = 0

    def edit(self) -> str:
        """Do one thing that is allowed, and commit it; return what it was."""
        ways: list[Callable[[], str]] = [self.change] * 8 + [self.add, self.take_out] * 2
        ways += [self.retract, self.reinstate, self.publish, self.merge, self.undo, self.withhold]
        while True:
            self.turn += 1
            try:
                with transaction.atomic():
                    did = self.random.choice(ways)()
                    connection.check_constraints()
            except (DatabaseError, ValidationError, Refused, ValueError, IndexError):
                continue
            self.did.append(did)
            return did

    def change(self) -> str:
        """Give a field of a row another value."""
        model = self.random.choice(ROWS)
        row = self.one_of(model)
        field = self.random.choice([*changeable(model)])
        with acting(by=self.cleo, action="edit"):
            setattr(row, field.name, value := self.another(field, getattr(row, field.name)))
            row.save()
        return f"{model.__name__} {row.pk}.{field.name} = {value!r}"

    def add(self) -> str:
        """Add a row, public at once, about rows that there are."""
        model = self.random.choice(
            [apps.get_model("briefings", name) for name in [*FACTS, *CHILDREN]]
        )
        keys = {
            field.name: self.one_of(field.related_model)
            for field in changeable(model)
            if isinstance(field, models.ForeignKey)
            and (not field.null or self.random.random() < 0.5)
        }
        live = {"live_period": since(database_now())} if issubclass(model, Published) else {}
        with acting(by=self.cleo, action="add"):
            row: Any = row_of(model, **keys, **live)
        return f"a new {model.__name__} {row.pk} {keys}"

    def take_out(self) -> str:
        """Delete a part."""
        model = apps.get_model("briefings", self.random.choice([*CHILDREN, "citation"]))
        row = self.one_of(model)
        with acting(by=self.cleo, action="take out"):
            row.delete()
        return f"{model.__name__} taken out"

    def retract(self) -> str:
        """Retract a record or a fact."""
        row = self.one_of(self.published())
        retract(by=self.cleo, row=row, reason=self.random.choice(["wrong", "safety"]))
        return f"{row!r} retracted"

    def reinstate(self) -> str:
        """Put back what was retracted."""
        model = self.published()
        row = self.one_of(model, ~models.Q(retraction_reason=""))
        reinstate(by=self.cleo, row=row)
        return f"{row!r} put back"

    def publish(self) -> str:
        """Publish the next edition of an article."""
        self.turn += 1
        draft = next_draft(
            self.one_of(Article), self.dev, headline=f"Talks go on, part {self.turn}"
        )
        published(draft, self.cleo)
        return f"{draft!r} published"

    def merge(self) -> str:
        """Merge two records of a type."""
        model = self.random.choice([kind.model for kind in RECORD_TYPES.values()])
        one, other = self.one_of(model), self.one_of(model)
        merge(by=self.cleo, survivor=one, merged=other, reason="the same")
        return f"{other!r} merged into {one!r}"

    def undo(self) -> str:
        """Undo a merge."""
        done = self.one_of(Merge)
        undo(by=self.cleo, merge=done)
        return f"{done!r} undone"

    def withhold(self) -> str:
        """Withhold a name, or disclose it again."""
        row = self.one_of(Detainee)
        if row.name_withheld:
            disclose_name(by=self.cleo, detainee=row)
            return f"{row.pk} disclosed"
        withhold_name(by=self.cleo, detainee=row, description="A teacher")
        return f"{row.pk} withheld"

    def published(self) -> Any:
        """Return a model whose rows have a live period of their own."""
        return self.random.choice([model for model in ROWS if issubclass(model, Published)])

    def one_of(self, model: Any, *where: models.Q) -> Any:
        """Return a row; raises IndexError where there is none."""
        return self.random.choice([*model._default_manager.filter(*where).order_by("pk")])

    def another(self, field: Any, value: Any) -> Any:
        """Return another value for a field."""
        if field.choices:
            return self.random.choice([each for each, _ in field.flatchoices])
        if isinstance(field, models.ForeignKey):
            empty = field.null and self.random.random() < 0.2
            return None if empty else self.one_of(field.related_model)
        if isinstance(field, PartialDateField):
            empty = field.null and self.random.random() < 0.2
            return None if empty else PartialDate.parse(self.random.choice(DATES))
        if isinstance(field, models.BooleanField):
            return not value
        if isinstance(field, models.IntegerField):
            return (value or 0) + 1
        if isinstance(field, models.DateField) or not isinstance(
            field, models.CharField | models.TextField
        ):
            raise ValueError(field)
        self.turn += 1
        between = "-" if field.name == "slug" else " "
        return f"{str(value).split(f'{between}x')[0]}{between}x{self.turn}"


def changeable(model: Any) -> Iterator[Any]:
    """Yield the fields that somebody at the desk may type."""
    for field in model._meta.concrete_fields:
        if not field.generated and field.name not in FIXED:
            yield field
