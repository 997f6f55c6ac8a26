-- Refuses to touch what belongs to an approved edition.
CREATE FUNCTION briefings_refuse_approved(edition bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF coalesce(current_setting('briefings.redacting', true), '') <> 'on' AND EXISTS (
        SELECT 1 FROM briefings_edition WHERE id = edition AND approved_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'An approved edition is final: the next change is the next edition.'
            USING ERRCODE = '23514', CONSTRAINT = 'edition_approved_is_final',
                  TABLE = 'briefings_edition';
    END IF;
END $$;

-- Refuses a withdrawn article that is public, or will be.
CREATE FUNCTION briefings_refuse_live_withdrawn(record_id bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM briefings_identity
        WHERE id = record_id
            AND (upper_inf(live_periods) OR upper(live_periods) > statement_timestamp())
    ) THEN
        RAISE EXCEPTION 'A withdrawn article has no edition that is live, or will be.'
            USING ERRCODE = '23514', CONSTRAINT = 'article_withdrawn_is_not_live',
                  TABLE = 'briefings_article';
    END IF;
END $$;

-- An edition of the article was given another period: keeps what follows from all of them, the
-- article's live periods and first publication, and tells the ledger.
CREATE FUNCTION briefings_announce_article(article bigint, changed text[]) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    a briefings_article%ROWTYPE;
    periods tstzmultirange;
    bounds timestamptz[];
    corrected timestamptz[];
BEGIN
    SELECT * INTO STRICT a FROM briefings_article WHERE id = article;
    SELECT coalesce(range_agg(live_period), '{}'),
        array_agg(lower(live_period)) || array_agg(upper(live_period))
    INTO periods, bounds
    FROM briefings_edition WHERE article_id = article AND NOT isempty(live_period);
    SELECT coalesce(array_agg(lower(e.live_period)), '{}') INTO corrected
    FROM briefings_edition e JOIN briefings_correction c ON c.edition_id = e.id
    WHERE e.article_id = article AND NOT isempty(e.live_period) AND c.kind <> 'update';

    UPDATE briefings_identity SET live_periods = periods
    WHERE id = a.identity_id AND live_periods IS DISTINCT FROM periods;
    IF a.withdrawal_reason <> '' THEN
        PERFORM briefings_refuse_live_withdrawn(a.identity_id);
    END IF;
    UPDATE briefings_article SET published_at = lower(periods)
    WHERE id = article AND published_at IS DISTINCT FROM lower(periods);
    UPDATE briefings_mention SET published_at = lower(periods)
    WHERE article_id = article AND published_at IS DISTINCT FROM lower(periods);

    PERFORM briefings_announce(
        'article', a.public_id, a.identity_id, NULL, changed, a.withdrawal_reason,
        CASE WHEN changed <> '{}' AND EXISTS (
            SELECT 1 FROM briefings_edition e
            WHERE e.article_id = article AND e.live_period @> statement_timestamp()
                AND lower(e.live_period) = ANY (corrected)
        ) THEN 'corrected' END
    );
    PERFORM briefings_schedule(
        'article', a.public_id, a.identity_id, NULL, a.withdrawal_reason, a.public_id, bounds
    );
    UPDATE briefings_change SET proposed_op = 'corrected'
    WHERE seq IS NULL AND origin = a.public_id AND due_at = ANY (corrected);
END $$;

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
