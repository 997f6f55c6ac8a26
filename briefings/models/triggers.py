"""Declares what the database does by itself for a model: versions, identities, the ledger, history.

A model is decorated once: `record` (has an address), `fact` (a published row that states a fact of
a record), `published` (a published row of no record), `child` (a plain row of a record) or
`citation`. Editions and what belongs to them: `edition_triggers`. The SQL that all share is in the
first migration.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import pghistory
import pgtrigger
from django.apps import apps
from django.db import models

Model = TypeVar("Model", bound=type[models.Model])

FACTS: dict[str, Fact] = {}

UNCOUNTED = ("id", "public_id", "identity_id", "version", "created_at", "updated_at")
PUBLICATION = (
    "live_period",
    "published_at",
    "retraction_reason",
    "retraction_note",
    "withdrawal_reason",
    "withdrawal_note",
)


def record(type_: str, *, label: str | None = None) -> Callable[[Model], Model]:
    """Keep the identity, slugs, versions, history and ledger of a record type.

    `label` is the column that the record is called by. None is for articles: what they are called
    and when they are public, their editions say.
    """

    def decorate(model: Model) -> Model:
        if label is None:
            return install(model, [Versioned(), ArticleRecord(type_)])
        return install(model, [Versioned(), Kept(), PublishedRecord(type_, label)])

    return decorate


def fact(type_: str, *, of: str, field: str, published_with: Sequence[str] = ()) -> Callable[
    [Model], Model
]:
    """Keep versions, history and ledger of a row that states a fact of the record `of`.

    The row has a ledger row of its own; the record's says that `field` changed. It is public while
    it, the record and the rows named in `published_with` all are.
    """

    def decorate(model: Model) -> Model:
        FACTS[type_] = Fact(type_, of, field, published_with)
        install(model, [Versioned(), Kept(), FACTS[type_]])
        for parent in (of, *published_with):
            _touch_with(model, parent)
        return model

    return decorate


def child(*, of: str, field: str) -> Callable[[Model], Model]:
    """Keep versions and history of a plain row; its change is its record's: `field` changed."""

    def decorate(model: Model) -> Model:
        return install(model, [Versioned(), Child(of, field)])

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
        triggers = [Versioned(), CitationRecord(of), CitationAnnounced(of), frozen_with_edition()]
        return install(model, triggers)

    return decorate


def frozen_with_edition(except_for: str | None = None) -> pgtrigger.Trigger:
    """Return the trigger that refuses to change what belongs to an approved edition.

    `except_for` names a column that may change all the same.
    """
    spared = (
        f"IF TG_OP = 'UPDATE' AND NEW.{except_for} IS DISTINCT FROM OLD.{except_for}"
        " THEN RETURN NEW; END IF;"
        if except_for
        else ""
    )
    return pgtrigger.Trigger(
        name="final",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        func=f"""
            {spared}
            IF TG_OP <> 'INSERT' THEN PERFORM briefings_refuse_approved(OLD.edition_id); END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            PERFORM briefings_refuse_approved(NEW.edition_id);
            RETURN NEW;
        """,
    )


def _with_history(model: Model) -> Model:
    """Keep every version of the model's rows; generated columns can be made again and are left out."""
    decorated: Model = pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        exclude=_generated(model),
    )(model)
    return decorated


def install(
    model: Model, triggers: Sequence[pgtrigger.Trigger], *, history: bool = True
) -> Model:
    """Register the triggers and, unless told otherwise, keep the history of the rows."""
    pgtrigger.register(*triggers)(model)
    return _with_history(model) if history else model


def _touch_with(model: type[models.Model], parent: str) -> None:
    """Make a change of the parent's live period announce the rows that are published with it."""

    def register(parent_model: type[models.Model]) -> None:
        pgtrigger.register(Touch(model._meta.db_table, f"{parent}_id"))(parent_model)

    target = model._meta.get_field(parent).remote_field.model  # type: ignore[union-attr]
    if isinstance(target, str):
        app_label, model_name = target.lower().split(".")
        apps.lazy_model_operation(register, (app_label, model_name))
    else:
        register(target)


