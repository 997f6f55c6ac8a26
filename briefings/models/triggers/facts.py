"""The triggers of facts, parts and citations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pgtrigger
from django.db import models

from briefings.models.triggers.belonging import (
    CHILDREN,
    FACTS,
    FactDeclaration,
    identity_sql,
    periods_sql,
    table_of,
    target_of,
)
from briefings.models.triggers.parts import PUBLICATION, Announced, changed_columns


class Fact(Announced):
    """Reports a fact to the ledger, and the change of its record if it has one."""

    def __init__(self, declared: FactDeclaration) -> None:
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
        # A fact in between may have moved to another record, which OLD and NEW do not show.
        left = f"""
            DELETE FROM briefings_change
            WHERE seq IS NULL AND origin = NEW.public_id AND public_id <> NEW.public_id
                AND identity_id <> {identity_sql(model, "NEW")};
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
                    OLD.public_id, {identity_sql(model, "OLD")}, '{field}');
            END IF;
            PERFORM briefings_announce_fact(
                '{type_}', NEW.public_id, {identity_sql(model, "NEW")},
                {periods_sql(model, "NEW")},
                CASE WHEN TG_OP = 'UPDATE' THEN {changed} ELSE '{{}}' END,
                NEW.retraction_reason, '{field}'
            );
            RETURN NULL;
        """


def announce_part(model: type[models.Model], relation: str, row: str, field: str) -> str:
    """Return the SQL that reports a change of `field` of the row that the foreign key points at."""
    target = target_of(model, relation)
    if (declared := FACTS.get(str(target._meta.model_name))) is None:
        return (
            f"PERFORM briefings_announce_record({identity_sql(target, 'f')}, '{field}')"
            f" FROM {target._meta.db_table} f WHERE f.id = {row}.{relation}_id;"
        )
    return (
        f"PERFORM briefings_announce_fact('{declared.type}', f.public_id,"
        f" {identity_sql(target, 'f')},"
        f" {periods_sql(target, 'f')}, ARRAY['{field}'], '', '{declared.field}')"
        f" FROM {target._meta.db_table} f WHERE f.id = {row}.{relation}_id;"
    )


class Child(Announced):
    """Reports a change of each parent, a record or a fact, when a part of it changes."""

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
    """Sets the record whose page shows a citation: the record of its fact, if it has one."""

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
                    f"(SELECT {identity_sql(target_of(model, name), 'f')}"
                    f" FROM {table_of(model, name)} f WHERE f.id = NEW.{name}_id)"
                )
            cases.append(f"IF NEW.{name}_id IS NOT NULL THEN NEW.record_id := {found};")
        return f"NEW.record_id := NULL; {' ELS'.join(cases)} END IF; RETURN NEW;"


class CitationAnnounced(Announced):
    """Reports a change of the sources of a fact and its record. An edition's never change."""

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
    """When one of `columns` changes, fires the triggers of the rows in `table` that match `of`."""

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
