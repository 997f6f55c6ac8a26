"""Triggers that compute `tells_withheld_name`: whether a row's words contain a withheld name.

It is computed whenever the row is written. When a name changes, or which persons are near a row,
the SQL functions write all rows concerned once more (`version = version`, so nothing else changes).
Where a row turns over, a `Hiding` is noted.

Two transactions at once: one that brings a row near a person locks the person's row until it
commits, and one that withholds the name writes that row, so one waits for the other. The rows
between a citation and a person (a statement, a meeting, a visit, an exchange) are locked as well
when two of them are joined or parted.
"""

from __future__ import annotations

from typing import Any

import pgtrigger

from briefings.models.triggers.parts import TELLS_WITHHELD_NAME

ANY_TIME = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete


class TellsWithheldName(pgtrigger.Trigger):
    """Computes whether the row's texts, at most three, contain a withheld name of the `people`.

    `people` is the SQL of an array of detainees' keys; the texts are SQL too.
    """

    def __init__(self, people: str, *texts: str) -> None:
        super().__init__(
            # After the trigger `record`: the names of triggers sort so.
            name=TELLS_WITHHELD_NAME,
            when=pgtrigger.Before,
            operation=pgtrigger.Insert | pgtrigger.Update,
        )
        self.people = people
        self.texts = (*texts, "''", "''")[:3]

    def get_func(self, model: Any) -> str:
        """Return the body of the trigger function."""
        return f"""
            {self.holding()}
            NEW.{TELLS_WITHHELD_NAME} := briefings_tells_withheld(
                {self.people}, {", ".join(self.texts)});
            IF TG_OP = 'UPDATE' AND NEW.{TELLS_WITHHELD_NAME} <> OLD.{TELLS_WITHHELD_NAME} THEN
                PERFORM briefings_note_hiding();
            END IF;
            RETURN NEW;
        """

    def holding(self) -> str:
        """Return SQL that takes locks first; "" for none."""
        return ""


class CitationTellsWithheldName(TellsWithheldName):
    """Computes it for a citation: its source, addresses and words, and the persons near."""

    def __init__(self) -> None:
        source = "(SELECT concat_ws(' ', {}) FROM briefings_source WHERE id = NEW.source_id)".format
        super().__init__(
            "briefings_people_near(NEW)",
            source("publisher, title"),
            source("url, archived_url"),
            "concat_ws(' ', NEW.quote, NEW.says, NEW.page)",
        )

    def holding(self) -> str:
        """Return the SQL that locks the persons whom a citation came near, and the meeting.

        The other rows between them are locked where `public_periods` are computed.
        """
        keys = ("record", "statement", "custodyevent", "exchange", "detainee")
        new, old = (", ".join(f"{row}.{key}_id" for key in keys) for row in ("NEW", "OLD"))
        return f"""
            IF TG_OP = 'INSERT' OR ({new}) IS DISTINCT FROM ({old}) THEN
                PERFORM 1 FROM briefings_meeting WHERE id = (
                    SELECT meeting_id FROM briefings_statement WHERE id = NEW.statement_id
                ) FOR SHARE;
                PERFORM 1 FROM briefings_detainee WHERE id = ANY (briefings_people_near(NEW))
                ORDER BY id FOR SHARE;
            END IF;
        """


class Nearby(pgtrigger.Trigger):
    """Recomputes it around the rows that this row joins or parts by the foreign keys `columns`.

    `rows` are the arguments of `briefings_decide_near` in SQL; `where` limits it to some rows.
    """

    def __init__(
        self,
        *columns: str,
        operation: pgtrigger.Operation = ANY_TIME,
        where: str = "true",
        **rows: str,
    ) -> None:
        moved = pgtrigger.AnyChange(*columns) if operation is pgtrigger.Update else None
        super().__init__(name="nearby", when=pgtrigger.After, operation=operation, condition=moved)
        self.columns, self.where, self.rows = columns, where, rows

    def get_func(self, model: Any) -> str:
        """Return the body of the trigger function."""
        old, new = (
            ", ".join(f"{row}.{column}_id" for column in self.columns) for row in ("OLD", "NEW")
        )
        rows = ", ".join(f"{name} => {keys}" for name, keys in self.rows.items())
        return f"""
            IF ({old}) IS DISTINCT FROM ({new}) AND {self.where} THEN
                PERFORM briefings_decide_near({rows});
            END IF;
            RETURN NULL;
        """


class ExchangeHeld(pgtrigger.Trigger):
    """Locks an exchange as strongly as `Nearby` will, when an event becomes part of it.

    Two transactions that first shared the lock would deadlock.
    """

    def __init__(self) -> None:
        super().__init__(
            name="exchange_held",
            when=pgtrigger.Before,
            operation=pgtrigger.Insert | pgtrigger.Update,
            condition=pgtrigger.Q(new__exchange__isnull=False),
            func="""
                IF OLD.exchange_id IS DISTINCT FROM NEW.exchange_id THEN
                    PERFORM 1 FROM briefings_exchange WHERE id = NEW.exchange_id FOR NO KEY UPDATE;
                END IF;
                RETURN NEW;
            """,
        )


class Named(pgtrigger.Trigger):
    """Recomputes it around a person whose name is withheld, disclosed or changed."""

    def __init__(self) -> None:
        columns = ("name_withheld", "full_name", "short_name", "sort_name")
        old, new = (", ".join(f"{row}.{name}" for name in columns) for row in ("OLD", "NEW"))
        super().__init__(
            name="withheld",
            when=pgtrigger.After,
            operation=ANY_TIME,
            func=f"""
                IF true IN (OLD.name_withheld, NEW.name_withheld)
                    AND ({old}) IS DISTINCT FROM ({new})
                THEN
                    PERFORM briefings_decide_of(coalesce(NEW.id, OLD.id));
                END IF;
                RETURN NULL;
            """,
        )


class OtherName(pgtrigger.Trigger):
    """Recomputes it around a person when another name is added, changed or deleted."""

    def __init__(self) -> None:
        super().__init__(
            name="withheld",
            when=pgtrigger.After,
            operation=ANY_TIME,
            declare=[("person", "record")],
            func="""
                IF (OLD.detainee_id, OLD.name) IS NOT DISTINCT FROM (NEW.detainee_id, NEW.name) THEN
                    RETURN NULL;
                END IF;
                FOR person IN
                    SELECT id, name_withheld FROM briefings_detainee
                    WHERE id IN (OLD.detainee_id, NEW.detainee_id) ORDER BY id FOR NO KEY UPDATE
                LOOP
                    IF person.name_withheld THEN PERFORM briefings_decide_of(person.id); END IF;
                END LOOP;
                RETURN NULL;
            """,
        )
