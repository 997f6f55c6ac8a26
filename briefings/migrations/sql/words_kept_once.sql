-- Keeps what is said by the editions of an article that are live or will be, and by the last one of
-- an article that is withdrawn. The words themselves are read only where they are not kept yet, or
-- are `other` ones than before: to read and index them costs more than all else that an approval does.
DROP FUNCTION briefings_keep_words(briefings_edition);
CREATE FUNCTION briefings_keep_words(edition briefings_edition, other boolean DEFAULT true) RETURNS void
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
    UPDATE briefings_editionwords SET live_period = edition.live_period
    WHERE edition_id = edition.id AND NOT other;
    IF FOUND THEN
        RETURN;
    END IF;
    INSERT INTO briefings_editionwords (edition_id, article_id, live_period, published_at, said)
    VALUES (edition.id, edition.article_id, edition.live_period, first_published,
        briefings_said(edition.headline, ARRAY[edition.standfirst], ARRAY[edition.plain_text]))
    ON CONFLICT (edition_id) DO UPDATE SET
        live_period = EXCLUDED.live_period, published_at = EXCLUDED.published_at,
        said = EXCLUDED.said;
END $$;