def _generated(model: type[models.Model]) -> list[str]:
    return [field.name for field in model._meta.local_fields if field.generated]


def _array(names: Sequence[str]) -> str:
    return "ARRAY[" + ", ".join(f"'{name}'" for name in names) + "]::text[]"


def changed_columns(model: type[models.Model], *, without: Sequence[str] = ()) -> str:
    """Return the SQL for the names of the columns in which OLD and NEW differ."""
    ignored = (*UNCOUNTED, *without, *_generated(model))
    return f"briefings_changed(to_jsonb(OLD), to_jsonb(NEW), {_array(ignored)})"


class Versioned(pgtrigger.Trigger):
    """Raises `version` and `updated_at` when another column differs."""

    def __init__(self) -> None:
        super().__init__(name="versioned", when=pgtrigger.Before, operation=pgtrigger.Update)

    def get_func(self, model: type[models.Model]) -> str:
        """Return the body of the trigger function."""
        return f"""
            NEW.version := OLD.version;
            NEW.updated_at := OLD.updated_at;
            NEW.created_at := OLD.created_at;
            IF {changed_columns(model)} <> '{{}}' THEN
                NEW.version := OLD.version + 1;
                NEW.updated_at := statement_timestamp();
            END IF;
            RETURN NEW;
        """


class Kept(pgtrigger.Trigger):
    """Refuses to delete what was ever public, or to move the moment it first was."""

    def __init__(self) -> None:
        super().__init__(
            name="kept",
            when=pgtrigger.Before,
            operation=pgtrigger.Update | pgtrigger.Delete,
        )

    def get_func(self, model: type[models.Model]) -> str:
        """Return the body of the trigger function."""
        name = model._meta.model_name
        return f"""
            IF lower(OLD.live_period) <= statement_timestamp()
                AND coalesce(current_setting('briefings.redacting', true), '') <> 'on'
            THEN
                IF TG_OP = 'DELETE' THEN
                    RAISE EXCEPTION 'What was ever public is kept: retract it instead.'
                        USING ERRCODE = '23514', CONSTRAINT = '{name}_kept',
                              TABLE = TG_TABLE_NAME;
                ELSIF lower(NEW.live_period) IS DISTINCT FROM lower(OLD.live_period) THEN
                    RAISE EXCEPTION 'The moment of publication has passed and stays.'
                        USING ERRCODE = '23514', CONSTRAINT = '{name}_publication_kept',
                              TABLE = TG_TABLE_NAME;
                END IF;
            END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
        """


class Announced(pgtrigger.Trigger):
    """Tells the ledger of a change, after it was made."""

    def __init__(self, name: str = "announced") -> None:
        super().__init__(
            name=name,
            when=pgtrigger.After,
            operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        )


FORGET = """
    IF TG_OP = 'DELETE' THEN
        PERFORM briefings_forget(OLD.identity_id);
        RETURN NULL;
    END IF;
"""


class PublishedRecord(Announced):
    """Keeps the identity of a record with a live period, and announces the record."""

    def __init__(self, type_: str, label: str) -> None:
        super().__init__()
        self.type, self.label = type_, label

    def get_func(self, model: type[models.Model]) -> str:
        """Return the body of the trigger function."""
        changed = changed_columns(model, without=PUBLICATION)
        return f"""
            {FORGET}
            PERFORM briefings_identify(
                NEW.identity_id, NEW.public_id, '{self.type}', NEW.slug, NEW.{self.label},
                briefings_periods(NEW.live_period)
            );
            PERFORM briefings_announce(
                '{self.type}', NEW.public_id, NEW.identity_id, NULL,
                CASE WHEN TG_OP = 'UPDATE' THEN {changed} ELSE '{{}}' END, NEW.retraction_reason
            );
            PERFORM briefings_schedule(
                '{self.type}', NEW.public_id, NEW.identity_id, NULL, NEW.retraction_reason,
                NEW.public_id, ARRAY[lower(NEW.live_period), upper(NEW.live_period)]
            );
            RETURN NULL;
        """


