"""What triggers share: which columns count as a change, and the three triggers of most rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

import pghistory
import pgtrigger
from django.db import models

from briefings.models.triggers.belonging import PUBLIC_PERIODS

Model = TypeVar("Model", bound=type[models.Model])

# Whether a row's words contain a withheld name; computed by the triggers of `withheld.py`.
TELLS_WITHHELD_NAME = "tells_withheld_name"
UNCOUNTED = ("version", "created_at", "updated_at")
PUBLICATION = (
    "live_period",
    "published_at",
    "retraction_reason",
    "retraction_note",
    "withdrawal_reason",
    "withdrawal_note",
)


def _with_history(model: Model) -> Model:
    """Track every version of the model's rows, without derived columns."""
    decorated: Model = pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        exclude=derived(model),
    )(model)
    return decorated


def install(model: Model, triggers: Sequence[pgtrigger.Trigger], *, history: bool = True) -> Model:
    """Register the triggers and, unless `history` is off, track the history of the rows."""
    pgtrigger.register(*triggers)(model)
    return _with_history(model) if history else model


def derived(model: type[models.Model]) -> list[str]:
    """Return the columns that the database computes."""
    return [
        field.name
        for field in model._meta.local_fields
        if field.generated or field.name in (PUBLIC_PERIODS, TELLS_WITHHELD_NAME)
    ]


def _array(names: Sequence[str]) -> str:
    return "ARRAY[" + ", ".join(f"'{name}'" for name in names) + "]::text[]"


def changed_columns(model: type[models.Model], *, without: Sequence[str] = ()) -> str:
    """Return the SQL for the names of the columns in which OLD and NEW differ."""
    ignored = (*UNCOUNTED, *without, *derived(model))
    return f"briefings_changed(to_jsonb(OLD), to_jsonb(NEW), {_array(ignored)})"


class Versioned(pgtrigger.Trigger):
    """Raises `version` and `updated_at` when another column differs; restores fixed columns."""

    def __init__(self, *keeping: str) -> None:
        super().__init__(name="versioned", when=pgtrigger.Before, operation=pgtrigger.Update)
        self.keeping = ("public_id", *keeping, "version", "created_at", "updated_at")

    def get_func(self, model: Any) -> str:
        """Return the body of the trigger function."""
        return f"""
            {" ".join(f"NEW.{column} := OLD.{column};" for column in self.keeping)}
            IF {changed_columns(model)} <> '{{}}' THEN
                NEW.version := OLD.version + 1;
                NEW.updated_at := statement_timestamp();
            END IF;
            RETURN NEW;
        """


class ProtectPublished(pgtrigger.Trigger):
    """Refuses to delete a row that was ever public, or to change the moment of publication."""

    def __init__(self) -> None:
        super().__init__(
            name="kept",
            when=pgtrigger.Before,
            operation=pgtrigger.Update | pgtrigger.Delete,
        )

    def get_func(self, model: Any) -> str:
        """Return the body of the trigger function."""
        name = model._meta.model_name
        return f"""
            IF lower(OLD.live_period) <= statement_timestamp()
                AND coalesce(current_setting('briefings.redacting', true), '') <> 'on'
            THEN
                IF TG_OP = 'DELETE' THEN
                    RAISE EXCEPTION 'What was ever public is kept: retract it instead.'
                        USING ERRCODE = '23514', CONSTRAINT = '{name}_kept',
                              TABLE = TG_TABLE_NAME;
                ELSIF lower(NEW.live_period) IS DISTINCT FROM lower(OLD.live_period) THEN
                    RAISE EXCEPTION 'The moment of publication has passed and stays.'
                        USING ERRCODE = '23514', CONSTRAINT = '{name}_publication_kept',
                              TABLE = TG_TABLE_NAME;
                END IF;
            END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
        """


class Announced(pgtrigger.Trigger):
    """The base of the triggers that report a change to the ledger after it was made."""

    def __init__(self, name: str = "announced") -> None:
        super().__init__(
            name=name,
            when=pgtrigger.After,
            operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        )
