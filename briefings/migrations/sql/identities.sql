-- Keeps a record's identity and every slug it had. `periods` NULL leaves those it has.
CREATE FUNCTION briefings_identify(
    record_id bigint, record_public_id uuid, record_type text, record_slug text, record_label text,
    periods tstzmultirange
) RETURNS void LANGUAGE plpgsql SET enable_seqscan = off SET plan_cache_mode = auto AS $$
BEGIN
    INSERT INTO briefings_identity AS i (id, public_id, type, slug, label, live_periods)
    VALUES (record_id, record_public_id, record_type, record_slug, record_label, coalesce(periods, '{}'))
    ON CONFLICT (id) DO UPDATE SET
        slug = excluded.slug,
        label = excluded.label,
        live_periods = coalesce(periods, i.live_periods)
    WHERE (i.slug, i.label, i.live_periods)
        IS DISTINCT FROM (excluded.slug, excluded.label, coalesce(periods, i.live_periods));

    INSERT INTO briefings_slug (type, slug, identity_id) VALUES (record_type, record_slug, record_id)
    ON CONFLICT (type, slug) DO NOTHING;
    IF NOT FOUND AND NOT EXISTS (
        SELECT 1 FROM briefings_slug
        WHERE type = record_type AND slug = record_slug AND identity_id = record_id
    ) THEN
        RAISE EXCEPTION 'The address "%" is, or once was, another record''s.', record_slug
            USING ERRCODE = '23505', CONSTRAINT = 'slug_never_reused', TABLE = 'briefings_slug';
    END IF;
END $$;

-- Takes out all trace of a record that was never public and is deleted.
CREATE FUNCTION briefings_forget(record_id bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM briefings_externalidentifier WHERE identity_id = record_id;
    DELETE FROM briefings_correction WHERE identity_id = record_id;
    DELETE FROM briefings_change WHERE identity_id = record_id AND seq IS NULL;
    DELETE FROM briefings_slug WHERE identity_id = record_id;
    DELETE FROM briefings_identity WHERE id = record_id;
END $$;

-- Locks the records with these identities against being merged, and returns the identities.
CREATE FUNCTION briefings_locked_records(identities bigint[]) RETURNS bigint[]
LANGUAGE plpgsql AS $$
DECLARE
    named briefings_identity;
BEGIN
    FOR named IN
        SELECT * FROM briefings_identity
        -- Articles are not merged.
        WHERE id = ANY(identities) AND type <> 'article' ORDER BY id
    LOOP
        EXECUTE format('SELECT 1 FROM %I WHERE identity_id = $1 FOR KEY SHARE',
            'briefings_' || named.type) USING named.id;
    END LOOP;
    RETURN identities;
END
$$;

-- Refuses to name, in rows of the table, a record that was merged into another.
CREATE FUNCTION briefings_refuse_merged(identities bigint[], table_name text) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    merged briefings_identity;
BEGIN
    SELECT * INTO merged FROM briefings_identity
    WHERE id = ANY(identities) AND merged_into_id IS NOT NULL LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION '“%” was merged into “%”: name that instead.', merged.label,
                (SELECT label FROM briefings_identity WHERE id = merged.merged_into_id)
            USING ERRCODE = '23514', TABLE = table_name, CONSTRAINT = 'merged_is_not_named';
    END IF;
END
$$;
