-- Each sets its own search path, so that a restored dump computes the same values. A change of
-- meaning is a new function with a new name: stored columns are not computed again.

-- Words as they are searched: English stems, accents aside.
CREATE TEXT SEARCH CONFIGURATION public.briefings_words (COPY = pg_catalog.english);

ALTER TEXT SEARCH CONFIGURATION public.briefings_words
    ALTER MAPPING FOR hword, hword_part, word WITH public.unaccent, english_stem;

CREATE FUNCTION public.briefings_said(title text, names text[], body text[]) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
-- The title before the names before the text; of a text beyond all measure the beginning.
SELECT setweight(to_tsvector('public.briefings_words', coalesce(title, '')), 'A')
    || setweight(to_tsvector('public.briefings_words', coalesce(array_to_string(names, E'\n'), '')), 'B')
    || setweight(to_tsvector('public.briefings_words', coalesce(left(array_to_string(body, E'\n'), 500000), '')), 'D')
$$;

CREATE FUNCTION public.briefings_plain(name text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT SET search_path = pg_catalog, pg_temp AS $$
-- In small letters, without accents. The dictionary is named: what it is found by may change.
SELECT lower(public.unaccent('public.unaccent'::regdictionary, name))
$$;

CREATE FUNCTION public.briefings_plain(names text[]) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT SET search_path = pg_catalog, pg_temp AS $$
-- Of a list of names one a line.
SELECT public.briefings_plain(array_to_string(names, E'\n'))
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
