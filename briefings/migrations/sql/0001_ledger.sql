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
-- when the row is numbered: `periods` NULL means "as the identity has it".
CREATE FUNCTION briefings_announce(
    resource text, row_id uuid, record_id bigint, row_periods tstzmultirange, changed text[],
    why text DEFAULT '', proposed text DEFAULT NULL
) RETURNS void LANGUAGE plpgsql SET enable_seqscan = off AS $$
BEGIN
    IF coalesce(row_periods, (SELECT live_periods FROM briefings_identity WHERE id = record_id), '{}') = '{}'
        AND NOT EXISTS (SELECT 1 FROM briefings_change WHERE public_id = row_id)
    THEN
        RETURN;
    END IF;
    INSERT INTO briefings_change
        (due_at, type, public_id, identity_id, "group", reason, fields, periods, proposed_op)
    VALUES (
        statement_timestamp(), resource, row_id, record_id, briefings_group(), why, changed, row_periods,
        proposed
    )
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
) RETURNS void LANGUAGE plpgsql SET enable_seqscan = off AS $$
BEGIN
    DELETE FROM briefings_change
    WHERE seq IS NULL AND origin = clock AND public_id = row_id AND due_at > statement_timestamp();
    INSERT INTO briefings_change (due_at, type, public_id, identity_id, "group", reason, fields, periods, origin)
    SELECT DISTINCT bound, resource, row_id, record_id, briefings_group(), why, '{}'::text[], row_periods, clock
    FROM unnest(bounds) bound
    WHERE bound > statement_timestamp() AND bound < 'infinity';
END $$;

-- A record changed in one of its rows.
CREATE FUNCTION briefings_announce_record(record_id bigint, field text, proposed text DEFAULT NULL)
RETURNS void LANGUAGE sql AS $$
    SELECT briefings_announce(type, public_id, id, NULL, ARRAY[field], '', proposed)
    FROM briefings_identity WHERE id = record_id
$$;

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
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    bounds timestamptz[] := ARRAY(
        SELECT bound FROM unnest(periods) period, unnest(ARRAY[lower(period), upper(period)]) bound);
    seen boolean := periods @> statement_timestamp();
    seen_before boolean := briefings_told_live(row_id);
BEGIN
    PERFORM briefings_announce(resource, row_id, record_id, periods, changed, why);
    PERFORM briefings_schedule(resource, row_id, record_id, periods, why, row_id, bounds);
    IF seen <> seen_before OR (seen AND changed <> '{}') THEN
        PERFORM briefings_announce_record(record_id, field);
    END IF;
    PERFORM briefings_schedule(type, public_id, id, NULL, '', row_id, bounds)
    FROM briefings_identity WHERE id = record_id;
END $$;

-- Keeps a record's identity and every slug it had. `periods` NULL leaves those it has.
CREATE FUNCTION briefings_identify(
    record_id bigint, record_public_id uuid, record_type text, record_slug text, record_label text,
    periods tstzmultirange
) RETURNS void LANGUAGE plpgsql SET enable_seqscan = off AS $$
BEGIN
    INSERT INTO briefings_identity AS i (id, public_id, type, slug, label, live_periods)
    VALUES (record_id, record_public_id, record_type, record_slug, record_label, coalesce(periods, '{}'))
    ON CONFLICT (id) DO UPDATE SET
        slug = excluded.slug,
        label = excluded.label,
        live_periods = coalesce(periods, i.live_periods)
    WHERE (i.slug, i.label, i.live_periods)
        IS DISTINCT FROM (excluded.slug, excluded.label, coalesce(periods, i.live_periods));

    INSERT INTO briefings_slug (type, slug, identity_id) VALUES (record_type, record_slug, record_id)
    ON CONFLICT (type, slug) DO NOTHING;
    IF NOT EXISTS (
        SELECT 1 FROM briefings_slug
        WHERE type = record_type AND slug = record_slug AND identity_id = record_id
    ) THEN
        RAISE EXCEPTION 'The address "%" is, or once was, another record''s.', record_slug
            USING ERRCODE = '23505', CONSTRAINT = 'slug_never_reused', TABLE = 'briefings_slug';
    END IF;
END $$;

-- Takes out all trace of a record that was never public and is deleted.
CREATE FUNCTION briefings_forget(record_id bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM briefings_externalidentifier WHERE identity_id = record_id;
    DELETE FROM briefings_correction WHERE identity_id = record_id;
    DELETE FROM briefings_change WHERE identity_id = record_id AND seq IS NULL;
    DELETE FROM briefings_slug WHERE identity_id = record_id;
    DELETE FROM briefings_identity WHERE id = record_id;
END $$;

-- Numbers every change that is due, one transaction at a time, and says what each amounts to:
-- the ledger's last word on a row is compared with whether the row is public at its due moment.
-- Returns how many waited and do no longer.
CREATE FUNCTION briefings_number_changes() RETURNS bigint LANGUAGE plpgsql SET enable_seqscan = off AS $$
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
                coalesce(c.periods, i.live_periods) @> c.due_at AS live,
                coalesce(c.origin, c.public_id) = c.public_id AS own
            FROM briefings_change c
            LEFT JOIN briefings_identity i ON i.id = c.identity_id
            WHERE c.seq IS NULL AND c.due_at <= stamp
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
