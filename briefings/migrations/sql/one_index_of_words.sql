CREATE FUNCTION public.briefings_read(words tsvector) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 1000 AS $$
-- The words as they are, for the index of an edition's words and every condition on them. They are
-- stored apart and compressed, so that to read them is dear; `tsvector @@ tsquery` alone does not say
-- so, and a word of most articles was looked for in every one of them.
BEGIN
    RETURN words;
END $$;

-- Keeps what is said by the editions of an article that are live or will be, and by the last one of
-- an article that is withdrawn.
CREATE OR REPLACE FUNCTION briefings_keep_words(edition briefings_edition) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    first_published timestamptz;
BEGIN
    SELECT published_at INTO first_published FROM briefings_article WHERE id = edition.article_id;
    DELETE FROM briefings_editionwords w
    WHERE article_id = edition.article_id AND upper(live_period) <= statement_timestamp()
        AND briefings_is_superseded(article_id, live_period);
    UPDATE briefings_editionwords SET published_at = first_published
    WHERE article_id = edition.article_id AND published_at <> first_published;
    IF edition.live_period IS NULL OR isempty(edition.live_period)
        OR upper(edition.live_period) <= statement_timestamp()
        AND briefings_is_superseded(edition.article_id, edition.live_period)
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

-- Returns whether another edition of the article is live after the period, or will be.
CREATE FUNCTION briefings_is_superseded(article bigint, period tstzrange) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT 1 FROM briefings_edition
        WHERE article_id = article AND lower(live_period) >= upper(period)
    )
$$;

CREATE OR REPLACE FUNCTION briefings_editions_saying(
    asked tsquery, moment timestamptz, most integer)
RETURNS SETOF bigint LANGUAGE plpgsql STABLE ROWS 500 AS $$
-- The newest editions live at the moment that say what is asked. Planned anew for each question: a
-- rare word is looked up, a common one met on the way down the dates, and neither plan does for both.
BEGIN
    RETURN QUERY EXECUTE
        'SELECT edition_id FROM briefings_editionwords
         WHERE live_period @> $1 AND briefings_read(said) @@ $2
         ORDER BY published_at DESC, article_id DESC LIMIT $3'
    USING moment, asked, most;
END $$;
