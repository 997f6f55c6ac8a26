-- Titles made of a record's parts, as far as the public sees the parts when it sees the record: what
-- is under embargo, or was taken back, names nobody here.

-- A day, a month or a year in words; nothing for what is less certain.
CREATE FUNCTION briefings_day_words(partial_date text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN partial_date ~ '^\d{4}-\d\d-\d\d$' THEN to_char(lower(briefings_days(partial_date)), 'FMDD FMMonth FMYYYY')
        WHEN partial_date ~ '^\d{4}-\d\d$' THEN to_char(lower(briefings_days(partial_date)), 'FMMonth FMYYYY')
        WHEN partial_date ~ '^\d{4}$' THEN ltrim(partial_date, '0')
    END
$$;

-- A period in words, with what both ends share said once: "18–19 June 2023".
CREATE FUNCTION briefings_period_words(starts text, ends text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN starts = ends OR ends IS NULL OR briefings_day_words(ends) IS NULL THEN briefings_day_words(starts)
        WHEN starts IS NULL OR briefings_day_words(starts) IS NULL THEN briefings_day_words(ends)
        WHEN length(starts) < 10 OR length(ends) < 10
            THEN briefings_day_words(starts) || ' to ' || briefings_day_words(ends)
        WHEN left(starts, 7) = left(ends, 7)
            THEN to_char(starts::date, 'FMDD') || '–' || briefings_day_words(ends)
        WHEN left(starts, 4) = left(ends, 4)
            THEN to_char(starts::date, 'FMDD FMMonth') || ' – ' || briefings_day_words(ends)
        ELSE briefings_day_words(starts) || ' – ' || briefings_day_words(ends)
    END
$$;

-- Names in a row: "A", "A and B", "A, B and C", "A, B and 4 more".
CREATE FUNCTION briefings_names_words(names text[]) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN cardinality(names) <= 1 THEN names[1]
        WHEN cardinality(names) <= 3
            THEN array_to_string(names[:cardinality(names) - 1], ', ') || ' and ' || names[cardinality(names)]
        ELSE names[1] || ', ' || names[2] || ' and ' || cardinality(names) - 2 || ' more'
    END
$$;

-- Whether readers of a record with this live period see a part with that one: a draft is read as it
-- would be published, with the parts that nobody has put off.
CREATE FUNCTION briefings_seen_with(whole tstzrange, part tstzrange) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT CASE
        WHEN whole IS NULL THEN part IS NULL OR part @> statement_timestamp()
        ELSE part @> greatest(statement_timestamp(), lower(whole))
    END
$$;

-- The names of those who take part for themselves; of all, where nobody does. A traveller of a visit
-- is on the visiting side.
CREATE FUNCTION briefings_participants_words(of_meeting bigint, of_visit bigint, whole tstzrange)
RETURNS text LANGUAGE sql STABLE AS $$
    WITH seen AS (
        SELECT coalesce(o.full_name, g.name, p."group") AS name,
            p.role NOT IN ('delegation', 'observer') AS speaks,
            row_number() OVER (ORDER BY p.side = 'host', p."order", p.id) AS place
        FROM briefings_participant p
        LEFT JOIN briefings_official o ON o.id = p.official_id
        LEFT JOIN briefings_organization g ON g.id = p.organization_id
        WHERE (p.meeting_id = of_meeting OR p.visit_id = of_visit AND p.side <> 'host')
            AND briefings_seen_with(whole, p.live_period)
            AND (o.id IS NULL OR briefings_seen_with(whole, o.live_period))
            AND (g.id IS NULL OR briefings_seen_with(whole, g.live_period))
    )
    SELECT briefings_names_words(array_agg(name ORDER BY place))
    FROM seen WHERE speaks OR NOT EXISTS (SELECT 1 FROM seen WHERE speaks)
$$;

CREATE FUNCTION briefings_meeting_title(meeting briefings_meeting) RETURNS text
LANGUAGE plpgsql STABLE AS $$
DECLARE
    kind CONSTANT text := CASE meeting.kind
        WHEN 'bilateral' THEN 'Meeting'
        WHEN 'multilateral' THEN 'Meeting'
        WHEN 'call' THEN 'Telephone call'
        WHEN 'other' THEN 'Meeting'
        ELSE upper(left(meeting.kind, 1)) || replace(substr(meeting.kind, 2), '_', ' ')
    END;
    people CONSTANT text := briefings_participants_words(meeting.id, NULL, meeting.live_period);
BEGIN
    RETURN concat_ws(', ',
        CASE WHEN people IS NULL THEN kind ELSE kind || ' of ' || people END,
        briefings_day_words(meeting."on"));
END $$;

CREATE FUNCTION briefings_visit_title(visit briefings_visit) RETURNS text
LANGUAGE plpgsql STABLE AS $$
DECLARE
    people CONSTANT text := briefings_participants_words(NULL, visit.id, visit.live_period);
    stops text;
BEGIN
    SELECT briefings_names_words(array_agg(name ORDER BY place)) INTO stops
    FROM (
        SELECT coalesce(
                (SELECT p.name FROM briefings_place p
                 WHERE p.id = s.place_id AND briefings_seen_with(visit.live_period, p.live_period)),
                (SELECT c.name FROM briefings_country c
                 WHERE c.id = s.country_id AND briefings_seen_with(visit.live_period, c.live_period))
            ) AS name,
            row_number() OVER (ORDER BY s."order", s.id) AS place
        FROM briefings_stop s WHERE s.visit_id = visit.id
    ) AS named WHERE name IS NOT NULL;
    RETURN concat_ws(', ',
        concat_ws(' to ', coalesce(people, 'Visit'), stops),
        briefings_period_words(visit.starts, visit.ends));
END $$;
