"""The SQL that finds which records a row names, made of the embeddings that models declare.

The page of a record shows what names it: the page of Qin Gang, the meetings at which he was. So the
page rests on the last change of such a row. `briefings_naming` keeps its number for each record and
each type of row, the *head*:

- Numbering asks the function `briefings_names` for the records that the changed rows name, and
  raises their heads. A change of the meeting raises the head "meeting" of Qin Gang, of Beijing, of
  each topic on the agenda.
- A trigger `Unnamed` notes whom a row named before and does not name now. The next numbering raises
  their heads too: Beijing's, when the meeting moves to Shanghai.

Which columns name somebody is not said again: an embedding is a lookup from a row to what it shows
of another (`participants__official`), and where it ends at a record, that record is named.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pgtrigger
from django.apps import apps
from django.db import models
from django.db.models import ForeignObjectRel

from briefings.models.articles import Article
from briefings.models.editions import Edition, EditionTopic
from briefings.models.embedding import QUOTED, Embedding, embeddings, type_in_ledger
from briefings.models.identities import Identity
from briefings.models.mentions import Mention
from briefings.models.merges import references_of
from briefings.models.record_types import RECORD_TYPES
from briefings.models.triggers.belonging import FACTS, parents_of, periods_column
from briefings.models.triggers.embedders import steps

Model = type[models.Model]
# Of articles no draft names anything: only what was ever live.
EVER_LIVE = "lower(%s.live_period) <= moment"
# By model, the lookups to countries that name them where their pages show nothing of the row: they
# list the meetings that take place there, and visits by where they go and whose officials travel.
OF_OTHERS = ("participants__organization__country", "readouts__country")
UNSHOWN = {
    "meeting": (*OF_OTHERS, "participants__country", "participants__official__country"),
    "visit": OF_OTHERS,
    **dict.fromkeys(("official", "organization"), ("statements__side",)),
}
BY_TYPE = "SELECT DISTINCT known.named, type FROM known, unnest(known.types) type"
# As many pieces as stand on the page of a record that they name, and one that says there are more.
NEWEST = 9
# What names a record among these is of the type "article", and all of "article 2023-06" and so on.
# Of the record 0 is what came or went, whatever it names.
OF_ARTICLES = f"""
    SELECT known.named, 'article' FROM known
    GROUP BY known.named
    HAVING max(coalesce(published_at, 'infinity')) >= coalesce((
        SELECT published_at FROM briefings_mention m
        WHERE m.identity_id = known.named AND m.live_period @> moment
        ORDER BY published_at DESC OFFSET {NEWEST - 1} LIMIT 1
    ), '-infinity') OR EXISTS (SELECT FROM briefings_topic WHERE identity_id = known.named)
    UNION ALL
    SELECT DISTINCT known.named, month FROM known
    UNION ALL
    SELECT DISTINCT 0, month FROM known WHERE moved
