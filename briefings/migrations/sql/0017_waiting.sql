-- The ledger's numbering as in 0004, by the index that only it may use: what waits is known by `at`.

-- Numbers every change that is due, one transaction at a time, and says what each amounts to:
-- the ledger's last word on a row is compared with whether the row is public at its due moment.
-- Returns how many waited and do no longer. Everything is looked up by its key, one row after the other,
-- so that a plan made once serves a commit of one change and of a hundred thousand.
CREATE OR REPLACE FUNCTION briefings_number_changes() RETURNS bigint LANGUAGE plpgsql
SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    stamp timestamptz;
    number bigint;
    settled bigint := 0;
    change record;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('briefings.change.seq'));
    -- A statement of its own: its snapshot is taken after the lock was granted.
    SELECT seq, greatest(clock_timestamp(), at) INTO number, stamp
    FROM briefings_change WHERE seq IS NOT NULL ORDER BY seq DESC LIMIT 1;
    number := coalesce(number, 0);
    stamp := coalesce(stamp, clock_timestamp());

    FOR change IN
        WITH due AS (
            SELECT c.id, c.due_at, c.public_id, c.fields, c.proposed_op, c.origin,
                briefings_told(c.public_id) AS told,
                coalesce(
                    c.periods, (SELECT live_periods FROM briefings_identity WHERE id = c.identity_id)
                ) @> c.due_at AS live,
                coalesce(c.origin, c.public_id) = c.public_id AS own
            FROM briefings_change c
            WHERE c.at IS NULL AND c.due_at <= stamp
            -- What another transaction is putting off is its to number; waiting for it would deadlock.
            FOR UPDATE OF c SKIP LOCKED
        ), compared AS (
            SELECT *,
                coalesce(lag(live) OVER earlier, told NOT IN ('withdrawn', 'merged'), false) AS was_live,
                told IS NOT NULL OR coalesce(bool_or(live) OVER (
                    earlier ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), false) AS was_ever,
                origin IS NOT NULL AND row_number() OVER (
                    PARTITION BY public_id, due_at, origin IS NULL ORDER BY own DESC, id) = 1 AS struck
            FROM due WINDOW earlier AS (PARTITION BY public_id ORDER BY due_at, own DESC, id)
        )
        SELECT id, CASE
            WHEN live AND NOT was_live AND was_ever THEN 'restored'
            WHEN live AND NOT was_live THEN 'created'
            WHEN live AND (struck OR fields <> '{}') THEN coalesce(proposed_op, 'updated')
            WHEN was_live AND NOT live THEN 'withdrawn'
        END AS op
        FROM compared ORDER BY due_at, id
    LOOP
        settled := settled + 1;
        IF change.op IS NULL THEN
            DELETE FROM briefings_change WHERE id = change.id;
            CONTINUE;
        END IF;
        number := number + 1;
        UPDATE briefings_change SET
            seq = number,
            at = stamp,
            op = change.op,
            reason = CASE WHEN change.op = 'withdrawn' THEN reason ELSE '' END,
            fields = CASE WHEN change.op IN ('updated', 'corrected') THEN fields ELSE '{}' END,
            periods = NULL,
            proposed_op = NULL
        WHERE id = change.id;
    END LOOP;
    RETURN settled;
END $$;
