"""The SQL that finds who embeds a row that changed, made of the embeddings that models declare."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pgtrigger
from django.db import models
from django.db.models import ForeignObjectRel

from briefings.models.embedding import (
    CALLED,
    QUOTED,
    Embedding,
    called,
    embeddings,
    type_in_ledger,
)
from briefings.models.identities import Identity
from briefings.models.statements import Statement
from briefings.models.triggers.belonging import identity_sql, periods_column

Model = type[models.Model]
# What is different when a row becomes public or ceases to be: all that is shown of it.
ANYTHING = "*"


def embedders_function() -> str:
    """Return the SQL that makes the function `briefings_embedders`.

    For rows that changed it returns those that embed one of them and are public at `moment`, with
    the fields of theirs that differ. One step; a row may be returned several times. Each question
    goes by keys, from the changed row to the one that embeds it, in the order in which it is
    written: a plan made once serves a save and an import.
    """
    by_type: dict[str, list[Embedding]] = defaultdict(list)
    for each in embeddings():
        for type_ in types_of(_target(each)):
            by_type[type_].append(each)
    blocks = "".join(_block(type_, shown) for type_, shown in sorted(by_type.items()))
    return f"""
        CREATE OR REPLACE FUNCTION briefings_embedders(
            changed briefings_telling[], moment timestamptz
        ) RETURNS SETOF briefings_telling LANGUAGE plpgsql STABLE
        SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off
        SET plan_cache_mode = force_generic_plan AS $$
        DECLARE
            types CONSTANT text[] := ARRAY(SELECT DISTINCT type FROM unnest(changed));
            these briefings_telling[];
            differing text[];
        BEGIN
            {blocks}
        END $$;
    """


def types_of(target: Model) -> tuple[str, ...]:
    """Return the types in the ledger whose changes are those of a model's rows."""
    if target is Identity:
        return tuple(CALLED)
    type_ = type_in_ledger(target)
    if type_ is None:
        raise ValueError(f"{target} is in no ledger: an embedding ends at a row that is.")
    return (type_,)


class Left(pgtrigger.Trigger):
    """Tells who embeds a row by one of `keys` before that leads elsewhere, and no path leads there.

    `keys` are foreign keys.
    """

    def __init__(self, *keys: str) -> None:
        super().__init__(
            name="left",
            when=pgtrigger.Before,
            operation=pgtrigger.Update,
            condition=pgtrigger.AnyChange(*keys),
        )
        self.keys = keys

    def get_func(self, model: Any) -> str:
        """Return the body of the trigger function."""
        moved = ", ".join(
            f"CASE WHEN NEW.{key}_id IS DISTINCT FROM OLD.{key}_id THEN '{key}_id' END"
            for key in self.keys
        )
        return (
            f"PERFORM briefings_tell_embedders('{type_in_ledger(model)}', OLD.public_id,"
            f" array_remove(ARRAY[{moved}], NULL)); RETURN NEW;"
        )


def tell_who_is_left() -> None:
    """Register the triggers for the foreign keys by which a row is embedded, of all models."""
    keys: dict[Model, set[str]] = defaultdict(set)
    for each in embeddings():
        if QUOTED not in each.path:
            *_, (_, relation, target) = steps(each.host, each.path)
            if isinstance(relation, ForeignObjectRel):
                keys[target].add(relation.field.name)
    for model, names in keys.items():
        pgtrigger.register(Left(*sorted(names)))(model)


def _block(type_: str, shown: list[Embedding]) -> str:
    questions = "".join(
        f"""
                IF differing && {fields} THEN
                    RETURN QUERY {_question(each, fields)};
                END IF;"""
        for each in shown
        for fields in [_array(_columns(each, type_))]
    )
    return f"""
            IF '{type_}' = ANY (types) THEN
                these := ARRAY(SELECT c FROM unnest(changed) c WHERE c.type = '{type_}');
                differing := ARRAY(
                    SELECT DISTINCT field FROM unnest(these) c, unnest(c.fields) field);{questions}
            END IF;"""


def _question(each: Embedding, fields: str) -> str:
    """Return the query for the rows of the host that embed one of `these`."""
    host = each.host
    seen = (
        f"host.{column} @> moment"
        if (column := periods_column(host))
        else "(SELECT live_periods @> moment FROM briefings_identity WHERE id = host.identity_id)"
    )
    if host is Statement:
        seen += " AND NOT host.tells_withheld_name"
    return f"""
                    SELECT NULL::bigint, '{type_in_ledger(host)}'::text, host.public_id,
                        {identity_sql(host, "host")}, c."group", 'updated'::text,
                        {_array(each.fields)}
                    FROM unnest(these) c {" ".join(_joins(each))}
                    WHERE c.fields && {fields} AND {seen} AND {each.where}"""


def _columns(each: Embedding, type_: str) -> set[str]:
    """Return the names under which a change of what is embedded may stand in the ledger."""
    target = _target(each)
    if target is Identity:
        return {ANYTHING, *each.of & {*called(type_), "merged"}}
    keys = {
        field.attname
        for field in target._meta.concrete_fields
        if field.is_relation and field.name in each.of
    }
    return {ANYTHING, *each.of, *keys}


def _target(each: Embedding) -> Model:
    return Statement if QUOTED in each.path else [*steps(each.host, each.path)][-1][2]


def steps(model: Model, path: str) -> Iterator[tuple[Model, Any, Model]]:
    """Yield the relations of a lookup, each with the models before and after it."""
    for name in path.split("__"):
        if name != QUOTED:
            relation: Any = model._meta.get_field(name)
            yield model, relation, relation.related_model
            model = relation.related_model


def _joins(each: Embedding) -> Iterator[str]:
    """Yield the joins from a change to its row, and back along the path to the host.

    OFFSET 0 has each row looked up by its key whatever the planner expects: where statistics were
    gathered of empty tables, it would read whole ones, time and again.
    """

    def join(model: Model, alias: str, condition: str) -> str:
        rows = f"SELECT * FROM {model._meta.db_table} WHERE {condition} OFFSET 0"
        return f"CROSS JOIN LATERAL ({rows}) {alias}"

    yield join(_target(each), "target", "public_id = c.public_id")
    passed = [*steps(each.host, each.path)]
    after = "target"
    if QUOTED in each.path:
        quoting = "briefings_quoted(rendered) @> ARRAY[target.public_id]"
        yield join(passed[-1][2], "edition", quoting)
        after = "edition"
    for place, (model, relation, _) in reversed([*enumerate(passed)]):
        alias = str(model._meta.model_name) if place else "host"
        if isinstance(relation, ForeignObjectRel):
            key = f"id = {after}.{relation.field.attname}"
        else:
            key = f"{relation.attname} = {after}.id"
        yield join(model, alias, key)
        after = alias


def _array(names: Any) -> str:
    return "ARRAY[" + ", ".join(f"'{name}'" for name in sorted(names)) + "]::text[]"
