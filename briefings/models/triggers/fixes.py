"""The triggers by which no edition goes live without an earlier fix, unless an editor chose so."""

from __future__ import annotations

from typing import Any

import pgtrigger

RAISED = "USING ERRCODE = '23514', TABLE = TG_TABLE_NAME, CONSTRAINT"


class Planned(pgtrigger.Trigger):
    """Keeps the live period of an edition that is put on hold, until it gets a new one."""

    def __init__(self) -> None:
        super().__init__(
            name="planned",
            when=pgtrigger.Before,
            operation=pgtrigger.Insert | pgtrigger.Update,
            func="""
                IF NEW.live_period IS NULL OR NOT isempty(NEW.live_period) THEN
                    NEW.planned_period := NULL;
                ELSIF TG_OP = 'UPDATE' THEN
                    NEW.planned_period := CASE
                        WHEN NOT isempty(OLD.live_period) THEN OLD.live_period
                        ELSE OLD.planned_period
                    END;
                END IF;
                RETURN NEW;
            """,
        )


class Follows(pgtrigger.Trigger):
    """Refuses an edition that lacks the one before it; holds later editions that lack this one."""

    def __init__(self) -> None:
        super().__init__(
            name="follows",
            when=pgtrigger.After,
            operation=pgtrigger.Insert | pgtrigger.Update,
            func="""
                IF NEW.live_period IS NULL OR isempty(NEW.live_period)
                    OR TG_OP = 'UPDATE' AND lower(OLD.live_period) = lower(NEW.live_period)
                THEN
                    RETURN NULL;
                END IF;
                PERFORM briefings_hold_lacking(NEW.article_id, NEW.id);
                RETURN NULL;
            """,
        )


class OneArticle(pgtrigger.Trigger):
    """Refuses a row whose two editions are not two editions of one article."""

    def __init__(self, other: str, constraint: str) -> None:
        super().__init__(
            name="of_one_article",
            when=pgtrigger.Before,
            operation=pgtrigger.Insert | pgtrigger.Update,
            func=f"""
                IF NOT EXISTS (
                    SELECT 1 FROM briefings_edition e JOIN briefings_edition o USING (article_id)
                    WHERE e.id = NEW.edition_id AND o.id = NEW.{other}_id AND e.id <> o.id
                ) THEN
                    RAISE EXCEPTION 'The two are editions of one article.'
                        {RAISED} = '{constraint}';
                END IF;
                RETURN NEW;
            """,
        )


class ChoiceKept(pgtrigger.Trigger):
    """Refuses to change or delete a choice by which an edition went live."""

    def __init__(self) -> None:
        super().__init__(
            name="kept",
            when=pgtrigger.Before,
            operation=pgtrigger.Update | pgtrigger.Delete,
        )

    def get_func(self, model: Any) -> str:
        """Return the body of the trigger function."""
        return f"""
            IF OLD.choice = 'without'
                AND (TG_OP = 'DELETE' OR (NEW.choice, NEW.edition_id, NEW.fix_id)
                    IS DISTINCT FROM (OLD.choice, OLD.edition_id, OLD.fix_id))
                AND coalesce(current_setting('briefings.redacting', true), '') <> 'on'
                AND EXISTS (
                    SELECT 1 FROM briefings_edition
                    WHERE id = OLD.edition_id AND lower(live_period) <= statement_timestamp()
                )
            THEN
                RAISE EXCEPTION 'The edition went live by this choice: it is kept.'
                    {RAISED} = 'fix_choice_kept';
            END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
        """


class ChoiceWithdrawn(pgtrigger.Trigger):
    """Puts the editions on hold that were to go live by a choice that was changed or deleted."""

    def __init__(self) -> None:
        super().__init__(
            name="withdrawn",
            when=pgtrigger.After,
            operation=pgtrigger.Update | pgtrigger.Delete,
            func="""
                IF OLD.choice = 'without' THEN
                    PERFORM briefings_hold_lacking(article_id, NULL)
                    FROM briefings_edition WHERE id = OLD.edition_id;
                END IF;
                RETURN NULL;
            """,
        )
