"""The triggers that keep the identity of a record and report it to the ledger."""

from __future__ import annotations

from typing import Any

from briefings.models.triggers.parts import PUBLICATION, Announced, changed_columns

FORGET = """
    IF TG_OP = 'DELETE' THEN
        PERFORM briefings_forget(OLD.identity_id);
        RETURN NULL;
    END IF;
"""


class PublishedRecord(Announced):
    """Keeps the identity of a record with a live period, and reports its changes to the ledger."""

    def __init__(self, type_: str, label: str) -> None:
        super().__init__()
        self.type, self.label = type_, label

    def get_func(self, model: Any) -> str:
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
    """Keeps the identity of an article, whose live periods come from its editions."""

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
