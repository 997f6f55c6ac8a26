"""The triggers of editions, their parts, mentions and corrections."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pgtrigger

from briefings.models.triggers.parts import changed_columns

MERGING = "coalesce(current_setting('briefings.merging', true), '') = 'on'"
# Allowed: a merge changes the key of a record that an edition mentions, is about or is filed under,
# or that a correction is of.
FOLLOWING = f"{MERGING} AND %s <@ ARRAY['identity_id', 'topic_id', 'about_id']::text[]"


class Frozen(pgtrigger.Trigger):
    """Refuses to change what belongs to an approved edition."""

    def __init__(self, except_for: Sequence[str] = ()) -> None:
        super().__init__(
            name="final",
            when=pgtrigger.Before,
            operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        )
        self.except_for = except_for

    def get_func(self, model: Any) -> str:
        """Return the body of the trigger function."""
        changed = changed_columns(model, without=self.except_for)
        return f"""
            IF TG_OP = 'UPDATE' AND ({changed} = '{{}}' OR {FOLLOWING % changed}) THEN
                RETURN NEW;
            END IF;
            IF TG_OP <> 'INSERT' THEN PERFORM briefings_refuse_approved(OLD.edition_id); END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            PERFORM briefings_refuse_approved(NEW.edition_id);
            RETURN NEW;
        """


class Copied(pgtrigger.Trigger):
    """Copies to a mention what its edition and its article have."""

    def __init__(self) -> None:
        super().__init__(
            name="copied",
            when=pgtrigger.Before,
            operation=pgtrigger.Insert | pgtrigger.Update,
            func="""
                SELECT a.id, a.published_at, e.live_period
                INTO NEW.article_id, NEW.published_at, NEW.live_period
                FROM briefings_edition e JOIN briefings_article a ON a.id = e.article_id
                WHERE e.id = NEW.edition_id;
                RETURN NEW;
            """,
        )


class Final(pgtrigger.Trigger):
    """Refuses to change an approved edition, or a moment of its period that has passed.

    Of a forced one somebody may be named, once, who approved it afterwards.
    """

    def __init__(self) -> None:
        super().__init__(
            name="final",
            when=pgtrigger.Before,
            operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        )

    def get_func(self, model: Any) -> str:
        """Return the body of the trigger function."""
        raised = "USING ERRCODE = '23514', TABLE = TG_TABLE_NAME, CONSTRAINT"
        changed = changed_columns(model, without=["live_period", "planned_period"])
        return f"""
            IF TG_OP <> 'DELETE' AND NEW.based_on_id IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM briefings_edition
                WHERE id = NEW.based_on_id AND article_id = NEW.article_id
            ) THEN
                RAISE EXCEPTION 'An edition is based on one of its own article.'
                    {raised} = 'edition_based_on_its_article';
            END IF;
            IF TG_OP = 'INSERT' THEN RETURN NEW; END IF;
            IF OLD.approved_at IS NOT NULL
                AND coalesce(current_setting('briefings.redacting', true), '') <> 'on'
            THEN
                IF TG_OP = 'DELETE' THEN
                    RAISE EXCEPTION 'An approved edition is kept.'
                        {raised} = 'edition_approved_is_kept';
                END IF;
                IF {changed} <> '{{}}' AND NOT ({FOLLOWING % changed}) AND NOT (
                    {changed} = ARRAY['approved_by_id'] AND OLD.approved_by_id IS NULL
                    AND OLD.forced_reason <> ''
                ) THEN
                    RAISE EXCEPTION
                        'An approved edition is final: the next change is the next edition.'
                        {raised} = 'edition_approved_is_final';
                END IF;
                IF NEW.live_period IS NULL THEN
                    RAISE EXCEPTION 'An approval stays; the edition can be put on hold.'
                        {raised} = 'edition_approval_stays';
                END IF;
                IF lower(OLD.live_period) <= statement_timestamp()
                    AND lower(NEW.live_period) IS DISTINCT FROM lower(OLD.live_period)
                    OR upper(OLD.live_period) <= statement_timestamp()
                    AND upper(NEW.live_period) IS DISTINCT FROM upper(OLD.live_period)
                THEN
                    RAISE EXCEPTION 'A moment of publication that has passed stays.'
                        {raised} = 'edition_past_stays';
                END IF;
            END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
        """


class EditionAnnounced(pgtrigger.Trigger):
    """Updates ledger, identity, article and mentions when an edition's live period changes."""

    def __init__(self) -> None:
        super().__init__(
            name="announced",
            when=pgtrigger.After,
            operation=pgtrigger.Insert | pgtrigger.Update,
            func="""
                IF NEW.live_period IS NULL
                    OR TG_OP = 'UPDATE' AND NEW.live_period IS NOT DISTINCT FROM OLD.live_period
                THEN
                    RETURN NULL;
                END IF;
                PERFORM briefings_announce_article(
                    NEW.article_id,
                    CASE WHEN NEW.live_period @> statement_timestamp() IS DISTINCT FROM
                        (TG_OP = 'UPDATE'
                            AND coalesce(OLD.live_period @> statement_timestamp(), false))
                    THEN ARRAY['edition'] ELSE '{}' END
                );
                UPDATE briefings_mention SET live_period = NEW.live_period
                WHERE edition_id = NEW.id;
                RETURN NULL;
            """,
        )


