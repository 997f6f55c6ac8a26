-- A connection keeps the plans that it made while a table was small: what is asked for each row of an
-- import never reads a whole table (`enable_seqscan = off`), or its time would grow as the square.

-- The names of the keys in which two rows differ, without the ignored ones.
CREATE FUNCTION briefings_changed(old_row jsonb, new_row jsonb, ignored text[]) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(array_agg(n.key ORDER BY n.key), '{}')
    FROM jsonb_each(new_row) n
    WHERE n.value IS DISTINCT FROM old_row -> n.key AND n.key <> ALL (ignored)
$$;

-- A period as a set of periods; none for NULL.
CREATE FUNCTION briefings_periods(period tstzrange) RETURNS tstzmultirange
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(tstzmultirange(period), '{}'::tstzmultirange)
$$;

-- Every action's changes share the group of its history context; else the transaction is the group.
CREATE FUNCTION briefings_group() RETURNS uuid
LANGUAGE sql STABLE AS $$
    SELECT coalesce(
        nullif(current_setting('pghistory.context_id', true), '')::uuid,
        md5(pg_current_xact_id()::text || transaction_timestamp()::text)::uuid)
$$;

-- Tells the ledger that something may have changed at this moment. What it amounts to is decided
-- when the row is numbered: `periods` NULL means "as the identity has it". What would not be judged
-- otherwise is not written again: the rows of an import announce their record as often.
CREATE FUNCTION briefings_announce(
    resource text, row_id uuid, record_id bigint, row_periods tstzmultirange, changed text[],
    why text DEFAULT '', proposed text DEFAULT NULL
) RETURNS void LANGUAGE plpgsql SET enable_seqscan = off SET plan_cache_mode = auto AS $$
DECLARE
    action CONSTANT uuid := briefings_group();
    public CONSTANT tstzmultirange := coalesce(
        row_periods, (SELECT live_periods FROM briefings_identity WHERE id = record_id), '{}');
    live CONSTANT boolean := public @> statement_timestamp();
    noted briefings_change;
BEGIN
    SELECT * INTO noted FROM briefings_change
    WHERE public_id = row_id AND "group" = action AND seq IS NULL AND origin IS NULL;
    IF noted.id IS NULL THEN
        IF public = '{}' AND NOT EXISTS (SELECT FROM briefings_change WHERE public_id = row_id) THEN
            RETURN;
        END IF;
    ELSIF noted.periods IS NOT DISTINCT FROM row_periods AND public @> noted.due_at = live THEN
        -- The first word on what is public is that it was created, whatever was added to it since.
        IF live AND NOT EXISTS (
            SELECT FROM briefings_change
            WHERE public_id = row_id AND id <> noted.id AND due_at <= statement_timestamp()
        ) THEN
            RETURN;
        END IF;
        IF changed <@ noted.fields AND why IN ('', noted.reason)
            AND coalesce(proposed, noted.proposed_op) IS NOT DISTINCT FROM noted.proposed_op
        THEN
            RETURN;
        END IF;
    END IF;
    INSERT INTO briefings_change
        (due_at, type, public_id, identity_id, "group", reason, fields, periods, proposed_op)
    VALUES (statement_timestamp(), resource, row_id, record_id, action, why, changed, row_periods, proposed)
    ON CONFLICT (public_id, "group") WHERE seq IS NULL AND origin IS NULL DO UPDATE SET
        due_at = excluded.due_at,
        reason = coalesce(nullif(excluded.reason, ''), briefings_change.reason),
        periods = excluded.periods,
        proposed_op = coalesce(excluded.proposed_op, briefings_change.proposed_op),
        fields = ARRAY(SELECT DISTINCT f FROM unnest(briefings_change.fields || excluded.fields) f ORDER BY f);
END $$;

