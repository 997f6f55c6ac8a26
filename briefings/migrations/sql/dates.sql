-- Each sets its own search path, so that a restored dump computes the same values. A change of
-- meaning is a new function with a new name: stored columns are not computed again.

CREATE FUNCTION public.briefings_days(partial_date text) RETURNS daterange
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT SET search_path = pg_catalog, pg_temp AS $$
-- The days that a partial date may be, half-open. NULL for what is not one; never an error.
-- A bound outside the years 1 to 9999 is unbounded: Python's date ends there.
DECLARE
    stated CONSTANT text := '([0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?|[.][.])';
    plain CONSTANT text := rtrim(partial_date, '~');
    wider CONSTANT integer := length(partial_date) - length(plain);
    first_text text := nullif(split_part(plain, '/', 1), '..');
    last_text text := nullif(split_part(plain, '/', 2), '..');
    first_unit interval;
    last_unit interval;
    first_day date;
    last_day date;
    after_day date;
BEGIN
    -- A match without captures is the quick kind: it takes a fifth of the time.
    IF partial_date !~ ('^' || stated || '(/' || stated || ')?~?$') THEN
        RETURN NULL;
    END IF;
    IF last_text = '' THEN
        last_text := first_text;
    END IF;
    IF coalesce(first_text, last_text) IS NULL
        OR left(first_text, 4) = '0000' OR left(last_text, 4) = '0000' THEN
        RETURN NULL;
    END IF;
    first_unit := CASE length(first_text)
        WHEN 4 THEN interval '1 year' WHEN 7 THEN interval '1 month' ELSE interval '1 day' END;
    last_unit := CASE length(last_text)
        WHEN 4 THEN interval '1 year' WHEN 7 THEN interval '1 month' ELSE interval '1 day' END;
    first_text := rpad(first_text, 10, '-01');
    last_text := rpad(last_text, 10, '-01');
    first_day := make_date(left(first_text, 4)::integer, substr(first_text, 6, 2)::integer, 1)
        + (right(first_text, 2)::integer - 1);
    last_day := make_date(left(last_text, 4)::integer, substr(last_text, 6, 2)::integer, 1)
        + (right(last_text, 2)::integer - 1);
    -- 30 February has become a day of March by now.
    IF extract(month FROM first_day) <> substr(first_text, 6, 2)::integer
        OR extract(month FROM last_day) <> substr(last_text, 6, 2)::integer THEN
        RETURN NULL;
    END IF;
    IF first_day >= last_day + last_unit THEN
        RETURN NULL;
    END IF;
    first_day := first_day - wider * first_unit;
    after_day := last_day + (1 + wider) * last_unit;
    RETURN daterange(
        CASE WHEN first_day >= make_date(1, 1, 1) THEN first_day END,
        CASE WHEN after_day < make_date(10000, 1, 1) THEN after_day END);
END
$$;

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

CREATE FUNCTION public.briefings_tenure_start(
    appointed text, arrived text, started text, ended text) RETURNS daterange
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
-- The days a tenure may have begun on: the first of started, arrived, appointed whose earliest
-- day is not after the latest day of the end. NULL where none is known.
SELECT days
FROM unnest(ARRAY[started, arrived, appointed]) WITH ORDINALITY AS stated (partial_date, place),
    LATERAL public.briefings_days(partial_date) AS days
WHERE days IS NOT NULL
    AND (lower(days) < upper(public.briefings_days(ended))) IS NOT FALSE
ORDER BY place
LIMIT 1
$$;

CREATE FUNCTION public.briefings_held_possibly(
    status text, appointed text, arrived text, started text, ended text, end_status text)
RETURNS daterange
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
-- From the earliest start to the latest end, both days included. Unbounded above without a dated
-- end, below without a dated start. Empty for one who was only named, where every start is after
-- the end, and where neither a start nor an end is known; to be current is an end that is known.
DECLARE
    end_text text := CASE WHEN end_status = 'ended' THEN ended END;
    start_days daterange := public.briefings_tenure_start(appointed, arrived, started, end_text);
    end_days daterange := public.briefings_days(end_text);
BEGIN
    IF status IS DISTINCT FROM 'served' OR (start_days IS NULL AND (
        num_nonnulls(appointed, arrived, started) > 0
        OR end_days IS NULL AND end_status IS DISTINCT FROM 'current')) THEN
        RETURN 'empty';
    END IF;
    RETURN daterange(lower(start_days), upper(end_days));
END
$$;

CREATE FUNCTION public.briefings_held_certainly(
    status text, appointed text, arrived text, started text, ended text, end_status text)
RETURNS daterange
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
-- From the latest start to the earliest end, both days included. A current tenure is unbounded
-- above: who asks ends it at today. Empty where the start or the end has no such day: not known,
-- open on that side, or ended on a day that nobody knows.
DECLARE
    end_text text := CASE WHEN end_status = 'ended' THEN ended END;
    latest_start date :=
        upper(public.briefings_tenure_start(appointed, arrived, started, end_text)) - 1;
    earliest_end date := lower(public.briefings_days(end_text));
BEGIN
    IF status IS DISTINCT FROM 'served' OR latest_start IS NULL THEN
        RETURN 'empty';
    END IF;
    IF end_status = 'current' THEN
        RETURN daterange(latest_start, NULL);
    END IF;
    IF earliest_end IS NULL OR latest_start > earliest_end THEN
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