class ArticleRecord(Announced):
    """Keeps the identity of a record whose live periods others keep (an article: its editions)."""

    def __init__(self, type_: str) -> None:
        super().__init__()
        self.type = type_

    def get_func(self, model: Any) -> str:
        """Return the body of the trigger function."""
        return f"""
            {FORGET}
            PERFORM briefings_identify(
                NEW.identity_id, NEW.public_id, '{self.type}', NEW.slug, '', NULL
            );
            IF TG_OP = 'UPDATE' THEN
                PERFORM briefings_announce(
                    '{self.type}', NEW.public_id, NEW.identity_id, NULL,
                    {changed_columns(model, without=PUBLICATION)}, NEW.withdrawal_reason
                );
            END IF;
            RETURN NULL;
        """


class Fact(Announced):
    """Announces a fact row, and that its record changed."""

    def __init__(self, type_: str, of: str, field: str, published_with: Sequence[str]) -> None:
        super().__init__()
        self.type, self.of, self.field = type_, of, field
        self.published_with = (of, *published_with)

    def periods(self, model: type[models.Model], row: str, live_period: str) -> str:
        """Return the SQL for when `row` is public, its own period being `live_period`."""
        parents = "".join(
            f" * briefings_periods((SELECT live_period FROM {_table(model, parent)}"
            f" WHERE id = {row}.{parent}_id))"
            for parent in self.published_with
        )
        return f"briefings_periods({live_period}){parents}"

    def identity(self, model: type[models.Model], row: str) -> str:
        """Return the SQL for the identity of the record that `row` states a fact of."""
        return f"(SELECT identity_id FROM {_table(model, self.of)} WHERE id = {row}.{self.of}_id)"

    def get_func(self, model: type[models.Model]) -> str:
        """Return the body of the trigger function."""
        changed = changed_columns(model, without=PUBLICATION)
        return f"""
            IF TG_OP = 'DELETE' THEN
                DELETE FROM briefings_change
                    WHERE seq IS NULL AND OLD.public_id IN (public_id, origin);
                RETURN NULL;
            END IF;
            PERFORM briefings_announce_fact(
                '{self.type}', NEW.public_id, {self.identity(model, "NEW")},
                {self.periods(model, "NEW", "NEW.live_period")},
                CASE WHEN TG_OP = 'UPDATE'
                    THEN {self.periods(model, "NEW", "OLD.live_period")} END,
                CASE WHEN TG_OP = 'UPDATE' THEN {changed} ELSE '{{}}' END,
                NEW.retraction_reason, '{self.field}'
            );
            RETURN NULL;
        """


class Alone(Announced):
    """Announces a published row that belongs to no record."""

    def __init__(self, type_: str) -> None:
        super().__init__()
        self.type = type_

    def get_func(self, model: type[models.Model]) -> str:
        """Return the body of the trigger function."""
        changed = changed_columns(model, without=PUBLICATION)
        return f"""
            IF TG_OP = 'DELETE' THEN
                DELETE FROM briefings_change WHERE seq IS NULL AND public_id = OLD.public_id;
                RETURN NULL;
            END IF;
            PERFORM briefings_announce(
                '{self.type}', NEW.public_id, NULL, briefings_periods(NEW.live_period),
                CASE WHEN TG_OP = 'UPDATE' THEN {changed} ELSE '{{}}' END, NEW.retraction_reason
            );
            PERFORM briefings_schedule(
                '{self.type}', NEW.public_id, NULL, briefings_periods(NEW.live_period),
                NEW.retraction_reason, NEW.public_id,
                ARRAY[lower(NEW.live_period), upper(NEW.live_period)]
            );
            RETURN NULL;
        """


