"""What the triggers of rows do that state facts, and of the sources under them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pgtrigger
from django.db import models

from briefings.models.triggers.belonging import (
    CHILDREN,
    FACTS,
    Declared,
    identity,
    periods,
    table_of,
    target_of,
)
from briefings.models.triggers.parts import PUBLICATION, Announced, changed_columns


class Fact(Announced):
    """Announces a fact row, and that its record changed, if it is one's."""

    def __init__(self, declared: Declared) -> None:
        super().__init__()
        self.declared = declared

    def get_func(self, model: Any) -> str:
        """Return the body of the trigger function."""
        type_, field = self.declared.type, self.declared.field
        changed = changed_columns(model, without=PUBLICATION)
        moved = " OR ".join(
            f"NEW.{parent}_id IS DISTINCT FROM OLD.{parent}_id" for parent in self.declared.of
        )
        of_facts = any(target_of(model, of)._meta.model_name in FACTS for of in self.declared.of)
        # What is between may have moved, of which neither OLD nor NEW says anything.
        left = f"""
            DELETE FROM briefings_change
            WHERE seq IS NULL AND origin = NEW.public_id AND public_id <> NEW.public_id
                AND identity_id <> {identity(model, "NEW")};
        """
        return f"""
            IF TG_OP = 'DELETE' THEN
                DELETE FROM briefings_change
                    WHERE seq IS NULL AND OLD.public_id IN (public_id, origin);
                RETURN NULL;
            END IF;
            {left if of_facts else ""}
            IF TG_OP = 'UPDATE' AND ({moved or "false"}) THEN
                PERFORM briefings_leave_record(
                    OLD.public_id, {identity(model, "OLD")}, '{field}');
            END IF;
            PERFORM briefings_announce_fact(
                '{type_}', NEW.public_id, {identity(model, "NEW")},
                {periods(model, "NEW")},
                CASE WHEN TG_OP = 'UPDATE' THEN {changed} ELSE '{{}}' END,
                NEW.retraction_reason, '{field}'
            );
            RETURN NULL;
        """


def announce_part(model: type[models.Model], relation: str, row: str, field: str) -> str:
    """Return the SQL that tells that `field` of what the foreign key points at has changed."""
    target = target_of(model, relation)
    if (declared := FACTS.get(str(target._meta.model_name))) is None:
        return (
            f"PERFORM briefings_announce_record({identity(target, 'f')}, '{field}')"
            f" FROM {target._meta.db_table} f WHERE f.id = {row}.{relation}_id;"
        )
    return (
        f"PERFORM briefings_announce_fact('{declared.type}', f.public_id, {identity(target, 'f')},"
        f" {periods(target, 'f')}, ARRAY['{field}'], '', '{declared.field}')"
        f" FROM {target._meta.db_table} f WHERE f.id = {row}.{relation}_id;"
    )


class Child(Announced):
    """Announces that a record or a fact, or each of several, changed when one of its rows did."""

    def get_func(self, model: Any) -> str:
        """Return the body of the trigger function."""

        def announce(row: str) -> str:
            return " ".join(
                f"PERFORM briefings_announce_record({row}.identity_id, '{field}');"
                if parent == "identity"
                else announce_part(model, parent, row, field)
                for parent, field in CHILDREN[model._meta.model_name].items()
            )

        return f"""
            IF TG_OP = 'UPDATE' AND {changed_columns(model)} = '{{}}' THEN RETURN NULL; END IF;
            IF TG_OP <> 'INSERT' THEN {announce("OLD")} END IF;
            IF TG_OP <> 'DELETE' THEN {announce("NEW")} END IF;
            RETURN NULL;
        """


class CitationRecord(pgtrigger.Trigger):
    """Sets the record whose page shows a citation: that of the fact it is for, if it has one."""

    def __init__(self, of: Sequence[str]) -> None:
        super().__init__(
            name="record", when=pgtrigger.Before, operation=pgtrigger.Insert | pgtrigger.Update
        )
        self.of = of

    def get_func(self, model: Any) -> str:
        """Return the body of the trigger function."""
        cases = []
        for name in self.of:
            if name == "edition":
                found = (
                    "(SELECT a.identity_id FROM briefings_edition e JOIN briefings_article a"
                    " ON a.id = e.article_id WHERE e.id = NEW.edition_id)"
                )
            else:
                found = (
                    f"(SELECT {identity(target_of(model, name), 'f')}"
                    f" FROM {table_of(model, name)} f WHERE f.id = NEW.{name}_id)"
                )
            cases.append(f"IF NEW.{name}_id IS NOT NULL THEN NEW.record_id := {found};")
        return f"NEW.record_id := NULL; {' ELS'.join(cases)} END IF; RETURN NEW;"


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
                if name == "edition":
                    continue
                if target_of(model, name)._meta.model_name in FACTS:
                    call = announce_part(model, name, row, "sources")
                else:
                    call = f"PERFORM briefings_announce_record({row}.record_id, 'sources');"
                calls.append(f"IF {row}.{name}_id IS NOT NULL THEN {call} END IF;")
            return " ".join(calls)

        return f"""
            IF TG_OP = 'UPDATE' AND {changed_columns(model)} = '{{}}' THEN RETURN NULL; END IF;
            IF TG_OP <> 'INSERT' THEN {announce("OLD")} END IF;
            IF TG_OP <> 'DELETE' THEN {announce("NEW")} END IF;
            RETURN NULL;
        """


class Touch(pgtrigger.Trigger):
    """Fires the triggers of the rows that `of` finds, when one of the columns of this changes."""

    def __init__(self, name: str, table: str, of: str, columns: Sequence[str]) -> None:
        super().__init__(
            name=f"touch_{name}",
            when=pgtrigger.After,
            operation=pgtrigger.Update,
            condition=pgtrigger.AnyChange(*columns),
        )
        self.table, self.of = table, of

    def get_func(self, model: Any) -> str:
        """Return the body of the trigger function."""
        return f"""
            UPDATE {self.table} SET version = version WHERE {self.of};
            RETURN NULL;
        """
