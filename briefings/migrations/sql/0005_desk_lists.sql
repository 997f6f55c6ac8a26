CREATE FUNCTION public.briefings_plain(names text[]) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT SET search_path = pg_catalog, pg_temp AS $$
-- Of a list of names one a line.
SELECT public.briefings_plain(array_to_string(names, E'\n'))
$$;
