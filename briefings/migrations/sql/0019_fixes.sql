-- Returns the keys of the editions whose changes one has, or goes without by choice: itself, what
-- it was made from, what it goes without, and all that these know of.
CREATE FUNCTION briefings_known(edition bigint) RETURNS bigint[] LANGUAGE sql STABLE AS $$
    WITH RECURSIVE known(id) AS (
        SELECT edition
        UNION
        SELECT further.id
        FROM known, LATERAL (
            SELECT based_on_id AS id FROM briefings_edition
            WHERE id = known.id AND based_on_id IS NOT NULL
            UNION ALL
            SELECT carried_id FROM briefings_carriedover WHERE edition_id = known.id
            UNION ALL
            SELECT fix_id FROM briefings_fixchoice
            WHERE edition_id = known.id AND choice = 'without'
        ) AS further
    )
    SELECT array_agg(id) FROM known
$$;

-- Holds every edition of an article that has not begun and lacks the one that begins before it. The
-- edition that would have ended as it began goes on; the sources that it would have made public
-- stay back; a row says that nobody has chosen. What was placed now (NULL: nothing) is refused
-- instead, and so is what would come before one that has begun without it. Each edition then knows
-- of the one before it, and so of all before it.
CREATE FUNCTION briefings_hold_lacking(article bigint, placed bigint) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    each record;
    earlier briefings_edition%ROWTYPE;
BEGIN
    -- Who places another edition at the same time comes before or after, not beside.
    PERFORM 1 FROM briefings_article WHERE id = article FOR NO KEY UPDATE;
    FOR each IN
        SELECT * FROM briefings_edition
        WHERE article_id = article AND NOT isempty(live_period) ORDER BY lower(live_period)
    LOOP
        IF earlier.id <> ALL (briefings_known(each.id)) THEN
            IF each.id = placed
                OR earlier.id = placed AND lower(each.live_period) <= statement_timestamp()
            THEN
                RAISE EXCEPTION 'Edition % lacks what edition % says.', each.number, earlier.number
                    USING ERRCODE = '23514', CONSTRAINT = 'edition_lacks_none_before',
                          TABLE = 'briefings_edition';
            ELSIF lower(each.live_period) > statement_timestamp() THEN
                UPDATE briefings_edition SET live_period = 'empty' WHERE id = each.id;
                UPDATE briefings_edition
                SET live_period = tstzrange(lower(live_period), upper(each.live_period))
                WHERE article_id = article AND upper(live_period) = lower(each.live_period);
                UPDATE briefings_source SET live_period = NULL
                WHERE lower(live_period) = lower(each.live_period)
                    AND id IN (SELECT source_id FROM briefings_citation WHERE edition_id = each.id);
                INSERT INTO briefings_fixchoice (edition_id, fix_id) VALUES (each.id, earlier.id)
                ON CONFLICT (edition_id, fix_id) DO UPDATE
                SET choice = '', chosen_by_id = NULL, chosen_at = NULL;
                CONTINUE;
            END IF;
        END IF;
        earlier := each;
    END LOOP;
END $$;
