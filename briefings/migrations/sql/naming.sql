-- Heads of the records that are named: in place of the function of the same name in `embedding.sql`.

-- The records that each of the rows that changed is of or names. `migrate` ends by putting in its place what
-- the models declare (`briefings/models/triggers/naming.py`).
CREATE FUNCTION briefings_names(changed briefings_telling[], moment timestamptz)
RETURNS TABLE (named bigint, by_type text) LANGUAGE sql STABLE AS $$ SELECT NULL::bigint, '' WHERE false $$;

-- Numbers every change that is due, one transaction at a time, and says what each amounts to:
-- the ledger's last word on a row is compared with whether the row is public at its due moment.
-- Then tells of every public row whose answers embed one that changed, step by step: as a field of that
-- row's own change in the same group, where it has one, else by a change in which nothing else differs.
-- Last, raises the heads of the records that the rows are of or name, or named until now.
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
    head bigint;
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
    head := number + cardinality(telling);
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

    IF cardinality(telling) > 0 THEN
        WITH unnamed AS (
            DELETE FROM briefings_naming WHERE type IS NULL RETURNING identity_id
        )
        INSERT INTO briefings_naming (identity_id, type, seq)
        SELECT named, by_type, head FROM briefings_names(telling, stamp)
        UNION
        SELECT identity_id, '', head FROM unnamed
        ON CONFLICT (identity_id, type) DO UPDATE SET seq = excluded.seq;
    END IF;
    RETURN cardinality(judged);
END $$;