class StatementsFollow(pgtrigger.Trigger):
    """Publishes the statements in `publishes` at the moment at which the edition goes live.

    If several editions publish a statement the first decides; if none has a time it stays entered.
    A public statement stays public.
    """

    def __init__(self) -> None:
        super().__init__(
            name="followed",
            when=pgtrigger.After,
            operation=pgtrigger.Update,
            condition=pgtrigger.AnyChange("live_period"),
            func="""
                IF NEW.publishes = '{}' THEN RETURN NULL; END IF;
                UPDATE briefings_statement s
                SET live_period = CASE WHEN e.first IS NOT NULL THEN tstzrange(e.first, NULL) END
                FROM (
                    SELECT o.public_id, (
                        SELECT min(lower(live_period)) FROM briefings_edition
                        WHERE publishes @> ARRAY[o.public_id] AND publishes <> '{}'
                            AND live_period && tstzrange(statement_timestamp(), NULL)
                    ) AS first
                    FROM briefings_statement o WHERE o.public_id = ANY(NEW.publishes)
                ) e
                WHERE s.public_id = e.public_id AND s.retraction_reason = ''
                    AND (s.live_period IS NULL OR lower(s.live_period) > statement_timestamp());
                RETURN NULL;
            """,
        )


class Worded(pgtrigger.Trigger):
    """Keeps the words of an edition for searching, after its article has the new periods."""

    def __init__(self) -> None:
        super().__init__(
            name="worded",
            when=pgtrigger.After,
            operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
            func="""
                IF TG_OP = 'DELETE' THEN
                    DELETE FROM briefings_editionwords WHERE edition_id = OLD.id;
                ELSE
                    PERFORM briefings_keep_words(NEW,
                        (NEW.headline, NEW.standfirst, NEW.plain_text)
                        IS DISTINCT FROM (OLD.headline, OLD.standfirst, OLD.plain_text));
                END IF;
                RETURN NULL;
            """,
        )


class CorrectionKept(pgtrigger.Trigger):
    """Refuses to change or delete a correction that readers saw, or to issue one in the future."""

    def __init__(self) -> None:
        super().__init__(
            name="kept",
            when=pgtrigger.Before,
            operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        )

    def get_func(self, model: Any) -> str:
        """Return the body of the trigger function."""
        raised = "USING ERRCODE = '23514', TABLE = TG_TABLE_NAME, CONSTRAINT"
        changed = changed_columns(model)
        return f"""
            IF TG_OP <> 'DELETE'
                AND NEW.edition_id IS NULL AND NEW.issued_at > statement_timestamp()
            THEN
                RAISE EXCEPTION 'A correction of a record is told at once, not ahead of time.'
                    {raised} = 'correction_told_at_once';
            END IF;
            IF TG_OP = 'INSERT' THEN RETURN NEW; END IF;
            IF coalesce(current_setting('briefings.redacting', true), '') <> 'on'
                AND (TG_OP = 'DELETE'
                    OR {changed} <> '{{}}' AND NOT ({FOLLOWING % changed}))
                AND statement_timestamp() >= coalesce(
                    (SELECT lower(live_period) FROM briefings_edition WHERE id = OLD.edition_id),
                    (SELECT lower(live_periods) FROM briefings_identity
                        WHERE id = OLD.identity_id AND OLD.edition_id IS NULL))
            THEN
                RAISE EXCEPTION 'What readers were told is kept: say more in another correction.'
                    {raised} = 'correction_kept';
            END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
        """


class CorrectionAnnounced(pgtrigger.Trigger):
    """Reports a correction to the ledger: at once, or when its edition goes live."""

    def __init__(self) -> None:
        super().__init__(
            name="announced",
            when=pgtrigger.After,
            operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        )

    def get_func(self, model: Any) -> str:
        """Return the body of the trigger function."""

        def announce(row: str) -> str:
            return f"""
                IF {row}.edition_id IS NULL THEN
                    PERFORM briefings_announce_record(
                        {row}.identity_id, 'corrections',
                        CASE WHEN {row}.kind <> 'update' AND NOT {MERGING} THEN 'corrected' END
                    );
                ELSE
                    PERFORM briefings_announce_article(
                        e.article_id,
                        CASE WHEN lower(e.live_period) <= statement_timestamp()
                            THEN ARRAY['corrections'] ELSE '{{}}' END
                    )
                    FROM briefings_edition e
                    WHERE e.id = {row}.edition_id AND e.live_period IS NOT NULL;
                END IF;
            """

        return f"""
            IF TG_OP <> 'DELETE' AND NEW.edition_id IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM briefings_edition e JOIN briefings_article a ON a.id = e.article_id
                WHERE e.id = NEW.edition_id AND a.identity_id = NEW.identity_id
            ) THEN
                RAISE EXCEPTION 'A correction comes with an edition of its own article.'
                    USING ERRCODE = '23514', TABLE = TG_TABLE_NAME,
                          CONSTRAINT = 'correction_of_its_article';
            END IF;
            IF TG_OP = 'UPDATE' AND {changed_columns(model)} = '{{}}' THEN RETURN NULL; END IF;
            IF TG_OP <> 'INSERT' THEN {announce("OLD")} END IF;
            IF TG_OP <> 'DELETE' THEN {announce("NEW")} END IF;
            RETURN NULL;
        """
