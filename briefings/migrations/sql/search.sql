-- Keeps what is said by the editions of an article that are live or will be.
CREATE FUNCTION briefings_keep_words(edition briefings_edition) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    first_published timestamptz;
BEGIN
    SELECT published_at INTO first_published FROM briefings_article WHERE id = edition.article_id;
    DELETE FROM briefings_editionwords
    WHERE article_id = edition.article_id AND upper(live_period) <= statement_timestamp();
    UPDATE briefings_editionwords SET published_at = first_published
    WHERE article_id = edition.article_id AND published_at <> first_published;
    IF edition.live_period IS NULL OR isempty(edition.live_period)
        OR upper(edition.live_period) <= statement_timestamp()
    THEN
        DELETE FROM briefings_editionwords WHERE edition_id = edition.id;
        RETURN;
    END IF;
    INSERT INTO briefings_editionwords (edition_id, article_id, live_period, published_at, said)
    VALUES (edition.id, edition.article_id, edition.live_period, first_published,
        briefings_said(edition.headline, ARRAY[edition.standfirst], ARRAY[edition.plain_text]))
    ON CONFLICT (edition_id) DO UPDATE SET
        live_period = EXCLUDED.live_period, published_at = EXCLUDED.published_at,
        said = EXCLUDED.said;
END $$;

CREATE FUNCTION briefings_editions_saying(asked tsquery, moment timestamptz, most integer)
RETURNS SETOF bigint LANGUAGE plpgsql STABLE ROWS 500 AS $$
-- The newest editions live at the moment that say what is asked. Planned anew for each question: a
-- rare word is looked up, a common one met on the way down the dates, and neither plan does for both.
BEGIN
    RETURN QUERY EXECUTE
        'SELECT edition_id FROM briefings_editionwords WHERE live_period @> $1 AND said @@ $2
         ORDER BY published_at DESC, article_id DESC LIMIT $3'
    USING moment, asked, most;
END $$;
