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
-- Whether it names a zone of the IANA database; an offset is none.
BEGIN
    RETURN zone ~ '^[A-Za-z]' AND timezone(zone, timestamp '2000-01-01') IS NOT NULL;
EXCEPTION WHEN invalid_parameter_value THEN
    RETURN false;
END
$$;

CREATE FUNCTION public.briefings_name_is_told(
    full_name text, short_name text, slug text, description text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
-- Whether a word of the names stands in the slug or in the description, accents and capitals aside.
-- A word of one letter tells nothing.
SELECT EXISTS (
    SELECT 1 FROM regexp_split_to_table(told.names, '[^[:alnum:]]+') AS word
    WHERE length(word) > 1
        AND word = ANY (regexp_split_to_array(told.words, '[^[:alnum:]]+'))
)
FROM (
    SELECT regexp_replace(normalize(lower(full_name || ' ' || short_name), NFD), '[̀-ͯ]', '', 'g'),
        regexp_replace(normalize(lower(slug || ' ' || description), NFD), '[̀-ͯ]', '', 'g')
) AS told (names, words)
$$;