-- Says what the clock will bring: one waiting row for each bound ahead, in place of those of before.
CREATE FUNCTION briefings_schedule(
    resource text, row_id uuid, record_id bigint, row_periods tstzmultirange, why text,
    clock uuid, bounds timestamptz[]
) RETURNS void LANGUAGE plpgsql SET enable_seqscan = off SET plan_cache_mode = auto AS $$
BEGIN
    DELETE FROM briefings_change
    WHERE seq IS NULL AND origin = clock AND public_id = row_id AND due_at > statement_timestamp();
    IF statement_timestamp() < ANY (bounds) THEN
        INSERT INTO briefings_change
            (due_at, type, public_id, identity_id, "group", reason, fields, periods, origin)
        SELECT DISTINCT bound, resource, row_id, record_id, briefings_group(), why, '{}'::text[], row_periods, clock
        FROM unnest(bounds) bound
        WHERE bound > statement_timestamp() AND bound < 'infinity';
    END IF;
END $$;

-- A record changed in one of its rows.
CREATE FUNCTION briefings_announce_record(record_id bigint, field text, proposed text DEFAULT NULL)
RETURNS void LANGUAGE plpgsql SET enable_seqscan = off SET plan_cache_mode = auto AS $$
DECLARE
    whose CONSTANT briefings_identity := (SELECT i FROM briefings_identity i WHERE id = record_id);
BEGIN
    IF whose.id IS NOT NULL THEN
        PERFORM briefings_announce(whose.type, whose.public_id, whose.id, NULL, ARRAY[field], '', proposed);
    END IF;
END $$;

-- The ledger's last word on a row, NULL before its first. What is not numbered yet sorts last, and is
-- not left out: the index of all numbers would be read for one row's.
CREATE FUNCTION briefings_told(row_id uuid) RETURNS text LANGUAGE sql STABLE
SET enable_seqscan = off AS $$
    SELECT op FROM briefings_change WHERE public_id = row_id ORDER BY seq DESC NULLS LAST LIMIT 1
$$;

-- Whether the ledger's last word on a row is that it is public.
CREATE FUNCTION briefings_told_live(row_id uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT coalesce(briefings_told(row_id) NOT IN ('withdrawn', 'merged'), false)
$$;

-- A row that states a fact was moved to another record.
CREATE FUNCTION briefings_leave_record(row_id uuid, record_id bigint, field text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM briefings_change
    WHERE seq IS NULL AND origin = row_id AND identity_id = record_id AND public_id <> row_id;
    IF briefings_told_live(row_id) THEN
        PERFORM briefings_announce_record(record_id, field);
    END IF;
END $$;

-- A row that states a fact: announced for itself, and for its record as far as the public sees it.
CREATE FUNCTION briefings_announce_fact(
    resource text, row_id uuid, record_id bigint, periods tstzmultirange, changed text[], why text,
    field text
) RETURNS void LANGUAGE plpgsql SET enable_seqscan = off SET plan_cache_mode = auto AS $$
DECLARE
    bounds CONSTANT timestamptz[] := ARRAY(
        SELECT bound FROM unnest(periods) period, unnest(ARRAY[lower(period), upper(period)]) bound);
    seen CONSTANT boolean := periods @> statement_timestamp();
    seen_before CONSTANT boolean := briefings_told_live(row_id);
BEGIN
    PERFORM briefings_announce(resource, row_id, record_id, periods, changed, why);
    IF seen <> seen_before OR (seen AND changed <> '{}') THEN
        PERFORM briefings_announce_record(record_id, field);
    END IF;
    IF statement_timestamp() < ANY (bounds)
        OR EXISTS (SELECT FROM briefings_change WHERE seq IS NULL AND origin = row_id)
    THEN
        PERFORM briefings_schedule(resource, row_id, record_id, periods, why, row_id, bounds);
        PERFORM briefings_schedule(type, public_id, id, NULL, '', row_id, bounds)
        FROM briefings_identity WHERE id = record_id;
    END IF;
END $$;

-- Numbers every change that is due, one transaction at a time, and says what each amounts to:
-- the ledger's last word on a row is compared with whether the row is public at its due moment.
-- Returns how many waited and do no longer. Everything is looked up by its key, one row after the other,
-- so that a plan made once serves a commit of one change and of a hundred thousand. What waits is asked
-- for by `at`: its index is no other question's.
CREATE FUNCTION briefings_number_changes() RETURNS bigint LANGUAGE plpgsql
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
