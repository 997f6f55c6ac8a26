"""What the triggers of rows do that state facts, and of the sources under them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pgtrigger
from django.db import models

from briefings.models.triggers.parts import PUBLICATION, Announced, changed_columns, table_of

FACTS: dict[str, Fact] = {}


class Fact(Announced):
    """Announces a fact row, and that its record changed."""

    def __init__(self, type_: str, of: str, field: str, published_with: Sequence[str]) -> None:
        super().__init__()
        self.type, self.of, self.field = type_, of, field
        self.published_with = (of, *published_with)

    def periods(self, model: type[models.Model], row: str, live_period: str) -> str:
        """Return the SQL for when `row` is public, its own period being `live_period`."""
        parents = "".join(
            f" * briefings_periods((SELECT live_period FROM {table_of(model, parent)}"
            f" WHERE id = {row}.{parent}_id))"
            for parent in self.published_with
        )
        return f"briefings_periods({live_period}){parents}"

    def identity(self, model: type[models.Model], row: str) -> str:
        """Return the SQL for the identity of the record that `row` states a fact of."""
        return f"(SELECT identity_id FROM {table_of(model, self.of)} WHERE id = {row}.{self.of}_id)"

    def get_func(self, model: Any) -> str:
        """Return the body of the trigger function."""
        changed = changed_columns(model, without=PUBLICATION)
        return f"""
            IF TG_OP = 'DELETE' THEN
                DELETE FROM briefings_change
                    WHERE seq IS NULL AND OLD.public_id IN (public_id, origin);
                RETURN NULL;
            END IF;
            IF TG_OP = 'UPDATE' AND NEW.{self.of}_id <> OLD.{self.of}_id THEN
                PERFORM briefings_leave_record(
                    OLD.public_id, {self.identity(model, "OLD")}, '{self.field}');
            END IF;
            PERFORM briefings_announce_fact(
                '{self.type}', NEW.public_id, {self.identity(model, "NEW")},
                {self.periods(model, "NEW", "NEW.live_period")},
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

    def get_func(self, model: Any) -> str:
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
                        f" {periods}, ARRAY['sources'], '', '{fact_.field}')"
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


class Touch(pgtrigger.Trigger):
    """Fires the triggers of the rows that depend on one column of this."""

    def __init__(self, table: str, column: str, changed: str) -> None:
        super().__init__(
            name=f"touch_{table.removeprefix('briefings_')}",
            when=pgtrigger.After,
            operation=pgtrigger.Update,
            condition=pgtrigger.AnyChange(changed.removesuffix("_id")),
        )
        self.table, self.column = table, column

    def get_func(self, model: Any) -> str:
        """Return the body of the trigger function."""
        return f"""
            UPDATE {self.table} SET version = version WHERE {self.column} = NEW.id;
            RETURN NULL;
        """
