"""The trigger that refuses days in the future."""

from __future__ import annotations

from typing import Any

import pgtrigger

# The latest local day anywhere: that of UTC+14.
FURTHEST_DAY = "(statement_timestamp() AT TIME ZONE 'Etc/GMT-14')::date"


class NotAhead(pgtrigger.Trigger):
    """Refuses a day that certainly lies in the future everywhere, with the message `says`.

    `column` is a partial date, or a date if `partial` is false. `told` is the SQL condition for
    rows about the past; others may lie in the future.
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