class CitationRecord(pgtrigger.Trigger):
    """Sets the record whose page shows a citation: that of the fact it is for."""

    def __init__(self, of: Sequence[str]) -> None:
        super().__init__(
            name="record", when=pgtrigger.Before, operation=pgtrigger.Insert | pgtrigger.Update
        )
        self.of = of

    def get_func(self, model: Any) -> str:
        """Return the body of the trigger function."""
        cases = []
        for name in self.of:
            target = model._meta.get_field(name).related_model
            if name in FACTS:
                found = (
                    f"(SELECT {FACTS[name].identity(target, 'f')}"
                    f" FROM {target._meta.db_table} f WHERE f.id = NEW.{name}_id)"
                )
            elif name == "edition":
                found = (
                    "(SELECT a.identity_id FROM briefings_edition e JOIN briefings_article a"
                    " ON a.id = e.article_id WHERE e.id = NEW.edition_id)"
                )
            else:
                found = (
                    f"(SELECT identity_id FROM {target._meta.db_table} WHERE id = NEW.{name}_id)"
                )
            cases.append(f"WHEN NEW.{name}_id IS NOT NULL THEN {found}")
        return f"NEW.record_id := CASE {' '.join(cases)} END; RETURN NEW;"


class CitationAnnounced(Announced):
    """Announces that a fact, and its record, has other sources. An edition's never change."""

    def __init__(self, of: Sequence[str]) -> None:
        super().__init__()
        self.of = of

    def get_func(self, model: Any) -> str:
        """Return the body of the trigger function."""

        def announce(row: str) -> str:
            calls = []
            for name in self.of:
                if name in FACTS:
                    fact_, target = FACTS[name], model._meta.get_field(name).related_model
                    periods = fact_.periods(target, "f", "f.live_period")
                    calls.append(
                        f"PERFORM briefings_announce_fact('{name}', f.public_id, {row}.record_id,"
                        f" {periods}, {periods}, ARRAY['sources'], '', '{fact_.field}')"
                        f" FROM {target._meta.db_table} f WHERE f.id = {row}.{name}_id;"
                    )
                elif name != "edition":
                    calls.append(
                        f"IF {row}.{name}_id IS NOT NULL THEN"
                        f" PERFORM briefings_announce_record({row}.record_id, 'sources'); END IF;"
                    )
            return " ".join(calls)

        return f"""
            IF TG_OP = 'UPDATE' AND {changed_columns(model)} = '{{}}' THEN RETURN NULL; END IF;
            IF TG_OP <> 'INSERT' THEN {announce("OLD")} END IF;
            IF TG_OP <> 'DELETE' THEN {announce("NEW")} END IF;
            RETURN NULL;
        """


class Child(Announced):
    """Announces that a record changed when one of its plain rows did."""

    def __init__(self, of: str, field: str) -> None:
        super().__init__()
        self.of, self.field = of, field

    def get_func(self, model: type[models.Model]) -> str:
        """Return the body of the trigger function."""

        def announce(row: str) -> str:
            identity = (
                f"{row}.identity_id"
                if self.of == "identity"
                else f"(SELECT identity_id FROM {_table(model, self.of)} WHERE id = {row}.{self.of}_id)"
            )
            return f"PERFORM briefings_announce_record({identity}, '{self.field}');"

        return f"""
            IF TG_OP = 'UPDATE' AND {changed_columns(model)} = '{{}}' THEN RETURN NULL; END IF;
            IF TG_OP <> 'INSERT' THEN {announce("OLD")} END IF;
            IF TG_OP <> 'DELETE' THEN {announce("NEW")} END IF;
            RETURN NULL;
        """


class Touch(pgtrigger.Trigger):
    """Announces the rows published with a row whose live period changes."""

    def __init__(self, table: str, column: str) -> None:
        super().__init__(
            name=f"touch_{table.removeprefix('briefings_')}",
            when=pgtrigger.After,
            operation=pgtrigger.UpdateOf("live_period"),
            condition=pgtrigger.AnyChange("live_period"),
        )
        self.table, self.column = table, column

    def get_func(self, model: type[models.Model]) -> str:
        """Return the body of the trigger function."""
        return f"""
            UPDATE {self.table} SET version = version WHERE {self.column} = NEW.id;
            RETURN NULL;
        """


def _table(model: type[models.Model], relation: str) -> str:
    target = model._meta.get_field(relation).related_model
    return target._meta.db_table  # type: ignore[union-attr]
