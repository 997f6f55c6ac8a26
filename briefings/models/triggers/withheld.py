"""What keeps `tells_withheld_name`: whether a row's words tell a name that is withheld.

A row decides it whenever it is written. When a name changes, or whom a row stands near, the SQL
functions find the rows around and have them written anew (`version = version`: no change of them).

Two at once: whoever brings a row near a person holds the person's row until he commits, and whoever
withholds the name writes it: one waits for the other. What lies between a citation and a person (a
statement, a meeting, a visit, an exchange) is locked as well by whoever joins or parts two of them.
"""

from __future__ import annotations

from typing import Any

import pgtrigger

from briefings.models.triggers.parts import TELLS_WITHHELD_NAME

ANY_TIME = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete


class Telling(pgtrigger.Trigger):
    """Decides whether the row's texts, at most three, tell the withheld name of one of `people`.

    `people` is the SQL for an array of detainees' keys; the texts are SQL too.
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
            RETURN NEW;
        """

    def holding(self) -> str:
        """Return the SQL that is to run before."""
        return ""


class CitationTelling(Telling):
    """Decides it of a citation, for the people near: by its source, its addresses, its remark."""

    def __init__(self) -> None:
        source = "(SELECT concat_ws(' ', {}) FROM briefings_source WHERE id = NEW.source_id)".format
        super().__init__(
            "briefings_people_near(NEW)",
            source("publisher, title"),
            source("url, archived_url"),
            "concat_ws(' ', NEW.quote, NEW.says, NEW.page)",
        )

    def holding(self) -> str:
        """Return the SQL that holds the people near whom a citation has come, and the meeting.

        All else between is locked with `public_periods`.
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
    """Has decided anew what is around the rows that this one joins, or parted, by `columns`.

    `rows` gives the arguments of `briefings_decide_near`, as SQL; nothing is done unless `where`.
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
    """Locks the exchange that an event becomes part of, as `Nearby` is to, before others share it.

    Two that share it would each wait for the other.
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
    """Has decided anew what may tell a person's names, when one is withheld, told or changed."""

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
    """Has decided anew what may tell a person's other names, when there is one more or one less."""

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
