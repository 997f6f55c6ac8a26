"""What keeps a row from telling of a day that is still to come."""

from __future__ import annotations

from typing import Any

import pgtrigger

# Nowhere is the day further on than in the zone of UTC+14.
FURTHEST_DAY = "(statement_timestamp() AT TIME ZONE 'Etc/GMT-14')::date"


class NotAhead(pgtrigger.Trigger):
    """Refuses a day that is certainly still to come everywhere, `says` why in words.

    `column` is a partial date, or a date if `partial` is false. `told` is the SQL for the rows that
    tell of what was; the others may lie ahead.
    """

    def __init__(self, column: str, says: str, *, partial: bool = True, told: str = "true") -> None:
        super().__init__(
            name=f"{column}_not_ahead",
            when=pgtrigger.After,
            operation=pgtrigger.Insert | pgtrigger.Update,
        )
        self.column, self.says, self.partial, self.told = column, says, partial, told

    def get_func(self, model: Any) -> str:
        """Return the body of the trigger function."""
        new = f'NEW."{self.column}"'
        first = f"briefings_first_day({new})" if self.partial else new
        return f"""
            IF {self.told} AND {first} > {FURTHEST_DAY} THEN
                RAISE EXCEPTION '{self.says}' USING ERRCODE = '23514', TABLE = TG_TABLE_NAME,
                    CONSTRAINT = '{model._meta.model_name}_{self.column}_not_ahead';
            END IF;
            RETURN NULL;
        """