"""


def of_month(moment: str) -> str:
    """Return the SQL for the type of what articles name that were published in a month."""
    return f"concat('article ', to_char(({moment}) AT TIME ZONE 'UTC', 'YYYY-MM'))"


def names_function() -> str:
    """Return the SQL that makes the function `briefings_names`.

    For rows that changed it returns the records that each is of or names, with the row's type. What
    a record names is what it, its parts, its facts and their parts name, so that whoever is at a
    meeting is named by each change of it. Each is looked up by its key.
    """
    roots = [kind.model for kind in RECORD_TYPES.values()]
    blocks = [_block(root, "identity_id", {*_types_within(root)}) for root in roots]
    alone = [
        _block(model, "public_id", {declared.type})
        for name, declared in FACTS.items()
        for model in [apps.get_model("briefings", name)]
        if paths_of(model) and all(model._meta.get_field(one).null for one in declared.of)
    ]
    return f"""
        CREATE OR REPLACE FUNCTION briefings_names(
            changed briefings_telling[], moment timestamptz
        ) RETURNS TABLE (named bigint, by_type text) LANGUAGE plpgsql STABLE
        SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off
        SET plan_cache_mode = force_generic_plan AS $$
        DECLARE
            types CONSTANT text[] := ARRAY(SELECT DISTINCT type FROM unnest(changed));
        BEGIN
            {"".join(blocks)}
            -- What is a fact of no record.
            IF EXISTS (SELECT FROM unnest(changed) WHERE identity_id IS NULL) THEN
                {"".join(alone)}
            END IF;
        END $$;
    """


def paths_of(model: Model) -> tuple[str, ...]:
    """Return the lookups from a model to the records that its rows, parts and facts name.

    Not to the record that a fact is of, nor to one whose page shows nothing of the row.
    """
    types, unshown = {*_types_within(model)}, UNSHOWN.get(str(model._meta.model_name), ())
    return tuple(
        path for path in ways_from(model) if path not in unshown and types & _showing(model, path)
    )


def ways_from(model: Model) -> tuple[str, ...]:
    """Return the lookups from a model to all the records that its rows, parts and facts name."""
    up = parents_of(model)
    paths: set[str] = set()
    for each in embeddings():
        if each.host is model and QUOTED not in each.path and each.path.split("__")[0] not in up:
            paths |= {"__".join(filter(None, (each.path, further))) for further in _further(each)}
    for fact, relation in _facts_of(model):
        paths |= {f"{relation}__{path}" for path in ways_from(fact)}
    return tuple(sorted(paths))


def _showing(model: Model, path: str) -> set[str]:
    """Return the types of row that the page of a record to which a path leads shows."""
    target = [*steps(model, path)][-1][2]
    kinds = (kind for kind in RECORD_TYPES.values() if target in (kind.model, Identity))
    return {type_ for kind in kinds for type_ in kind.shows}


def _further(each: Embedding) -> Iterator[str]:
    """Yield the lookups from what is embedded to the records that are named by it, "" for itself.

    An office's country is shown with the office, and a fact that is shown elsewhere than on its own
    record tells of that.
    """
    target = [*steps(each.host, each.path)][-1][2]
    if _is_record(target):
        yield ""
        names = {key.name for key in references_of(target)} if target is not Identity else set()
        yield from sorted(names & each.of)
    elif not parents_of(each.host) and not _is_record(each.host):
        yield from _records_above(target)


class Unnamed(pgtrigger.Trigger):
    """Notes the records that a row named by a foreign key, and names no more.

    `lookups` are, by foreign key, those that begin with it and end at a record.
    """

    def __init__(self, model: Model, lookups: dict[str, set[str]]) -> None:
        # A part of an edition that readers saw goes elsewhere in a merge only, and never away.
        final = model in (Edition, EditionTopic, Mention)
        super().__init__(
            name="unnamed",
            when=pgtrigger.After,
            operation=pgtrigger.Update if final else pgtrigger.Update | pgtrigger.Delete,
        )
        self.lookups = lookups

    def get_func(self, model: Any) -> str:
        """Return the body of the trigger function."""
        fields = {*self.lookups, *parents_of(model)}
        keys = sorted(model._meta.get_field(name).attname for name in fields)
        old, new = (", ".join(f"{row}.{key}" for key in keys) for row in ("OLD", "NEW"))
        known = " UNION ".join(
            _named(model, path, "OLD") for path in sorted(set().union(*self.lookups.values()))
        )
        column = "live_period" if periods_column(model) else None
        seen = f"AND lower(OLD.{column}) <= statement_timestamp()" if column else ""
        return f"""
            IF (TG_OP = 'DELETE' OR ({old}) IS DISTINCT FROM ({new})) {seen} THEN
                INSERT INTO briefings_naming (identity_id)
                SELECT named FROM ({known}) AS known (named) WHERE named IS NOT NULL;
            END IF;
            RETURN NULL;
        """


def note_who_is_unnamed() -> None:
    """Register, on all models, the trigger for the foreign keys by which a row names a record."""
    lookups: dict[Model, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for root in _with_names():
        for path in paths_of(root):
            names = path.split("__")
            for place, (model, relation, _) in enumerate(steps(root, path)):
                rest = names[place:]
                if not isinstance(relation, ForeignObjectRel) and not _turns_back(model, rest):
                    lookups[model][relation.name].add("__".join(rest))
    for model, by_key in lookups.items():
        pgtrigger.register(Unnamed(model, dict(by_key)))(model)


def _with_names() -> Iterator[Model]:
    yield from (kind.model for kind in RECORD_TYPES.values())
    yield from (apps.get_model("briefings", name) for name in FACTS)


def _turns_back(model: Model, names: list[str]) -> bool:
    """Return whether a path goes to the rows that point at one: a key of theirs leads away then."""
    relations = [relation for _, relation, _ in steps(model, "__".join(names))]
    return any(isinstance(relation, ForeignObjectRel) for relation in relations)


def _is_record(model: Model) -> bool:
    return model is Identity or str(model._meta.model_name) in RECORD_TYPES


def _facts_of(model: Model) -> Iterator[tuple[Model, str]]:
    """Yield the facts of a record or of a fact, with the relation that leads to their rows."""
    for name, declared in FACTS.items():
        fact = apps.get_model("briefings", name)
        for parent in declared.of:
            field: Any = fact._meta.get_field(parent)
            if field.related_model is model:
                yield fact, field.remote_field.get_accessor_name()


def _types_within(model: Model) -> Iterator[str]:
    """Yield the types in the ledger of a record and of its facts."""
    yield str(type_in_ledger(model))
    for fact, _ in _facts_of(model):
        yield from _types_within(fact)


def _records_above(model: Model) -> Iterator[str]:
    """Yield the lookups from a fact to the record that it is of."""
    for parent in parents_of(model):
        target: Any = model._meta.get_field(parent).related_model
        further = _records_above(target)
        yield from (parent,) if _is_record(target) else (f"{parent}__{path}" for path in further)


def _block(root: Model, key: str, types: set[str]) -> str:
    """Return the question for the rows of one model, by the key that the ledger has of them."""
    listed = "ARRAY[" + ", ".join(f"'{type_}'" for type_ in sorted(types)) + "]::text[]"
    whole = key == "identity_id"
    named = ["SELECT host.identity_id"] if whole else []
    named += [_named(root, path, "host") for path in paths_of(root)]
    unlike = f"identity_id IS {'NOT NULL' if whole else 'NULL'}"
    month, when, by_type = "", "", BY_TYPE
    if root is Article:
        month, when = f", {of_month('published_at')} AS month", ", host.published_at, host.month"
        by_type = OF_ARTICLES
    return f"""
            IF types && {listed} THEN
                RETURN QUERY
                WITH known AS (
                    SELECT found.named, c.types, c.moved{when}
                    FROM (
                        SELECT {key}, array_agg(DISTINCT type) AS types,
                            bool_or(op NOT IN ('updated', 'corrected')) AS moved
                        FROM unnest(changed)
                        WHERE type = ANY ({listed}) AND {unlike} GROUP BY {key}
                    ) c
                    CROSS JOIN LATERAL (
                        SELECT *{month} FROM {root._meta.db_table} WHERE {key} = c.{key} OFFSET 0
                    ) host
                    CROSS JOIN LATERAL ({" UNION ".join(named)}) AS found (named)
                    WHERE found.named IS NOT NULL
                )
                {by_type};
            END IF;"""


def _named(model: Model, path: str, row: str) -> str:
    """Return the query for the identities of the records to which a path leads from `row`.

    OFFSET 0 has each row looked up by its key whatever the planner expects.
    """
    rows: list[str] = []
    where: list[str] = []
    last = row
    for place, (before, relation, after) in enumerate(steps(model, path)):
        if after is Identity:
            return _selected(f"{last}.{relation.attname}", rows, where)
        key = (
            f"{relation.field.attname} = {last}.id"
            if isinstance(relation, ForeignObjectRel)
            else f"id = {last}.{relation.attname}"
        )
        last = f"step{place}"
        rows.append(f"(SELECT * FROM {after._meta.db_table} WHERE {key} OFFSET 0) {last}")
        if before is Article:
            where.append(EVER_LIVE % last)
    return _selected(f"{last}.identity_id", rows, where)


def _selected(column: str, rows: list[str], where: list[str]) -> str:
    sql = f"SELECT {column}"
    sql += f" FROM {' CROSS JOIN LATERAL '.join(rows)}" if rows else ""
    return sql + (f" WHERE {' AND '.join(where)}" if where else "")
