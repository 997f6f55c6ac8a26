-- The ledger tells of who embeds what changed: in place of the functions of the same names in `ledger.sql`.

-- A change that numbering is at work on, or a row that differs because it embeds one; `id` is NULL then.
CREATE TYPE briefings_telling AS (
    id bigint, type text, public_id uuid, identity_id bigint, "group" uuid, op text, fields text[]
);

-- The rows that embed one of those that changed. `migrate` ends by putting in its place what the models
-- declare (`briefings/models/embedding.py`).
CREATE FUNCTION briefings_embedders(changed briefings_telling[], moment timestamptz)
RETURNS SETOF briefings_telling LANGUAGE sql STABLE AS $$ SELECT r FROM unnest('{}'::briefings_telling[]) r $$;

-- The statements that an edition's text quotes.
CREATE FUNCTION briefings_quoted(rendered text) RETURNS uuid[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(array_agg(found[1]::uuid), '{}')
    FROM regexp_matches(
        rendered, 'data-statement="([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})"', 'g') found
$$;

-- Notes now that those differ who embed a row by these foreign keys: it is about to belong elsewhere, and no
-- path will lead there. They are public at this moment; if they cease to be, their own change takes the place
-- of this one.
CREATE FUNCTION briefings_tell_embedders(resource text, row_id uuid, keys text[]) RETURNS void
LANGUAGE plpgsql SET enable_seqscan = off SET plan_cache_mode = auto AS $$
BEGIN
    INSERT INTO briefings_change AS noted
        (due_at, type, public_id, identity_id, "group", reason, fields, periods, embedded_only)
    SELECT statement_timestamp(), e.type, e.public_id, e.identity_id, e."group", '',
        array_agg(DISTINCT field ORDER BY field), '{(,)}', true
    FROM briefings_embedders(
        ARRAY[(NULL, resource, row_id, NULL, briefings_group(), 'updated', keys)::briefings_telling],
        statement_timestamp()
    ) e, unnest(e.fields) field
    GROUP BY e.type, e.public_id, e.identity_id, e."group"
    ON CONFLICT (public_id, "group") WHERE seq IS NULL AND origin IS NULL DO UPDATE SET
        fields = ARRAY(SELECT DISTINCT f FROM unnest(noted.fields || excluded.fields) f ORDER BY f);
END $$;

CREATE OR REPLACE FUNCTION briefings_announce(
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
        embedded_only = briefings_change.embedded_only AND excluded.fields = '{}',
        fields = ARRAY(SELECT DISTINCT f FROM unnest(briefings_change.fields || excluded.fields) f ORDER BY f);
END $$;

DROP FUNCTION briefings_schedule;

-- Says what the clock will bring: one waiting row for each bound ahead, in place of those of before.
-- `changed` are the record's fields that then differ, where it is a fact of the record that comes.
CREATE FUNCTION briefings_schedule(
    resource text, row_id uuid, record_id bigint, row_periods tstzmultirange, why text,
    clock uuid, bounds timestamptz[], changed text[] DEFAULT '{}'
) RETURNS void LANGUAGE plpgsql SET enable_seqscan = off SET plan_cache_mode = auto AS $$
BEGIN
    DELETE FROM briefings_change
    WHERE seq IS NULL AND origin = clock AND public_id = row_id AND due_at > statement_timestamp();
    IF statement_timestamp() < ANY (bounds) THEN
        INSERT INTO briefings_change
            (due_at, type, public_id, identity_id, "group", reason, fields, periods, origin)
        SELECT DISTINCT bound, resource, row_id, record_id, briefings_group(), why, changed, row_periods, clock
        FROM unnest(bounds) bound
        WHERE bound > statement_timestamp() AND bound < 'infinity';
    END IF;
END $$;

CREATE OR REPLACE FUNCTION briefings_announce_fact(
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
        PERFORM briefings_schedule(type, public_id, id, NULL, '', row_id, bounds, ARRAY[field])
        FROM briefings_identity WHERE id = record_id;
    END IF;
END $$;

-- Numbers every change that is due, one transaction at a time, and says what each amounts to:
-- the ledger's last word on a row is compared with whether the row is public at its due moment.
-- Then tells of every public row whose answers embed one that changed, step by step: as a field of that
-- row's own change in the same group, where it has one, else by a change in which nothing else differs.
-- Returns how many waited and do no longer. Rows are looked up by their keys, so that a plan made once serves
-- a commit of one change and of a hundred thousand. What waits is asked for by `at`: its index is no
-- other question's. Other tables are only read: a lock of a row, taken under the lock of numbering,
-- could wait for somebody who waits for numbering.
CREATE OR REPLACE FUNCTION briefings_number_changes() RETURNS bigint LANGUAGE plpgsql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off
SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    stamp timestamptz;
    number bigint;
    judged briefings_telling[];  -- what was due; `op` NULL: it amounts to nothing
    telling briefings_telling[] := '{}';
    step briefings_telling[];
    change record;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('briefings.change.seq'));
    -- A statement of its own: its snapshot is taken after the lock was granted.
    SELECT seq, greatest(clock_timestamp(), at) INTO number, stamp
    FROM briefings_change WHERE seq IS NOT NULL ORDER BY seq DESC LIMIT 1;
    number := coalesce(number, 0);
    stamp := coalesce(stamp, clock_timestamp());

    WITH due AS (
        SELECT c.id, c.due_at, c.type, c.public_id, c.identity_id, c."group", c.fields, c.proposed_op,
            c.origin, c.embedded_only,
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
                PARTITION BY public_id, due_at, origin IS NULL ORDER BY own DESC, id) = 1 AS struck,
            string_agg(nullif(array_to_string(fields, ' '), ''), ' ') OVER (
                PARTITION BY public_id, due_at, origin IS NULL) AS together
        FROM due WINDOW earlier AS (PARTITION BY public_id ORDER BY due_at, own DESC, id)
    )
    SELECT array_agg(
        (id, type, public_id, identity_id, "group", CASE
            WHEN embedded_only AND NOT was_live THEN NULL
            WHEN live AND NOT was_live AND was_ever THEN 'restored'
            WHEN live AND NOT was_live THEN 'created'
            WHEN live AND (struck OR origin IS NULL AND fields <> '{}') THEN coalesce(proposed_op, 'updated')
            WHEN was_live AND NOT live THEN 'withdrawn'
        END, coalesce(string_to_array(together, ' '), '{}'))::briefings_telling
        ORDER BY due_at, id
    ) INTO judged FROM compared;
    IF judged IS NULL THEN
        RETURN 0;
    END IF;

    step := ARRAY(
        SELECT (id, type, public_id, identity_id, "group", op,
            CASE WHEN op IN ('updated', 'corrected') AND fields <> '{}' THEN fields ELSE '{*}' END
        )::briefings_telling
        FROM unnest(judged) WHERE op IS NOT NULL);
    WHILE cardinality(step) > 0 LOOP
        step := ARRAY(
            SELECT (NULL, type, public_id, identity_id, "group", 'updated', array_agg(DISTINCT field)
            )::briefings_telling
            FROM (
                -- What became public, or ceased to be, is told of as a whole.
                SELECT *, bool_or(whole) OVER (PARTITION BY public_id) AS is_told
                FROM (
                    SELECT *, false AS whole FROM briefings_embedders(step, stamp)
                    UNION ALL
                    SELECT *, true FROM unnest(judged) WHERE op NOT IN ('updated', 'corrected')
                ) AS candidates
            ) AS found, unnest(fields) field
            WHERE NOT is_told GROUP BY type, public_id, identity_id, "group");
        telling := telling || step;
    END LOOP;

    -- All changes with their fields, in the order of their numbers.
    telling := ARRAY(
        WITH embedding AS (
            SELECT type, public_id, identity_id, "group", array_agg(DISTINCT field ORDER BY field) AS fields
            FROM unnest(telling) e, unnest(e.fields) field
            GROUP BY type, public_id, identity_id, "group"
        ), told AS (
            SELECT *, NULL::text[] AS embedded
            FROM unnest(judged) WITH ORDINALITY
                AS j(id, type, public_id, identity_id, "group", op, fields, place)
            WHERE op IS NOT NULL
            UNION ALL
            SELECT NULL, type, public_id, identity_id, "group", 'updated', '{}', NULL, fields
            FROM embedding WHERE (
                SELECT c.op FROM briefings_change c
                WHERE c.public_id = embedding.public_id ORDER BY c.seq DESC NULLS LAST LIMIT 1
            ) NOT IN ('withdrawn', 'merged')
        ), joined AS (
            SELECT *, max(embedded) OVER of_row AS of_others, bool_or(id IS NOT NULL) OVER of_row AS has_own
            FROM told WINDOW of_row AS (PARTITION BY public_id, "group")
        )
        SELECT (id, type, public_id, identity_id, "group", op, CASE WHEN op IN ('updated', 'corrected')
            THEN ARRAY(SELECT DISTINCT f FROM unnest(fields || of_others) f ORDER BY f) ELSE '{}' END
        )::briefings_telling
        FROM joined WHERE id IS NOT NULL OR NOT has_own ORDER BY place NULLS LAST, type, public_id);
    FOR change IN SELECT id, op, fields FROM unnest(telling) WHERE id IS NOT NULL LOOP
        number := number + 1;
        UPDATE briefings_change SET
            seq = number,
            at = stamp,
            op = change.op,
            reason = CASE WHEN change.op = 'withdrawn' THEN reason ELSE '' END,
            fields = change.fields,
            embedded_only = embedded_only AND change.op = 'updated',
            periods = NULL,
            proposed_op = NULL
        WHERE id = change.id;
    END LOOP;
    INSERT INTO briefings_change
        (seq, at, due_at, op, type, public_id, identity_id, "group", reason, fields, embedded_only)
    SELECT number + row_number() OVER (), stamp, stamp, op, type, public_id, identity_id, "group", '', fields, true
    FROM unnest(telling) WHERE id IS NULL;
    FOR change IN SELECT id FROM unnest(judged) WHERE op IS NULL LOOP
        DELETE FROM briefings_change WHERE id = change.id;
    END LOOP;
    RETURN cardinality(judged);
END $$;
