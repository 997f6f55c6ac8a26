CREATE OR REPLACE FUNCTION briefings_editions_saying(
    asked tsquery, moment timestamptz, most integer)
RETURNS SETOF bigint LANGUAGE plpgsql STABLE ROWS 500 AS $$
-- The newest editions live at the moment that say what is asked. They are looked for among the newest of
-- all, sixteen times as many; if too few of those say it, then among the older ones, by the index of words
-- alone. To walk down the dates until enough are found takes ten times as long for a word that one in ten
-- says, and PostgreSQL would do so: it thinks it dear to look rows up by that index. Planned anew for each
-- question: a usual word is met on the way down the newest, a rare one looked up.
DECLARE
    newest_since timestamptz;
    among_newest integer;
BEGIN
    SELECT published_at INTO newest_since FROM briefings_editionwords
    ORDER BY published_at DESC, article_id DESC OFFSET 16 * most LIMIT 1;
    RETURN QUERY EXECUTE
        'SELECT edition_id FROM briefings_editionwords
         WHERE live_period @> $1 AND briefings_read(said) @@ $2 AND published_at >= $4
         ORDER BY published_at DESC, article_id DESC LIMIT $3'
    USING moment, asked, most, coalesce(newest_since, '-infinity');
    GET DIAGNOSTICS among_newest = ROW_COUNT;
    IF among_newest < most AND newest_since IS NOT NULL THEN
        RETURN QUERY EXECUTE
            'SELECT edition_id FROM (
                 SELECT edition_id, published_at, article_id FROM briefings_editionwords
                 WHERE live_period @> $1 AND briefings_read(said) @@ $2 AND published_at < $4
                 OFFSET 0
             ) AS older
             ORDER BY published_at DESC, article_id DESC LIMIT $3'
        USING moment, asked, most - among_newest, newest_since;
    END IF;
END $$;
