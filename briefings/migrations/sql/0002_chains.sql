-- Each sets its own search path, so that a restored dump computes the same values. A change of
-- meaning is a new function with a new name: stored columns are not computed again.

CREATE FUNCTION public.briefings_first_day(partial_date text) RETURNS date
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
-- The earliest day that it may be, the calendar's first where that is open or not known.
SELECT coalesce(lower(public.briefings_days(partial_date)), make_date(1, 1, 1))
$$;

CREATE FUNCTION public.briefings_last_day(partial_date text) RETURNS date
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
-- The latest day that it may be, the calendar's last where that is open or not known.
SELECT coalesce(upper(public.briefings_days(partial_date)) - 1, make_date(9999, 12, 31))
$$;

CREATE FUNCTION public.briefings_possible_days(starts text, ends text) RETURNS daterange
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
-- From the earliest start to the latest end, both included. A side that is not known is the other's
-- day: of a journey of which only the start is known, no later day is claimed. NULL without both.
SELECT CASE WHEN num_nonnulls(starts, ends) > 0 THEN daterange(
    lower(public.briefings_days(coalesce(starts, ends))),
    upper(public.briefings_days(coalesce(ends, starts))))
END
$$;

CREATE FUNCTION public.briefings_certain_days(starts text, ends text) RETURNS daterange
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
-- From the latest start to the earliest end, both included; empty where there is no such day.
DECLARE
    latest_start date := upper(public.briefings_days(starts)) - 1;
    earliest_end date := lower(public.briefings_days(ends));
BEGIN
    IF latest_start IS NULL OR earliest_end IS NULL OR latest_start > earliest_end THEN
        RETURN 'empty';
    END IF;
    RETURN daterange(latest_start, nullif(earliest_end + 1, make_date(10000, 1, 1)));
END
$$;

CREATE FUNCTION public.briefings_is_time_zone(zone text) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
-- Whether it names a zone as the IANA database does: an area and what is in it, or UTC. Offsets and
-- abbreviations, which the database reads too, are none; clocks elsewhere do not know them.
BEGIN
    RETURN zone ~ '^([A-Z][A-Za-z]+(/[A-Z][A-Za-z_-]+)+|Etc/GMT[+-][0-9]{1,2}|UTC)$'
        AND timezone(zone, timestamp '2000-01-01') IS NOT NULL;
EXCEPTION WHEN invalid_parameter_value THEN
    RETURN false;
END
$$;

CREATE FUNCTION public.briefings_name_is_told(
    full_name text, short_name text, sort_name text, slug text, description text, occupation text)
RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
-- Whether a word of the names stands in one of the other texts, accents and capitals aside,
-- or the whole name in one: "obrien", "markswidan". Scripts that do not part their words are looked
-- through. A word of one letter tells nothing.
WITH said (names, words, whole) AS (
    SELECT lower(regexp_replace(
            normalize(full_name || ' ' || short_name || ' ' || sort_name, NFKD), '[̀-ͯ]', '', 'g')),
        lower(regexp_replace(
            normalize(concat_ws(' ', slug, description, occupation), NFKD), '[̀-ͯ]', '', 'g')),
        lower(regexp_replace(normalize(full_name, NFKD), '[̀-ͯ[:space:][:punct:]’‘ʼ]', '', 'g'))
), told (words, joined) AS (
    SELECT regexp_split_to_array(words || ' ' || regexp_replace(words, '[''’‘ʼ-]', '', 'g'),
            '[[:space:][:punct:]’‘ʼ·]+'),
        regexp_replace(words, '[[:space:][:punct:]’‘ʼ]', '', 'g')
    FROM said
)
SELECT length(whole) > 3 AND position(whole IN joined) > 0 OR EXISTS (
    SELECT 1 FROM regexp_split_to_table(
        names || ' ' || regexp_replace(names, '[''’‘ʼ-]', '', 'g'), '[[:space:][:punct:]’‘ʼ·]+') AS word
    WHERE length(word) > 1
        AND (word = ANY (told.words) OR word ~ '[^ -~]' AND position(word IN joined) > 0)
)
FROM said, told
$$;
